"""Escape third-party text for reports, so that it is neither markup nor terminal control."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Json

_LONGEST = 80
"""The most characters of a value in a report."""
_AROUND = 2
"""The number of unchanged words around changed ones."""


def visible(text: str) -> str:
    """Return a text on one line, with escapes for invisible characters."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def shown(value: Json) -> str:
    """Return a value as Markdown code, shortened if it is long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return code(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def code(text: str) -> str:
    """Return a text as Markdown code, whatever it contains."""
    text = visible(text)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest and (text[0] == "`" or text[-1] == "`") else ""
    return f"{fence}{space}{text}{space}{fence}" if text.strip() else '""'


def word(text: str) -> str:
    """Return a keyword or status as it is, and any other text as code."""
    return text if re.fullmatch(r"[\w-]+", text) else code(text)


def reworded(old: str, new: str) -> str:
    """Describe what changed in a text, with a few words around it."""
    before, after = old.split(), new.split()
    spans = [span for span in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if span[0] != "equal"]
    if not spans:
        return "white space only"
    start, end = spans[0], spans[-1]
    cut = max(start[1] - _AROUND, 0), max(start[3] - _AROUND, 0)
    return f"{_quoted(before, cut[0], end[2] + _AROUND)} → {_quoted(after, cut[1], end[4] + _AROUND)}"


def _quoted(words: list[str], start: int, end: int) -> str:
    text = f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if end < len(words) else ''}"
    return shown(text)
