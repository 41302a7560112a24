"""The tags of an MDX page, with their attributes, text and lines; what does not close is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from typing import NamedTuple

from docs2openapi._model.operation import Remark
from docs2openapi._text.dialects import as_mdx

FIELDS = ("paramfield", "responsefield")
EXAMPLES = ("responseexample", "requestexample")
TITLED = ("tab", "accordion", "details")
TABLES = ("table", "tr", "th", "td")
LISTS = ("dl", "dt", "dd")
NAMES = (*FIELDS, *EXAMPLES, *TITLED, *TABLES, *LISTS, "expandable", "summary", "swagger", "pre")

MAX_OPEN = 100  # tags that an end may close at once
# In HTML a cell, row or term ends where the next one begins.
_ENDED_BY = {
    **dict.fromkeys(("td", "th"), ("td", "th")),
    "tr": ("td", "th", "tr"),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
}
# What holds other tags ends with what is around it; of a cell or a field nobody knows where it was to end.
_LOOSE = (*TITLED, *EXAMPLES, *TABLES, *LISTS, "expandable", "summary", "swagger")
_HOLDERS = (*TITLED, *EXAMPLES, "table", "dl", "expandable", "swagger")

_OURS = rf"/?(?:{'|'.join(NAMES)})\b"
_START = re.compile(rf"(?=<{_OURS})", re.IGNORECASE)
# Another component is layout and says nothing; any other "<" is text, be it HTML or not.
_LAYOUT = re.compile(rf"<(?!(?i:{_OURS}))/?[A-Z][A-Za-z0-9.]*(?:\s[^<>]*)?>")
_TEXT = re.compile(rf"<(?!{_OURS})", re.IGNORECASE)


@dataclass(slots=True)
class Tag:
    """One tag: name in lower case, attributes, lines from 1, the text in it, the tag of ours around it."""

    number: int
    name: str
    line: int
    attributes: dict[str, str | None]
    parent: int | None
    end: int = 0
    pieces: list[str] = field(default_factory=list[str])

    @property
    def text(self) -> str:
        """The text in the tag, without that of the tags inside it."""
        return "".join(self.pieces)


class Reading(NamedTuple):
    """The tags in order, and remarks on those that are not well-formed."""

    tags: list[Tag]
    remarks: list[Remark]


def find_tags(text: str) -> Reading:
    """Find the tags that list fields and examples, and those that hold them."""
    plain = _TEXT.sub("&lt;", _LAYOUT.sub(lambda match: "\n" * match[0].count("\n"), as_mdx(text)))
    tree = _Tree()
    line = 1
    for piece in _START.split(plain):
        _Piece(tree, line).read(piece)
        line += piece.count("\n")
    return tree.finish(line)


class _Tree:
    """Puts tags into one another; ``open`` are those whose end has not come yet."""

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
            if tag.name not in _LOOSE and name != "expandable":
                break
        inner = self.open[-depth:] if depth else []
        at = next((at for at in reversed(range(len(inner))) if inner[at].name == name), None)
        if at is None:
            self.remarks.append(Remark(line, f"</{name}> closes nothing that is open"))
            return
        for tag in inner[at:]:
            self.open.pop().end = line
            if tag.name in FIELDS and tag.name != name:  # its end is missing, and that of what holds it is here
                self.lost.append(tag)

    def text(self, text: str) -> None:
        if self.open:
            self.open[-1].pieces.append(text)

    def finish(self, line: int) -> Reading:
        """Drop the tags without an end, and all that stands in them: where they should end is anybody's guess.

        But what stands in an expandable belongs to the field around it, even where the page is cut off behind.
        """
        for tag in self.open:
            tag.end = line
        lost = [*self.lost, *(tag for tag in self.open if tag.name not in _HOLDERS)]
        expanded = {tag.parent for tag in self.tags if tag.name == "expandable"}
        at_the_end = {tag.number for tag in self.open}
        kept = [tag for tag in lost if tag.number in expanded & at_the_end]
        self.remarks += [Remark(tag.line, f"{tag.name} is not closed: is the page cut off?") for tag in kept]
        dropped = {tag.number for tag in lost} - {tag.number for tag in kept}
        self.remarks += [
            Remark(tag.line, f"{tag.name} is not closed; left out") for tag in lost if tag.number in dropped
        ]
        for tag in self.tags:  # parents come first
            if tag.parent in dropped:
                dropped.add(tag.number)
        return Reading([tag for tag in self.tags if tag.number not in dropped], self.remarks)


class _Piece(HTMLParser):
    """Reads one tag and the text behind it; piece by piece, as html.parser is quadratic (CVE-2025-6069)."""

    def __init__(self, tree: _Tree, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = tree
        self.line = line
        self.has_tag = False

    def read(self, piece: str) -> None:
        self.feed(piece)
        self.close()
        if piece.startswith("<") and not self.has_tag:
            self.tree.remarks.append(Remark(self.line, "a tag without its >; left out"))

    def set_cdata_mode(self, elem: str, **_: object) -> None:
        """Do nothing: MDX has no element whose content is not MDX."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.has_tag = True
        if len({name for name, _ in attrs}) < len(attrs):
            self.tree.remarks.append(Remark(self.line, f"{tag}: an attribute stands twice; the first one is taken"))
        self.tree.start(tag, self.line, dict(reversed(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.has_tag = True
        self.tree.end(tag, self.line)

    def handle_data(self, data: str) -> None:
        self.tree.text(data)
