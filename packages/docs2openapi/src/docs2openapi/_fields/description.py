"""What the description of a field says in words that leave no doubt: its values, its default, whether it is required.

Only fixed phrases are read, followed by values that are told apart from prose: in back-ticks, in quotes, or bare words
between commas up to the end of the sentence. Everything else stays what it is: a description.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from docs2openapi._vocabulary.types import Schema, fits, types_of

if TYPE_CHECKING:
    from docs2openapi._text.values import Json

_CUE = re.compile(
    r"\b(?:(?:must|can|may|should) be (?:one of|either)"
    r"|(?:is )?(?:each )?(?:either )?one of(?: the following(?: values)?)?"
    r"|(?:allowed|possible|valid|accepted|supported|available|permitted|enum) (?:values?|options?|choices)"
    r"(?: are| include)?|options(?: are)?|enum|choices|values(?: are)?)\s*(?::|(?=[`\"'“\[]))\s*\[?"
    r"|\b(?:can|may|must) be\s+(?=`)"
    r"|(?:枚举值|可选值|取值)\s*[:：]\s*|\bone of\s+(?=[a-z0-9_-]+,)",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"""\s{0,8}[-*•]?\s{0,8}(?:`"?([^`\n"]+)"?`|"([^"\n]+)"|'([^'\n]+)'|“([^”\n]+)”)(?:\s*\([^()\n]*\))?"""
)
_BETWEEN = re.compile(r"\s*(?:,\s*(?:or|and)\b|,|/|\||\bor\b|\band\b|;|\n\s*[-*•](?=\s))\s*")
_BARE = re.compile(r"\s*([A-Za-z0-9_.-]*[A-Za-z0-9_-](?:\s*,\s*[A-Za-z0-9_.-]*[A-Za-z0-9_-])+)\s*(?:[.;)\n]|$)")
MAX_PROSE = 4_000  # who says it later than that does not say it
# A description that is nothing but values: `pending`, `done` or `failed`.
_VALUE = r"`[^`\n]+`(?:\s\([^()\n]{1,40}\))?"
_ONLY_CODE = re.compile(rf"{_VALUE}(?:\s*(?:,|/|\||,?\s*\bor\b|,?\s*\band\b)\s*{_VALUE})+\.?")
_ANY_BULLET = re.compile(r"\s*[-*•]\s")
_BULLET = re.compile(r"\s*[-*•]\s+`(?P<value>[^`\n]+)`(?:$|\s*[:(—–-].*|\s.*)")
_MARKED_DEFAULT = re.compile(r"`(?P<value>[^`\n]+)`\s\((?:the )?default\)", re.IGNORECASE)
_STRESS = re.compile(r"\*\*|__")
_NOT_VALUES = re.compile(r"\b(?:e\.g|such as|for example|like)\b[^.]*$", re.IGNORECASE)

_DEFAULT = re.compile(
    r"(?<![\w`\"'])(?:defaults? to|default(?: value)?(?: is)?)\s{0,3}[:=]?\s{0,3}"
    r"""(?:`"?(?P<code>[^`\n"]+)"?`|"(?P<quoted>[^"\n]*)"|(?P<bare>true|false|null|-?\d+(?:\.\d+)?)(?![\w%]|[.,]\d))""",
    re.IGNORECASE,
)
_REQUIRED = re.compile(r"^[\s(\[*_`]*required[\s)\]*_`]*(?:[.:;,—–-]|$)", re.IGNORECASE)


def values_in(text: str) -> list[str]:
    """List the values that a field can take, where a text says so; none where it does not.

    >>> values_in("The format, one of `mp3`, `wav` or `ogg`.")
    ['mp3', 'wav', 'ogg']
    """
    text = _STRESS.sub("", text[:MAX_PROSE])
    for cue in _CUE.finditer(text):
        if _NOT_VALUES.search(text[: cue.start()]):
            continue
        values = _quoted_values(text, cue.end()) or _bare_values(text, cue.end())
        if len(values) > 1:
            return values
    return _quoted_values(text, 0) if _ONLY_CODE.fullmatch(text.strip()) else []


def _quoted_values(text: str, start: int) -> list[str]:
    values: list[str] = []
    while match := _QUOTED.match(text, start):
        values.append(next(group for group in match.groups() if group))
        between = _BETWEEN.match(text, match.end())
        if between is None:
            break
        start = between.end()
    return list(dict.fromkeys(values))


def _bullets(text: str) -> list[str]:
    """List the values that bullets begin with, if all of several do."""
    found = [_BULLET.fullmatch(line) for line in text[:MAX_PROSE].split("\n") if _ANY_BULLET.match(line)]
    values = [match["value"] for match in found if match]
    return values if len(values) == len(found) > 1 and len(set(values)) == len(values) else []


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _bare_values(text: str, start: int) -> list[str]:
    match = _BARE.match(text, start)
    return [word.strip() for word in match[1].split(",")] if match else []


def default_in(text: str) -> str | None:
    """Give the default that a text tells, as it is written there; None where it tells none.

    >>> default_in("How many, 1 to 4. Defaults to `1`.")
    '1'
    """
    text = _STRESS.sub("", text[:MAX_PROSE])
    if marked := _MARKED_DEFAULT.search(text):
        return marked["value"]
    match = _DEFAULT.search(text)
    return None if match is None else next(group for group in match.groups() if group is not None)


def is_required_in(text: str) -> bool:
    """Whether a text begins with the word that a field is required."""
    return _REQUIRED.match(text) is not None


def typed(words: str, schema: Schema) -> Json:
    """Give a value as the type of its schema has it.

    Raises:
        ValueError: It is no value of that type.
    """
    types = types_of(schema)
    if types == ["string"]:
        return words
    try:
        value: Json = json.loads(words, parse_constant=float)
    except (ValueError, RecursionError):
        value = words
    if not types or any(fits(value, name) for name in types):
        return value
    if "string" in types:
        return words
    raise ValueError(words)


def read_prose(schema: Schema, text: str) -> list[str]:
    """Add to a schema what the text of its description says; give what of it cannot be."""
    faults: list[str] = []
    target = schema.setdefault("items", {}) if types_of(schema)[:1] == ["array"] else schema
    is_scalar = bool(types_of(target)) and not set(types_of(target)) & {"object", "array", "boolean"}
    values = values_in(text) or (_bullets(text) if is_scalar else [])
    if values and "enum" not in target and not set(types_of(target)) & {"object", "array", "boolean"}:
        try:
            target["enum"] = [typed(value, target) for value in values]
        except ValueError:
            faults.append(f"values {', '.join(values)!r} are not of its type; left out")
    if target is not schema and "enum" in target and "type" not in target and all(map(_is_text, target["enum"])):
        target["type"] = "string"
    if not schema.get("items", True):
        del schema["items"]  # nothing was said of them
    default = default_in(text)
    is_null = default == "null" and "null" not in types_of(schema)
    if default is not None and not is_null and "default" not in schema and types_of(schema) != ["object"]:
        try:
            schema["default"] = typed(default, schema)
        except ValueError:
            faults.append(f"default {default!r} is not of its type; left out")
    return faults
