"""The text of a Redoc page with several operations: the address of each stands below its fields and responses."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.http import METHODS

_ADDRESS = re.compile(rf"(?P<method>{'|'.join(METHODS).lower()})\s?(?P<path>/\S*)")
_BELOW = ("Request samples", "Response samples")
# The first line of what is said of an operation, below its description.
_FIRST = re.compile(r"Security\S.*|Authorizations:.*|Request")
# Code whose lines have become bullets.
_BULLET = re.compile(r"^(\s*)[•-]\s+(?=[\"{[\]}])")
MIN_OPERATIONS = 2


def rewrite_redoc_page(lines: list[str]) -> list[str] | None:
    """Put each address above what is said of its operation; None if the page has no two of them."""
    named = [at for at in range(len(lines) - 1) if _is_address(lines, at)]
    if len(named) < MIN_OPERATIONS:
        return None
    out = [f"\n{line}\n" if line.strip() in _BELOW else _BULLET.sub(r"\1", line) for line in lines]
    above = -1
    for at in named:
        first = next((start for start in range(above + 1, at) if _FIRST.fullmatch(lines[start].strip())), at)
        address = _ADDRESS.fullmatch(lines[at].strip())
        if address and first < at:
            out[at] = ""
            out[first] = f"{address['method'].upper()} {address['path']}\n\n{lines[first]}"
        above = at
    return out


def _is_address(lines: list[str], at: int) -> bool:
    """Return whether a line is an address, with the title of its samples below."""
    if "/" not in lines[at] or _ADDRESS.fullmatch(lines[at].strip()) is None:
        return False
    return next((line.strip() for line in lines[at + 1 : at + 3] if line.strip()), "") in _BELOW
