"""Splits a page that is flattened to text into parts: operations, responses with examples, tables, fields, text."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from docs2openapi._fields.stacked import read_stacked, with_late_flags
from docs2openapi._flattened.parts import (
    FlattenedPage,
    FusedTable,
    ResponseBlock,
    StackedField,
    TabbedTable,
    TextBlock,
)
from docs2openapi._sections.endpoints import parse_endpoint
from docs2openapi._sections.tables import MAX_CELLS, Table, TableRow
from docs2openapi._text.values import BadValue, leading_json
from docs2openapi._vocabulary.columns import column_kind, split_fused_header
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.http import CONTENT_TYPE, METHODS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._fields.stacked import StackedLines
    from docs2openapi._model.page import Page
    from docs2openapi._model.schema import Json

MAX_ROW = 1_000  # a longer line is not a row of a table
MAX_PATH_LINES = 40
MAX_TITLE = 16

_STATUS_LINE = re.compile(r"(?:[^\w\s]\s*)?(?P<status>[1-5]\d\d)(?:\s*(?P<text>OK|[A-Z][a-z]+)|\s+(?P<more>\S.*))?")
_TITLED_STATUS_LINE = re.compile(
    r"(?:(?:example )?(?:success(?:ful)? )?(?:response|status|returns)(?: code)?[ :(]+|(?:成功|失败|错误)\s?[(（])"
    r"(?P<status>[1-5]\d\d)\b[ )）:–—-]*(?P<text>\S.{0,40})?",
    re.IGNORECASE,
)
_HEADER = re.compile(r"[^\W\d_][\w/-]*(?: [\w/-]+){0,3}")
_JSON_START = re.compile(r"\s*(?=[{\[])")
_STATUS = re.compile(r"[1-5]\d\d")
_PATH_STEP = re.compile(rf"/|(?!(?:{'|'.join(METHODS)})$)[\w{{}}.:-]+")
_BEFORE_JSON = re.compile(r"[^{\[]*")
# What is fused with a method or an address, and cannot be a part of either.
_OTHER_SCRIPT = re.compile(r"[^\x00-\x7f]+.*?(?=[A-Z]+$)|[^\x00-\x7f].*")
_SERVER_VARIABLE = re.compile(r"^\{\{\w+\}\}(?=/)")
_COMMAND = re.compile(r"\s*(?:\$\s*)?curl\s")
_RESOURCE = re.compile(
    r"(?:the|an?) .{1,60}\b(?:has|have|with|contains) the following (?:properties|attributes|fields)\W*", re.I
)
_REQUEST_WORD = re.compile(r"param|request|argument|input|参数|请求", re.IGNORECASE)
_EXAMPLE_TITLES = ("example", "示例", "例", "サンプル")
_EXAMPLE_ROLES = {"response": "response", "body": "body", "request": "body"}


def parse_flattened(page: Page) -> FlattenedPage:
    """Split a page into its parts."""
    return _Parser(page).parse()


class _Parser:
    """Goes through the lines of a page; each ``_read`` method reads one part and returns the index after it."""

    def __init__(self, page: Page) -> None:
        self.text = page.text
        self.lines = page.lines
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.page = FlattenedPage(self.lines)
        self.role: str | None = None
        self.status: str | None = None

    def parse(self) -> FlattenedPage:
        index = 0
        while index < len(self.lines):
            index = self._read_part(index) if self.lines[index].strip() else index + 1
        return self.page

    def _read_part(self, index: int) -> int:
        line = self.lines[index].strip()
        if endpoint := parse_endpoint(line, index + 1):
            self.page.add(endpoint)
            return index + 1
        method = _OTHER_SCRIPT.sub("", line)
        if method in METHODS and (end := self._read_split_endpoint(method, index + 1)):
            return end
        if match := _STATUS_LINE.fullmatch(line) or _TITLED_STATUS_LINE.fullmatch(line):
            return self._read_response(index, match)
        if stacked := read_stacked(self.lines, index):
            return self._read_stacked(stacked)
        role = self._example_role() if line.startswith(("{", "[")) else None
        return self._read_example(index, role) if role else self._read_block(index)

    def _example_role(self) -> str | None:
        """Return which body JSON is that begins here: that of the title above it, or the answer to a command."""
        role = _EXAMPLE_ROLES.get(section_role(self._title()) or "")
        last = self.page.parts[-1] if self.page.parts else None
        is_command = isinstance(last, TextBlock) and any(_COMMAND.match(line) for line in last.lines)
        is_shown = self.role == "response" and self._title().lower().rstrip(":：") in _EXAMPLE_TITLES
        return role or ("response" if is_command or is_shown else None)

    def _title(self) -> str:
        return self.page.last_text[:MAX_HEADING].strip()

    def _read_split_endpoint(self, method: str, index: int) -> int | None:
        """Read a method and the address below it, whose steps can each be on a line of their own."""
        end = index + 1
        if self.lines[index : index + 1] == ["/"]:
            last = min(index + MAX_PATH_LINES, len(self.lines))
            while end < last and self._is_step(end):
                end += 1
        address = "".join(line.strip() for line in self.lines[index:end])
        address = _OTHER_SCRIPT.split(_SERVER_VARIABLE.sub("", address))[0]
        endpoint = parse_endpoint(f"{method} {address}", index)
        if endpoint is None:
            return None
        self.page.add(endpoint)
        return end

    def _is_step(self, index: int) -> bool:
        """Return whether a line is the next step of a path, or the slash in front of one."""
        line, before = self.lines[index].strip(), self.lines[index - 1].strip()
        return _PATH_STEP.fullmatch(line) is not None and (line == "/") != (before == "/")

    def _read_example(self, index: int, role: str) -> int:
        """Read JSON under a title."""
        before = _BEFORE_JSON.match(self.text, self.starts[index])
        found = self._read_json(before.end() if before else self.starts[index])
        if found is None:
            return self._end_of_block(index)
        self.page.add(ResponseBlock(index + 1, None, "", found[0], has_example=True, role=role))
        return found[1]

    def _read_json(self, start: int) -> tuple[Json, int] | None:
        """Read the JSON at an offset; return also the index of the line after it."""
        try:
            value, end = leading_json(self.text, start)
        except BadValue as error:
            self.page.remark(error.line, f"the example is {error.reason}; left out")
            return None
        return value, bisect_left(self.starts, end)

    def _read_response(self, index: int, match: re.Match[str]) -> int:
        """Read a status line, or tabs with several statuses, and the JSON below."""
        tabs = [index]
        while _STATUS.fullmatch(self.lines[index].strip()) and self._is_status(tabs[-1] + 1):
            tabs.append(tabs[-1] + 1)
        groups = match.groupdict()
        text = groups["text"] or groups.get("more") or ""
        content_types = tuple(CONTENT_TYPE.findall(text.lower()))
        block = ResponseBlock(index + 1, match["status"], "" if content_types else text, content_types=content_types)
        end = self._read_response_body(block, tabs[-1] + 1)
        others = [ResponseBlock(tab + 1, self.lines[tab].strip(), "") for tab in tabs[1:]]
        if others and block.has_example:
            self.page.remark(
                index + 1, f"the example under several statuses is read as that of the first, {block.status}"
            )
        for each in [block, *others]:
            self.page.add(each)
        self.role, self.status = "response", block.status
        return end

    def _read_response_body(self, block: ResponseBlock, index: int) -> int:
        start = _JSON_START.match(self.text, self.starts[index]) if index < len(self.starts) else None
        found = self._read_json(start.end()) if start else None
        if found is None:
            return index
        block.example, block.has_example = found[0], True
        return found[1]

    def _is_status(self, index: int) -> bool:
        return index < len(self.lines) and _STATUS.fullmatch(self.lines[index].strip()) is not None

    def _read_stacked(self, stacked: StackedLines) -> int:
        """Read the description of a field: up to an empty line or the next field."""
        end = stacked.end
        while end < len(self.lines) and self.lines[end].strip() and not self._begins_part(end):
            end += 1
        description = "\n".join(line.strip() for line in self.lines[stacked.end : end])
        text = with_late_flags(stacked.text._replace(description=description))
        self.page.add(StackedField(text, self.role, self.status, stacked.location, stacked.inner))
        return end

    def _begins_part(self, index: int) -> bool:
        """Return whether a line begins another field, a response or JSON, or is a title."""
        line = self.lines[index].strip()
        is_example = line.startswith("{") or line.lower().rstrip(":：") in _EXAMPLE_TITLES
        if is_example or _STATUS_LINE.fullmatch(line) or _TITLED_STATUS_LINE.fullmatch(line):
            return True
        is_title = section_role(line[:MAX_HEADING]) is not None
        is_over = is_title and (len(line) <= MAX_TITLE or read_stacked(self.lines, index + 1) is not None)
        return is_over or read_stacked(self.lines, index) is not None

    def _begins_fields(self, index: int) -> bool:
        """Return whether a line says that fields follow, or is the name of the first."""
        if _RESOURCE.fullmatch(self.lines[index].strip()):
            return True
        stacked = read_stacked(self.lines, index)
        return stacked is not None and stacked.end > index + 1

    def _is_title_over(self, index: int) -> bool:
        """Return whether a line is the title of a table, a status or JSON right below it."""
        title, below = self.lines[index], self.lines[index + 1].strip()
        if _RESOURCE.fullmatch(title.strip()) or CONTENT_TYPE.fullmatch(title.strip()):
            return True
        if section_role(title[:MAX_HEADING]) is not None and read_stacked(self.lines, index + 1):
            return True
        if _is_header(self.lines[index + 1]):
            return not _is_header(title)
        is_status = _STATUS_LINE.fullmatch(below) or _TITLED_STATUS_LINE.fullmatch(below)
        is_shown = is_status is not None or below.startswith(("{", "["))
        is_title = section_role(title[:MAX_HEADING]) is not None or title.lower().strip(" :：") in _EXAMPLE_TITLES
        return is_shown and is_title

    def _end_of_block(self, index: int) -> int:
        """Return the index of the next empty line, or of a line with an operation after the first."""
        for at in range(index, len(self.lines)):
            line = self.lines[at].strip()
            is_endpoint = _OTHER_SCRIPT.sub("", line) in METHODS or (
                line[:1].isupper() and parse_endpoint(line, at + 1) is not None
            )
            if not line or (at > index and (is_endpoint or self._begins_fields(at))):
                return at
        return len(self.lines)

    def _read_block(self, index: int) -> int:
        """Read lines up to an empty one, as a table or as text."""
        end = self._end_of_block(index)
        if index + 1 < end and self._is_title_over(index):
            end = index + 1  # a title without an empty line below
        end = self._end_of_command(index, end)
        block = self.lines[index:end]
        if "\t" in block[0] and _is_header(block[0]):
            return index + self._read_tabbed(block, index + 1)
        if _is_table(block):
            rows = tuple(enumerate(block[1:], start=index + 2))
            self.page.add(FusedTable(index + 1, rows, block[0].strip(), self._title()))
            return end
        self.page.add(TextBlock(index + 1, tuple(block)))
        if _RESOURCE.fullmatch(block[-1]):
            self.role, self.status = "response", None
        elif len(block) == 1 and (role := section_role(block[0][:MAX_HEADING])) and not self._goes_on(block[0], role):
            self.role, self.status = role, None
        return end

    def _end_of_command(self, index: int, end: int) -> int:
        """Return where JSON begins right below a command, else the end of the block."""
        command = next((at for at in range(index, end) if _COMMAND.match(self.lines[at])), end)
        return next((at for at in range(command + 1, end) if self.lines[at].startswith(("{", "["))), end)

    def _goes_on(self, title: str, role: str) -> bool:
        """Return whether a title only names the body or the fields of the response that it is below."""
        is_general = role == "request" and not _REQUEST_WORD.search(title)
        return self.role == "response" and (role == "body" or is_general)

    def _read_tabbed(self, block: list[str], line: int) -> int:
        """Read a table with tabs between its cells; return the number of its lines."""
        block = _tabbed_lines(block)
        role = section_role(self._title()) or self.role
        self.page.add(TabbedTable(_tabbed_table(block, line), role, self.status))
        return len(block)


def _is_header(line: str) -> bool:
    """Return whether a line is the words over the columns of a table, fused or with tabs between them."""
    if "\t" in line:
        return sum(column_kind(cell) is not None for cell in line.split("\t")[:MAX_CELLS]) > 1
    return split_fused_header(line.strip()) is not None


def _tabbed_lines(block: list[str]) -> list[str]:
    """Return a header and its rows: they end before a line without tabs or another header."""
    end = next((at for at, row in enumerate(block) if at and ("\t" not in row or _is_header(row))), len(block))
    return block[:end]


def _tabbed_table(block: Sequence[str], line: int) -> Table:
    header = block[0].split("\t")
    cells = [(row.split("\t") + [""] * len(header))[: len(header)] for row in block[1:]]
    return Table(line, header, [TableRow(at, row) for at, row in enumerate(cells, line + 1)])


def _is_table(block: Sequence[str]) -> bool:
    """Return whether lines can be a header of words only and rows, none of which is indented or too long."""
    rows = block[1:]
    can_be_rows = all(not row[0].isspace() and len(row) <= MAX_ROW for row in rows)
    return bool(rows) and _HEADER.fullmatch(block[0]) is not None and can_be_rows
