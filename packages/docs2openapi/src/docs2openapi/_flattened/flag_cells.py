"""The columns of fused rows that say yes or no: is a field required, may it be null?

``YesYour API key`` is a cell and a text, ``NoSQL name`` can be both, ``Nominal size`` is a text unless the column is
there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._flattened.default_cells import default_cells
from docs2openapi._model.operation import Remark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._flattened.rows import FieldRow

_COLUMNS = ("required", "nullable")
_FLAG = re.compile(r"(?P<flag>Yes|No|Required|Optional)(?P<rest>(?![\s,.;:]).*)$", re.DOTALL)
# Words that may be a part of a text, too: read only where the header names the column.
_NAMED = re.compile(
    r"(?P<flag>Yes|No|Required|Optional|required|optional|true|false|[✓✔✅✗✘❌])(?P<rest>(?![\s,.;:]).*)$", re.DOTALL
)
_TRUE = ("Yes", "Required", "required", "true", "✓", "✔", "✅")
_LIKELY_TEXT = re.compile(r"[A-Z0-9]|$")
_CLEAR_TEXT = re.compile(r"[A-Z][a-z ]|$")
_CLEAR_AFTER_OTHERS = re.compile(r"[A-Z]|$")  # only "No" begins words that go on with a capital: NoSQL
_BEHIND = re.compile(r"(?P<text>.*?)(?P<flag>Yes|No|Required|Optional)")


class Flags(NamedTuple):
    """What the columns of yes and no say of a field."""

    required: bool = False
    nullable: bool = False


class _Cell(NamedTuple):
    """A yes or no in front of a text, ``likely`` a cell of its own; ``clear`` if it can be nothing else.

    ``either``: it may as well be the default of a boolean.
    """

    is_true: bool
    rest: str
    likely: bool
    clear: bool
    either: bool


def has_other_columns(kinds: Sequence[str | None]) -> bool:
    """Whether a table has columns, such as one of limits, of which nobody can say where their cells end."""
    return any(kind not in ("name", "type", "required", "nullable", "default", "description") for kind in kinds)


def split_flags(
    rows: Sequence[tuple[int, FieldRow]], kinds: Sequence[str | None], remarks: list[Remark]
) -> tuple[list[Flags], list[str]]:
    """Split off the columns of yes and no; give what they say of each row, and what is left of it."""
    flags = [Flags() for _ in rows]
    named: list[str | None] = [kind for kind in kinds if kind in _COLUMNS]
    for kind in named or [None]:
        found = _behind(rows) if kind and _is_behind(kinds, kind) else None
        cells = found or _split(rows, kinds, kind, remarks)
        flags = [flag._replace(**{kind or "required": cell[0]}) for flag, cell in zip(flags, cells, strict=True)]
        rows = [(line, row._replace(rest=rest)) for (line, row), (_, rest) in zip(rows, cells, strict=True)]
    return flags, [row.rest for _, row in rows]


def _split(
    rows: Sequence[tuple[int, FieldRow]], kinds: Sequence[str | None], kind: str | None, remarks: list[Remark]
) -> list[tuple[bool, str]]:
    """Split off one column, if a table has it: then every row begins so, and one at least clearly.

    Of a table whose header names such a column, a cell may be empty; then each must be clear.
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
    match = (_NAMED if kind else _FLAG).match(row.rest)
    if match is None:
        return None
    flag, rest = match["flag"], match["rest"]
    either = False
    clear = bool((_CLEAR_TEXT if flag == "No" else _CLEAR_AFTER_OTHERS).match(rest))
    if "default" in kinds:
        if not clear:  # a default may follow
            clear = all(cell.default for cell in default_cells(rest, row.words, [], is_capital=True))
        either = flag in ("true", "false") and row.words == "boolean"
        clear = clear and not either
    elif _COLUMNS[0] in kinds and _COLUMNS[1] in kinds and _NAMED.match(rest):
        clear = True  # the other column follows
    return _Cell(flag in _TRUE, rest, bool(_LIKELY_TEXT.match(rest)), clear, either)


def _is_behind(kinds: Sequence[str | None], kind: str) -> bool:
    """Whether a column stands behind the descriptions."""
    return "description" in kinds and kind in kinds[kinds.index("description") :]


def _behind(rows: Sequence[tuple[int, FieldRow]]) -> list[tuple[bool, str]] | None:
    """Split off a column of yes and no at the end of each row, None where a row has none there."""
    found = [(m["flag"] in _TRUE, m["text"]) for _, row in rows if (m := _BEHIND.fullmatch(row.rest))]
    return found if len(found) == len(rows) else None
