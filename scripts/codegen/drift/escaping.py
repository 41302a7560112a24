"""Third-party text inside our own: in a report it must neither mark up nor move the cursor."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Json

_LONGEST = 80
"""Characters of a value that a report shows."""
_AROUND = 2
"""Words that are shown before and after the ones that changed."""


def visible(text: str) -> str:
    """Give a text on one line, with an escape for whatever cannot be seen."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def shown(value: Json) -> str:
    """Write a value as code; a long one is cut."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return code(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def code(text: str) -> str:
    """Write a text as code in Markdown, whatever it holds."""
    text = visible(text)
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest and (text[0] == "`" or text[-1] == "`") else ""
    return f"{fence}{space}{text}{space}{fence}" if text.strip() else '""'


def word(text: str) -> str:
    """Write a keyword or status as it is, and what only stands in the place of one as code."""
    return text if re.fullmatch(r"[\w-]+", text) else code(text)


def reworded(old: str, new: str) -> str:
    """Say what was changed in a text, with a few words around it."""
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
