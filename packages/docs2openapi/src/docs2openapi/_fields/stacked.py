"""Fields whose name, type and flags stand on lines one below the other, as rendered pages and some headings have them.

voice_id
string
required
The voice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.attributes import parse_attributes
from docs2openapi._fields.field import FieldText
from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.locations import LOCATIONS
from docs2openapi._vocabulary.types import FUSED_TYPE, parse_type

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"(?P<mark>#{2,6}\s+)?[\u200b\s]*(?P<name>[A-Za-z_$][\w.$-]*(?:\[\])?(?:[.-][\w-]+)*)")
# The same on one line, its parts fused: ``sizestringOptionalDefaults to 1024x1024``.
_FUSED = re.compile(
    rf"(?P<name>[A-Za-z_][\w.\[\]-]*?)(?P<type>(?:{FUSED_TYPE.pattern})(?:\s+or\s+null)?)"
    r"(?P<flag>[Rr]equired|[Oo]ptional)(?:[Dd]efaults? to (?P<default>\S+))?"
)
_DEFAULT = re.compile(r"^(default)s?(?: to)?\s*:?\s*", re.IGNORECASE)
MAX_FLAGS = 6


class StackedLines(NamedTuple):
    """A field without its description.

    Attributes:
        text: What the lines say.
        end: The index of the line after them.
        is_heading: True if the name is a heading.
    """

    text: FieldText
    end: int
    is_heading: bool


def read_stacked(lines: Sequence[str], index: int) -> StackedLines | None:
    """Read the field whose name is at an index; None if there is none.

    A name alone on a line is one only if the next line is a type and nothing else.
    """
    if fused := _FUSED.fullmatch(lines[index].strip()):
        words = f"{fused['type']}, {fused['flag']}"
        text = FieldText(index + 1, fused["name"], words, default=fused["default"])
        return StackedLines(text, index + 1, is_heading=False)
    match = _NAME.fullmatch(_bare(lines[index]))
    at = index + 1
    if match is None or at >= len(lines) or parse_type(plain_text(lines[at])) is None:
        return None
    words, end = _read_words(lines, at)
    return StackedLines(FieldText(index + 1, match["name"], words), end, match["mark"] is not None)


def _bare(line: str) -> str:
    """Remove the markup from a line, but not the marks of a heading."""
    return line.replace("`", "").strip() if "#" in line[:6] else plain_text(line)


def _read_words(lines: Sequence[str], at: int) -> tuple[str, int]:
    """Join a type and the flags below it; return also the index of the line after them."""
    words = [plain_text(lines[at])]
    at += 1
    while at < len(lines) and len(words) < MAX_FLAGS and (word := _flag(lines[at])) is not None:
        words += [word] if word else []
        at += 1
    return ", ".join(words), at


def _flag(line: str) -> str | None:
    """Read a line that is a flag, a default or a location; None if it is none of these."""
    text = line.strip()
    if text.lower() in LOCATIONS:
        return ""
    if not text or parse_type(plain_text(text)) is not None:
        return None
    attributes = parse_attributes(_DEFAULT.sub(r"\1: ", text))
    if attributes is None or attributes.schema is not None:
        return None
    return text if attributes.is_flagged or attributes.default is not None else None
