"""The tags of an MDX page, with their attributes, text and lines; what does not close is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

from docs2openapi.operation import Remark

NAMES = ("paramfield", "responsefield", "responseexample", "requestexample")

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
    """Find the tags that list fields and examples."""
    plain = _TEXT.sub("&lt;", _LAYOUT.sub(lambda match: "\n" * match[0].count("\n"), text))
    tree = _Tree()
    line = 1
    for piece in _START.split(plain):
        _Piece(tree, line).read(piece)
        line += piece.count("\n")
    return tree.finish()


class _Tree:
    """Puts tags into one another; ``open`` are those whose end has not come yet."""

    def __init__(self) -> None:
        self.tags: list[Tag] = []
        self.open: list[Tag] = []
        self.remarks: list[Remark] = []

    def start(self, name: str, line: int, attributes: dict[str, str | None]) -> None:
        parent = self.open[-1].number if self.open else None
        self.open.append(Tag(len(self.tags), name, line, attributes, parent))
        self.tags.append(self.open[-1])

    def end(self, name: str, line: int) -> None:
        if self.open and self.open[-1].name == name:
            self.open.pop().end = line
        else:
            self.remarks.append(Remark(line, f"</{name}> closes nothing that is open"))

    def text(self, text: str) -> None:
        if self.open:
            self.open[-1].pieces.append(text)

    def finish(self) -> Reading:
        """Drop the tags without an end, and all that stands in them: where they should end is anybody's guess."""
        self.remarks += [Remark(tag.line, f"{tag.name} is not closed; left out") for tag in self.open]
        dropped = {tag.number for tag in self.open}
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
