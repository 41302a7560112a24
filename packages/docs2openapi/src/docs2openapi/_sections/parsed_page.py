"""A page parsed once into what all formats read: blocks, tags, outline, tables, endpoints and example requests."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from docs2openapi._model.page import Remark
from docs2openapi._sections.code_requests import find_code_requests
from docs2openapi._sections.endpoints.lines import (
    BaseUrl,
    Endpoint,
    find_base_urls,
    find_endpoints,
    find_endpoints_titled_by_path,
    find_labelled_endpoints,
    find_split_base_url,
    find_titled_endpoints,
    parse_endpoint,
)
from docs2openapi._sections.endpoints.sentences import find_endpoints_in_sentences, find_mentioned
from docs2openapi._sections.front_matter import FrontMatter, read_front_matter
from docs2openapi._sections.outline import Outline, build_outline
from docs2openapi._sections.path_templates import named_steps, with_named_steps, with_path_parameters
from docs2openapi._sections.request_examples import (
    RequestExample,
    find_curl_requests,
    find_http_requests,
    with_queries,
)
from docs2openapi._sections.tables import Table, html_tables, markdown_tables
from docs2openapi._text.dialects import html_lines_to_markdown
from docs2openapi._text.inline import plain_text
from docs2openapi._text.markdown import Block, find_blocks
from docs2openapi._text.tags import FIELD_TAGS, Tag, find_tags
from docs2openapi._vocabulary.endpoints import BASE_URL_NAMES, LABEL_KINDS, METHOD_NAMES, URL_NAMES
from docs2openapi._vocabulary.headings import FIELD_ROLES, MAX_HEADING, WHOLE_API, is_title
from docs2openapi._vocabulary.http import METHODS_WITHOUT_BODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.page import Page

_BASE_URL = re.compile(r"https?://[^\s{}<>]+")
_HOST_ONLY = re.compile(r"https?://[^\s/]+")  # some services tell operations apart by a query parameter
_HEADER_LINE = re.compile(r"\s*[A-Z][A-Za-z-]+: \S")
_HEADER_ROLES = ("header", "auth")
_JSON_NAME = re.compile(r'"([^"\s]{1,100})"\s*:')
MAX_ABOVE = 12  # a list of values can stand between a command and its answer
_MARKUP_BLOCKS = {"fence", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
_MARKUP_TAGS = {*FIELD_TAGS, "table", "dl", "swagger"}


@dataclass
class ParsedPage:
    """A page, or the part of it that describes one operation.

    Attributes:
        source: The page as it was read.
        front: Its front matter.
        blocks: Its Markdown blocks.
        prose: Its lines; those of front matter and fences are blank.
        tags: Its tags.
        start: The line of the operation's heading, if this is a part of a page.
        end: The last line of what the page says of this operation alone, if this is a part of it.
        named: The operation that this part of a page is about.
        remarks: What could not be read.
    """

    source: Page
    front: FrontMatter
    blocks: list[Block]
    prose: list[str]
    tags: list[Tag]
    start: int | None = None
    end: int | None = None
    named: Endpoint | None = None
    remarks: list[Remark] = field(default_factory=list[Remark])

    @cached_property
    def outline(self) -> Outline:
        """Its sections."""
        return build_outline(self.blocks, self.prose, self.tags, self.start)

    @cached_property
    def tables(self) -> list[Table]:
        """The tables of Markdown, then those of HTML."""
        last = len(self.source.lines)
        return [*markdown_tables(self.blocks, last, self.remarks), *html_tables(self.tags, self.remarks)]

    @cached_property
    def fences(self) -> list[Block]:
        """The blocks of code."""
        return [block for block in self.blocks if block.kind == "fence"]

    @cached_property
    def fences_by_line(self) -> dict[int, Block]:
        """The blocks of code by their first lines."""
        return {block.first: block for block in self.fences}

    @cached_property
    def requests(self) -> list[RequestExample]:
        """The ``curl`` commands, then the requests that are written out; without any, those that programs send."""
        commands = [
            each for block in self.fences for each in find_curl_requests(block.text, block.first + 1, self.remarks)
        ]
        messages = [each for block in self.fences for each in find_http_requests(block.text, block.first + 1)]
        found = [*commands, *messages] or [each for block in self.fences for each in find_code_requests(block)]
        return with_path_parameters([each for each in found if not each.is_download], self.source.text)

    @cached_property
    def base_urls(self) -> list[BaseUrl]:
        """The base URLs that tags, lines and tables name."""
        tags = [tag for tag in self.tags if tag.name == "swagger"]
        tagged = [BaseUrl(tag.line, url.rstrip("/")) for tag in tags if (url := tag.attributes.get("baseurl"))]
        found = [*tagged, *find_base_urls(self._lines), *self._base_urls_in_tables()]
        return found or list(find_split_base_url("\n".join(self.prose)))

    @cached_property
    def endpoints(self) -> list[Endpoint]:
        """The operations that the page names, the surest first: front matter, lines, tables, tags."""
        fenced = list(self._endpoints_in_fences())
        listed = {each.line for each in fenced}
        lines = self._with_templates([each for each in self._endpoints_in_lines() if each.line not in listed])
        if self.named is not None:
            found = [*lines, *self._endpoints_in_tables()]
            return [self.named, *(endpoint for endpoint in found if self.named.is_same(endpoint))]
        front = [self.front.endpoint] if self.front.endpoint else []
        labelled = () if lines else [*find_labelled_endpoints(self._lines), *find_titled_endpoints(self._lines)]
        routes = [] if labelled or front else self._routes(lines)
        found = [*front, *(() if routes else lines), *fenced, *labelled, *routes]
        found += [*self._endpoints_in_tables(), *self._endpoints_in_tags()]
        if found or not self.called:
            return found or self._endpoints_in_sentences()
        return self._endpoints_beside_commands()

    def _endpoints_beside_commands(self) -> list[Endpoint]:
        """Return the first operation with a body that a sentence names and what is called, if no command sends one."""
        mentioned = [each for each in self.mentioned if each.method.lower() not in METHODS_WITHOUT_BODY]
        is_sent = any(request.data or request.form for request in self.requests)
        return [] if is_sent or not mentioned else [mentioned[0], *self.called]

    @cached_property
    def mentioned(self) -> list[Endpoint]:
        """The operations that sentences name, at the server of the commands, and that no command calls."""
        servers = {call.server for call in self.called}
        others = [each for each in find_mentioned(list(enumerate(self.prose, 1))) if each.server in servers]
        others = [each for each in others if not self._is_called(each)]
        return [each for at, each in enumerate(others) if not any(each.is_same(one) for one in others[:at])]

    def _is_called(self, endpoint: Endpoint) -> bool:
        return any(call.is_same(endpoint) or call.is_sample_of(endpoint) for call in self.called)

    def _routes(self, lines: list[Endpoint]) -> list[Endpoint]:
        """Return the operations whose headings are paths, unless the page shows one that is none of them."""
        named = list(find_endpoints_titled_by_path(list(enumerate(self.prose, 1))))
        shown = [*lines, *self.called] if named else []
        return named if all(any(each.is_sample_of(route) for route in named) for each in shown) else []

    def _endpoints_in_lines(self) -> Iterator[Endpoint]:
        """Find the lines that name an operation; a message can show a value in place of a parameter."""
        named: dict[str, str] | None = None
        for endpoint in find_endpoints(self._first_lines):
            if "{" not in endpoint.path:
                named = named_steps(self.source.text) if named is None else named
                endpoint = endpoint._replace(path=with_named_steps(endpoint.path, named))
            yield endpoint

    def _endpoints_in_fences(self) -> Iterator[Endpoint]:
        """Find the fences that list operations, one a line, and nothing else."""
        for block in self.fences if self.start is None else ():
            lines = [line for line in block.text.split("\n") if line.strip()] if "/" in block.text else []
            found = [parse_endpoint(line.strip(), at) for at, line in enumerate(lines, block.first + 1)]
            if all(found) and len({(each.method, each.path) for each in found if each}) > 1:
                yield from (each._replace(name=f"{each.method} {each.path}") for each in found if each)

    def _endpoints_in_sentences(self) -> list[Endpoint]:
        is_described = any(section.role in FIELD_ROLES for section in self.outline.sections)
        return find_endpoints_in_sentences(list(enumerate(self.prose, 1)), is_described=is_described)

    def _with_templates(self, lines: list[Endpoint]) -> list[Endpoint]:
        """Put operations whose labels give the path, with parameters, in front of messages with values in it."""
        if not lines or all("{" in each.path for each in lines):
            return lines
        labelled = [each for each in find_labelled_endpoints(self._lines) if "{" in each.path]
        return [each for each in labelled if any("{" not in line.path and each.is_same(line) for line in lines)] + lines

    @property
    def asked(self) -> list[RequestExample]:
        """The requests that the page shows, and the operations that it names with a query."""
        return [*self.requests, *with_queries(self.endpoints)]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the page as it was read."""
        return self.source.lines

    def tags_around(self, line: int) -> Iterator[Tag]:
        """Return the tags that begin above a line and end at it or below, the innermost first."""
        at = bisect_left(self.tags, line, key=lambda tag: tag.line)
        number = self.tags[at - 1].number if at else None
        while number is not None:
            tag = self._tags_by_number[number]
            if line <= tag.end:
                yield tag
            number = tag.parent

    @cached_property
    def _tags_by_number(self) -> dict[int, Tag]:
        return {tag.number: tag for tag in self.tags}

    def blocks_above(self, line: int) -> list[Block]:
        """Return the last blocks that end above a line, in order."""
        last = bisect_left(self.starts, line)
        return self.blocks[max(0, last - MAX_ABOVE) : last]

    @cached_property
    def code_lines(self) -> list[tuple[int, str]]:
        """The lines inside fences."""
        return [
            (line, text) for block in self.fences for line, text in enumerate(block.text.split("\n"), block.first + 1)
        ]

    @cached_property
    def header_lines(self) -> list[tuple[int, str]]:
        """The lines of the fences under titles about headers or keys, and those between them that are headers."""
        in_prose = [(line, text) for line, text in enumerate(self.prose, 1) if ":" in text and _HEADER_LINE.match(text)]
        return [
            (line, text) for line, text in (*self.code_lines, *in_prose) if self.outline.at(line).role in _HEADER_ROLES
        ]

    @cached_property
    def shown_names(self) -> set[str]:
        """The names in the JSON of the page's fences."""
        return {name for block in self.fences for name in _JSON_NAME.findall(block.text)}

    @cached_property
    def starts(self) -> list[int]:
        """The first line of each block."""
        return [block.first for block in self.blocks]

    @property
    def called(self) -> list[Endpoint]:
        """The operations that example requests call; beside others, a body to another server alone is sent to ``/``."""
        named = [endpoint for request in self.requests if (endpoint := request.endpoint)]
        servers = {endpoint.server for endpoint in named}
        roots = [
            parse_endpoint(f"{request.method} {request.address}/", request.line)
            for request in self.requests
            if named and request.data and _HOST_ONLY.fullmatch(request.url) and request.address not in servers
        ]
        return sorted([*named, *filter(None, roots)], key=lambda endpoint: endpoint.line) if roots else named

    @property
    def heading(self) -> Block | None:
        """The heading over the operation if the page has several; else the first heading of the page."""
        if self.start is not None:
            return next((block for block in self.blocks if block.first == self.start), None)
        largest = [block for block in self.blocks if block.kind == "h1"] or self._titles()
        line = self.endpoints[0].line if self.endpoints else 0
        above = [block for block in largest if block.first <= line]
        heading = above[-1] if above else next(iter(largest), None)
        if heading is None or not WHOLE_API.fullmatch(plain_text(heading.text[:MAX_HEADING])):
            return heading
        inner = [block for block in self._titles() if heading.first < block.first <= line]
        return inner[-1] if inner else heading

    def _titles(self) -> list[Block]:
        """Return the headings of lower levels that name something, for a page without one of the first level."""
        blocks = [block for block in self.blocks if block.kind in ("h2", "h3")]
        return [block for block in blocks if is_title(plain_text(block.text[:MAX_HEADING]))]

    @property
    def has_markup(self) -> bool:
        """False for a page that is flattened to text."""
        kinds = {block.kind for block in self.blocks}
        names = {tag.name for tag in self.tags}
        return bool(self.front.end or kinds & _MARKUP_BLOCKS or names & _MARKUP_TAGS)

    @cached_property
    def _lines(self) -> list[tuple[int, str]]:
        """The lines of the page, and of the fences that are not JSON."""
        return self._lines_with(None)

    @property
    def _first_lines(self) -> list[tuple[int, str]]:
        """The lines of the page, and the first of each fence that is not JSON; another can add a query to it."""
        return self._lines_with(1)

    def _lines_with(self, count: int | None) -> list[tuple[int, str]]:
        """Return the lines of the page, and some of those of each fence that is not JSON."""
        lines = list(enumerate(self.prose, 1))
        for block in self.fences:
            if not block.text.lstrip().startswith(("{", "[")):
                first, *below = block.text.split("\n")
                again = [line for line in below[:count] if line.startswith(f"{first}?")] if count else below
                lines += enumerate([first, *again], block.first + 1)
        lines += [(tag.line, text) for tag in self.tags if tag.name == "pre" for text in tag.text.split("\n")[:2]]
        return sorted(lines)

    def _base_urls_in_tables(self) -> Iterator[BaseUrl]:
        """Find the base URLs in tables that list them, by environment or region."""
        for table in self.tables:
            for line, value in (table.values_by_name[name] for name in BASE_URL_NAMES if name in table.values_by_name):
                if _BASE_URL.fullmatch(url := plain_text(value)):
                    yield BaseUrl(line, url.rstrip("/"))
            at = next((at for at, cell in enumerate(table.header) if plain_text(cell).lower() in BASE_URL_NAMES), None)
            for row in table.rows if at is not None else ():
                url = plain_text(row.cells[at or 0])
                if _BASE_URL.fullmatch(url):
                    yield BaseUrl(row.line, url.rstrip("/"))

    def _endpoints_in_tables(self) -> Iterator[Endpoint]:
        for table in self.tables:
            values = table.values_by_name
            urls = [values[name] for name in URL_NAMES if name in values]
            methods = [values[name][1] for name in METHOD_NAMES if name in values]
            if methods and urls:
                line, url = urls[0]
                address = plain_text(url) + ("/" if _HOST_ONLY.fullmatch(plain_text(url)) else "")
                endpoint = parse_endpoint(f"{plain_text(methods[0]).upper()} {address}", line)
                yield from [endpoint] if endpoint else []
            yield from self._endpoints_in_columns(table)

    def _endpoints_in_columns(self, table: Table) -> Iterator[Endpoint]:
        """Read a table with a row for each operation: its method and its path, in columns of their own or in one."""
        kinds = [LABEL_KINDS.get(plain_text(cell).lower()) for cell in table.header]
        if "url" not in kinds:
            return
        columns = [kinds.index(kind) for kind in ("method", "url") if kind in kinds]
        for row in table.rows:
            words = [plain_text(row.cells[at]) for at in columns]
            endpoint = parse_endpoint(words[-1], row.line)
            endpoint = endpoint or parse_endpoint(f"{words[0].upper()} {words[-1]}", row.line)
            if endpoint is not None:
                yield endpoint._replace(name=plain_text(row.cells[0]))

    def _endpoints_in_tags(self) -> Iterator[Endpoint]:
        for tag in self.tags:
            if tag.name == "swagger":
                method, path = tag.attributes.get("method") or "", tag.attributes.get("path") or ""
                endpoint = parse_endpoint(f"{method.upper()} {path}", tag.line)
                yield from [endpoint] if endpoint else []


def parse_page(
    page: Page, start: int | None = None, end: int | None = None, named: Endpoint | None = None
) -> ParsedPage:
    """Parse a page.

    Args:
        page: The page; of one with several operations, a part with the lines of the others blank.
        start: The line of the heading of that part's operation, from 1.
        end: Its last line.
        named: That operation.
    """
    remarks: list[Remark] = []
    front = read_front_matter(page, remarks)
    prose = html_lines_to_markdown([""] * front.end + page.lines[front.end :])
    blocks = find_blocks("\n".join(prose))
    for block in blocks:
        if block.kind == "fence":
            prose[block.first - 1 : block.last] = [""] * (block.last - block.first + 1)
    parsed = find_tags("\n".join(prose))
    remarks += [*parsed.remarks, *_references(parsed.tags)]
    return ParsedPage(page, front, blocks, prose, parsed.tags, start, end, named, remarks)


def _references(tags: list[Tag]) -> Iterator[Remark]:
    """Say where the rest of an operation stands, of which a tag gives only the address."""
    for tag in tags:
        document = tag.attributes.get("src") or tag.attributes.get("spec")
        if tag.name == "swagger" and document:
            yield Remark(tag.line, f"the rest of this operation stands in the OpenAPI document {document!r}")
