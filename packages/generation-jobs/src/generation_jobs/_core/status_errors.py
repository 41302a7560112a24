"""What a status and its headers mean. Pure functions."""

from __future__ import annotations

import contextlib
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from generation_jobs._core import errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""300 and 304 are not among them (RFC 9110, 15.4)."""

_RETRYABLE = frozenset({408, 425, 429})
"""4xx that ask to try again later (RFC 9110, 15.5.9; RFC 8470, 5.2; RFC 6585, 4)."""

_BY_STATUS: dict[int, tuple[type[errors.APIError], str]] = {  # the error, and what to do about it
    401: (errors.AuthenticationError, "check the API key"),
    402: (errors.InsufficientCreditsError, "top up the account"),
    403: (errors.PermissionDeniedError, "check what the API key and the plan allow"),
    404: (errors.NotFoundError, "check the id, and that the job belongs to this account"),
    409: (errors.ConflictError, ""),
    410: (errors.NotFoundError, "check the id, and that the job belongs to this account"),
    425: (errors.NotReadyError, "wait for the job first"),
    429: (errors.RateLimitedError, "try again later; wait() does it by itself"),
}


def _meaning(status_code: int) -> tuple[type[errors.APIError], str]:
    if status_code in REDIRECTS:
        return errors.APIError, "redirects are not followed: check the base URL"
    if status_code >= 500:
        return errors.ServerError, "try again; wait() does it by itself"
    return _BY_STATUS.get(status_code, (errors.InvalidRequestError if status_code >= 400 else errors.APIError, ""))


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
) -> errors.APIError:
    """Return the error of a response. Its message ends with `advice`, or with the usual advice for the status."""
    kind, usual = _meaning(status_code)
    reason = ": ".join(part for part in (code, message) if part)
    summary = f"{ref}: {who} answered {status_code}" + (f" ({reason})" if reason else "")
    return kind(
        "; ".join(part for part in (summary, usual if advice is None else advice) if part),
        status_code=status_code,
        ref=ref,
        code=code,
        message=message,
        body=body,
        retry_after=retry_after,
    )


def is_retryable(error: errors.GenerationJobsError) -> bool:
    """Return whether the same request may succeed later: nothing is said about the job, and nothing must be set up."""
    if isinstance(error, errors.TransportError):
        return not error.is_permanent
    if isinstance(error, errors.UndecodableResponse):
        return True
    return isinstance(error, errors.APIError) and (error.status_code in _RETRYABLE or error.status_code >= 500)


def server_date(headers: Mapping[str, str]) -> datetime | None:
    """Return the time by the server's clock (`Date`, RFC 9110, 6.6.1), None without a valid one."""
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        date = parsedate_to_datetime(headers.get("date", ""))
        return date if date.tzinfo else None
    return None
