"""What does this answer mean: pure functions of status, headers and body."""

from __future__ import annotations

import contextlib
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from generation_jobs._core.errors import (
    APIError,
    AuthenticationError,
    ConflictError,
    GenerationJobsError,
    InsufficientCreditsError,
    InvalidRequestError,
    NotFoundError,
    NotReadyError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    TransportError,
    UndecodableResponse,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_MEANINGS: dict[int, type[APIError]] = {
    401: AuthenticationError,
    402: InsufficientCreditsError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    410: NotFoundError,
    425: NotReadyError,
    429: RateLimitedError,
}

_ADVICE: dict[type[APIError], str] = {
    AuthenticationError: "check the API key",
    InsufficientCreditsError: "top up the account",
    PermissionDeniedError: "check what the key and the plan allow",
    NotFoundError: "check the id, and that the job belongs to this account",
    NotReadyError: "wait for the job first",
    RateLimitedError: "slow down; wait() does so by itself",
    ServerError: "try again; wait() does so by itself",
}

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""What sends elsewhere; 300 and 304 do not (RFC 9110 15.4)."""

_PASSING = frozenset({408, 425, 429})
"""Client errors that say "later", not "no" (RFC 9110 15.5.9, RFC 8470 5.2, RFC 6585 4); every 5xx says it too."""


def error_class(status_code: int) -> type[APIError]:
    """The class of errors that an HTTP status stands for."""
    if status_code in _MEANINGS:
        return _MEANINGS[status_code]
    if 400 <= status_code < 500:
        return InvalidRequestError
    return ServerError if status_code >= 500 else APIError


def api_error(
    status_code: int,
    *,
    ref: str,
    code: str | None = None,
    message: str | None = None,
    body: bytes = b"",
    retry_after: float | None = None,
    who: str = "the provider",
    advice: str | None = None,
) -> APIError:
    """The error for an answer that is not a success, with a message that says what to do."""
    kind = error_class(status_code)
    said = ": ".join(part for part in (code, message) if part)
    if status_code in REDIRECTS:
        advice = "it redirects, which is not followed: check the base URL"
    advice = advice or _ADVICE.get(kind)
    summary = f"{ref}: {who} answered {status_code}" + (f" ({said})" if said else "")
    return kind(
        summary + (f"; {advice}" if advice else ""),
        status_code=status_code,
        ref=ref,
        code=code,
        message=message,
        body=body,
        retry_after=retry_after,
    )


def is_passing(error: GenerationJobsError) -> bool:
    """Whether the trouble says nothing about the job and may be over at the next try."""
    if isinstance(error, TransportError | UndecodableResponse):
        return True
    return isinstance(error, APIError) and (error.status_code in _PASSING or error.status_code >= 500)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that `Retry-After` asks for, given as seconds or as a date (RFC 9110 10.2.3); None if unreadable."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdecimal():
        return float(value)
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        date = parsedate_to_datetime(value)
        return max(0.0, (date - now).total_seconds())
    return None
