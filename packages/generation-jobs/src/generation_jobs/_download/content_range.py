"""Which part of which version of a result a response brings, by its head."""

import re
from collections.abc import Mapping
from typing import NamedTuple, Self

from generation_jobs._core.io import Head
from generation_jobs._http.messages import is_encoded

_CONTENT_RANGE = re.compile(r"bytes (?:(\d{1,18})-(\d{1,18})|\*)/(\d{1,18}|\*)", re.ASCII)  # RFC 9110 14.4

_LENGTH = re.compile(r"\d{1,18}", re.ASCII)  # no file is longer, and Python refuses to convert thousands of digits


class ContentRange(NamedTuple):
    """Where a response's bytes begin and end, and how many the whole result has; None if unknown."""

    start: int
    end: int | None
    total: int | None


class Version(NamedTuple):
    """What tells one version of a result from another, and its size. "" and None if unknown."""

    etag: str = ""
    last_modified: str = ""
    total: int | None = None

    @classmethod
    def of(cls, head: Head) -> Self:
        """Return the version that a 200 brings, or a 206 that begins with the first byte."""
        if is_encoded(head.headers):  # its parts could not be put together
            return cls()
        part = content_range(head)
        total = None if part is None else part.total
        return cls(strong_etag(head.headers), head.headers.get("last-modified", ""), total)

    def continues_with(self, head: Head) -> bool:
        """Return whether a 206 certainly brings another part of this version: some servers ignore If-Range."""
        part = content_range(head)
        if part is None or is_encoded(head.headers) or strong_etag(head.headers) != self.etag:
            return False
        is_same_size = part.total is None or self.total in {None, part.total}
        return is_same_size and head.headers.get("last-modified", self.last_modified) == self.last_modified


def content_range(head: Head) -> ContentRange | None:
    """Return what part a 200 or 206 brings, None for a 206 that does not say, or contradicts itself."""
    announced = head.headers.get("content-length", "")
    length = int(announced) if _LENGTH.fullmatch(announced) and not is_encoded(head.headers) else None
    if head.status_code != 206:
        return ContentRange(0, length, length)
    match = _CONTENT_RANGE.fullmatch(head.headers.get("content-range", "").strip())
    if match is None or match[1] is None:
        return None
    start, end = int(match[1]), int(match[2]) + 1
    total = None if match[3] == "*" else int(match[3])
    is_possible = start < end and (total is None or end <= total)
    return ContentRange(start, end, total) if is_possible and length in {None, end - start} else None


def total_size(head: Head) -> int | None:
    """Return the size in a 416 (`bytes */N`), None if it has none."""
    match = _CONTENT_RANGE.fullmatch(head.headers.get("content-range", "").strip())
    return int(match[3]) if match and match[1] is None and match[3] != "*" else None


def strong_etag(headers: Mapping[str, str]) -> str:
    """Return the entity tag if it is strong (RFC 9110 8.8.1): a weak one must not be used to resume (13.1.5)."""
    etag = headers.get("etag", "").strip()
    strong = len(etag) > 2 and etag.startswith('"') and etag.endswith('"')
    return etag if strong and etag.isascii() and etag.isprintable() else ""
