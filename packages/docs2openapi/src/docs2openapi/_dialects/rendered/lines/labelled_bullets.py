"""The text of pages with a bullet for each field, in which its name, its type and its text stand below labels."""

from __future__ import annotations

import re

from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.flags import NO, YES

_NAME = re.compile(r"\s*[•*-] Name\s*")
_DEFAULT = re.compile(
    r"(?:default(?: value)?|默认值?|預設值|デフォルト値?|기본값)(?:[:：]\s?|\s)(?P<value>\S+)", re.IGNORECASE
)
# Over a line that says it again: ``Default:fine``.
_DEFAULT_LABEL = re.compile("default", re.IGNORECASE)
MAX_FIELD = 60  # lines


def rewrite_labelled_bullets(lines: list[str]) -> list[str] | None:
    """Write the labelled parts of each field as name, type, flags and text, a line each; None if the page has none."""
    starts = [at for at, line in enumerate(lines) if _NAME.fullmatch(line) and _is_typed(lines, at)]
    if not starts:
        return None
    rewritten = list(lines)
    for start in starts:
        end = _end(lines, start)
        block = [line.strip() for line in lines[start:end] if line.strip()]
        if len(block) < 4:
            continue  # the page is cut off before its type
        texts = block.index("Description") if "Description" in block else 4
        field = [
            block[1],
            block[3],
            *(_flag(words) for words in block[4:texts] if not _DEFAULT_LABEL.fullmatch(words)),
            *block[texts + 1 :],
        ]
        rewritten[start:end] = ["\n".join(["", *field, ""]), *[""] * (end - start - 1)]
    return rewritten


def _is_typed(lines: list[str], start: int) -> bool:
    return [line.strip() for line in lines[start + 2 : start + 3]] == ["Type"]


def _end(lines: list[str], start: int) -> int:
    """Return the index of the next line that is not indented below a bullet, or the next bullet of a field."""
    near = range(start + 1, min(start + MAX_FIELD, len(lines)))
    is_end = (at for at in near if _NAME.fullmatch(lines[at]) or (lines[at].strip() and not lines[at][0].isspace()))
    return next(is_end, near.stop)


def _flag(words: str) -> str:
    """Write a flag or a default between a type and its text as other rendered pages have them."""
    if default := _DEFAULT.fullmatch(plain_text(words)):
        return f"default: {default['value']}"
    return "required" if YES.match(words) else "optional" if NO.match(words) else words
