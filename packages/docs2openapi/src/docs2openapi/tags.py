"""The tags of an MDX page, with their attributes, text and lines; what does not close is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

from docs2openapi.operation import Remark

NAMES = ("paramfield", "responsefield", "responseexample", "requestexample")


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
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.finish(text.count("\n") + 1)


class _Parser(HTMLParser):
    """Keeps a stack of our tags; another component is layout and is dropped, a tag of HTML is text as it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.stack: list[Tag] = []
        self.remarks: list[Remark] = []
        self.layout: set[str] = set()

    def set_cdata_mode(self, elem: str, **_: object) -> None:
        """Do nothing: MDX has no element whose content is not MDX."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in NAMES:
            self._other_tag(tag)
            return
        line = self.getpos()[0]
        if len({name for name, _ in attrs}) < len(attrs):
            self.remarks.append(Remark(line, f"{tag}: an attribute stands twice; the first one is taken"))
        parent = self.stack[-1].number if self.stack else None
        self.stack.append(Tag(len(self.tags), tag, line, dict(reversed(attrs)), parent))
        self.tags.append(self.stack[-1])

    def handle_endtag(self, tag: str) -> None:
        if tag not in NAMES:
            self.handle_data("" if tag in self.layout else f"</{tag}>")
        elif self.stack and self.stack[-1].name == tag:
            self.stack.pop().end = self.getpos()[0]
        else:
            self.remarks.append(Remark(self.getpos()[0], f"</{tag}> closes nothing that is open"))

    def _other_tag(self, tag: str) -> None:
        text = self.get_starttag_text() or ""
        if text[1:2].isupper():
            self.layout.add(tag)
        else:
            self.handle_data(text)

    def handle_data(self, data: str) -> None:
        if self.stack:
            self.stack[-1].pieces.append(data)

    def finish(self, last: int) -> Reading:
        for tag in self.stack:
            tag.end = last
            self.remarks.append(Remark(tag.line, f"{tag.name} is not closed: what it holds cannot be decided"))
        dropped = {tag.number for tag in self.stack}
        for tag in self.tags:  # parents come first
            if tag.parent in dropped:
                dropped.add(tag.number)
        return Reading([tag for tag in self.tags if tag.number not in dropped], self.remarks)
