"""Splits a page that is flattened to text into parts: operations, responses with examples, tables, fields, text."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

from docs2openapi._flattened.address_lines import AddressLines
from docs2openapi._flattened.below_fields import read_below
from docs2openapi._flattened.controls import opening_lines, without_controls
from docs2openapi._flattened.example_roles import ExampleRoles
from docs2openapi._flattened.page_lines import (
    COMMAND,
    LIMIT_LABEL,
    MAX_TITLES,
    OBJECT_TITLE,
    PageLines,
    are_titles,
    is_header,
    is_resource,
    is_short_title,
    method_on,
    status_on,
)
from docs2openapi._flattened.parts import (
    FlattenedPage,
    FusedTable,
    ResponseBlock,
    StackedField,
    TabbedTable,
    TextBlock,
)
from docs2openapi._flattened.tables import tabbed_lines, tabbed_table
from docs2openapi._model.operation import DEFAULT_STATUS
from docs2openapi._model.schema import is_object
from docs2openapi._sections.endpoints.lines import Endpoint, parse_endpoint
from docs2openapi._sections.examples import find_schema, lists_parameters
from docs2openapi._text.json_text import leading_json
from docs2openapi._text.plain_values import BadValue
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.http import CONTENT_TYPE
from docs2openapi._vocabulary.phrases import announced_status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docs2openapi._fields.stacked import StackedLines
    from docs2openapi._model.page import Page
    from docs2openapi._model.schema import Json

MAX_TITLE = 40  # letters of a title right above a header
MAX_ROW = 1_000  # a longer line is not a row of a table

_HEADER = re.compile(r"[^\W\d_][\w/-]*(?: [\w/-]+){0,3}")
_JSON_START = re.compile(r"\s*(?=[{\[])")
_BEFORE_JSON = re.compile(r"[^{\[]*")
# Behind the first one on a line: ``400 (nothing is there), 401 (no key)``.
_FURTHER_STATUS = re.compile(r"[,;]\s*([2-5]\d\d)\s\(([^()]*)\)")
_CODES_TITLE = re.compile(r"(?:响应)?状态码|(?:response )?status codes?", re.IGNORECASE)
_REQUEST_WORD = re.compile(r"param|request|argument|input|参数|请求", re.IGNORECASE)
_REQUIRED_TITLE = re.compile(
    r"required (?:\w+ )?(?:param|field|attribute|propert)"
    r"|par[áâ]metros (?:obligatori|obrigatóri|requerid)[oa]s|paramètres (?:obligatoires|requis)"
    r"|(?:必填|必须|必需|必須|필수)\s?(?:属性|参数|字段|項目|パラメータ|파라미터|필드)",
    re.IGNORECASE,
)
# A field that can have those below it inside, and says no more: ``data object``.
_BARE_OBJECT = re.compile(r"\w+ (?:object|array)(?: required| optional)?")
_PROBLEM = "application/problem+json"


def parse_flattened(page: Page, paths: Mapping[int, Endpoint] = MappingProxyType({})) -> FlattenedPage:
    """Split a page into its parts.

    Args:
        page: The page.
        paths: The operations without methods on it, by the indices of their lines.
    """
    return _Parser(page, paths).parse()


class _Parser:
    """Goes through the lines of a page; each ``_read`` method reads one part and returns the index after it."""

    def __init__(self, page: Page, paths: Mapping[int, Endpoint]) -> None:
        self.lines = without_controls(page.lines)
        self.opening = opening_lines(page.lines)
        self.paths = paths
        self.look = PageLines(self.lines, paths)
        self.text = "\n".join(self.lines)
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.addresses = AddressLines(self.look)
        self.page = FlattenedPage(self.lines)
        self.examples = ExampleRoles(self.lines, self.page)
        self.role: str | None = None
        self.status: str | None = None
        self.are_required = False

    def parse(self) -> FlattenedPage:
        for at in self.look.nameless[:1]:
            self.page.remark(at + 1, "types without the names of their fields; left out")
        index = 0
        while index < len(self.lines):
            index = self._read_part(index) if self.lines[index].strip() else index + 1
        return self.page

    def _read_part(self, index: int) -> int:
        line = self.lines[index].strip()
        is_in_brackets = "".join(self.lines[index + 1 : index + 2]).startswith(")")
        if endpoint := self.paths.get(index) or (None if is_in_brackets else parse_endpoint(line, index + 1)):
            self.page.add(endpoint)
            return index + 1
        if self.look.is_lower_endpoint(index):
            return self._add_endpoint(self.addresses.lower_endpoint(index)) or self._read_block(index)
        method = method_on(line)
        split = self.addresses.split_endpoint(method, self.look.next_filled(index)) if method else None
        if end := self._add_endpoint(split):
            return end
        if (match := status_on(line)) and not (index and LIMIT_LABEL.fullmatch(self.lines[index - 1].strip())):
            return self._read_response(index, match)
        if stacked := self.look.stacked(index):
            return self._read_stacked(stacked)
        role = self.examples.role(index, self.role) if line.startswith(("{", "[")) else None
        if role is None and line.startswith("{") and self.examples.is_below_answer():
            self.page.remark(index + 1, "a second response without a status; left out")
        return self._read_example(index, role) if role else self._read_block(index)

    def _add_endpoint(self, found: tuple[Endpoint, int] | None) -> int:
        """Add an operation; return the index of the line after it, 0 if there is none."""
        if found is None:
            return 0
        self.page.add(found[0])
        return found[1]

    def _read_example(self, index: int, role: str) -> int:
        """Read JSON under a title."""
        before = _BEFORE_JSON.match(self.text, self.starts[index])
        found = self._read_json(before.end() if before else self.starts[index])
        if found is None:
            return self.look.end_of_block(index)
        if find_schema(found[0]) or lists_parameters(found[0]):
            self.page.remark(index + 1, "the schema of a body is read in a fence only; left out")
            return found[1]
        status = announced_status(self.examples.lead_in(index)) or self.status if role == "response" else None
        if role == "response" and self.examples.title.lower() == _PROBLEM:
            status = DEFAULT_STATUS  # of errors only
        self.page.add(ResponseBlock(index + 1, status, "", found[0], has_example=True, role=role))
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
        tabs, after = [index], self.look.next_filled(index)
        while self.look.is_status(index) and self.look.is_status(after):
            tabs.append(after)
            after = self.look.next_filled(after)
        if len(tabs) > 1 and self._are_codes_of_body(index, [self.lines[tab].strip() for tab in tabs]):
            self.page.remark(index + 1, "statuses, or the codes inside of the response; left out")
            return tabs[-1] + 1
        groups = match.groupdict()
        text = groups["text"] or groups.get("more") or ""
        content_types = tuple(CONTENT_TYPE.findall(text.lower()))
        block = ResponseBlock(index + 1, match["status"], "" if content_types else text, content_types=content_types)
        end = self._read_response_body(block, self._after_content_type(block, tabs[-1]))
        listed = _FURTHER_STATUS.findall(text)
        others = [ResponseBlock(tab + 1, self.lines[tab].strip(), "") for tab in tabs[1:]]
        others += [ResponseBlock(index + 1, status, meaning) for status, meaning in listed]
        if others and block.has_example:
            self.page.remark(
                index + 1, f"the example under several statuses is read as that of the first, {block.status}"
            )
        for each in [block, *others]:
            self.page.add(each)
        self.role, self.status = "response", block.status
        return end

    def _are_codes_of_body(self, index: int, statuses: list[str]) -> bool:
        """Return whether statuses can be the values of a field without its name: a response above shows one of them."""
        above = next((line for line in reversed(self.lines[max(0, index - MAX_TITLES) : index]) if line.strip()), "")
        shown = [part.example for part in self.page.parts if isinstance(part, ResponseBlock)]
        values = [str(value) for example in shown if is_object(example) for value in example.values()]
        return _CODES_TITLE.fullmatch(above.strip()) is not None and not set(values).isdisjoint(statuses)

    def _read_response_body(self, block: ResponseBlock, index: int) -> int:
        index = self.look.after_tabs(index)
        start = _JSON_START.match(self.text, self.starts[index]) if index < len(self.starts) else None
        found = self._read_json(start.end()) if start else None
        if found is None:
            return index
        block.example, block.has_example = found[0], True
        return found[1]

    def _after_content_type(self, block: ResponseBlock, index: int) -> int:
        """Return the index after a status line, and after a content type that stands alone below it."""
        below = self.look.next_filled(index)
        line = self.lines[below].strip().lower() if below < len(self.lines) else ""
        if CONTENT_TYPE.fullmatch(line) is None:
            return index + 1
        block.content_types = block.content_types or (line,)
        return below + 1

    def _read_stacked(self, stacked: StackedLines) -> int:
        """Read the description of a field and the labels below it: up to the next field or title."""
        text, end = read_below(self.look, stacked)
        text = text._replace(required="yes") if self.are_required else text
        is_bare = end == stacked.text.line and _BARE_OBJECT.fullmatch(self.lines[end - 1].strip()) is not None
        is_opened = not self.opening.isdisjoint(range(end, self.look.next_filled(end - 1)))
        is_open = stacked.is_open or is_opened or is_bare
        self.page.add(StackedField(text, self.role, self.status, stacked.location, stacked.inner, is_open))
        return end

    def _read_block(self, index: int) -> int:
        """Read lines up to an empty one, as a table or as text."""
        end = self.look.end_of_block(index)
        if index + 1 < end and self.look.is_title_over(index):
            end = self.look.end_of_titles(index) if self.look.leads_to_fields(index) else index + 1
        end = self.look.end_of_command(index, end) if end > index + 1 else end
        is_table = is_header(self.lines[index])
        below = next((at for at in range(index + 1 + is_table, end) if is_header(self.lines[at])), end)
        if below < end and not is_table and not any("\t" in line for line in self.lines[index:below]):
            return self._read_titles(index, self.lines[index:below])
        if below < end and is_table:  # another table follows, below a title of its own
            end = below - _is_title(self.lines[below - 1])
        block = self.lines[index:end]
        if "\t" in block[0] and is_header(block[0]):
            return index + self._read_tabbed(block, index + 1)
        has_titles = are_titles(block)
        if not has_titles and _is_table(block):
            rows = tuple(enumerate(block[1:], start=index + 2))
            self.page.add(FusedTable(index + 1, rows, block[0].strip(), self.examples.title, self.status))
            return end
        self.page.add(TextBlock(index + 1, tuple(block)))
        if self.role == "body" and CONTENT_TYPE.fullmatch(block[0].strip().lower()):
            self.page.body_types.append(block[0].strip().lower())
        if is_resource(block[-1]) or self._is_returned(block[-1].strip()):
            self.role, self.status = "response", None
        elif has_titles:
            self._enter(" ".join(block)[:MAX_HEADING])
        elif title := next(filter(is_short_title, reversed(block[1:])), _title_over_sentences(block)):
            self._enter(title.strip())
        return end

    def _read_titles(self, index: int, titles: list[str]) -> int:
        """Read the lines right above the header of a table; return the index of that."""
        self.page.add(TextBlock(index + 1, tuple(titles)))
        for title in filter(_is_title, titles):
            self._enter(title.strip())
        return index + len(titles)

    def _is_returned(self, title: str) -> bool:
        """Return whether a title is over the fields of an object of which the page shows a response."""
        if "object" not in title.lower() or OBJECT_TITLE.fullmatch(title) is None:
            return False
        return any(isinstance(part, ResponseBlock) and part.role == "response" for part in self.page.parts)

    def _enter(self, title: str) -> None:
        """Go on in the section under a title; the schema right below a status is still that of its response."""
        role = section_role(title)
        if role is None or self._goes_on(title, role):
            return
        is_below_status = role == "response" and self.examples.is_below_status(self.role)
        self.role, self.status = role, self.status if is_below_status else None
        above = self.page.parts[-2] if len(self.page.parts) > 1 else None  # ``Required parameters`` over ``Body``
        titles = [*(above.lines[-1:] if isinstance(above, TextBlock) else ()), title]
        self.are_required = any(map(_REQUIRED_TITLE.match, titles))
        self.page.body_types += CONTENT_TYPE.findall(title.lower()) if role == "body" else []

    def _goes_on(self, title: str, role: str) -> bool:
        """Return whether a title only names the body or the fields of the response that it is below."""
        is_general = role in ("request", "body") and not _REQUEST_WORD.search(title)
        return self.role == "response" and is_general

    def _read_tabbed(self, block: list[str], line: int) -> int:
        """Read a table with tabs between its cells; return the number of its lines."""
        block = tabbed_lines(block)
        role = section_role(self.examples.title) or self.role
        self.page.add(TabbedTable(tabbed_table(block, line), role, self.status))
        return len(block)


def _is_title(line: str) -> bool:
    return len(line) <= MAX_TITLE and section_role(line.strip()) is not None


def _title_over_sentences(block: Sequence[str]) -> str:
    """Return a title in another script that stands over sentences, as where the names of the fields are lost."""
    is_over = len(block) > 1 and block[1].rstrip().endswith((".", "。"))
    return block[0] if is_over and not block[0].isascii() and _is_title(block[0]) else ""


def _is_table(block: Sequence[str]) -> bool:
    """Return whether lines can be a header of words only and rows, none of which is indented or too long."""
    rows = block[1:]
    can_be_rows = all(not row[0].isspace() and len(row) <= MAX_ROW and not COMMAND.match(row) for row in rows)
    has_names = any(row[:1].isascii() for row in rows)  # else they are sentences in another script
    return has_names and _HEADER.fullmatch(block[0]) is not None and can_be_rows
