"""Tables of a status and its meaning with each cell on a line of its own: written as bullets under a title."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.titles.values import is_ordinary_title, valued_name

_WORD = re.compile(r"[A-Za-z][\w-]*")
_MARKS = ("```", "# ", "## ", "|", "<Param", "<Response")  # of Markdown, which has tables of its own
MAX_TITLE = 30
MAX_WORD = 40


def rewrite_state_cells(lines: list[str]) -> list[str] | None:
    """Write tables of statuses as bullets below ``Status values``; None if the page has none."""
    if any(line.startswith(_MARKS) for line in lines):
        return None
    filled = [at for at, line in enumerate(lines) if line.strip()]
    rewritten = list(lines)
    for number, at in enumerate(filled[:-1]):
        name = valued_name(lines[at]) if len(lines[at]) <= MAX_TITLE else ""
        is_header = name and column_kind(lines[filled[number + 1]]) == "description"
        pairs = _pairs(lines, filled[number + 2 :]) if is_header else []
        if len(pairs) > 1:
            rewritten[at], rewritten[filled[number + 1]] = f"{lines[at].strip()} values:", ""
            for word, meaning in pairs:
                rewritten[word], rewritten[meaning] = f"- {lines[word].strip()}: {lines[meaning].strip()}", ""
    return rewritten if rewritten != lines else None


def _pairs(lines: list[str], filled: list[int]) -> list[tuple[int, int]]:
    """Return the lines of the words and of their meanings, as far as they follow one another."""
    pairs: list[tuple[int, int]] = []
    for word, meaning in zip(filled[::2], filled[1::2], strict=False):
        text = lines[word].strip()
        is_word = len(text) <= MAX_WORD and _WORD.fullmatch(text) is not None and not is_ordinary_title(text)
        if not is_word or " " not in lines[meaning].strip():
            break
        pairs.append((word, meaning))
    return pairs
