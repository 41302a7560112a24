"""Objects of types that stand below a title on pages without fences: ``Params`` over ``{`` over ``id: string``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.headings import MAX_HEADING, section_role

_MARKS = re.compile(r"#{1,6} |```|~~~|\||\*\*|<[A-Za-z]")  # of pages that say by other signs what their lines are
_MEMBER = re.compile(r"\s*[\w$]+\??\s*:\s*(?:string|number|boolean)\b")
_TEXT = re.compile(r"//.*|`[^`]*`|'[^']*'|\"[^\"]*\"")  # braces in these are no part of the object
MAX_LINES = 200


def rewrite_typed_objects(lines: list[str]) -> list[str] | None:
    """Put such objects into fences below headings; None if the page has none, or has other marks."""
    objects = {at: _end(lines, at) for at, line in enumerate(lines) if at and line.strip() == "{"}
    titled = {at: end for at, end in objects.items() if end and section_role(lines[at - 1][:MAX_HEADING])}
    are_typed = any(map(_MEMBER.match, (line for at, end in titled.items() for line in lines[at:end])))
    if not are_typed or any(map(_MARKS.match, lines)):
        return None
    rewritten = list(lines)
    for at, end in titled.items():
        rewritten[at - 1] = f"\n## {lines[at - 1].strip()}\n"
        rewritten[at] = f"```ts\n{lines[at]}"
        rewritten[end - 1] += "\n```\n"
    return rewritten


def _end(lines: list[str], start: int) -> int:
    """Return the index of the line after the braces that open at a line; 0 if they do not close."""
    depth = 0
    for at in range(start, min(len(lines), start + MAX_LINES)):
        code = _TEXT.sub("", lines[at])
        depth += code.count("{") - code.count("}")
        if depth <= 0:
            return at + 1
    return 0
