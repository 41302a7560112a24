"""The fences, headings, paragraphs and tables of a Markdown page, each with its lines.

Only the blocks that readers ask for are found. Indented text is a tag's content here, not code, and tags are text like
any other, so that the fences inside of them are found too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
_HEADING = re.compile(r"(?P<level>#{1,6})(?:\s+(?P<text>.*?))??(?:(?:^|\s)#+)?")
_UNDERLINE = re.compile(r"=+|-+")
_RULE = re.compile(r"([-*_])(?:\s*\1){2,}")
_ITEM = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})[.)])(?:\s+|$)")
_QUOTE = re.compile(r"(?:\s*>)+ ?")
_TABLE_RULE = re.compile(r"[\s|:]*-[\s|:-]*")
_REFERENCE = re.compile(r"\[[^\[\]]+\]:\s*\S+(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?")
# A line that begins with none of these, and has no pipe, begins nothing but a paragraph.
_MARKS = frozenset("#`~>-*+_=[0123456789")
MAX_CONTINUED = 3  # a line that is indented further goes on in the paragraph above it
MAX_GAP = 4  # spaces behind the mark of a list item
TAG_INDENT = 4  # a fence that is indented so far is inside of tags


@dataclass(frozen=True, slots=True)
class Block:
    """A block of Markdown.

    Attributes:
        kind: ``h1`` to ``h6``, ``p``, ``table`` or ``fence``.
        first: Its first line, from 1.
        last: Its last line.
        text: Its text; of a fence, what is inside.
        info: The info string of a fence.
        closed: False for a fence without its end.
    """

    kind: str
    first: int
    last: int
    text: str
    info: str = ""
    closed: bool = True


def find_blocks(text: str) -> list[Block]:
    """List the headings, paragraphs, fences and tables of a page, in order."""
    return _Scanner(text.removesuffix("\n").split("\n")).scan()


class _Scanner:
    """Goes through the lines of a page once; an index counts from 0."""

    def __init__(self, lines: list[str]) -> None:
        self.written = lines
        self.quoted = {at for at, line in enumerate(lines) if ">" in line and line.lstrip().startswith(">")}
        self.lines = list(lines)
        for at in self.quoted:
            self.lines[at] = _QUOTE.sub("", lines[at], 1)
        self.blocks: list[Block] = []
        self.paragraph: list[str] = []
        self.first = 0  # the index of the first line of the paragraph
        self.items: list[int] = []  # where the text of each open list item begins

    def scan(self) -> list[Block]:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            text = line.strip()
            if text and (text[0] in _MARKS or "|" in text or at in self.quoted):
                at = self._read(at, line, text)
                continue
            if text:
                self._add(at, line)
            else:
                self._end_paragraph(at)
            at += 1
        self._end_paragraph(at)
        return self.blocks

    def _read(self, at: int, line: str, text: str) -> int:
        """Read a line that can begin a block of its own; return the index after that block."""
        indent = len(line) - len(line.lstrip())
        if at in self.quoted and at - 1 not in self.quoted:
            self._end_paragraph(at)
        if fence := _FENCE.fullmatch(text):
            return self._read_fence(at, indent, fence)
        if self.paragraph and indent - self._margin() > MAX_CONTINUED:
            self._add(at, line)
        elif heading := _HEADING.fullmatch(text):
            self._leave(indent)
            self._emit(f"h{len(heading['level'])}", at, at + 1, heading["text"] or "")
        elif self.paragraph and _UNDERLINE.fullmatch(text) and indent >= self._margin():
            self._underline(at, text[0])
        elif _RULE.fullmatch(text):
            self._end_paragraph(at)
            self._leave(indent)
        elif (item := _ITEM.match(text)) and self._can_begin(item, text, indent):
            return self._read_item(at, indent, item)
        elif "|" in text and (end := self._end_of_table(at)):
            self._leave(indent)
            return self._emit("table", at, end, "\n".join(self.written[at:end]))
        elif self.paragraph or not _REFERENCE.fullmatch(text):
            self._add(at, line)
        return at + 1

    def _emit(self, kind: str, first: int, end: int, text: str, info: str = "", *, closed: bool = True) -> int:
        """Add a block, which ends the paragraph above it; return its end."""
        self._end_paragraph(first)
        self.blocks.append(Block(kind, first + 1, end, text, info, closed))
        return end

    def _add(self, at: int, line: str) -> None:
        """Add a line to the paragraph, or begin one."""
        if not self.paragraph:
            self._leave(len(line) - len(line.lstrip()))
            self.first = at
        self.paragraph.append(line[min(self._margin(), _indent_of(line)) :] if self.items else line)

    def _end_paragraph(self, at: int) -> None:
        if self.paragraph:
            text = "\n".join(self.paragraph).strip()
            self.blocks.append(Block("p", self.first + 1, at, text))
            self.paragraph = []

    def _underline(self, at: int, mark: str) -> None:
        """Make a heading of the paragraph above a line under it."""
        text = "\n".join(self.paragraph).strip()
        self.paragraph = []
        self._emit("h1" if mark == "=" else "h2", self.first, at, text)

    def _margin(self) -> int:
        return self.items[-1] if self.items else 0

    def _leave(self, indent: int) -> None:
        """End the list items whose text begins further to the right."""
        while self.items and indent < self.items[-1]:
            self.items.pop()

    def _can_begin(self, item: re.Match[str], text: str, indent: int) -> bool:
        """Return whether a mark begins a list item: inside of a paragraph, not each does."""
        if not self.paragraph or indent < self._margin():
            return True
        return item["number"] in (None, "1") and item.end() < len(text)

    def _read_item(self, at: int, indent: int, item: re.Match[str]) -> int:
        """Read what stands behind the mark of a list item as a line of its own."""
        self._end_paragraph(at)
        self._leave(indent)
        gap = item.end() - len(item[0].rstrip())
        width = item.end() if gap <= MAX_GAP else len(item[0].rstrip()) + 1
        self.items.append(indent + width)
        self.lines[at] = " " * (indent + width) + self.lines[at].lstrip()[width:]
        return at

    def _read_fence(self, at: int, indent: int, fence: re.Match[str]) -> int:
        """Read a fence up to its end, or to that of the quotation or the list item that it is in."""
        self._end_paragraph(at)
        if indent < TAG_INDENT:
            self._leave(indent)
        lines = self.lines if at in self.quoted else self.written
        least = self._margin() if indent < TAG_INDENT else 0
        mark, end, closed = fence["mark"], at + 1, False
        while end < len(lines) and not closed:
            text = lines[end].strip()
            if (at in self.quoted) > (end in self.quoted) or (least and text and _indent_of(lines[end]) < least):
                break
            closed = text.startswith(mark) and not text.strip(mark[0])
            end += 1
        inside = lines[at + 1 : end - closed]
        inside = [line[min(indent, _indent_of(line)) :] for line in inside] if indent else inside
        text = "\n".join([*inside, ""] if closed else inside)
        return self._emit("fence", at, end, text, fence["info"].strip(), closed=closed)

    def _end_of_table(self, at: int) -> int | None:
        """Return the index after a table: its cells are split later, and its rule can have another width."""
        below = self.lines[at + 1].strip() if at + 1 < len(self.lines) else ""
        if "|" not in below or not _TABLE_RULE.fullmatch(below) or _indent_of(self.lines[at + 1]) < self._margin():
            return None
        end = at + 2
        while end < len(self.lines) and self._is_row(end):
            end += 1
        return end

    def _is_row(self, at: int) -> bool:
        text = self.lines[at].strip()
        if text.startswith("|") or not text or _indent_of(self.lines[at]) < self._margin():
            return bool(text) and _indent_of(self.lines[at]) >= self._margin()
        begins = (_FENCE.fullmatch, _HEADING.fullmatch, _RULE.fullmatch, _ITEM.match)
        return not any(begin(text) for begin in begins) and (at in self.quoted) == (at - 1 in self.quoted)


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip())
