"""Code whose lines have kept the numbers that a rendered page shows beside them: ``1{`` and ``2  "id": "a",``."""

from __future__ import annotations

import re

_FIRST = re.compile(r"1(?=[^\s\d.,:)]|\s{1,8}[{\[\"'-])(?P<code>.*)")
_CODE = re.compile(r"\s*(?:[{\[]|curl\s|import\s|from\s|const\s|var\s|let\s|using\s|package\s|<\?php|#)")
MIN_LINES = 2


def rewrite_numbered_code(lines: list[str]) -> list[str] | None:
    """Remove the numbers in front of lines of code; None if there are none."""
    if not any(line.lstrip().startswith("1") for line in lines):
        return None
    rewritten = _without_column(lines)
    at = 0
    while at < len(lines):
        count = _numbered(lines, at) if lines[at].lstrip().startswith("1") else 0
        rewritten[at : at + count] = _with_margin(
            [line.strip()[len(str(number)) :] for number, line in enumerate(lines[at : at + count], 1)]
        )
        at += max(count, 1)
    return rewritten if rewritten != lines else None


def _with_margin(code: list[str]) -> list[str]:
    """Bring the brace that opens a body to the margin: the space in front of it was that behind its number."""
    at = next((at for at, line in enumerate(code) if line.strip() in ("{", "[")), len(code))
    return [*code[:at], *map(str.strip, code[at : at + 1]), *code[at + 1 :]]


def _without_column(lines: list[str]) -> list[str]:
    """Remove the numbers that stand on lines of their own above the code that they are of."""
    rewritten = list(lines)
    for at in (at for at, line in enumerate(lines) if line.strip() == "1"):
        end = at + 1
        while end < len(lines) and lines[end].strip() == str(end - at + 1):
            end += 1
        if end > at + 1 and _CODE.match("".join(lines[end : end + 1])):
            rewritten[at:end] = [""] * (end - at)
    return rewritten


def _numbered(lines: list[str], at: int) -> int:
    """Count the lines from one on that begin with 1, 2, 3 and so on; 0 if these are too few to be meant so."""
    if not _FIRST.fullmatch(lines[at].strip()):
        return 0
    count = 1
    while at + count < len(lines) and _has_number(lines[at + count].strip(), count + 1):
        count += 1
    return count if count >= MIN_LINES else 0


def _has_number(line: str, number: int) -> bool:
    return line.startswith(str(number)) and not line[len(str(number)) :][:1].isdigit()
