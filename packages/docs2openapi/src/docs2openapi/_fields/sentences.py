"""Cells of types that are sentences: ``(optional) one of the following values: wav or mp3. Default is wav.``."""

from __future__ import annotations

import re
from typing import NamedTuple

_FLAG = re.compile(r"^\((?P<flag>optional|required)\b[^()]*\)\s*", re.IGNORECASE)
_DEFAULT = re.compile(r"\s*\.\s*Default is (?P<default>[\w-]+(?:\.\d+)?)(?:\s*\.?$|\s.*)", re.IGNORECASE)
_VALUES = re.compile(r"one of(?: the following(?: values)?)?\s*:?\s*(?P<values>\S.*)", re.IGNORECASE)


class TypeSentence(NamedTuple):
    """The parts of such a cell: type and flag, values, and the default; None if it names none."""

    words: str
    values: str = ""
    default: str | None = None


def split_type_sentence(cell: str) -> TypeSentence:
    """Split a cell that begins with a flag in brackets; any other stays as it is.

    >>> split_type_sentence("(optional) one of: wav or mp3. Default is wav")
    TypeSentence(words='optional', values='wav or mp3', default='wav')
    """
    flag = _FLAG.match(cell)
    if flag is None:
        return TypeSentence(cell)
    rest = cell[flag.end() :]
    named = _DEFAULT.search(rest)
    words = (rest[: named.start()] if named else rest).strip(" .")
    values = _VALUES.fullmatch(words)
    kind = "" if values else words
    return TypeSentence(
        ", ".join(filter(None, (kind, flag["flag"].lower()))),
        values["values"] if values else "",
        named["default"] if named else None,
    )
