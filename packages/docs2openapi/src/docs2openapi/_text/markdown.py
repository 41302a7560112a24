"""The fences, headings, paragraphs and tables of a Markdown page, each with its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_TABLE_RULE = re.compile(r"[\s|:]*-[\s|:-]*")


def _table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Find the lines of a table: its cells are split later, and a rule of another width than the header is read too."""
    if first + 2 > end or state.sCount[first + 1] < state.blkIndent:
        return False
    if "|" not in _line(state, first) or not _TABLE_RULE.fullmatch(rule := _line(state, first + 1)) or "|" not in rule:
        return False
    if silent:
        return True
    ends = state.md.block.ruler.getRules("blockquote")
    last = first + 2
    while last < end and state.sCount[last] >= state.blkIndent and (text := _line(state, last)):
        if not text.startswith("|") and any(rule(state, last, end, True) for rule in ends):
            break
        last += 1
    state.push("table_open", "table", 1).map = [first, last]
    state.push("table_close", "table", -1)
    state.line = last
    return True


def _text(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Take a paragraph whose lines can begin nothing else, as most can, without asking each rule about each line."""
    last = first
    while last < end and (line := _line(state, last)):
        if not line[0].isalpha() or "|" in line or state.sCount[last] < state.blkIndent:
            return False
        last += 1
    if silent or last == first:
        return False
    text = state.push("text", "p", 0)
    text.map = [first, last]
    text.content = state.getLines(first, last, state.blkIndent, False).strip()
    state.line = last
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


# Only blocks are needed: leaving out inline parsing and the cells of tables saves most of the time.
# Tags are MDX here, which HTML rules would swallow with the fences inside; indented text is a tag's content.
_PARSER = MarkdownIt().enable("table").disable(["html_block", "html_inline", "code", "inline", "text_join"])
_PARSER.block.ruler.before("table", "text", _text)
_PARSER.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
_FENCE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")
CODE_INDENT = 4  # from here on, Markdown takes a fence for indented code


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
    lines = _with_fences_at_the_margin(text.split("\n"))
    tokens = _PARSER.parse("\n".join(lines))
    return list(_blocks(tokens, lines))


def _with_fences_at_the_margin(lines: list[str]) -> list[str]:
    """Move fences that are indented by four spaces or more, as in nested tags, to the left margin."""
    moved = list(lines)
    mark, indent = "", 0
    for at, line in enumerate(lines):
        stripped = line.strip()
        opening = None if mark else _FENCE.match(stripped)
        if opening:
            mark, indent = opening[0], _indent_of(line)
        if mark and indent >= CODE_INDENT:
            moved[at] = line[min(indent, _indent_of(line)) :]
        if mark and not opening and set(stripped) == {mark[0]} and len(stripped) >= len(mark):
            mark = ""
    return moved


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def _blocks(tokens: list[Token], lines: list[str]) -> Iterator[Block]:
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.map is None:
            continue
        first, end = token.map
        if token.type == "fence":
            yield Block("fence", first + 1, end, token.content, token.info.strip(), _is_closed(token, lines))
        elif token.type == "table_open":
            yield Block("table", first + 1, end, "\n".join(lines[first:end]))
        elif token.type == "text":
            yield Block(token.tag, first + 1, end, token.content)
        elif token.type == "inline" and before is not None:
            yield Block(before.tag, first + 1, end, token.content)


def _is_closed(fence: Token, lines: list[str]) -> bool:
    first, end = fence.map or (0, 0)
    last = lines[end - 1].strip(" \t>")
    return end - 1 > first and len(last) >= len(fence.markup) and set(last) == {fence.markup[0]}
