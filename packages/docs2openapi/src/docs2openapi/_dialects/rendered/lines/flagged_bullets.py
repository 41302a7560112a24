"""The text of README files, whose lists keep their bullets and flags: ``• file: (Required) The picture``."""

from __future__ import annotations

import re

from docs2openapi._fields.attributes import parse_attributes
from docs2openapi._fields.stacked import read_stacked

_MARKS = ("#", "```", "|", "**")  # of pages that say by other signs what their lines are
_BULLET = re.compile(r"^\s*[•◦▪]\s+")
_FIELD = re.compile(r"\s*[•◦▪]\s+`?(?P<name>[A-Za-z_][\w.-]*)`?\s?:?\s\((?P<words>[^()]{3,40})\)(?:\s?:|\s|$).*")
MIN_FIELDS = 2


def rewrite_flagged_bullets(lines: list[str]) -> list[str] | None:
    """Write the bullets as Markdown does; None if no bullet has a flag, or if the page has marks of its own."""
    fields = [_FIELD.fullmatch(line) for line in lines if "•" in line or "◦" in line or "▪" in line]
    flagged = [field for field in fields if field and parse_attributes(field["words"]) is not None]
    if len(flagged) < MIN_FIELDS or any(line.startswith(_MARKS) for line in lines):
        return None
    if sum(read_stacked(lines, at) is not None for at in range(len(lines))) >= MIN_FIELDS:
        return None  # the bullets tell what is inside of those
    return [_BULLET.sub("- ", line) for line in lines]
