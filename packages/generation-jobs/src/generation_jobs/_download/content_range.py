"""Which part of a result a response brings, by its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generation_jobs._core.io import Head

_CONTENT_RANGE = re.compile(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(\d{1,18}|\*)", re.ASCII)  # RFC 9110 14.4

_LENGTH = re.compile(r"\d{1,18}", re.ASCII)  # no file is longer, and Python refuses to convert thousands of digits


class ContentRange(NamedTuple):
    """Where a response's first byte belongs, and how many bytes the whole result has (None: unknown)."""

    start: int
    total: int | None


def content_range(head: Head) -> ContentRange | None:
    """Return what part a 200 or 206 brings, None for a 206 that does not say, or contradicts itself."""
    if head.status_code != 206:
        return ContentRange(0, _content_length(head))
    match = _CONTENT_RANGE.fullmatch(head.headers.get("content-range", "").strip())
    if match is None or match[1] is None:
        return None
    start, end = int(match[1]), int(match[2])
    total = end + 1 if match[3] == "*" else int(match[3])
    return ContentRange(start, total) if start <= end < total else None


def total_size(head: Head) -> int | None:
    """Return the size in a 416 (`bytes */N`), None if it has none."""
    match = _CONTENT_RANGE.fullmatch(head.headers.get("content-range", "").strip())
    return int(match[3]) if match and match[1] is None and match[3] != "*" else None


def _content_length(head: Head) -> int | None:
    if head.headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
        return None  # it counts the encoded bytes
    length = head.headers.get("content-length", "")
    return int(length) if _LENGTH.fullmatch(length) else None
