"""Lay out texts of a spec as docstrings in Google style. The templates escape them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from textwrap import fill, indent

_WIDTH = 100
_BULLET = re.compile(r"[-*•]\s+")
_TERM = re.compile(r"`?[\w.-]+`?(:| [–—-]) ")  # `queued: waits for a worker`, as the meanings of words are often listed


@dataclass
class _Block:
    """A paragraph or an item of a list."""

    text: str
    is_item: bool


def sentence(text: str) -> str:
    """Return a text on one line, with a full stop unless it ends with punctuation."""
    line = " ".join(text.split())
    return f"{line}." if re.search(r"[\w`'\")\]}]$", line) else line


@cache  # a text stands in up to six docstrings
def paragraphs(text: str, width: int = _WIDTH) -> str:
    """Wrap a text, with its paragraphs and lists kept apart."""
    blocks = _blocks(text)
    parts = [_wrapped(block, width) for block in blocks]
    gaps = ["\n" if block.is_item and after.is_item else "\n\n" for block, after in pairwise(blocks)]
    return "".join(part + gap for part, gap in zip(parts, [*gaps, ""], strict=True))


@cache
def entry(text: str, name: str) -> str:
    """Return the entry of a name in a section such as `Args:`, with paragraphs and items on lines of their own."""
    blocks = _blocks(text)
    if not blocks or blocks[0].is_item:
        head, rest = f"{name}:", blocks
    else:
        first = f"{name}: {sentence(blocks[0].text)}"
        head = fill(first, _WIDTH - 4, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        rest = blocks[1:]
    lines = [head, *(indent(_wrapped(block, _WIDTH - 8), "    ") for block in rest)]
    return indent("\n".join(lines), "    ")


def _blocks(text: str) -> list[_Block]:
    """Split a text into paragraphs and items; a single item is a paragraph."""
    blocks: list[_Block] = []
    is_new = True
    for line in map(str.strip, text.split("\n")):
        is_item = bool(_BULLET.match(line) or _TERM.match(line))
        if line and (is_new or is_item or not blocks):
            blocks.append(_Block(_BULLET.sub("", line, count=1) if is_item else line, is_item))
        elif line:
            blocks[-1].text += f" {line}"
        is_new = not line
    is_list = sum(block.is_item for block in blocks) > 1
    return [_Block(block.text, block.is_item and is_list) for block in blocks]


def _wrapped(block: _Block, width: int) -> str:
    first, later = ("- ", "  ") if block.is_item else ("", "")
    return fill(
        sentence(block.text),
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
