"""Tables of Markdown whose rows are broken inside and between their cells: the pipes of the rule count them."""

from __future__ import annotations

import re

_RULE = re.compile(r"\|(?:\s?:?-+:?\s?\|)+\s*")
MAX_LINES = 40  # of one row


def join_cells(lines: list[str]) -> list[str]:
    """Put each broken row on the line that it begins on; a row on one line stays as it is."""
    out = list(lines)
    for at, line in enumerate(lines):
        if line.startswith("|-") and _RULE.fullmatch(line) and at:
            _join_header(out, at, line.count("|"))
            _join_rows(out, at + 1, line.count("|"))
    return out


def _join_header(out: list[str], rule: int, pipes: int) -> None:
    """Join the lines above a rule to its header, which begins with a pipe that stands alone."""
    start = next((at for at in range(rule - 1, max(-1, rule - MAX_LINES), -1) if out[at].strip() == "|"), rule)
    if sum(line.count("|") for line in out[start:rule]) == pipes:
        out[start:rule] = [*[""] * (rule - start - 1), _row(out[start:rule])]


def _join_rows(out: list[str], start: int, pipes: int) -> None:
    """Join the lines of each row below a rule, up to a line that begins none."""
    at = start
    while at < len(out) and out[at].startswith("|"):
        end, count = at, 0
        while end < min(len(out), at + MAX_LINES) and count < pipes:
            count += out[end].count("|")
            end += 1
        if count != pipes or not out[end - 1].rstrip().endswith("|"):
            return
        if end > at + 1:
            out[at:end] = [_row(out[at:end]), *[""] * (end - at - 1)]
        at = end


def _row(lines: list[str]) -> str:
    """Write the cells of a row on one line; the lines of one cell are kept apart."""
    cells = "\n".join(lines).strip().removeprefix("|").removesuffix("|").split("|")
    return f"| {' | '.join('<br>'.join(cell.strip().split(chr(10))) for cell in cells)} |"
