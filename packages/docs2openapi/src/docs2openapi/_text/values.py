"""Parsers for untrusted JSON and YAML, and a writer of YAML.

Third-party text may contain what JSON lacks (dates, sets, NaN, numbers as keys), repeat a key, nest without end or
grow by aliases. The parsers return plain JSON values of bounded size and depth.
"""

# ruamel.yaml is only partly annotated, and no other module uses it:
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import json
import math
import re
from io import StringIO
from typing import TYPE_CHECKING, NoReturn, cast

import json5
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ruamel.yaml.nodes import MappingNode

    from docs2openapi._model.schema import Json

MAX_DEPTH = 64
MAX_BRACKETS = 500  # texts may have some that are never closed
MAX_VALUES = 100_000
MAX_LENIENT = 100_000  # characters: json5 reads some 80,000 a second
# How an object or a list can begin, in JSON5 too: nothing else is worth a try.
_JSON_START = re.compile(r"\{\s*(?:[\"'}A-Za-z_$/#.…]|[^\x00-\x7f])|\[|[^{\[]")
# What readers of YAML 1.1 take for something else than text.
_YAML_1_1 = re.compile(
    r"y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?(?:0b[01_]+|0x[0-9a-f_]+|[\d_]+)|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?"
    r"|[-+]?[\d_]*\.?[\d_]+(?:e[-+]?\d+)?|[-+]?\.(?:inf|nan)|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?",
    re.IGNORECASE,
)
_VALUE_OF_TYPE = {
    **dict.fromkeys(("number", "integer", "int", "float", "long", "double"), "0"),
    **dict.fromkeys(("boolean", "bool"), "true"),
    **dict.fromkeys(("string", "str", "timestamp", "datetime", "date", "uuid", "blob"), '""'),
    **dict.fromkeys(("object", "map"), "{}"),
    **dict.fromkeys(("array", "list"), "[]"),
}
_TYPE_WORD = re.compile(rf"([:\[]\s*)({'|'.join(_VALUE_OF_TYPE)})\b(?=\s*[,}}\]\n/#])", re.IGNORECASE)
_NOT_JSON = re.compile(r'"(?:[^"\\\n]|\\.)*"|(,)?\s*(?:\.\.\.|…)\s*(,|(?=[{\["\w]))?|#[^\n]*')
_BRACKET = re.compile(r"[\[\]{}]")
_NEVER_FOLD = 1_000_000  # ruamel.yaml leaves a space at the end of a folded line


class BadValue(Exception):
    """A text is not valid JSON or YAML.

    Attributes:
        line: Where the problem is, counted from 1 within the text.
        reason: What the problem is.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def parse_json(text: str) -> Json:
    """Parse a text that is one JSON value.

    Raises:
        BadValue: It is not JSON, repeats a key, is nested more than 64 deep or holds more than 100,000 values.
    """
    return _plain_value(
        lambda: json.loads(text, object_pairs_hook=_without_repeated_keys, parse_constant=_refuse_constant)
    )


def parse_lenient(text: str, limit: int = MAX_LENIENT) -> Json:
    """Parse JSON as docs have it: with comments, trailing commas and whatever else JSON5 allows.

    Args:
        text: One JSON or JSON5 value.
        limit: The largest number of characters that is tried as JSON5, whose parser is slow.

    Raises:
        BadValue: It is neither; the problem is the one that it has as JSON.
    """
    try:
        return parse_json(text)
    except BadValue:
        if len(text) > limit:
            raise
        try:
            return _plain_value(
                lambda: json5.loads(text, object_pairs_hook=_without_repeated_keys, parse_constant=_refuse_constant)
            )
        except BadValue:
            pass
        if (repaired := _repaired(text)) != text:
            return parse_lenient(repaired, limit)
        raise


def _repaired(text: str) -> str:
    """Blank what docs write into JSON and JSON5 lacks: ``...`` for what is left out, and comments behind ``#``."""
    return _NOT_JSON.sub(
        lambda match: match[0] if match[0].startswith('"') else "," if match[1] and match[2] is not None else "", text
    )


def parse_types(text: str) -> Json:
    """Parse JSON with words for types in place of values, ``{"size": number}``, as a value of these types.

    Returns:
        The value; None if the text is anything else.
    """
    typed = _TYPE_WORD.sub(lambda match: match[1] + _VALUE_OF_TYPE[match[2].lower()], text)
    try:
        return parse_lenient(typed) if typed != text else None
    except BadValue:
        return None


def leading_json(text: str, start: int) -> tuple[Json, int]:
    """Parse the JSON or JSON5 value that begins at an offset.

    Returns:
        The value and the offset of its end.

    Raises:
        BadValue: As ``parse_lenient`` does, with the line in the whole text.
    """
    if not _JSON_START.match(text, start):
        raise BadValue(text.count("\n", 0, start) + 1, "not JSON: Expecting property name enclosed in double quotes")
    try:
        return _leading_strict(text, start)
    except BadValue:
        found = _leading_lenient(text[start : start + MAX_LENIENT])
        if found is None:
            raise
        return found[0], start + found[1]


def _leading_lenient(text: str) -> tuple[Json, int] | None:
    ends: list[int] = []

    def parse() -> object:
        value, error, end = json5.parse(
            text, consume_trailing=False, object_pairs_hook=_without_repeated_keys, parse_constant=_refuse_constant
        )
        if error is not None:
            raise ValueError(error)
        ends.append(end)
        return cast("object", value)

    try:
        return _plain_value(parse), ends[0]
    except BadValue:
        return None


