"""Tables whose rows have lost their first pipe and the empty line after them, as text extractors leave them."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from docs2openapi._vocabulary.columns import column_kind
from docs2openapi._vocabulary.endpoints import LABEL_KINDS
from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.http import METHODS

_HEADER = re.compile(r"\s*(?:\||[^|]*\S\s*\|).*\|\s*")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*")
_DASHES = re.compile(r"-+")
_MARKS = re.compile(
    r"#|```|</?[A-Za-z][\w.-]*(?:\s+[\w-]+=[^<>]*)?\s*/?>|\*\*|\{%"
)  # of pages that say by other signs what their lines are
MIN_COLUMNS = 3
_ROW = re.compile(r"(?!\s*\|).*\S\s*\|(?:.*\|)?\s*")
# A title that sticks to the end of what is in front of it: ``}Response Fields``.
_STUCK = re.compile(r"(?<=[}\])'\"])(?P<title>[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3})$")
# The same behind an address: ``POST https://host/v1/thingsRequest body``.
_STUCK_TO_ADDRESS = re.compile(
    rf"(?<![^\s])(?:{'|'.join(METHODS)}) (?:https?:/)?/\S*[a-z0-9_}}](?P<title>[A-Z][a-z]+(?: [A-Za-z]+){{0,2}})$"
)
# The same behind a host or a path that stands alone.
_STUCK_TO_PART = re.compile(r"(?:https?://[\w.-]*[a-z0-9]|/[\w/.-]*[a-z0-9_])(?P<title>[A-Z][a-z]+ [a-z]+(?: [a-z]+)?)")


def rewrite_loose_tables(lines: list[str]) -> list[str] | None:
    """Give rows their first pipe back, and tables their end; None if no table of the page lacks them.

    Tables of Markdown on a page that has no other marks are those of an extractor too.
    """
    if not any("|" in line for line in lines) or any(line.startswith("```") for line in lines):
        return None
    parts = [_header_apart(line, below) for line, below in pairwise([*lines, ""])]
    rewritten = _with_pipes([line for part in parts for line in part])
    if rewritten is None:
        return None
    ends = [*accumulate(map(len, parts))]
    return ["\n".join(rewritten[end - len(part) : end]) for part, end in zip(parts, ends, strict=True)]


def _header_apart(line: str, below: str) -> list[str]:
    """Split the words over columns from what they stick to: they are as many as the columns of the rule below."""
    if "|" not in line:
        return [line]
    first, bar, header = line.partition("|")
    is_stuck = bool(first.strip()) and line.rstrip().endswith("|") and _RULE.fullmatch(below) is not None
    return [first, bar + header] if is_stuck and header.count("|") == len(_DASHES.findall(below)) else [line]


def _with_pipes(lines: list[str]) -> list[str] | None:
    rows = _loose_rows(lines)
    if not (rows or _is_bare(lines)):
        return None
    rewritten = [f"| {line.strip()}" if at in rows else _unstuck(line) for at, line in enumerate(lines)]
    for at in rows:
        if at + 1 not in rows:
            rewritten[at] += "\n"
        elif at - 1 not in rows and _are_columns(lines[at]):
            rewritten[at] = _with_rule(rewritten[at])
    for at, (line, below) in enumerate(pairwise(lines)):
        is_last = at not in rows and line.startswith("|") and below.strip() and not below.startswith("|")
        rewritten[at] += "\n" if is_last and at + 1 not in rows else ""
    for at, line in enumerate(lines[:-1]):
        if _HEADER.fullmatch(line) and _RULE.fullmatch(lines[at + 1]):
            rewritten[at] = f"\n{_with_pipe(line)}"
            rewritten[at + 1] = _with_pipe(lines[at + 1])
    return rewritten


def _with_rule(header: str) -> str:
    """Put a rule below the words over columns, and an empty line above them."""
    return f"\n{header}\n|{'---|' * (header.strip(' |').count('|') + 1)}"


def _are_columns(line: str) -> bool:
    """Return whether a line without a rule below is the words over columns, and all of them are known."""
    kinds = [column_kind(cell.strip()) for cell in line.strip().rstrip("|").split("|")]
    return len(kinds) >= MIN_COLUMNS and kinds[0] == "name" and "type" in kinds and None not in kinds


def _is_bare(lines: list[str]) -> bool:
    has_table = any(_HEADER.fullmatch(line) and _RULE.fullmatch(below) for line, below in pairwise(lines))
    return has_table and not any(map(_MARKS.match, lines))


def _with_pipe(line: str) -> str:
    return line if line.lstrip().startswith("|") else f"| {line.strip()}"


def _loose_rows(lines: list[str]) -> set[int]:
    """Find the rows without a first pipe below a header with a rule."""
    rows: set[int] = set()
    is_table = False
    for at, line in enumerate(lines):
        if at > 0 and _RULE.fullmatch(line) and _HEADER.fullmatch(lines[at - 1]):
            is_table = any(column_kind(cell) for cell in lines[at - 1].strip(" |").split("|"))
        elif _ROW.fullmatch(line) and (is_table or _are_columns(line)):
            is_table = True
            rows.add(at)
        else:
            is_table = False
    return rows


def _unstuck(line: str) -> str:
    match = _STUCK.search(line) or _STUCK_TO_ADDRESS.search(line) or _STUCK_TO_PART.fullmatch(line.strip())
    is_title = match is not None and (section_role(match["title"]) is not None or match["title"].lower() in LABEL_KINDS)
    if match is None or not is_title:
        return line
    return f"{match.string[: match.start('title')]}\n{match['title']}\n"
