"""The words beside the name of a field: its type, its flags, its default."""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from docs2openapi._fields.names import unquote
from docs2openapi._model.schema import allow_null, copy_schema
from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.flags import DEFAULT_FLAG, FLAG, REQUIRED_FLAGS
from docs2openapi._vocabulary.types import parse_own_type, parse_type

if TYPE_CHECKING:
    from docs2openapi._model.schema import Schema

_HEAD_END = re.compile(r"(?<![Dd]efault):\s(?!`)|\s[—–·-]+\s|\.(?=\s|$)|\n|[:—–]$")
_WIDE_FLAG = re.compile(r"\s*（(必选|必填|必须|必需|必須|可选|选填|任意|非必填|required|optional)）", re.IGNORECASE)
_PAREN = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)")
# ``: integer (default: 20)``, ``string (optional)``.
_TYPE_PAREN = re.compile(r"^[\s:—–·-]*(?P<type>[^\s(:][^(:\n]{0,40}?)\s*\((?P<more>[^()\n]{1,80})\)")
# ``_integer_ Optional. How many``.
_EMPHASISED = re.compile(
    r"^\s*(?P<mark>[_*])(?P<type>[a-zA-Z][^_*\n]{0,40})(?P=mark)(?=\s|$)(?:\s+(?P<flag>required|optional)\b)?",
    re.IGNORECASE,
)
# A type in back-ticks with text behind it: ```string` Output only. The name``, ```string`, possible values: `"a"```.
_CODE_TYPE = re.compile(
    r"^[\s:—–-]*`(?P<type>(?:array|list|enum|object|map|string|integer|number|boolean)\b[^`\n]{0,60})`"
    r"(?:\s+(?P<flag>required|optional)\b[.,]?)?(?=\s+[A-Z]|,\s*(?:possible|allowed|default)\b)",
    re.IGNORECASE,
)
_TYPE_BELOW = re.compile(r"^\s*`(?P<type>[^`\n]{1,60})`(?=\s*(?:$|[—–,:-]|\n))")
# A flag with more than flags behind it: ``可选，用于幂等性``.
_FLAG_AND_TEXT = re.compile(r"(?P<flag>[^,，;；]{2,20})[,，;；]\s*(?P<text>[^`]*\S)", re.DOTALL)
_CODE_PAREN = re.compile(r"^\s*`(\([^`]*\))`")
_DASHED_PAREN = re.compile(r"^\s*[—–-]\s+(?=\()")
_RANGE = re.compile(r"\b(?:min(?:imum)?|max(?:imum)?|up to)?\s?\d+(?:\.\d+)?\s?[-–—]\s?\d+(?:\.\d+)?\b")
_TYPE_AND_DEFAULT = re.compile(
    r"(?P<type>[a-z][a-z0-9<>\[\]|]*):\s(?P<default><required>|<optional>|\"[^\"]*\"|'[^']*'|true|false|-?\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_STRESSED = re.compile(r"(?<![\w`*])([_*])([^_*`\n]{1,40})\1(?![\w`*])")
MAX_HEADS = 4
_Split: TypeAlias = "tuple[str | None, str]"
"""Attributes, None if there are none, and the description."""
MAX_WORDS = 1_000


class FieldAttributes(NamedTuple):
    """What the words beside a name say.

    Attributes:
        schema: The schema of the type; None if there is no type among the words.
        default: The default as it is written.
        is_flagged: True if there is a flag, such as "optional", among the words.
    """

    schema: Schema | None = None
    required: bool = False
    deprecated: bool = False
    default: str | None = None
    is_flagged: bool = False


def parse_attributes(text: str) -> FieldAttributes | None:
    """Parse words such as ``string, optional, default: `x```; None if there are other words among them.

    >>> parse_attributes("array of strings, required").required
    True
    """
    if len(text) > MAX_WORDS:
        return None
    attributes = _parse_attributes(text)
    if attributes is None or attributes.schema is None:
        return attributes
    return attributes._replace(schema=copy_schema(attributes.schema))


@lru_cache(maxsize=4096)  # most fields of a page have the same few words
def _parse_attributes(text: str) -> FieldAttributes | None:
    text = _without_stress(text.replace("**", ""))
    match = _TYPE_AND_DEFAULT.fullmatch(text.strip(" ()"))
    if match and (read := _of_type_and_default(match["type"], match["default"])):
        return read
    default = DEFAULT_FLAG.search(text)
    rest = text[: default.start()] + text[default.end() :] if default else text
    flags = [flag.lower() for flag in FLAG.findall(plain_text(rest))]
    words = _RANGE.sub(" ", FLAG.sub(" ", rest))
    schema = parse_type(plain_text(words).strip(" ,;()·|*")) or parse_type(words.strip(" ,;()·*"))
    if schema is None and plain_text(words).strip(" ,;()·|*"):
        return None
    if schema is not None and "nullable" in flags:
        allow_null(schema)
    required = any(flag in flags for flag in REQUIRED_FLAGS)
    written = unquote(default["value"]) if default else None
    return FieldAttributes(schema, required, "deprecated" in flags, written, bool(flags))


def _without_stress(text: str) -> str:
    return _STRESSED.sub(itemgetter(2), text) if "_" in text or "*" in text else text


def _of_type_and_default(words: str, default: str) -> FieldAttributes | None:
    """Read ``string: <required>`` and ``int: 0``."""
    schema = parse_type(words)
    if schema is None:
        return None
    if default == "<required>":
        return FieldAttributes(schema, required=True, is_flagged=True)
    return FieldAttributes(schema, default=None if default in ('""', "''", "<optional>") else unquote(default))


def are_attributes(words: str) -> bool:
    """Return whether words are attributes, or flags beside a type of the page's own: ``ErrorDetail, optional``."""
    if parse_attributes(words) is not None:
        return True
    words = _without_stress(words)
    flags, others = len(FLAG.findall(words)), FLAG.sub("", words).strip(" ,")
    own = parse_own_type(others)
    return bool(flags and own and own.name[:1].isupper())


def is_flags(words: str) -> bool:
    """Return whether words are flags, such as ``required``, and no type."""
    attributes = parse_attributes(words)
    return attributes is not None and attributes.schema is None


def split_definition(text: str) -> _Split:
    """Split what follows a name into attributes and description; None if it begins with the description.

    >>> split_definition("(string, required): Where it is.")
    ('string, required', 'Where it is.')
    """
    text = _CODE_PAREN.sub(r" \1", text) if "`(" in text else text
    text = _DASHED_PAREN.sub("", text)
    text = _WIDE_FLAG.sub(r" (\1)", text) if "（" in text else text
    return _in_brackets(text) or _before_brackets(text) or _between_dashes(text)


def _in_brackets(text: str) -> _Split | None:
    """Split ``(string, required): description``, and ``(required)`` above a line with the type."""
    paren = _PAREN.match(text)
    if paren and are_attributes(paren[1]):
        rest = text[paren.end() :].lstrip(" :—–-.")
        typed = _TYPE_BELOW.match(rest)
        is_type = typed is not None and are_attributes(typed["type"].strip("`"))
        if typed and is_type and is_flags(paren[1]):  # the type stands in the line below
            return f"{paren[1]}, {typed['type']}", rest[typed.end() :].lstrip(" ,:—–-.")
        return paren[1], rest
    if paren and (flagged := _FLAG_AND_TEXT.fullmatch(paren[1])) and is_flags(flagged["flag"]):
        return flagged["flag"], f"{flagged['text']}{text[paren.end() :]}"
    return None


def _before_brackets(text: str) -> _Split | None:
    """Split ``string (required): description``, and a type in back-ticks."""
    if (match := _TYPE_PAREN.match(text)) and are_attributes(f"{match['type']}, {match['more']}"):
        return f"{match['type']}, {match['more']}", text[match.end() :].lstrip(" :—–·-.")
    if (match := _CODE_TYPE.match(text)) and parse_type(match["type"]) is not None:
        return match["type"] + (f", {match['flag']}" if match["flag"] else ""), text[match.end() :].lstrip(" ,:—–-.")
    return None


def _between_dashes(text: str) -> _Split:
    """Split ``string — required — description``, and a type between stars."""
    heads: list[str] = []
    is_typed = False  # what reads like a second type is a list of values
    rest = text.lstrip(" \n:—–·-")
    while len(heads) < MAX_HEADS:
        end = _HEAD_END.search(rest)
        head = rest[: end.start()] if end else rest
        attributes = parse_attributes(head) if plain_text(head) else None
        if attributes is None or (is_typed and attributes.schema is not None):
            break
        is_typed = is_typed or attributes.schema is not None
        heads.append(head)
        rest = rest[end.end() :].lstrip(" :—–·-") if end else ""
    if not heads and (match := _EMPHASISED.match(text)) and parse_attributes(match["type"]) is not None:
        flag = f", {match['flag']}" if match["flag"] else ""
        return match["type"] + flag, text[match.end() :].lstrip(" :—–·-.")
    return (", ".join(heads) if heads else None), rest.strip()
