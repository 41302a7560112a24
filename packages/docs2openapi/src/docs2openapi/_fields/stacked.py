"""Fields whose name, type and flags stand in lines one under another, as rendered pages and some headings have them.

voice_id
string
required
The voice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.field import Written, read_words
from docs2openapi._text.inline import plain
from docs2openapi._vocabulary.types import FUSED_TYPE, schema_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"(?P<mark>#{2,6}\s+)?[\u200b\s]*(?P<name>[A-Za-z_$][\w.$-]*(?:\[\])?(?:[.-][\w-]+)*)")
# The same on one line, its parts fused: ``sizestringOptionalDefaults to 1024x1024``.
_FUSED = re.compile(
    rf"(?P<name>[A-Za-z_][\w.\[\]-]*?)(?P<type>(?:{FUSED_TYPE.pattern})(?:\s+or\s+null)?)"
    r"(?P<flag>[Rr]equired|[Oo]ptional)(?:[Dd]efaults? to (?P<default>\S+))?"
)
_PLACE = ("header", "query", "path", "body", "cookie")
MAX_FLAGS = 6


class Stack(NamedTuple):
    """A field in lines one under another, up to the index behind them; ``is_heading`` if its name is a heading."""

    written: Written
    end: int
    is_heading: bool


def read_stack(lines: Sequence[str], index: int, *, base: int = 1) -> Stack | None:
    """Read the field whose name stands at an index, None where there is none; ``base`` is the first line's number.

    A name alone on a line is one only if the next line is a type and nothing else.
    """
    if fused := _FUSED.fullmatch(lines[index].strip()):
        told = f"{fused['type']}, {fused['flag']}"
        return Stack(Written(base + index, fused["name"], told, default=fused["default"]), index + 1, is_heading=False)
    match = _NAME.fullmatch(
        plain(lines[index]) if "#" not in lines[index][:6] else lines[index].replace("`", "").strip()
    )
    at = index + 1
    if match is None or at >= len(lines) or schema_of(plain(lines[at])) is None:
        return None
    words = [plain(lines[at])]
    at += 1
    while at < len(lines) and len(words) < MAX_FLAGS and (word := _flag(lines[at])) is not None:
        words += [word] if word else []
        at += 1
    written = Written(base + index, match["name"], ", ".join(words))
    return Stack(written, at, match["mark"] is not None)


def _flag(line: str) -> str | None:
    """Read a line that is a flag, a default or a place; None where it is none of these."""
    text = line.strip()
    if text.lower() in _PLACE:
        return ""
    if not text or schema_of(plain(text)) is not None:
        return None
    words = read_words(re.sub(r"^(default)s?(?: to)?\s*:?\s*", r"\1: ", text, flags=re.IGNORECASE))
    is_one = words is not None and words.schema is None and (words.is_flagged or words.default is not None)
    return text if is_one else None
