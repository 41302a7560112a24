"""What the lines of a page flattened to text are: operation lines, answers with their example, tables, prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from docs2openapi.operation import ABSENT, Absent, Remark
from docs2openapi.values import BadValue, Json, leading_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi.page import Page

# A longer line is no row of a table.
MAX_ROW = 1_000

_OPERATION = re.compile(
    r"(?P<method>GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)\s+(?P<server>https?://[^\s/?#]+)?(?P<path>/[^\s?#]*)(?:\?\S*)?"
)
_ANSWER = re.compile(r"(?P<status>[1-5]\d\d)(?:\s+(?P<text>\S.*))?")
_HEADER = re.compile(r"[^\W\d_][\w/-]*(?: [\w/-]+){0,3}")
_JSON_START = re.compile(r"\s*(?=[{\[])")
_PLACEHOLDER = re.compile(r"(?<=/):([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class OperationLine:
    """A line such as ``GET https://host/v1/things/:id``; its path is written ``/v1/things/{id}``."""

    line: int
    method: str
    server: str | None
    path: str


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """A status line with the JSON under it."""

    line: int
    status: str
    text: str
    example: Json | Absent


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines between two empty ones that are nothing else."""

    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header line and the rows under it, each with its line."""

    line: int
    rows: tuple[tuple[int, str], ...]


Part: TypeAlias = OperationLine | AnswerBlock | Prose | Table


@dataclass(slots=True)
class Flattened:
    """The parts of a page in order, and remarks on those that cannot be read."""

    parts: list[Part] = field(default_factory=list["Part"])
    remarks: list[Remark] = field(default_factory=list[Remark])


def flatten(page: Page) -> Flattened:
    """Take a page apart."""
    flattened = Flattened()
    lines = page.lines
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        if match := _OPERATION.fullmatch(line):
            flattened.parts.append(_operation(index, match))
            index += 1
        elif match := _ANSWER.fullmatch(line):
            answer, index = _answer(page.text, starts, index, match, flattened.remarks)
            flattened.parts.append(answer)
        else:
            index = _block(lines, index, flattened.parts) if line else index + 1
    return flattened


def _operation(index: int, match: re.Match[str]) -> OperationLine:
    path = _PLACEHOLDER.sub(r"{\1}", match["path"])
    return OperationLine(index + 1, match["method"].lower(), match["server"], path)


def _answer(
    text: str, starts: Sequence[int], index: int, match: re.Match[str], remarks: list[Remark]
) -> tuple[AnswerBlock, int]:
    """Read a status line and the JSON under it; give it with the index of the line behind it."""
    example: Json | Absent = ABSENT
    following = _JSON_START.match(text, starts[index + 1])
    after = index + 1
    if following:
        try:
            example, end = leading_json(text, following.end())
            after = bisect_left(starts, end)
        except BadValue as error:
            remarks.append(Remark(error.line, f"the example is {error.reason}; left out"))
    return AnswerBlock(index + 1, match["status"], match["text"] or "", example), after


def _block(lines: Sequence[str], index: int, parts: list[Part]) -> int:
    """Read lines up to an empty one as a table or prose; give the index of the line behind them."""
    end = next((at for at in range(index, len(lines)) if not lines[at].strip()), len(lines))
    block = lines[index:end]
    rows = tuple(enumerate(block[1:], start=index + 2))
    parts.append(Table(index + 1, rows) if _is_table(block) else Prose(index + 1, tuple(block)))
    return end


def _is_table(block: Sequence[str]) -> bool:
    """Whether lines can be a header and its rows: words only, then nothing indented and no line without end."""
    rows = block[1:]
    can_be_rows = all(not row[0].isspace() and len(row) <= MAX_ROW for row in rows)
    return bool(rows) and _HEADER.fullmatch(block[0]) is not None and can_be_rows
