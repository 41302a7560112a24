"""Types between a flag and a text that stick to both, below the name: ``id`` over ``RequiredstringThe identifier``."""

from __future__ import annotations

import re
from itertools import pairwise

_TYPE = r"(?:string|integer|number|boolean|object|file|any|array<\w+>)(?:\[\])?"
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_STUCK = re.compile(rf"(?P<flag>Required)?(?P<type>{_TYPE})(?P<text>\"[\w-]+\"|[A-Z].*)?")
_SIGN = re.compile(rf"Required{_TYPE}(?:\"[\w-]+\"|[A-Z].*)?")
_SCHEME = re.compile(r"Required(?P<scheme>Bearer|Basic)\b.*")
_FORMAT = re.compile(r'"[\w-]+"')
_LIST = re.compile(r"array<(?P<item>\w+)>")
_REST = re.compile(r", |(?:or|and) |[.;]$")  # what a line that stood behind a span of code begins with
MIN_FIELDS = 2


def rewrite_stuck_types(lines: list[str]) -> list[str] | None:
    """Put flags, types and texts on lines of their own; None if fewer than two flags stick to types."""
    bare = [line.strip() for line in lines]
    if sum("Required" in line and _SIGN.fullmatch(line) is not None for line in bare) < MIN_FIELDS:
        return None
    return _joined([_apart(above, line) for above, line in pairwise(["", *bare])])


def _apart(above: str, line: str) -> str:
    """Return the parts of a line that stands below a name, each on a line of its own."""
    if scheme := _SCHEME.fullmatch(line):
        return f"Authorization: {scheme['scheme']} …"
    stuck = _STUCK.fullmatch(line) if _NAME.fullmatch(above) else None
    if stuck is None:
        return "" if _FORMAT.fullmatch(line) else line
    text = stuck["text"] or ""
    kind = _LIST.sub(r"\g<item>[]", stuck["type"])
    parts = (kind, (stuck["flag"] or "").lower(), "" if _FORMAT.fullmatch(text) else text)
    return "\n".join(filter(None, parts))


def _joined(lines: list[str]) -> list[str]:
    """Bring what goes on behind a span of code to the line of its sentence."""
    out: list[str] = []
    run: list[str] = []
    for line in lines:
        if run and not _REST.match(line):
            out += _on_one_line(run)
            run = []
        run.append(line)
    return out + _on_one_line(run)


def _on_one_line(run: list[str]) -> list[str]:
    return [" ".join(run).replace(" , ", ", ").replace(" .", "."), *[""] * (len(run) - 1)]
