"""Pages without marks that show bodies right below an operation: ``POST /v1/things`` over JSON or ``→ 202 Accepted``.

Two bodies below each other are what is sent and what comes back.
"""

from __future__ import annotations

import re

from docs2openapi._text.json_text import end_of_json
from docs2openapi._vocabulary.http import METHODS, METHODS_WITHOUT_BODY

_OPERATION = re.compile(rf"(?P<method>{'|'.join(METHODS)}) (?:https?:/)?/[^\s\"']*")
_STATUS = re.compile(r"(?:→|->|=>)\s*(?P<status>[2-5]\d\d\b[^\"{}]{0,60})")
_BODY = ("{", "[")
_MARKS = ("#", "```", "|", "curl")


def rewrite_bodies_below(lines: list[str]) -> list[str] | None:
    """Make headings of the operations, and titles over their bodies; None for any other page."""
    begins = [at for at, line in enumerate(lines) if _OPERATION.fullmatch(line.strip()) and _shows(lines, at + 1)]
    if not begins or any(line.lstrip().startswith(_MARKS) for line in lines):
        return None
    out = list(lines)
    for at in begins:
        _write(out, at)
    for at, line in enumerate(lines):
        if status := _STATUS.fullmatch(line.strip()):
            out[at] = f"\n## Response: {status['status']}\n"
    return out


def _shows(lines: list[str], at: int) -> bool:
    below = "".join(lines[at : at + 1]).strip()
    return below.startswith(_BODY) or _STATUS.fullmatch(below) is not None


def _write(out: list[str], at: int) -> None:
    """Write an operation as a heading, with a title over what stands right below it."""
    operation = out[at].strip()
    is_sent = operation.partition(" ")[0].lower() not in METHODS_WITHOUT_BODY
    end = end_of_json(out, at + 1)
    title = "" if end == at + 1 else "\n## Request body\n" if is_sent else "\n## Response\n"
    out[at] = f"\n# {operation}\n{title}"
    end = next((below for below in range(end, len(out)) if out[below].strip()), end)
    if title and is_sent and "".join(out[end : end + 1]).startswith(_BODY):
        out[end] = f"\n## Response\n\n{out[end]}"
