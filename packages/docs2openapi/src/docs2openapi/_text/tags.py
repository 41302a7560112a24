"""The MDX and HTML tags of a page that describe an API, with their attributes, text and lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from typing import NamedTuple

from docs2openapi._model.page import Remark
from docs2openapi._text.dialects import to_mdx

FIELD_TAGS = ("paramfield", "responsefield")
EXAMPLE_TAGS = ("responseexample", "requestexample")
TITLED_TAGS = ("tab", "accordion", "details")
TABLE_TAGS = ("table", "tr", "th", "td")
LIST_TAGS = ("dl", "dt", "dd")
TAG_NAMES = (
    *FIELD_TAGS,
    *EXAMPLE_TAGS,
    *TITLED_TAGS,
    *TABLE_TAGS,
    *LIST_TAGS,
    "expandable",
    "summary",
    "swagger",
    "pre",
)

MAX_OPEN = 100  # tags that an end may close at once
# In HTML a cell, row or term ends where the next one begins.
_ENDED_BY = {
    **dict.fromkeys(("td", "th"), ("td", "th")),
    "tr": ("td", "th", "tr"),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
}
# These end with the tag around them. Where a field without its end was meant to end is unknown.
_IMPLICIT_END = (*TITLED_TAGS, *EXAMPLE_TAGS, *TABLE_TAGS, *LIST_TAGS, "expandable", "summary", "swagger")
_HOLDERS = (*TITLED_TAGS, *EXAMPLE_TAGS, "table", "dl", "expandable", "swagger")

_KNOWN = rf"/?(?:{'|'.join(TAG_NAMES)})\b"
_START = re.compile(rf"(?=<{_KNOWN})", re.IGNORECASE)
# Any other component is layout and is dropped; any other "<" is text, whether HTML or not.
_LAYOUT = re.compile(rf"<(?!(?i:{_KNOWN}))/?[A-Z][A-Za-z0-9.]*(?:\s[^<>]*)?>")
_TEXT = re.compile(rf"<(?!{_KNOWN})", re.IGNORECASE)


@dataclass(slots=True)
class Tag:
    """One tag.

    Attributes:
        number: Its position among the tags of the page.
        name: Its name in lower case.
        line: Its line, from 1.
        attributes: Its attributes; None is the value of one without ``=``.
        parent: The number of the tag around it.
        end: The line of its end.
        pieces: The text inside it, without that of the tags inside it.
    """

    number: int
    name: str
    line: int
    attributes: dict[str, str | None]
    parent: int | None
    end: int = 0
    pieces: list[str] = field(default_factory=list[str])

    @property
    def text(self) -> str:
        """The text inside the tag, without that of the tags inside it."""
        return "".join(self.pieces)


class ParsedTags(NamedTuple):
    """The tags in order, and remarks about those that are not well-formed."""

    tags: list[Tag]
    remarks: list[Remark]


def find_tags(text: str) -> ParsedTags:
    """Find the tags that describe fields and examples, and the tags around them."""
    markup = _TEXT.sub("&lt;", _LAYOUT.sub(lambda match: "\n" * match[0].count("\n"), to_mdx(text)))
    tree = _TagTree()
    line = 1
    for piece in _START.split(markup):
        _PieceParser(tree, line).read(piece)
        line += piece.count("\n")
    return tree.finish(line)


class _TagTree:
    """Nests tags; ``open`` are those that have not ended yet."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self.open: list[Tag] = []
        self.lost: list[Tag] = []
        self.remarks: list[Remark] = []

    def start(self, name: str, line: int, attributes: dict[str, str | None]) -> None:
        while self.open and self.open[-1].name in _ENDED_BY.get(name, ()):
            self.open.pop().end = line
        parent = self.open[-1].number if self.open else None
        self.open.append(Tag(len(self.tags), name, line, attributes, parent))
        self.tags.append(self.open[-1])

    def end(self, name: str, line: int) -> None:
        depth = 0
        for tag in islice(reversed(self.open), MAX_OPEN):
            depth += 1
            if tag.name not in _IMPLICIT_END and name != "expandable":
                break
        inner = self.open[-depth:] if depth else []
        at = next((at for at in reversed(range(len(inner))) if inner[at].name == name), None)
        if at is None:
            self.remarks.append(Remark(line, f"</{name}> closes nothing that is open"))
            return
        for tag in inner[at:]:
            self.open.pop().end = line
            if tag.name in FIELD_TAGS and tag.name != name:  # its end is missing, and that of what holds it is here
                self.lost.append(tag)

    def text(self, text: str) -> None:
        if self.open:
            self.open[-1].pieces.append(text)

    def finish(self, line: int) -> ParsedTags:
        """Drop the tags without an end, and all that is inside them.

        A field around an expandable is kept: its children are known even if the page is cut off after them.
        """
        for tag in self.open:
            tag.end = line
        lost = [*self.lost, *(tag for tag in self.open if tag.name not in _HOLDERS)]
        expanded = {tag.parent for tag in self.tags if tag.name == "expandable"}
        at_the_end = {tag.number for tag in self.open}
        kept = [tag for tag in lost if tag.number in expanded & at_the_end]
        self.remarks += [Remark(tag.line, f"{tag.name} is not closed; the page may be cut off") for tag in kept]
        dropped = {tag.number for tag in lost} - {tag.number for tag in kept}
        self.remarks += [
            Remark(tag.line, f"{tag.name} is not closed; left out") for tag in lost if tag.number in dropped
        ]
        for tag in self.tags:  # parents come first
            if tag.parent in dropped:
                dropped.add(tag.number)
        return ParsedTags([tag for tag in self.tags if tag.number not in dropped], self.remarks)


class _PieceParser(HTMLParser):
    """Parses one tag and the text after it; one at a time, since html.parser is quadratic (CVE-2025-6069)."""

    def __init__(self, tree: _TagTree, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = tree
        self.line = line
        self.has_tag = False

    def read(self, piece: str) -> None:
        self.feed(piece)
        self.close()
        if piece.startswith("<") and not self.has_tag:
            self.tree.remarks.append(Remark(self.line, "a tag without its closing '>'; left out"))

    def set_cdata_mode(self, elem: str, **_: object) -> None:
        """Do nothing: no element of MDX has content that is not MDX."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.has_tag = True
        if len({name for name, _ in attrs}) < len(attrs):
            self.tree.remarks.append(Remark(self.line, f"{tag}: an attribute is repeated; the first one is used"))
        self.tree.start(tag, self.line, dict(reversed(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.has_tag = True
        self.tree.end(tag, self.line)

    def handle_data(self, data: str) -> None:
        self.tree.text(data)
