"""HTML that stands on one line, as editors save it: each block gets a line of its own."""

from __future__ import annotations

import re

_BETWEEN = re.compile(
    r"(?<=>)\s*(?=</?(?:p|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|pre|dl|dt|dd|div)\b)", re.IGNORECASE
)
_CLOSING = re.compile(r"</(?:p|h[1-6]|ul|ol|table|pre|dl)>", re.IGNORECASE)
_ITEM = re.compile(r"^(?:<[uo]l>\s*)?<li>(?P<text>.*?)</li>(?:\s*</[uo]l>)?$", re.IGNORECASE)
MIN_BLOCKS = 3


def rewrite_html_lines(lines: list[str]) -> list[str]:
    """Put each block of HTML on a line of its own, where a line has several."""
    return [_apart(line) if "</" in line and len(_CLOSING.findall(line)) >= MIN_BLOCKS else line for line in lines]


def _apart(line: str) -> str:
    """Split a line into its blocks; lists of one entry are text, since what they list is said above."""
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip() not in ("<ul>", "</ul>", "<ol>", "</ol>")]
    return "\n".join(_ITEM.sub(r"\g<text>", part) for part in parts)
