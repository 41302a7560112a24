"""Guides that are flattened to text: their commands call several operations, step by step, and no line names one."""

from __future__ import annotations

import re

from docs2openapi._sections.endpoints import parse_endpoint
from docs2openapi._sections.request_examples import find_curl_requests
from docs2openapi._vocabulary.http import METHODS

_MARKED = re.compile(r"#{1,6} |```|~~~|\||<[A-Za-z]")  # of pages that say by other signs what their lines are
# A sign can stand in front: ``🧵 Step 1: Ask for it``.
_STEP = re.compile(r"(?:\S{1,8}\s(?=Step\s))?(?P<step>(?:Step\s)?\d{1,2}[.:)]\s+[A-Z].{2,80}(?<![.:;,]))")
_METHOD = re.compile(rf"(?:{'|'.join(METHODS)})(?:$|(?=/|https?:)|\s+(?:https?:/)?/\S*$)", re.IGNORECASE)
_COMMAND = re.compile(r"\s*(?:\$\s*)?curl\s")


def rewrite_command_guide(lines: list[str]) -> list[str] | None:
    """Mark the titles of the steps; None if the page is another one."""
    if not any(map(_COMMAND.match, lines)) or any(map(_MARKED.match, lines)) or any(map(_names_operation, lines)):
        return None
    called = {(each.method, each.address) for each in find_curl_requests("\n".join(lines), 1, [])}
    if len(called) < MIN_OPERATIONS:
        return None
    steps = [_STEP.fullmatch(line.strip()) for line in lines]
    return [f"\n## {step['step']}\n" if step else line for step, line in zip(steps, lines, strict=True)]


def _names_operation(line: str) -> bool:
    text = line.strip()
    return _METHOD.match(text) is not None or ("/" in text and parse_endpoint(text, 1) is not None)


MIN_OPERATIONS = 2
