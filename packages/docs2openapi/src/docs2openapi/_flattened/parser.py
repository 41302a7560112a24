"""Splits a page that is flattened to text into parts: operations, responses with examples, tables, fields, text."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING

from docs2openapi._flattened.below_fields import read_below
from docs2openapi._flattened.controls import opening_lines, without_controls
from docs2openapi._flattened.page_lines import (
    COMMAND,
    LIMIT_LABEL,
    MAX_TITLES,
    MESSAGE_HEADER,
    OBJECT_TITLE,
    OTHER_SCRIPT,
    PageLines,
    are_titles,
    is_example_title,
    is_header,
    is_resource,
    is_short_title,
    method_on,
    role_of_example,
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
from docs2openapi._sections.endpoints import Endpoint, parse_endpoint
from docs2openapi._sections.examples import find_schema, lists_parameters
from docs2openapi._text.json_text import leading_json
from docs2openapi._text.plain_values import BadValue
from docs2openapi._vocabulary.headings import MAX_HEADING, section_role
from docs2openapi._vocabulary.http import CONTENT_TYPE, METHODS, METHODS_WITHOUT_BODY
from docs2openapi._vocabulary.phrases import OF_CALLBACK, REQUEST_LEAD_IN, RESPONSE_LEAD_IN, announced_status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docs2openapi._fields.stacked import StackedLines
    from docs2openapi._model.page import Page
    from docs2openapi._model.schema import Json

MAX_TITLE = 40  # letters of a title right above a header
MAX_ROW = 1_000  # a longer line is not a row of a table
MAX_PATH_LINES = 40
MAX_PARTS = 40  # between an operation and its example

_HEADER = re.compile(r"[^\W\d_][\w/-]*(?: [\w/-]+){0,3}")
_JSON_START = re.compile(r"\s*(?=[{\[])")
_PATH_STEP = re.compile(rf"/|(?!(?:{'|'.join(METHODS)})$)[\w{{}}.:-]+")
_HOST = re.compile(r"https?://[\w.:-]+")
_BEFORE_JSON = re.compile(r"[^{\[]*")
_SERVER_VARIABLE = re.compile(r"^\{\{\w+\}\}(?=/)")
# Behind the first one on a line: ``400 (nothing is there), 401 (no key)``.
_FURTHER_STATUS = re.compile(r"[,;]\s*([2-5]\d\d)\s\(([^()]*)\)")
# The last line of a program that shows what is answered.
_PRINTED = re.compile(r"\b(?:print|console\.log|puts|echo)\b.*(?:resp?|result|data|json)", re.IGNORECASE)
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
_EXAMPLE_ROLES = {"response": "response", "body": "body", "request": "body"}


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
        self.page = FlattenedPage(self.lines)
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
            return self._read_lower_endpoint(index)
        method = method_on(line)
        if method and (end := self._read_split_endpoint(method, self.look.next_filled(index))):
            return end
        if (match := status_on(line)) and not (index and LIMIT_LABEL.fullmatch(self.lines[index - 1].strip())):
            return self._read_response(index, match)
        if stacked := self.look.stacked(index):
            return self._read_stacked(stacked)
        role = self._example_role(index) if line.startswith(("{", "[")) else None
        if role is None and line.startswith("{") and self._is_below_answer():
            self.page.remark(index + 1, "a second response without a status; left out")
        return self._read_example(index, role) if role else self._read_block(index)

    def _example_role(self, index: int) -> str | None:
        """Return which body JSON is that begins here: that of the title above it, or the answer to a command."""
        is_typed = CONTENT_TYPE.fullmatch(self._title().lower()) is not None
        is_below_sent = self.role == "body" and is_example_title(self._title())
        role = _EXAMPLE_ROLES.get((self.role if is_typed or is_below_sent else role_of_example(self._title())) or "")
        last = self.page.parts[-1] if self.page.parts else None
        is_command = isinstance(last, TextBlock) and any(COMMAND.match(line) for line in last.lines)
        is_command = is_command and not any(map(OF_CALLBACK.match, self.lines[max(0, index - MAX_TITLES) : index]))
        is_shown = self.role == "response" and is_example_title(self._title())
        is_shown = is_shown or _leads_to_response(self._lead_in(index))
        if message := self._role_below_headers():
            return message
        if self._is_printed(index):
            return "response"
        is_below_input = isinstance(last, StackedField) and last.role in ("request", "body")
        is_first = self.role == "response" and not self.page.has_response
        is_below_fields = is_first or (isinstance(last, StackedField | TabbedTable) and last.role == "response")
        if role is None and (is_below_input or self._is_first_example()) and not is_command:
            return "body"
        if self._is_below_status():
            return "response"
        return role or ("response" if is_command or is_shown or is_below_fields else None)

    def _is_first_example(self) -> bool:
        """Return whether JSON is titled an example, above all responses, and below the headers of what is sent."""
        if self.role != "header" or self.page.has_response or not is_example_title(self._title()):
            return False
        above = reversed(self.page.parts[-MAX_PARTS:])
        endpoint = next((part for part in above if isinstance(part, Endpoint)), None)
        return endpoint is not None and endpoint.method not in METHODS_WITHOUT_BODY

    def _is_printed(self, index: int) -> bool:
        """Return whether JSON is what a program above prints, or an example below an operation without a body."""
        above = next((line for line in reversed(self.lines[max(0, index - MAX_TITLES) : index]) if line.strip()), "")
        endpoint = next((part for part in reversed(self.page.parts[-2:]) if isinstance(part, Endpoint)), None)
        is_titled = endpoint is not None and endpoint.method in METHODS_WITHOUT_BODY and above.endswith("Example")
        return is_titled or _PRINTED.search(above[-MAX_ROW:]) is not None

    def _is_below_status(self) -> bool:
        """Return whether nothing but text stands between JSON and a status without an example."""
        above = next((part for part in self.page.parts[-MAX_TITLES:][::-1] if not isinstance(part, TextBlock)), None)
        return isinstance(above, ResponseBlock) and not above.has_example and self.role == "response"

    def _is_below_answer(self) -> bool:
        last = self.page.parts[-1] if self.page.parts else None
        return isinstance(last, ResponseBlock) and last.has_example and last.role == "response"

    def _role_below_headers(self) -> str | None:
        """Return which body JSON below the headers of a written request is; None if no such part is last."""
        endpoint, last = [None, None, *self.page.parts[-2:]][-2:]
        if not isinstance(endpoint, Endpoint) or not isinstance(last, TextBlock):
            return None
        are_headers = all(MESSAGE_HEADER.fullmatch(line.strip()) for line in last.lines)
        role = "response" if endpoint.method in METHODS_WITHOUT_BODY else "body"
        return role if are_headers else None

    def _lead_in(self, index: int) -> str:
        """Return the line above JSON, if it leads in to it."""
        above = next((line.strip() for line in reversed(self.lines[max(0, index - 2) : index]) if line.strip()), "")
        return above[-MAX_ROW:] if above.endswith((":", "：")) else ""

    def _title(self) -> str:
        return self.page.last_text[:MAX_HEADING].strip()

    def _read_split_endpoint(self, method: str, index: int) -> int | None:
        """Read a method and the address below it, whose steps can each be on a line of their own."""
        end = index + 1
        if self.lines[index : index + 1] == ["/"]:
            last = min(index + MAX_PATH_LINES, len(self.lines))
            while end < last and self._is_step(end):
                end += 1
        elif _HOST.fullmatch("".join(self.lines[index:end]).strip()) and self._is_path(self.look.next_filled(index)):
            end = self.look.next_filled(index) + 1
        address = "".join(line.strip() for line in self.lines[index:end])
        address = OTHER_SCRIPT.split(_SERVER_VARIABLE.sub("", address))[0]
        endpoint = parse_endpoint(f"{method} {address}", index)
        if endpoint is None:
            return None
        self.page.add(endpoint)
        return end

    def _is_path(self, index: int) -> bool:
        return index < len(self.lines) and self.lines[index].strip().startswith("/")

    def _read_lower_endpoint(self, index: int) -> int:
        """Read ``post/v1/things``, or ``post`` over an address; the whole address can stand below a path."""
        method, path = _split_method(self.lines[index].strip())
        below = self.look.next_filled(index)
        address = self.lines[below].strip() if below < len(self.lines) else ""
        is_whole = address.startswith(("http", "/")) and address.rstrip("/").endswith(path.rstrip("/"))
        endpoint = parse_endpoint(f"{method.upper()} {address if is_whole else path}", index + 1)
        if endpoint is None:
            return self._read_block(index)
        self.page.add(endpoint)
        return below + 1 if is_whole else index + 1

    def _is_step(self, index: int) -> bool:
        """Return whether a line is the next step of a path, or the slash in front of one."""
        line, before = self.lines[index].strip(), self.lines[index - 1].strip()
        is_title = line[:1].isupper() and section_role(line[:MAX_HEADING]) is not None  # behind the last slash
        return _PATH_STEP.fullmatch(line) is not None and (line == "/") != (before == "/") and not is_title

    def _read_example(self, index: int, role: str) -> int:
        """Read JSON under a title."""
        before = _BEFORE_JSON.match(self.text, self.starts[index])
        found = self._read_json(before.end() if before else self.starts[index])
        if found is None:
            return self.look.end_of_block(index)
        if find_schema(found[0]) or lists_parameters(found[0]):
            self.page.remark(index + 1, "the schema of a body is read in a fence only; left out")
            return found[1]
        status = announced_status(self._lead_in(index)) or self.status if role == "response" else None
        if role == "response" and self._title().lower() == _PROBLEM:
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
            self.page.add(FusedTable(index + 1, rows, block[0].strip(), self._title(), self.status))
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
        is_below_status = role == "response" and self._is_below_status()
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
        role = section_role(self._title()) or self.role
        self.page.add(TabbedTable(tabbed_table(block, line), role, self.status))
        return len(block)


def _leads_to_response(line: str) -> bool:
    """Return whether a line leads in to what an operation returns."""
    is_response = RESPONSE_LEAD_IN.search(line) is not None and REQUEST_LEAD_IN.search(line) is None
    return announced_status(line) is not None or is_response


def _split_method(line: str) -> tuple[str, str]:
    """Split ``post/v1/things`` or ``post https://host/v1/things``; what stands behind the method can be empty."""
    start = min((at for word in ("http", "/") if (at := line.find(word)) >= 0), default=len(line))
    return line[:start].strip(), line[start:]


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
