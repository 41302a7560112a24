"""The grammar of a table row whose cells a rendered page has fused: ``data.idstringUnique generation ID``.

A row is read from what cannot be anything else (a type word, a status number, a word already known), never from what
headings and fields are called. It gives every way in which it can be read; who calls decides, or says that nobody can.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from docs2openapi._model.operation import name_path
from docs2openapi._vocabulary.types import FUSED_TYPE

_STATUS = re.compile(r"[1-5]\d\d")
_ERROR_STATUS = re.compile(r"[45]\d\d")
_HUMP = re.compile(r"(?<=[A-Za-z0-9_])(?=[A-Z][a-z ])")
_WORD_LIST = re.compile(r"[^\s,]+(?:, ?[^\s,]+)+")


class FieldRow(NamedTuple):
    """Name, type words and description of a field."""

    name: str
    words: str
    rest: str


class CodeRow(NamedTuple):
    """Machine code, status and description of an error."""

    code: str
    status: str
    rest: str


def field_rows(row: str) -> list[FieldRow]:
    """Read a row as name, type and description."""
    readings: list[FieldRow] = []
    for start in range(1, len(_first_word(row))):
        match = FUSED_TYPE.match(row, start)
        if match and _is_name(row[:start]) and _is_cell(row[match.end() :]):
            readings.append(FieldRow(row[:start], match[0], row[match.end() :]))
    return readings


def code_rows(row: str) -> list[CodeRow]:
    """Read a row as machine code, status and description."""
    word = _first_word(row)
    starts = [start for start in range(1, len(word)) if _STATUS.match(word, start)]
    return [
        CodeRow(row[:start], row[start : start + 3], row[start + 3 :]) for start in starts if _is_cell(row[start + 3 :])
    ]


def coded_rows(row: str, kinds: list[str | None]) -> list[CodeRow]:
    """Read a row of errors whose columns are known; status or code is empty where the table has no such column."""
    kinds = kinds[: kinds.index("description")] if "description" in kinds else kinds
    if kinds == ["code", "status"]:
        return code_rows(row)
    status = _STATUS.match(row)
    if kinds in (["status"], ["code"]) and status:
        return [CodeRow("", status[0], row[3:])] if not row[3:4].isdigit() and _is_cell(row[3:]) else []
    if kinds == ["status", "code"] and status:
        return [CodeRow(code, status[0], text) for code, text in _coded(row[3:])]
    return [CodeRow(code, "", text) for code, text in _coded(row)] if kinds == ["code"] else []


def _coded(text: str) -> list[tuple[str, str]]:
    """Part a machine code from a description that begins with a capital letter."""
    word = _first_word(text)
    ends = [match.start() for match in _HUMP.finditer(f"{word} ")] or ([len(text)] if word == text else [])
    return [(text[:end], text[end:]) for end in ends]


def word_rows(row: str, words: list[str]) -> list[tuple[str, str]]:
    """Read a row as one of the known words and its meaning."""
    return [(word, row[len(word) :]) for word in words if row.startswith(word) and _is_cell(row[len(word) :])]


def word_list(text: str) -> list[str]:
    """Give the words of a text that is a list of words and nothing else, or none."""
    words = [word.strip() for word in text.split(",")] if _WORD_LIST.fullmatch(text) else []
    return words if len(set(words)) == len(words) else []


def _first_word(row: str) -> str:
    return row.split(maxsplit=1)[0] if row[:1].strip() else ""


def _is_name(text: str) -> bool:
    return "|" not in text and (text[-1].isalnum() or text[-1] in "_]") and name_path(text) is not None


def _is_cell(text: str) -> bool:
    return not text[:1].isspace() and not text.startswith("|")
