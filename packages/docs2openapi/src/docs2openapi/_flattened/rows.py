"""The grammar of table rows whose cells a rendered page has fused: ``data.idstringUnique generation ID``.

A row is read by what cannot be anything else (a type word, a status, a word that is known already), never by the
wording of headings and fields. The functions give every way to read a row; the caller decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.field import parse_path
from docs2openapi._vocabulary.flags import FOREIGN_FLAGS
from docs2openapi._vocabulary.types import FUSED_TYPE

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIMIT = re.compile(r"\s?\((?:max|min|up to)\b[^()]{1,30}\)", re.IGNORECASE)  # beside a type
_STATUS = re.compile(r"[1-5]\d\d")
_CAPITAL_INSIDE = re.compile(r"(?<=[A-Za-z0-9_])(?=[A-Z][a-z ])")
_FIELD_NAME = re.compile(r"[A-Za-z_$][\w.$\[\]-]*", re.ASCII)
_FLAG = re.compile(rf"(?:Yes|No|Required|Optional|{'|'.join(FOREIGN_FLAGS)})(?=[A-Z\u0410-\u042f\u3040-\uffff]|$)")
_WORD_LIST = re.compile(r"[^\s,]+(?:, ?[^\s,]+)+")


class FieldRow(NamedTuple):
    """The name, the type words and the rest of the row of a field."""

    name: str
    words: str
    rest: str


class CodeRow(NamedTuple):
    """The machine code, the status and the rest of the row of an error; empty is what the table has no column for."""

    code: str
    status: str
    rest: str


def field_rows(row: str) -> list[FieldRow]:
    """Read a row as name, type and description.

    >>> field_rows("data.idstringUnique ID")
    [FieldRow(name='data.id', words='string', rest='Unique ID')]
    """
    readings: list[FieldRow] = []
    for start in range(1, len(_first_word(row))):
        match = FUSED_TYPE.match(row, start)
        limit = _LIMIT.match(row, match.end()) if match else None
        end = limit.end() if limit else match.end() if match else 0
        if match and _is_name(row[:start]) and _is_cell(row[end:]):
            readings.append(FieldRow(row[:start], match[0], row[end:]))
    return readings


def field_readings(row: str, kinds: Sequence[str | None]) -> list[FieldRow]:
    """Read a row of fields; where the header names flags and no types, one stands right behind the name.

    >>> field_readings("sizeYesHow large", ["name", "required", "description"])
    [FieldRow(name='size', words='', rest='YesHow large')]
    """
    if list(kinds) not in (["name", "required"], ["name", "required", "description"]) or field_rows(row):
        return field_rows(row)
    starts = [match.start() for match in _FLAG.finditer(row, 1, len(_first_word(row)))]
    return [FieldRow(row[:start], "", row[start:]) for start in starts if _FIELD_NAME.fullmatch(row, 0, start)]


def code_rows(row: str) -> list[CodeRow]:
    """Read a row as machine code, status and description."""
    word = _first_word(row)
    starts = [start for start in range(1, len(word)) if _STATUS.match(word, start)]
    return [
        CodeRow(row[:start], row[start : start + 3], row[start + 3 :]) for start in starts if _is_cell(row[start + 3 :])
    ]


def code_rows_by_columns(row: str, kinds: Sequence[str | None]) -> list[CodeRow]:
    """Read a row of errors whose columns are known."""
    kinds = list(kinds[: kinds.index("description")] if "description" in kinds else kinds)
    if kinds == ["code", "status"]:
        return code_rows(row)
    status = _STATUS.match(row)
    if kinds in (["status"], ["code"]) and status:
        return [CodeRow("", status[0], row[3:])] if not row[3:4].isdigit() and _is_cell(row[3:]) else []
    if kinds == ["status", "code"] and status:
        return [CodeRow(code, status[0], text) for code, text in _split_code(row[3:])]
    return [CodeRow(code, "", text) for code, text in _split_code(row)] if kinds == ["code"] else []


def _split_code(text: str) -> list[tuple[str, str]]:
    """Split a machine code from a description that begins with a capital letter."""
    word = _first_word(text)
    ends = [match.start() for match in _CAPITAL_INSIDE.finditer(f"{word} ")] or ([len(text)] if word == text else [])
    return [(text[:end], text[end:]) for end in ends]


def word_rows(row: str, words: Sequence[str]) -> list[tuple[str, str]]:
    """Read a row as one of the known words and its meaning."""
    return [(word, row[len(word) :]) for word in words if row.startswith(word) and _is_cell(row[len(word) :])]


def split_word_list(text: str) -> list[str]:
    """Split a text that is a list of different words; empty if it is anything else."""
    words = [word.strip() for word in text.split(",")] if _WORD_LIST.fullmatch(text) else []
    return words if len(set(words)) == len(words) else []


def _first_word(row: str) -> str:
    return row.split(maxsplit=1)[0] if row[:1].strip() else ""


def _is_name(text: str) -> bool:
    return "|" not in text and (text[-1].isalnum() or text[-1] in "_]") and parse_path(text) is not None


def _is_cell(text: str) -> bool:
    return not text[:1].isspace() and not text.startswith("|")
