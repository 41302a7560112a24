"""Bullets that are broken at their code: ``- Method:`` over ``GET - Path:`` over ``/v1/things - Content-Type:``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.endpoints import LABEL_KINDS

_LABEL = r"[A-Z][A-Za-z -]{1,30}"
_OPEN = re.compile(rf"- (?P<label>{_LABEL}):")
_PATH = re.compile(rf"/\S+ - {_LABEL}:")
# The end of a bullet and the beginning of the next one.
_NEXT = re.compile(rf"^(?P<end>.*?) - (?P<next>{_LABEL}:.*)$")


def rewrite_broken_bullets(lines: list[str]) -> list[str] | None:
    """Write each broken bullet on one line; None if none is broken at the method or the path of an operation."""
    opened = {
        at: match["label"].lower()
        for at, line in enumerate(lines[:-1])
        if line.startswith("- ") and (match := _OPEN.fullmatch(line.strip()))
    }
    starts = [at for at, label in opened.items() if label in LABEL_KINDS]
    if not any(LABEL_KINDS[opened[at]] == "method" or _PATH.match(lines[at + 1]) for at in starts):
        return None
    out = list(lines)
    for at in starts:
        _join(out, at)
    return out


def _join(out: list[str], at: int) -> None:
    """Join a bullet with the lines below, as long as each of them begins the next bullet."""
    bullet = out[at].strip()
    if _OPEN.fullmatch(out[at + 1].strip()):
        out[at] = ""  # the label again, behind its own value
        return
    while at + 1 < len(out) and bullet.endswith(":"):
        match = _NEXT.match(out[at + 1])
        out[at] = f"{bullet} {match['end'] if match else out[at + 1].strip()}"
        at += 1
        bullet = out[at] = f"- {match['next']}" if match else ""
