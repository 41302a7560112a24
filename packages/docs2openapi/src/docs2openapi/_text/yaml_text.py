"""A parser of untrusted YAML.

What the page says becomes JSON values: there are no dates and no sets, and the merge keys of YAML 1.1, which grow
faster than aliases, are keys like others.
"""

import json
import re
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

import yaml

from docs2openapi._model.schema import Json
from docs2openapi._text.plain_values import MAX_DEPTH, BadValue, plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

_Value = TypeVar("_Value")
_ValueEvent: TypeAlias = yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent
MAX_BRACKETS = 500  # texts may have some that are never closed
_BRACKET = re.compile(r"[\[\]{}]")
# Ends of lines in YAML 1.1 and to the parser, letters in YAML 1.2: they are read as letters that no page has.
_LINE_ENDS = {0x85: 0xF0085, 0x2028: 0xF2028, 0x2029: 0xF2029}
_LETTERS = {hidden: end for end, hidden in _LINE_ENDS.items()}
# The parser in C is twenty times as fast; not every platform has it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = ("!", f"{_CORE}str", f"{_CORE}timestamp")
_TAGS = (None, *_TEXT_TAGS, *(_CORE + name for name in ("null", "bool", "int", "float", "map", "seq")))
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_MAY_BE_NUMBER = frozenset("+-.0123456789")
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def parse_yaml(text: str) -> Json:
    """Parse a text that is one YAML 1.2 document; timestamps stay strings.

    Raises:
        BadValue: It is not YAML, has tags or keys that JSON lacks, is nested more than 64 deep or holds more than
            100,000 values.
    """
    _refuse_deep_brackets(text)
    if (hidden := text.translate(_LINE_ENDS)) != text:
        return cast("Json", json.loads(json.dumps(parse_yaml(hidden), ensure_ascii=False).translate(_LETTERS)))
    try:
        return plain_value(lambda: _Builder(text).document())
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadValue(line, f"not YAML: {(error.problem or str(error)).strip()}") from error
    except yaml.YAMLError as error:
        raise BadValue(1, f"not YAML: {str(error).strip()}") from error


def _refuse_deep_brackets(text: str) -> None:
    """Refuse brackets inside brackets early: the time that parsers take for them grows with their square."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        if depth > MAX_BRACKETS:
            raise BadValue(text.count("\n", 0, bracket.start()) + 1, f"nested more than {MAX_DEPTH} deep")


class _Builder:
    """Builds a value from the events of a parser; an alias is the same object again."""

    def __init__(self, text: str) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self.anchors: dict[str, object] = {}

    def document(self) -> object:
        """Build the value of the only document; None if there is none."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self._node(next(self.events), MAX_DEPTH)
        next(self.events)
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            raise _problem(event, "expected a single document")
        return value

    def _node(self, event: yaml.Event, depth: int) -> object:
        if depth < 0:
            raise BadValue(_line(event), f"nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.ScalarEvent):
            return self._named(event, _scalar(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[object] = []
            return self._fill_list(self._named(event, items), depth)
        if isinstance(event, yaml.MappingStartEvent):
            mapping: dict[str, object] = {}
            return self._fill_mapping(self._named(event, mapping), depth)
        return self._aliased(event)

    def _aliased(self, event: yaml.Event) -> object:
        name = event.anchor if isinstance(event, yaml.AliasEvent) else None
        if name not in self.anchors:
            raise _problem(event, f"nothing is called {name!r}")
        return self.anchors[name]

    def _named(self, event: _ValueEvent, value: _Value) -> _Value:
        """Remember a value that has an anchor, before it is filled: it may contain itself."""
        if event.tag not in _TAGS:
            raise _problem(event, f"a value of another kind than JSON has: {event.tag}")
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        return value

    def _fill_list(self, items: list[object], depth: int) -> list[object]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth - 1))
        return items

    def _fill_mapping(self, mapping: dict[str, object], depth: int) -> dict[str, object]:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _problem(event, "a key is not a text")
            key: str = event.value
            if key in mapping:
                raise _problem(event, f"key {key!r} is repeated in one mapping")
            mapping[key] = self._node(next(self.events), depth - 1)
        return mapping


def _problem(event: yaml.Event, reason: str) -> BadValue:
    return BadValue(_line(event), f"not YAML: {reason}")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _scalar(event: yaml.ScalarEvent) -> object:
    """Read a scalar as YAML 1.2 does; what has quotes or is a block is text."""
    text: str = event.value
    if event.tag in _TEXT_TAGS or (event.tag is None and not event.implicit[0]):
        return text
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in _MAY_BE_NUMBER else text


def _number(text: str) -> object:
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    return float(text.replace(".", "", 1) if _NO_NUMBER.fullmatch(text) else text) if _is_float(text) else text


def _is_float(text: str) -> bool:
    return bool(_FLOAT.fullmatch(text) or _NO_NUMBER.fullmatch(text))
