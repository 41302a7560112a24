"""The blocks of ReadMe's older editor, ``[block:parameters] {…} [/block]``, as Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docs2openapi._model.schema import is_list, is_object
from docs2openapi._text.json_text import parse_json
from docs2openapi._text.plain_values import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterator

_START = re.compile(r"\s*\[block:(?P<kind>[\w-]+)\]\s*")
_END = re.compile(r"\s*\[/block\]\s*")
_CELL = re.compile(r"(?P<row>h|\d{1,3})-(?P<column>\d{1,2})")
MAX_LINES = 5_000  # of a block


def rewrite_readme_blocks(lines: list[str]) -> list[str]:
    """Rewrite the blocks."""
    rewritten: list[str] = []
    at = 0
    while at < len(lines):
        start = _START.fullmatch(lines[at])
        end = _end(lines, at) if start else at
        if start is None or end == at:
            rewritten.append(lines[at])
            at += 1
        else:
            text = "\n".join(_block(start["kind"], "\n".join(lines[at + 1 : end])))
            rewritten += [f"\n{text}\n", *[""] * (end - at)]
            at = end + 1
    return rewritten


def _end(lines: list[str], at: int) -> int:
    """Return the index of the end of a block; that of its start if there is none."""
    for to in range(at + 1, min(len(lines), at + MAX_LINES)):
        if _END.fullmatch(lines[to]):
            return to
    return at


def _block(kind: str, text: str) -> Iterator[str]:
    try:
        value = parse_json(text)
    except BadValue:
        return
    if not is_object(value):
        return
    if kind == "api-header":
        yield f"## {value.get('title', '')}"
    elif kind == "parameters" and is_object(value.get("data")):
        yield from _table(value["data"])
    elif kind == "code" and is_list(value.get("codes")):
        codes: list[dict[str, Any]] = list(filter(is_object, value["codes"]))
        for code in codes:
            yield from (
                f"```{code.get('language') or ''} {code.get('name') or ''}",
                str(code.get("code", "")),
                "```",
                "",
            )
    elif kind in ("callout", "textarea"):
        yield str(value.get("body") or value.get("text") or "")


def _table(data: dict[str, Any]) -> Iterator[str]:
    """Write the cells, which are named by their row and their column, as a table."""
    cells = {(match["row"], int(match["column"])): data[name] for name in data if (match := _CELL.fullmatch(name))}
    columns = range(max((column for _, column in cells), default=-1) + 1)
    rows = sorted({int(row) for row, _ in cells if row != "h"})
    for row in ["h", *map(str, rows)]:
        words = (str(cells.get((row, column), "")).replace("|", "\\|").replace("\n", "<br>") for column in columns)
        yield f"| {' | '.join(words)} |"
        if row == "h":
            yield f"|{'---|' * len(columns)}"
