"""What the lines of a page flattened to text are: operation lines, answers with their example, tables, prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from docs2openapi.columns import fused_columns, kind_of
from docs2openapi.operation import Remark
from docs2openapi.outline import MAX_TITLE, role_of
from docs2openapi.readers.endpoint import OperationLine, operation_line
from docs2openapi.values import BadValue, Json, leading_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi.page import Page

# A longer line is no row of a table.
MAX_ROW = 1_000

_ANSWER = re.compile(r"(?P<status>[1-5]\d\d)(?:\s+(?P<text>\S.*))?")
_TITLED_ANSWER = re.compile(
    r"(?:example )?(?:success(?:ful)? )?(?:response|status|returns)(?: code)?[ :(]+"
    r"(?P<status>[1-5]\d\d)\b[ ):–—-]*(?P<text>\S.{0,40})?",
    re.IGNORECASE,
)
_HEADER = re.compile(r"[^\W\d_][\w/-]*(?: [\w/-]+){0,3}")
_JSON_START = re.compile(r"\s*(?=[{\[])")


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """A status line with the JSON under it, or JSON under a title; ``role`` is ``body`` for that of the request."""

    line: int
    status: str | None
    text: str
    example: Json = None
    has_example: bool = False
    role: str = "answer"


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines between two empty ones that are nothing else."""

    line: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header line and the rows under it, each with its line; ``title`` is the last line of text over it."""

    line: int
    rows: tuple[tuple[int, str], ...]
    header: str = ""
    title: str = ""

    @property
    def kinds(self) -> list[str | None]:
        """What each column holds; none where the header cannot be taken apart into known words."""
        return [kind_of(word) for word in fused_columns(self.header) or ()]

    @property
    def role(self) -> str | None:
        """What the title over the table says that it is about."""
        return role_of(self.title)


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
        if operation := operation_line(line, index + 1):
            flattened.parts.append(operation)
            index += 1
        elif match := _ANSWER.fullmatch(line) or _TITLED_ANSWER.fullmatch(line):
            answer, index = _answer(page.text, starts, index, match, flattened.remarks)
            flattened.parts.append(answer)
        elif line.startswith(("{", "[")) and (role := _role_over(flattened.parts)):
            shown, index = _shown(page.text, starts, index, role, flattened.remarks)
            flattened.parts += [shown] if shown.has_example else []
        else:
            index = _block(lines, index, flattened.parts) if line else index + 1
    return flattened


def _role_over(parts: Sequence[Part]) -> str | None:
    """Tell whether the text in front of some JSON is a title, and of which body."""
    title = parts[-1].lines[-1] if parts and isinstance(parts[-1], Prose) else ""
    role = role_of(title[:MAX_TITLE])
    return {"answer": "answer", "body": "body", "sent": "body"}.get(role or "")


def _shown(text: str, starts: Sequence[int], index: int, role: str, remarks: list[Remark]) -> tuple[AnswerBlock, int]:
    """Read the JSON that begins at a line; give it with the index of the line behind it."""
    try:
        start = re.compile(r"[^{\[]*").match(text, starts[index])
        example, end = leading_json(text, start.end() if start else starts[index])
    except BadValue as error:
        remarks.append(Remark(error.line, f"the example is {error.reason}; left out"))
        return AnswerBlock(index + 1, None, "", role=role), index + 1
    return AnswerBlock(index + 1, None, "", example, has_example=True, role=role), bisect_left(starts, end)


def _answer(
    text: str, starts: Sequence[int], index: int, match: re.Match[str], remarks: list[Remark]
) -> tuple[AnswerBlock, int]:
    """Read a status line and the JSON under it; give it with the index of the line behind it."""
    example: Json = None
    has_example = False
    following = _JSON_START.match(text, starts[index + 1])
    after = index + 1
    if following:
        try:
            example, end = leading_json(text, following.end())
            after = bisect_left(starts, end)
            has_example = True
        except BadValue as error:
            remarks.append(Remark(error.line, f"the example is {error.reason}; left out"))
    return AnswerBlock(index + 1, match["status"], match["text"] or "", example, has_example), after


def _block(lines: Sequence[str], index: int, parts: list[Part]) -> int:
    """Read lines up to an empty one as a table or prose; give the index of the line behind them."""
    end = next((at for at in range(index, len(lines)) if not lines[at].strip()), len(lines))
    block = lines[index:end]
    rows = tuple(enumerate(block[1:], start=index + 2))
    if _is_table(block):
        title = parts[-1].lines[-1] if parts and isinstance(parts[-1], Prose) else ""
        parts.append(Table(index + 1, rows, block[0].strip(), title[:MAX_TITLE].strip()))
    else:
        parts.append(Prose(index + 1, tuple(block)))
    return end


def _is_table(block: Sequence[str]) -> bool:
    """Whether lines can be a header and its rows: words only, then nothing indented and no line without end."""
    rows = block[1:]
    can_be_rows = all(not row[0].isspace() and len(row) <= MAX_ROW for row in rows)
    return bool(rows) and _HEADER.fullmatch(block[0]) is not None and can_be_rows
