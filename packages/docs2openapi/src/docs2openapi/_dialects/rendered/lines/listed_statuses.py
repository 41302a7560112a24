"""Statuses that a page of Docusaurus lists first, as tabs: each response below has only its phrase or a sentence."""

from __future__ import annotations

import re
from http import HTTPStatus
from itertools import takewhile

_STATUS = re.compile(r"\s*(?P<mark>[-•*] )?(?P<status>[2-5]\d\d)\s*")
_SENTENCE = re.compile(r"[A-Z][\w'’]* [^:{}]+")
_PHRASES = {str(int(status)): status.phrase for status in HTTPStatus}


def rewrite_listed_statuses(lines: list[str]) -> list[str] | None:
    """Put each status above its response, the first one below the list; None if the page has no list of statuses."""
    start = next((at for at, line in enumerate(lines) if _STATUS.fullmatch(line)), len(lines))
    listed = [match["status"] for match in takewhile(bool, map(_STATUS.fullmatch, lines[start:])) if match]
    end = start + len(listed)
    by_phrase = {_PHRASES.get(status, ""): status for status in listed[1:]}
    at_line = {at: by_phrase[line.strip()] for at, line in enumerate(lines) if at >= end and line.strip() in by_phrase}
    at_line.pop(end, None)  # right below the list is the response of the first
    at_line = at_line or _statuses_at(lines, listed, end)
    if not at_line:
        return None
    rewritten = list(lines)
    moved = set(at_line.values())
    rewritten[start:end] = ["" if status in moved else _titled(status) for status in listed[1:]] + [f"- {listed[0]}"]
    for at, status in at_line.items():
        is_phrase = lines[at].strip() in by_phrase
        rewritten[at] = _titled(status) if is_phrase else f"- {status} {lines[at].strip()}"
    return rewritten


def _statuses_at(lines: list[str], listed: list[str], end: int) -> dict[int, str]:
    """Return the status of each sentence below an example or another one, if each other status has one."""
    places: list[int] = []
    for at in range(end + 1, len(lines)):
        is_below = lines[at - 1].strip() == "}" or places[-1:] == [at - 1]
        if is_below and _SENTENCE.fullmatch(lines[at].strip()):
            places.append(at)
    return dict(zip(places, listed[1:], strict=True)) if len(places) == len(listed) - 1 else {}


def _titled(status: str) -> str:
    return f"- {status} {_PHRASES.get(status, 'Error')}"