def _leading_strict(text: str, start: int) -> tuple[Json, int]:
    decoder = json.JSONDecoder(object_pairs_hook=_without_repeated_keys, parse_constant=_refuse_constant)
    ends: list[int] = []

    def decode() -> object:
        value, end = decoder.raw_decode(text, start)
        ends.append(end)
        return cast("object", value)

    return _plain_value(decode, text.count("\n", 0, start) + 1), ends[0]


def parse_yaml(text: str) -> Json:
    """Parse a text that is one YAML 1.2 document; timestamps stay strings.

    Raises:
        BadValue: It is not YAML, has tags or keys that JSON lacks, is nested more than 64 deep or holds more than
            100,000 values.
    """
    _refuse_deep_brackets(text)
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _JsonConstructor
    yaml.composer.warn_double_anchors = False  # YAML 1.2 lets an anchor be set again
    return _plain_value(lambda: cast("object", yaml.load(text)))


def _refuse_deep_brackets(text: str) -> None:
    """Refuse brackets inside brackets early: the time that ruamel.yaml takes for them grows with their square."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > MAX_BRACKETS:
            raise BadValue(text.count("\n", 0, bracket.start()) + 1, f"nested more than {MAX_DEPTH} deep")


def yaml_text(value: Json) -> str:
    """Write a value as YAML 1.2: keys in their order, the same bytes each time."""
    yaml = YAML()
    yaml.Representer = _PlainRepresenter
    yaml.width = _NEVER_FOLD
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()


class _JsonConstructor(SafeConstructor):
    """Constructs only what JSON has: no dates, no sets, and no merge keys, which grow faster than aliases."""

    def flatten_mapping(self, node: MappingNode) -> None:
        """Keep ``<<`` as a key, since YAML 1.2 has no merge keys, and read keys such as ``404`` or ``on`` as text."""
        for key, _ in node.value:
            if isinstance(key, ScalarNode) and str(key.tag).startswith("tag:yaml.org,2002:"):
                key.tag = "tag:yaml.org,2002:str"


class _PlainRepresenter(RoundTripRepresenter):
    """Writes texts of several lines as blocks, ``null`` in full and no anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  (the signature is ruamel.yaml's)
        return True


def _construct_text(constructor: SafeConstructor, node: ScalarNode) -> str:
    return str(constructor.construct_scalar(node))


def _represent_text(representer: _PlainRepresenter, text: str) -> ScalarNode:
    # Next line (U+0085) and the like do not survive unless they are escaped, which needs quotes.
    is_plain = all(letter.isprintable() or letter == "\n" for letter in text)
    style = '"' if not is_plain or _YAML_1_1.fullmatch(text) else "|" if "\n" in text else None
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_null(representer: _PlainRepresenter, _: None) -> ScalarNode:
    return representer.represent_scalar("tag:yaml.org,2002:null", "null")


for _tag in ("timestamp", "merge"):
    _JsonConstructor.add_constructor(f"tag:yaml.org,2002:{_tag}", _construct_text)
_PlainRepresenter.add_representer(str, _represent_text)
_PlainRepresenter.add_representer(type(None), _represent_null)


def _plain_value(parse: Callable[[], object], line: int = 1) -> Json:
    try:
        return _PlainCopier(line).copy(parse(), MAX_DEPTH)
    except json.JSONDecodeError as error:
        raise BadValue(error.lineno, f"not JSON: {error.msg}") from error
    except YAMLError as error:
        raise _yaml_error(error) from error
    except RecursionError as error:
        raise BadValue(line, "nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits, bytes that are not base64
        raise BadValue(line, str(error)) from error


def _yaml_error(error: YAMLError) -> BadValue:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    line = mark.line + 1 if mark is not None else 1
    problem = error.problem if isinstance(error, MarkedYAMLError) and error.problem else str(error)
    return BadValue(line, f"not YAML: {problem.strip()}")


def _without_repeated_keys(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    listed = list(pairs)
    value = dict(listed)
    if len(value) < len(listed):
        keys = [key for key, _ in listed]
        raise ValueError(f"not JSON: key {max(keys, key=keys.count)!r} is repeated in one object")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"not JSON: {name}")


class _PlainCopier:
    """Copies a value and refuses what JSON lacks; each use of an alias counts against the limit."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.left = MAX_VALUES

    def copy(self, value: object, depth: int) -> Json:
        self.left -= 1
        if depth < 0:
            raise BadValue(self.line, f"nested more than {MAX_DEPTH} deep")
        if self.left < 0:
            raise BadValue(self.line, f"holds more than {MAX_VALUES} values")
        if isinstance(value, dict):
            pairs = cast("dict[object, object]", value).items()
            return {self._key(key): self.copy(child, depth - 1) for key, child in pairs}
        if isinstance(value, list):
            return [self.copy(child, depth - 1) for child in cast("list[object]", value)]
        return self._scalar(value)

    def _key(self, key: object) -> str:
        if isinstance(key, str):
            return self._text(key)
        if isinstance(key, int) and not isinstance(key, bool):
            return str(key)  # a status, 200, that was not quoted
        raise BadValue(self.line, f"key {key!r} is not a text")

    def _scalar(self, value: object) -> str | int | float | bool | None:
        if isinstance(value, str):
            return self._text(value)
        if value is None or isinstance(value, bool | int):
            return value
        if isinstance(value, float) and math.isfinite(value):
            return value
        raise BadValue(self.line, f"{value!r} cannot be written as JSON")

    def _text(self, text: str) -> str:
        if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
            raise BadValue(self.line, f"{text!r} contains a lone surrogate")
        return text
