"""Methods in badges over headings that are paths, as themes of Slate draw them.

<h6 class="endpoint post"></h6>
## /things
"""

from __future__ import annotations

import re
from itertools import pairwise

from docs2openapi._vocabulary.http import METHODS

_BADGE = re.compile(
    rf"<(?P<tag>\w+) class=\"(?:[\w-]+ )*(?P<method>{'|'.join(METHODS)})(?: [\w-]+)*\">\s?\w*\s?</(?P=tag)>\s*",
    re.IGNORECASE,
)
_PATH = re.compile(r"(?P<level>#{1,6})\s+`?(?P<path>/[\w{}:/.-]*)`?\s*")
# The heading of the whole page, with the path in front of all others: ``# `/v1` Things``.
_PREFIX = re.compile(r"#\s+`(?P<path>/[\w/.-]*\w)`\s+\S.*")


def rewrite_badges(lines: list[str]) -> list[str] | None:
    """Write the method of each badge in front of the path below it; None if there is none."""
    rewritten, prefix = list(lines), ""
    for at, (line, below) in enumerate(pairwise(lines)):
        if named := _PREFIX.fullmatch(line):
            prefix = named["path"]
        badge, heading = _BADGE.fullmatch(line), _PATH.fullmatch(below)
        if badge and heading:
            operation = f"{badge['method'].upper()} {prefix}{heading['path']}"
            rewritten[at], rewritten[at + 1] = "", f"{heading['level']} {operation}"
    return rewritten if rewritten != lines else None
