"""Operations as the items of a list, each with what it sends and returns indented below: they become sections.

1. **Make a thing** (`POST /v1/things`)
   - Parameters:
     - `name` (required): its name
"""

from __future__ import annotations

import re
from itertools import takewhile

from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.http import METHODS

_OPERATION = rf"`?(?P<operation>(?:{'|'.join(METHODS)}) `?/[^\s`)]*)`?"
_ITEM = re.compile(
    rf"(?P<mark>\s*(?:\d{{1,2}}[.)]|[-*])\s+)(?:(?:\*\*|__)?(?P<title>[^*_`(]{{2,60}}?)(?:\*\*|__)?\s*[:—–(-]\s*)?"
    rf"(?:\*\*|__)?{_OPERATION}(?:\*\*|__)?\)?\s*[:：]?\s*(?:\([^()]{{2,60}}\)\s*)?"
)
_LABEL = re.compile(r"[-*]\s+(?:\*\*)?(?P<label>[^`*:：]{2,40}?)(?:\*\*)?\s*[:：](?:\*\*)?\s*")


def rewrite_numbered_operations(lines: list[str]) -> list[str] | None:
    """Make a section of each item that is an operation; None unless there are several, one of them with text below."""
    items = {at: item for at, line in enumerate(lines) if "/" in line and (item := _ITEM.fullmatch(line))}
    inner = {at: _inside(lines, at) for at in items}
    if len(items) < 2 or not any(inner.values()):
        return None
    rewritten = list(lines)
    for at, item in items.items():
        operation = item["operation"].replace("`", "")
        title = (item["title"] or operation).strip()
        rewritten[at] = f"\n### {title}\n\n`{operation}`\n"
        for line in inner[at]:
            rewritten[line] = lines[line][_indent(lines[inner[at][0]]) :]
        _mark_labels(rewritten, inner[at])
    return rewritten


def _inside(lines: list[str], at: int) -> list[int]:
    """Return the lines below an item that are indented under it; empty lines count as indented."""
    own = _indent(lines[at])
    below = takewhile(lambda to: not lines[to].strip() or _indent(lines[to]) > own, range(at + 1, len(lines)))
    return [to for to in below if lines[to].strip()]


def _mark_labels(lines: list[str], inner: list[int]) -> None:
    """Make a label of each bullet that says what stands below it, and bring that to the margin."""
    shift = 0
    for at in inner:
        label = _LABEL.fullmatch(lines[at])
        if label and section_role(plain_text(label["label"])):
            lines[at] = f"\n**{label['label']}:**\n"
            shift = 2
        elif not lines[at].startswith(" "):
            shift = 0
        else:
            lines[at] = lines[at][min(shift, _indent(lines[at])) :]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
