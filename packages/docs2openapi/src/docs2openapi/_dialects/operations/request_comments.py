"""Comments behind the request lines of a fence: ``POST /things   # makes one``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.http import METHODS

_COMMENTED = re.compile(rf"\s{{0,8}}(?:{'|'.join(METHODS)})\s+(?:https?:/)?/[^\s#]*(?P<comment>\s+#\s.*)")


def rewrite_request_comments(lines: list[str]) -> list[str] | None:
    """Take the comments away, which are no part of the address; None if there are none."""
    rewritten = [
        line[: found.start("comment")] if " # " in line and (found := _COMMENTED.fullmatch(line)) else line
        for line in lines
    ]
    return rewritten if rewritten != lines else None
