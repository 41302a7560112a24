"""A page of Markdown or MDX taken apart: front matter, fences, tags, headings, each with its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from docs2openapi._model.operation import Remark
from docs2openapi._sections.endpoints import (
    Base,
    Call,
    OperationLine,
    bases,
    calls,
    message_calls,
    operation_line,
    operation_lines,
)
from docs2openapi._sections.front_matter import FrontMatter, read_front_matter
from docs2openapi._sections.outline import Outline, outline
from docs2openapi._sections.tables import Grid, html_grids, key_values, pipe_grids
from docs2openapi._text.dialects import as_markdown_lines
from docs2openapi._text.inline import plain
from docs2openapi._text.markdown import Block, blocks
from docs2openapi._text.tags import Tag, find_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.page import Page


_URL_NAMES = ("url", "endpoint", "path", "uri", "address", "request url", "request path", "api url", "api endpoint")
_BASE_NAMES = ("base url", "base urls", "server", "server url", "host", "api host", "base path")
_METHOD_NAMES = ("method", "http method", "request method", "http verb", "verb")


@dataclass
class Survey:
    """What stands where on a page; ``prose`` are its lines without front matter and fences."""

    page: Page
    front: FrontMatter
    found: list[Block]
    prose: list[str]
    tags: list[Tag]
    outline: Outline
    start: int | None = None
    remarks: list[Remark] = field(default_factory=list[Remark])

    @cached_property
    def grids(self) -> list[Grid]:
        """The tables."""
        return [*pipe_grids(self.found, self.page.text, self.remarks), *html_grids(self.tags, self.remarks)]

    @cached_property
    def calls(self) -> list[Call]:
        """The ``curl`` commands, and the requests that are written out."""
        fences = [block for block in self.found if block.kind == "fence"]
        commands = [call for block in fences for call in calls(block.text, block.first + 1, self.remarks)]
        return [*commands, *(call for block in fences for call in message_calls(block.text, block.first + 1))]

    @cached_property
    def bases(self) -> list[Base]:
        """The base URLs."""
        tags = [tag for tag in self.tags if tag.name == "swagger"]
        told = [Base(tag.line, url.rstrip("/")) for tag in tags if (url := tag.attributes.get("baseurl"))]
        return [*told, *bases(self._lines()), *self._tabled_bases()]

    def _tabled_bases(self) -> Iterator[Base]:
        """Find the base URLs in tables that list them, by environment or region."""
        for grid in self.grids:
            at = next((at for at, cell in enumerate(grid.header) if plain(cell).lower() in _BASE_NAMES), None)
            for row in grid.rows if at is not None else ():
                url = plain(row.cells[at or 0])
                if re.fullmatch(r"https?://[^\s{}<>]+", url):
                    yield Base(row.line, url.rstrip("/"))

    @cached_property
    def operations(self) -> list[OperationLine]:
        """What says the operation, the surest first: front matter, lines of their own, a table of method and URL."""
        front = [self.front.operation] if self.front.operation else []
        lines = operation_lines(self._lines(with_text=False))
        return [*front, *lines, *self._told_in_tables(), *self._told_in_tags()]

    @property
    def heading(self) -> Block | None:
        """The heading over the operation, if the page has several; else the first of the page."""
        if self.start is not None:
            return next((block for block in self.found if block.first == self.start), None)
        largest = [block for block in self.found if block.kind == "h1"]
        line = self.operations[0].line if self.operations else 0
        over = [block for block in largest if block.first <= line]
        return over[-1] if over else next(iter(largest), None)

    def _lines(self, *, with_text: bool = True) -> list[tuple[int, str]]:
        """The lines of the page and of the fences that are no JSON; of these, perhaps only the first."""
        lines = list(enumerate(self.prose, 1))
        for block in self.found:
            if block.kind == "fence" and not block.text.lstrip().startswith(("{", "[")):
                inner = list(enumerate(block.text.split("\n"), block.first + 1))
                lines += inner if with_text else inner[:1]
        lines += [(tag.line, text) for tag in self.tags if tag.name == "pre" for text in tag.text.split("\n")[:2]]
        return sorted(lines)

    def _told_in_tables(self) -> Iterator[OperationLine]:
        for grid in self.grids:
            values = key_values(grid)
            urls = [values[name] for name in _URL_NAMES if name in values]
            methods = [values[name][1] for name in _METHOD_NAMES if name in values]
            if methods and urls:
                line, url = urls[0]
                found = operation_line(f"{plain(methods[0]).upper()} {plain(url)}", line)
                yield from [found] if found else []

    def _told_in_tags(self) -> Iterator[OperationLine]:
        for tag in self.tags:
            if tag.name == "swagger":
                method, path = tag.attributes.get("method") or "", tag.attributes.get("path") or ""
                found = operation_line(f"{method.upper()} {path}", tag.line)
                yield from [found] if found else []


def survey(page: Page, start: int | None = None) -> Survey:
    """Take a page apart, or the part of it that tells of the operation whose heading stands at a line."""
    remarks: list[Remark] = []
    front = read_front_matter(page, remarks)
    lines = ["" if at < front.end else line for at, line in enumerate(page.lines)]
    lines = as_markdown_lines(lines)
    found = blocks("\n".join(lines))
    for block in found:
        if block.kind == "fence":
            lines[block.first - 1 : block.last] = [""] * (block.last - block.first + 1)
    reading = find_tags("\n".join(lines))
    remarks += reading.remarks
    return Survey(page, front, found, lines, reading.tags, outline(found, lines, reading.tags), start, remarks)
