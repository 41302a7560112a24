"""What the rows of a table say: fields, errors, or the values of a field."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.field import Written, depth_of, make_field, read_words, split_name
from docs2openapi._model.operation import Listed, Remark
from docs2openapi._sections.outline import Context, role_of
from docs2openapi._sections.tables import Grid, Row
from docs2openapi._text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_STATUS = re.compile(r"(?<![\w.])([1-5](?:\d\d|xx))(?![\w.]?\d)", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z][\w.:-]*[A-Za-z0-9]|\d{3,6}")
_PLACES = {
    **dict.fromkeys(("path", "query", "header", "cookie", "body"), ""),
    "querystring": "query",
    "query string": "query",
    "url": "path",
    "formdata": "body",
    "form": "body",
    "form data": "body",
    "headers": "header",
    "request body": "body",
}
_EMPTY = ("", "none", "-", "—", "无")
_SENT_WORD = re.compile(r"param|argument|input|request")
_SAYS = ("type", "required", "optional", "default", "place", "nullable")
PLACES = ("path", "query", "header", "cookie", "body", "sent", "answer", "answer header")


class ErrorRow(NamedTuple):
    """Statuses, machine codes and meaning of an error; no status where the page does not say it."""

    line: int
    statuses: list[str]
    codes: list[str]
    text: str


class ValueRow(NamedTuple):
    """A value that a field of that name can take."""

    line: int
    name: str
    value: str


class Told(NamedTuple):
    """All that a table tells."""

    listed: list[Listed]
    errors: list[ErrorRow]
    values: list[ValueRow]


def read_grid(grid: Grid, context: Context, remarks: list[Remark]) -> Told:
    """Read a table by its columns and by what the headings around it are about."""
    if context.role == "errors" and grid.header and _STATUS.fullmatch(plain(grid.header[0])):
        names = (["Status", "Code", "Description"] if len(grid.header) > 2 else ["Status", "Description"])[
            : len(grid.header)
        ]
        names += [""] * (len(grid.header) - len(names))
        grid = Grid(grid.line, names, [Row(grid.line, grid.header), *grid.rows])  # a table without a header
    if _is_of_errors(grid, context):
        return Told([], list(_errors(grid)), [])
    if grid.kinds[:2] in (["name", "value"], ["name", "values"]) and len(grid.header) == 2 and context.role != "header":
        return Told([], [], list(_values(grid)))
    if _is_of_fields(grid, context):
        return Told(list(_fields(grid, context, remarks)), [], [])
    if len(grid.header) == 2 and grid.kinds[1] == "description" and context.role not in ("limits", "header"):
        return Told([], [], list(_words(grid)))
    if context.role in PLACES and context.role != "answer":
        remarks.append(Remark(grid.line, "a table whose columns are not known; left out"))
    return Told([], [], [])


def _is_of_fields(grid: Grid, context: Context) -> bool:
    if grid.column("name") is None or (context.role == "limits" and not _is_of_headers(grid)):
        return False
    says = any(grid.column(kind) is not None for kind in _SAYS)
    return says or _is_of_headers(grid) or context.role in (*PLACES, "auth")


def _is_of_headers(grid: Grid) -> bool:
    return "header" in plain(grid.header[grid.column("name") or 0]).lower()


def _is_of_errors(grid: Grid, context: Context) -> bool:
    column = grid.column("status") if grid.column("status") is not None else grid.column("code")
    if column is None or grid.column("type") is not None or not grid.rows:
        return False
    with_status = sum(bool(_STATUS.match(plain(row.cells[column]))) for row in grid.rows)
    return 2 * with_status > len(grid.rows) or (context.role == "errors" and grid.column("code") is not None)


def _errors(grid: Grid) -> Iterator[ErrorRow]:
    at = {kind: grid.column(kind) for kind in ("status", "code", "description")}
    for row in grid.rows:
        cells = {kind: row.cells[column] for kind, column in at.items() if column is not None}
        codes = _codes(cells.get("code", ""))
        statuses = [found.upper() for found in _STATUS.findall(plain(cells.get("status", "")))]
        if not statuses and "status" not in cells:  # the column of codes holds statuses
            statuses = [found.upper() for found in _STATUS.findall(plain(cells.get("code", "")))]
            codes = [code for code in codes if code.upper() not in statuses]
        yield ErrorRow(row.line, statuses, codes, cells.get("description", ""))


def _codes(cell: str) -> list[str]:
    """Read machine codes, single words between commas; ``Bad Request`` is none."""
    words = [plain(word) for word in re.split(r"\s*(?:,|<br\s*/?>|\n|\s/\s|\bor\b)\s*", cell)]
    codes = [word for word in words if word]
    return codes if all(_CODE.fullmatch(code) for code in codes) else []


def _values(grid: Grid) -> Iterator[ValueRow]:
    for row in grid.rows:
        names, _ = split_name(row.cells[0])
        if names:
            yield ValueRow(row.line, names[0], plain(row.cells[1]))


def _words(grid: Grid) -> Iterator[ValueRow]:
    """Read a table of words and their meaning: it lists values of the field that its header names."""
    name = plain(grid.header[0])
    words = [plain(row.cells[0]) for row in grid.rows]
    if all(re.fullmatch(r"[\w.-]+", word) for word in words):
        yield from (ValueRow(row.line, name, word) for row, word in zip(grid.rows, words, strict=True))


def _fields(grid: Grid, context: Context, remarks: list[Remark]) -> Iterator[Listed]:
    role = _role(grid, context)
    stack: list[tuple[str, ...]] = []
    for row, following in zip_longest(grid.rows, grid.rows[1:]):
        cell = _cell(row, grid, "name")
        names, behind = split_name(cell)
        place = _PLACES.get(plain(_cell(row, grid, "place")).lower(), role) or plain(_cell(row, grid, "place")).lower()
        depth = depth_of(cell)
        stack = (stack + [stack[-1] if stack else ()] * depth)[:depth]
        outer = stack[-1] if stack else ()
        if not names:
            remarks.append(Remark(row.line, "a row without a name; left out"))
            continue
        is_whole = names == ["body"] and grid.column("place") is not None
        if is_whole and following and depth_of(_cell(following, grid, "name")):
            stack.append(())  # the body itself, whose fields follow
            continue
        for name in names:
            field = make_field(_written(row, grid, name, behind), remarks, outer)
            if field is not None:
                yield Listed(place, field, context.status, context.types)
                inside = (*field.path, "[]") if "array" in str(field.schema.get("type")) else field.path
                stack = [*stack[:depth], inside]


def _role(grid: Grid, context: Context) -> str:
    """Tell where the fields of a table belong: by the headings, else by the word over their names."""
    word = plain(grid.header[grid.column("name") or 0])
    named = role_of(word)
    if named == "sent" and not _SENT_WORD.match(word.lower()):
        named = None  # a field or an attribute may be of anything
    if named == "header" and (context.role in ("limits", "errors") or (context.role or "").startswith("answer")):
        return "answer header"
    if context.role in ("auth", "limits", None) or (context.role == "sent" and named is not None):
        return named or ("sent" if context.role == "sent" else "unknown")
    return "answer" if context.role == "errors" else context.role or "sent"


def _cell(row: Row, grid: Grid, kind: str) -> str:
    column = grid.column(kind)
    return row.cells[column] if column is not None and column < len(row.cells) else ""


def _written(row: Row, grid: Grid, name: str, behind: str) -> Written:
    words = _cell(row, grid, "type")
    extra = behind if behind and read_words(behind) is not None else ""
    required = _cell(row, grid, "required")
    if grid.column("optional") is not None and grid.column("required") is None:
        required = "yes" if plain(_cell(row, grid, "optional")).lower() in ("no", "false", "") else "no"
    told = [
        text
        for text in (_cell(row, grid, kind) for kind in ("description", "value"))
        if plain(text).lower() not in _EMPTY
    ]
    return Written(
        row.line,
        name,
        ", ".join(filter(None, (words, extra))),
        required,
        _cell(row, grid, "default") if grid.column("default") is not None else None,
        _cell(row, grid, "values"),
        _cell(row, grid, "nullable"),
        "\n".join(told),
    )
