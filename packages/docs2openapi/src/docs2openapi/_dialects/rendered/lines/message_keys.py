"""Titles that a page shows as the keys of its messages, not as their text: ``endpoint.make.responses.done.title``."""

from __future__ import annotations

import re

_TITLE = re.compile(r"[a-z]\w*(?:\.[a-z]\w*)+(?:\.title|Heading|Title)")
_ROLE = re.compile(r"request|response")
_ROLES = {"request": "Request", "response": "Response"}


def rewrite_message_keys(lines: list[str]) -> list[str]:
    """Write such keys as the titles that they stand for: those of requests and responses."""
    keys = {at: key for at, line in enumerate(lines) if _TITLE.fullmatch(key := line.strip())}
    titles = {at: _ROLES[role[0]] for at, key in keys.items() if (role := _ROLE.search(key))}
    return [f"\n## {titles[at]}\n" if at in titles else line for at, line in enumerate(lines)]
