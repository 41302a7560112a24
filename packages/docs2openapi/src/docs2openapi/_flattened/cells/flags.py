"""Columns of yes and no in fused rows: is a field required, can it be null?

``YesYour API key`` is a cell and a text. ``NoSQL name`` can be both. ``Nominal size`` is a text unless the header
names the column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._flattened.cells.defaults import split_default
from docs2openapi._model.page import Remark
from docs2openapi._vocabulary.flags import FOREIGN_FLAGS, FOREIGN_YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._flattened.rows import FieldRow

_FLAG_COLUMNS = ("required", "nullable")
_FLAG = re.compile(r"(?P<flag>Yes|No|Required|Optional)(?P<rest>(?![\s,.;:]).*)$", re.DOTALL)
# Words that can be a part of a text: read only where the header names the column.
_NAMED_FLAG = re.compile(
    rf"(?P<flag>Yes|No|Required|Optional|required|optional|true|false|[✓✔✅✗✘❌]|{'|'.join(FOREIGN_FLAGS)}|[YN])"
    r"(?P<rest>(?![\s,.;:]).*)$",
    re.DOTALL,
)
_TRUE = ("Yes", "Required", "required", "true", "✓", "✔", "✅", "Y", *FOREIGN_YES)
_LIKELY_TEXT = re.compile(r"[A-Z0-9]|$")
_OTHER_SCRIPT = "\u0410-\u042f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af"  # begins a text, whatever its case
_CLEAR_TEXT = re.compile(rf"[A-ZÀ-Þ][a-zß-ÿ ]|[{_OTHER_SCRIPT}]|$")
_CLEAR_AFTER_OTHERS = re.compile(
    rf"[A-ZÀ-Þ{_OTHER_SCRIPT}]|$"
)  # only "No" begins words that go on with a capital letter: NoSQL
_FLAG_AT_END = re.compile(r"(?P<text>.*?)(?P<flag>Yes|No|Required|Optional)")


class Flags(NamedTuple):
    """What the columns of yes and no say about a field."""

    required: bool = False
    nullable: bool = False


class _Cell(NamedTuple):
    """A yes or no in front of a text.

    Attributes:
        likely: True if it is probably a cell of its own.
        clear: True if it can be nothing else.
        either: True if it can also be the default of a boolean.
    """

    is_true: bool
    rest: str
    likely: bool
    clear: bool
    either: bool


def has_other_columns(kinds: Sequence[str | None]) -> bool:
    """Return whether a table has columns, such as one of limits, whose cells have no recognisable end."""
    return any(kind not in ("name", "type", "required", "nullable", "default", "description") for kind in kinds)


def split_flags(
    rows: Sequence[tuple[int, FieldRow]], kinds: Sequence[str | None], remarks: list[Remark]
) -> tuple[list[Flags], list[str]]:
    """Split off the columns of yes and no.

    Args:
        rows: The rows of a table with their lines.
        kinds: What its columns hold, as far as its header is known.
        remarks: Takes a remark for each row that may have such a cell.

    Returns:
        The flags of each row, and the rest of each row.
    """
    flags = [Flags() for _ in rows]
    named: list[str | None] = [kind for kind in kinds if kind in _FLAG_COLUMNS]
    for kind in named or [None]:
        at_end = _split_at_end(rows) if kind and _is_behind_description(kinds, kind) else None
        cells = at_end or _split_column(rows, kinds, kind, remarks)
        flags = [flag._replace(**{kind or "required": cell[0]}) for flag, cell in zip(flags, cells, strict=True)]
        rows = [(line, row._replace(rest=rest)) for (line, row), (_, rest) in zip(rows, cells, strict=True)]
    return flags, [row.rest for _, row in rows]


def _split_column(
    rows: Sequence[tuple[int, FieldRow]], kinds: Sequence[str | None], kind: str | None, remarks: list[Remark]
) -> list[tuple[bool, str]]:
    """Split off one column, if a table has it: then every row begins with a flag, and at least one clearly.

    If the header names the column, cells may be empty; then each of the others must be clear.
    """
    cells = [_cell(row, kinds, kind) for _, row in rows]
    found = [cell for cell in cells if cell is not None]
    is_whole = len(found) == len(rows)
    if (kind and all(cell.clear for cell in found)) or (is_whole and any(cell.clear for cell in found)):
        return [
            (cell.is_true, cell.rest) if cell else (False, row.rest) for cell, (_, row) in zip(cells, rows, strict=True)
        ]
    all_likely = is_whole and all(cell.likely for cell in found)
    texts: list[tuple[bool, str]] = []
    for (line, row), cell in zip(rows, cells, strict=True):
        is_doubtful = cell is not None and (cell.clear or all_likely or cell.either)
        if is_doubtful:
            remarks.append(Remark(line, f"field {row.name}: {row.rest!r} may begin with a cell; left out"))
        texts.append((False, "" if is_doubtful else row.rest))
    return texts


def _cell(row: FieldRow, kinds: Sequence[str | None], kind: str | None) -> _Cell | None:
    match = (_NAMED_FLAG if kind else _FLAG).match(row.rest)
    if match is None:
        return None
    flag, rest = match["flag"], match["rest"]
    either = "default" in kinds and flag in ("true", "false") and row.words == "boolean"
    clear = not either and _is_clear(flag, rest, row, kinds)
    return _Cell(flag in _TRUE, rest, bool(_LIKELY_TEXT.match(rest)), clear, either)


def _is_clear(flag: str, rest: str, row: FieldRow, kinds: Sequence[str | None]) -> bool:
    if (_CLEAR_TEXT if flag == "No" else _CLEAR_AFTER_OTHERS).match(rest):
        return True
    if "default" in kinds:  # a default may follow
        return all(cell.default for cell in split_default(rest, row.words, [], is_capital=True))
    has_both = all(column in kinds for column in _FLAG_COLUMNS)
    return has_both and _NAMED_FLAG.match(rest) is not None  # the other column follows


def _is_behind_description(kinds: Sequence[str | None], kind: str) -> bool:
    return "description" in kinds and kind in kinds[kinds.index("description") :]


def _split_at_end(rows: Sequence[tuple[int, FieldRow]]) -> list[tuple[bool, str]] | None:
    """Split off a column of yes and no at the end of each row; None if a row has none there."""
    matches = [_FLAG_AT_END.fullmatch(row.rest) for _, row in rows]
    cells = [(match["flag"] in _TRUE, match["text"]) for match in matches if match]
    return cells if len(cells) == len(rows) else None
