"""One request to an API: send it, read the whole answer."""

from __future__ import annotations

from generation_jobs._core.errors import TransportError
from generation_jobs._core.io import Answer, Close, Read, Request, Steps
from generation_jobs._http.throttle import opened

MAX_BODY = 128 * 1024**2
"""Bytes that an API answer may have. The largest documented one holds minutes of WAV as base64: some 35 MB."""


def fetch(request: Request, deadline: float, seconds: float) -> Steps[Answer]:
    """Give the whole answer, before `deadline` and within `seconds` of its own.

    Raises `TransportError` where none comes, or an endless one.
    """
    head = yield from opened(request, deadline, seconds)
    body = yield from rest(head.until)
    return Answer(head.status_code, head.headers, head.until, body)


def rest(deadline: float) -> Steps[bytes]:
    """The body of the answer that was opened last; closes it."""
    parts: list[bytes] = []
    size = 0
    while part := (yield Read(deadline)):
        parts.append(part)
        size += len(part)
        if size > MAX_BODY:
            yield Close()
            raise TransportError(f"the answer is larger than {MAX_BODY} bytes and was cut off")
    yield Close()
    return b"".join(parts)
