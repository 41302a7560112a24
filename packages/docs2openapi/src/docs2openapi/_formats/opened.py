"""Fields below a label that opens the one above it: ``**Properties**`` under an object, without any indentation."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from docs2openapi._model.schema import is_list, is_object, types_of
from docs2openapi._text.json_text import parse_lenient
from docs2openapi._text.plain_values import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.field import Field
    from docs2openapi._model.schema import Json
    from docs2openapi._sections.parsed_page import ParsedPage

_LABEL = re.compile(
    r"[*_]{0,2}(?:(?:子)?属性|child (?:attributes|properties)|properties|attributes)[*_]{0,2}\s?[:：]?", re.I
)


class OpenedFields:
    """Knows which fields are open: the examples show where those end that are inside one."""

    def __init__(self, page: ParsedPage) -> None:
        self.labels = [line for line, text in enumerate(page.prose, 1) if _LABEL.fullmatch(text.strip())]
        self.shown: dict[str, set[tuple[str, ...]]] = {}
        for text in _json_texts(page) if self.labels else ():
            self._read(text)
        self.paths: list[tuple[str, ...]] = []
        self.last: Field | None = None

    def outer(self, line: int, name: str) -> tuple[str, ...]:
        """Return the path of the field that one at a line is inside of; empty for the body itself."""
        if self.last is not None and self._is_opened(self.last, line):
            self.paths.append(self.last.inner_path)
        elif places := self.shown.get(name):
            while self.paths and self.paths[-1] not in places:
                self.paths.pop()
        return self.paths[-1] if self.paths else ()

    def close(self) -> None:
        """Begin another section."""
        self.paths.clear()
        self.last = None

    def _is_opened(self, field: Field, line: int) -> bool:
        label = bisect_right(self.labels, field.line)
        is_below = label < len(self.labels) and self.labels[label] < line
        return is_below and types_of(field.schema)[:1] in (["object"], ["array"])

    def _read(self, text: str) -> None:
        try:
            value = parse_lenient(text)
        except BadValue:
            return  # reported where it is read as an example
        for path, name in _names(value, ()):
            self.shown.setdefault(name, set()).add(path)


def _json_texts(page: ParsedPage) -> Iterator[str]:
    yield from (block.text for block in page.blocks if block.kind == "fence" and block.text.lstrip().startswith("{"))
    yield from (request.data for request in page.requests if request.data)


def _names(value: Json, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Return the names of all objects in a value, each with the path of its object."""
    if is_list(value):
        for item in value[:1]:
            yield from _names(item, (*path, "[]"))
    for name, child in value.items() if is_object(value) else ():
        yield path, name
        yield from _names(child, (*path, name))
