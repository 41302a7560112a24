"""Flags that stick to what stands behind them, the text or the next field: ``requiredcreated_at`` over ``string``."""

from __future__ import annotations

import re
from itertools import pairwise

from docs2openapi._vocabulary.locations import LOCATIONS
from docs2openapi._vocabulary.types import parse_type

_FLAG = rf"(?P<location>{'|'.join(LOCATIONS)})?(?P<flag>required)"
_BEFORE_FIELD = re.compile(rf"{_FLAG}(?P<behind>[a-z]\w*)")
_BEFORE_TEXT = re.compile(rf"{_FLAG}(?P<behind>(?:[A-Z]|\d+\w).*)")
_BEFORE_VALUES = re.compile(rf"{_FLAG}[\w-]+")  # the first of several values with their meanings
_OPEN_LABEL = re.compile(r"(?:Maximum|Minimum) (?:length|value):|Required range:")
MIN_FIELDS = 2  # in front of a field, or between a type and a text; one could be a word


def rewrite_stuck_flags(lines: list[str]) -> list[str] | None:
    """Put stuck flags on lines of their own; None if there are fewer than two."""
    bare = [line.strip() for line in lines]
    is_before = [
        "required" in line and _BEFORE_FIELD.fullmatch(line) is not None and parse_type(below) is not None
        for line, below in pairwise([*bare, ""])
    ]
    is_behind_type = [
        "required" in line and _BEFORE_TEXT.fullmatch(line) is not None and parse_type(above) is not None
        for above, line in pairwise(["", *bare])
    ]
    if sum(is_before) + sum(is_behind_type) < MIN_FIELDS:
        return None
    rewritten = [
        _apart(line, below, is_field) for line, below, is_field in zip(bare, [*bare[1:], ""], is_before, strict=True)
    ]
    return _joined(rewritten)


def _apart(line: str, below: str, is_field: bool) -> str:
    """Put the flag of a line and what stands behind it on lines of their own."""
    match = _BEFORE_FIELD.fullmatch(line) if is_field else _BEFORE_TEXT.fullmatch(line)
    if match:
        parts = (match["location"], match["flag"], *([""] if is_field else []), match["behind"])
        return "\n".join(part for part in parts if part is not None)
    values = _BEFORE_VALUES.fullmatch(line) if below.startswith("- ") else None
    return values["flag"] if values else line


def _joined(lines: list[str]) -> list[str]:
    """Bring values that begin with a comma, and a limit below its label, behind the line above."""
    out: list[str] = []
    run: list[str] = []
    for line in lines:
        if run and not (line.startswith(", ") or _OPEN_LABEL.fullmatch(run[-1])):
            out += _on_one_line(run)
            run = []
        run.append(line)
    return out + _on_one_line(run)


def _on_one_line(run: list[str]) -> list[str]:
    return [" ".join(run).replace(" , ", ", "), *[""] * (len(run) - 1)]
