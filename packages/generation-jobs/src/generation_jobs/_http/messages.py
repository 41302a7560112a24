"""What both worlds share of sending: a request as httpx wants it, the head of an answer, and errors of our own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpcore
import httpx

from generation_jobs._core.errors import TransportError
from generation_jobs._core.io import Head
from generation_jobs._core.version import __version__
from generation_jobs._http.url_policy import without_secrets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Request

log: logging.Logger = logging.getLogger("generation_jobs")

_CONNECT_SECONDS = 10.0
"""A connection comes about in less, or not at all; and what was not connected can be sent again without a doubt."""

_NOT_CONNECTED = (httpx.ConnectError, httpx.ConnectTimeout)
_NOT_SENT = (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError)
FAILURES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError)
"""How httpx says that no answer came."""


def common_headers(config: Config) -> dict[str, str]:
    """What every request says."""
    agent = f"{config.user_agent} generation-jobs/{__version__} python-httpx/{httpx.__version__}".strip()
    return {"Accept": "*/*", "Accept-Encoding": "gzip, deflate", "Connection": "keep-alive", "User-Agent": agent}


def built(request: Request, common: Mapping[str, str], seconds: float) -> httpx.Request:
    """The request as httpx sends it."""
    # Apart, so that no frame of a failure's traceback holds the headers: crash reporters show local variables.
    timeout = {"connect": min(seconds, _CONNECT_SECONDS), "read": seconds, "write": seconds, "pool": seconds}
    return httpx.Request(
        request.method,
        request.url,
        headers={**common, **request.headers},
        json=request.json,
        extensions={"timeout": timeout},
    )


def head_of(response: httpx.Response, until: float) -> Head:
    """Status and headers of an answer."""
    return Head(response.status_code, {name.lower(): value for name, value in response.headers.items()}, until)


def log_answer(request: Request, response: httpx.Response) -> None:
    """Tell who debugs what was asked and how it was answered; never the query, where signatures stand."""
    if log.isEnabledFor(logging.DEBUG):
        log.debug("%s %s: %d", request.method, without_secrets(request.url), response.status_code)


def host_of(request: Request) -> str:
    """The host that a request goes to, with its port."""
    return urlsplit(request.url).netloc.rpartition("@")[2]


def failure(host: str, error: Exception, *, sent: bool) -> TransportError:
    """What went wrong, without the URL's query and without the request, which holds the key."""
    maybe_received = sent and not _was_not_received(error)
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return TransportError(f"no whole answer from {host} in time", maybe_received=maybe_received)
    return TransportError(f"no answer from {host}: {error or type(error).__name__}", maybe_received=maybe_received)


def _was_not_received(error: Exception) -> bool:
    # A plugged transport may say `ConnectTimeout` of a connection that ended after all was sent (httpx-aiohttp 0.2.0
    # does), and a submit would be paid for twice: of what other libraries raised, httpx's own word alone is taken.
    cause = error.__cause__
    is_known = cause is None or isinstance(cause, httpcore.ConnectError | httpcore.ConnectTimeout)
    return isinstance(error, _NOT_SENT) or (is_known and isinstance(error, _NOT_CONNECTED))


def check_time_left(seconds: float, host: str) -> None:
    """Raise `TransportError` where a request is out of time."""
    if seconds <= 0:
        raise TransportError(f"no whole answer from {host} in time")
