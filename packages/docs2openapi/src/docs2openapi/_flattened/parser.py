"""What the lines of a page flattened to text are: operation lines, answers with their example, tables, prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from docs2openapi._fields.stacked import read_stack
from docs2openapi._flattened.parts import AnswerBlock, Flattened, Prose, Stacked, Tabbed, Table
from docs2openapi._model.operation import Remark
from docs2openapi._sections.endpoints import METHODS, operation_line
from docs2openapi._sections.outline import MAX_TITLE, MIME, role_of
from docs2openapi._sections.tables import MAX_CELLS, Grid, Row
from docs2openapi._text.values import BadValue, leading_json
from docs2openapi._vocabulary.columns import fused_columns, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._fields.stacked import Stack
    from docs2openapi._model.page import Page

# A longer line is no row of a table.
MAX_ROW = 1_000
MAX_STEPS_OF_PATH = 40

_ANSWER = re.compile(r"(?P<status>[1-5]\d\d)(?:\s+(?P<text>\S.*))?")
_TITLED_ANSWER = re.compile(
    r"(?:example )?(?:success(?:ful)? )?(?:response|status|returns)(?: code)?[ :(]+"
    r"(?P<status>[1-5]\d\d)\b[ ):–—-]*(?P<text>\S.{0,40})?",
    re.IGNORECASE,
)
_HEADER = re.compile(r"[^\W\d_][\w/-]*(?: [\w/-]+){0,3}")
_JSON_START = re.compile(r"\s*(?=[{\[])")
_STATUS = re.compile(r"[1-5]\d\d")
_STEP = re.compile(rf"/|(?!(?:{'|'.join(METHODS)})$)[\w{{}}.:-]+")
_TO_JSON = re.compile(r"[^{\[]*")


def flatten(page: Page) -> Flattened:
    """Take a page apart."""
    return _Flattener(page).flatten()


class _Flattener:
    """Goes through the lines of a page; each ``_take`` method reads one part and gives the index of the line behind."""

    def __init__(self, page: Page) -> None:
        self.text = page.text
        self.lines = page.lines
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.made = Flattened()
        self.role: str | None = None
        self.status: str | None = None

    def flatten(self) -> Flattened:
        index = 0
        while index < len(self.lines):
            index = self._take(index) if self.lines[index].strip() else index + 1
        return self.made

    def _take(self, index: int) -> int:
        line = self.lines[index].strip()
        if operation := operation_line(line, index + 1):
            self.made.parts.append(operation)
            return index + 1
        if line in METHODS and (end := self._take_parted(line, index + 1)):
            return end
        if match := _ANSWER.fullmatch(line) or _TITLED_ANSWER.fullmatch(line):
            return self._take_answer(index, match)
        if stack := read_stack(self.lines, index):
            return self._take_stack(stack)
        if line.startswith(("{", "[")) and (role := self._role_over()):
            return self._take_shown(index, role)
        return self._take_block(index)

    def _take_parted(self, method: str, index: int) -> int | None:
        """Read a method and the address under it, whose steps may each have a line of its own."""
        end = index + 1
        if self.lines[index : index + 1] == ["/"]:
            last = min(index + MAX_STEPS_OF_PATH, len(self.lines))
            while end < last and _STEP.fullmatch(self.lines[end].strip()):
                end += 1
        address = "".join(line.strip() for line in self.lines[index:end])
        operation = operation_line(f"{method} {address}", index)
        self.made.parts += [operation] if operation else []
        return end if operation else None

    def _role_over(self) -> str | None:
        """Tell whether the text in front of some JSON is a title, and of which body."""
        role = role_of(self._title())
        return {"answer": "answer", "body": "body", "sent": "body"}.get(role or "")

    def _title(self) -> str:
        """The last line of the text in front."""
        last = self.made.parts[-1] if self.made.parts else None
        return last.lines[-1][:MAX_TITLE].strip() if isinstance(last, Prose) else ""

    def _take_shown(self, index: int, role: str) -> int:
        """Read JSON under a title."""
        start = _TO_JSON.match(self.text, self.starts[index])
        try:
            example, end = leading_json(self.text, start.end() if start else self.starts[index])
        except BadValue as error:
            self.made.remarks.append(Remark(error.line, f"the example is {error.reason}; left out"))
            return self._end_of_block(index)
        self.made.parts.append(AnswerBlock(index + 1, None, "", example, has_example=True, role=role))
        return bisect_left(self.starts, end)

    def _take_answer(self, index: int, match: re.Match[str]) -> int:
        """Read a status line, or tabs of several, and the JSON under it."""
        tabs = [index]
        while _STATUS.fullmatch(self.lines[index].strip()) and self._is_status(tabs[-1] + 1):
            tabs.append(tabs[-1] + 1)
        text = match["text"] or ""
        types = tuple(MIME.findall(text.lower()))
        block = AnswerBlock(index + 1, match["status"], "" if types else text, types=types)
        after = tabs[-1] + 1
        if following := _JSON_START.match(self.text, self.starts[after]) if after < len(self.starts) else None:
            try:
                block.example, end = leading_json(self.text, following.end())
                block.has_example, after = True, bisect_left(self.starts, end)
            except BadValue as error:
                self.made.remarks.append(Remark(error.line, f"the example is {error.reason}; left out"))
        others = [AnswerBlock(tab + 1, self.lines[tab].strip(), "") for tab in tabs[1:]]
        if others and block.has_example:
            reason = f"the example under several statuses is read as that of the first, {block.status}"
            self.made.remarks.append(Remark(index + 1, reason))
        self.made.parts += [block, *others]
        self.role, self.status = "answer", block.status
        return after

    def _is_status(self, index: int) -> bool:
        return index < len(self.lines) and _STATUS.fullmatch(self.lines[index].strip()) is not None

    def _take_stack(self, stack: Stack) -> int:
        """Read a field in lines, and its description up to an empty line or the next field."""
        end = stack.end
        while end < len(self.lines) and self.lines[end].strip() and not read_stack(self.lines, end):
            end += 1
        description = "\n".join(line.strip() for line in self.lines[stack.end : end])
        self.made.parts.append(Stacked(stack.written._replace(description=description), self.role, self.status))
        return end

    def _is_title_over(self, index: int) -> bool:
        """Whether a line is the title of a table, a status or some JSON right under it."""
        title, below = self.lines[index], self.lines[index + 1].strip()
        if _is_header(self.lines[index + 1]):
            return not _is_header(title)
        is_shown = _ANSWER.fullmatch(below) is not None or below.startswith(("{", "["))
        return is_shown and role_of(title[:MAX_TITLE]) is not None

    def _end_of_block(self, index: int) -> int:
        """Give the index of the next empty line, or of an operation line behind the first."""
        for at in range(index, len(self.lines)):
            line = self.lines[at].strip()
            is_operation = line in METHODS or (line[:1].isupper() and operation_line(line, at + 1) is not None)
            if not line or (at > index and is_operation):
                return at
        return len(self.lines)

    def _take_block(self, index: int) -> int:
        """Read lines up to an empty one as a table or prose."""
        end = self._end_of_block(index)
        if index + 1 < end and self._is_title_over(index):
            end = index + 1  # a title without an empty line under it
        block = self.lines[index:end]
        if "\t" in block[0] and _is_header(block[0]):
            block = _with_tabs(block)
            role = role_of(self._title()) or self.role
            self.made.parts.append(Tabbed(_tabbed(block, index + 1), role, self.status))
            return index + len(block)
        rows = tuple(enumerate(block[1:], start=index + 2))
        if _is_table(block):
            self.made.parts.append(Table(index + 1, rows, block[0].strip(), self._title()))
            return end
        self.made.parts.append(Prose(index + 1, tuple(block)))
        if len(block) == 1 and (role := role_of(block[0][:MAX_TITLE])):
            self.role, self.status = role, None
        return end


def _is_header(line: str) -> bool:
    """Whether a line is the words over the columns of a table, fused or with tabs between them."""
    if "\t" in line:
        return sum(kind_of(cell) is not None for cell in line.split("\t")[:MAX_CELLS]) > 1
    return fused_columns(line.strip()) is not None


def _with_tabs(block: list[str]) -> list[str]:
    """Give a header and its rows: a line without tabs, or another header, is no row."""
    end = next((at for at, row in enumerate(block) if at and ("\t" not in row or _is_header(row))), len(block))
    return block[:end]


def _tabbed(block: Sequence[str], line: int) -> Grid:
    """Read lines whose cells have tabs between them."""
    header = block[0].split("\t")
    cells = [(row.split("\t") + [""] * len(header))[: len(header)] for row in block[1:]]
    return Grid(line, header, [Row(at, row) for at, row in enumerate(cells, line + 1)])


def _is_table(block: Sequence[str]) -> bool:
    """Whether lines can be a header and its rows: words only, then nothing indented and no line without end."""
    rows = block[1:]
    can_be_rows = all(not row[0].isspace() and len(row) <= MAX_ROW for row in rows)
    return bool(rows) and _HEADER.fullmatch(block[0]) is not None and can_be_rows
