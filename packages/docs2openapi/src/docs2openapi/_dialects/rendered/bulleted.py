"""The text of pages with a bullet for each status, ``• 200 OK``, and what is answered indented below it."""

from __future__ import annotations

import re

_MARKS = ("#", "```", "|", "**")  # of pages that say by other signs what their lines are
_COMMENT = re.compile(r"# (?:.* )?[\w.-]+/[\w.+-]+")  # among headers: ``# Content-Type: multipart/form-data``
_STATUS = re.compile(r"\s*[•*-] (?P<status>[1-5]\d\d(?: [A-Z][A-Za-z -]{1,40})?)\s*")
# ``• limit is optional, how many``, or without the bullet where there is one alone.
_FLAGGED = re.compile(
    r"(?:\s*[•*-] )?`?(?P<name>[A-Za-z_][\w.-]*)`? is (?P<flag>optional|required)\b[,.:]?\s*(?P<text>.*)"
)
_COMMAND = re.compile(r"\s*[•*-] (?=curl\s)")
_CONTENTS = re.compile(r"(?:table of )?contents", re.IGNORECASE)
_ENTRY = re.compile(r"\s*(?:\d{1,2}\.|[•*-]) \S.*")
MAX_TITLE = 120


def rewrite_bulleted(lines: list[str]) -> list[str] | None:
    """Write bullets of a status as headings, and the text below without indentation; None if the page has none."""
    has_marks = any(line.startswith(_MARKS) and not _COMMENT.fullmatch(line) for line in lines)
    if has_marks or not any(map(_STATUS.fullmatch, lines)):
        return None
    rewritten = _without_contents(lines)
    is_answer = False
    for at, line in enumerate(rewritten):
        if status := _STATUS.fullmatch(line):
            rewritten[at], is_answer = f"\n### {status['status']}\n", True
        elif flagged := _FLAGGED.fullmatch(line):
            rewritten[at] = f"- `{flagged['name']}` ({flagged['flag']}): {flagged['text']}"
        elif command := _COMMAND.match(line):
            rewritten[at] = line[command.end() :]
        elif _COMMENT.fullmatch(line):
            rewritten[at] = line.lstrip("# ")
        elif is_answer:
            rewritten[at] = line.strip()
    first = next((at for at, line in enumerate(rewritten) if line.strip()), 0)
    if len(rewritten[first]) <= MAX_TITLE and rewritten[first][:1].isupper():
        rewritten[first] = f"# {rewritten[first]}\n"
    return rewritten


def _without_contents(lines: list[str]) -> list[str]:
    """Blank the table of contents: its entries are titles of sections that stand further below."""
    out = list(lines)
    start = next((at for at, line in enumerate(lines) if _CONTENTS.fullmatch(line.strip())), None)
    for at in range(start, len(lines)) if start is not None else ():
        if at != start and lines[at].strip() and not _ENTRY.fullmatch(lines[at]):
            break
        out[at] = ""
    return out
