"""Requests and responses as httpx has them."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from generation_jobs._core.io import Head
from generation_jobs._core.version import __version__
from generation_jobs._http.decoding import ACCEPTED
from generation_jobs._http.url_policy import names_loopback, without_secrets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Request

log: logging.Logger = logging.getLogger("generation_jobs")

_CONNECT_SECONDS = 10.0
"""A connection is made in less or not at all, and a request that was never connected can safely be sent again."""

_parsed = lru_cache(maxsize=16_384)(httpx.URL)  # a job's URL is used for each poll: parsing takes 30 µs, keeping 0.6 KB


def common_headers(config: Config) -> dict[str, str]:
    """Return the headers of every request, to whatever host: nothing that identifies an account."""
    agent = f"{config.user_agent} generation-jobs/{__version__} python-httpx/{httpx.__version__}".strip()
    return {"Accept": "*/*", "Accept-Encoding": ACCEPTED, "Connection": "keep-alive", "User-Agent": agent}


def httpx_request(request: Request, common: Mapping[str, str], seconds: float, silence: float | None) -> httpx.Request:
    """Return the request for httpx, with its timeouts.

    Args:
        request: What to send.
        common: Headers of every request.
        seconds: The time left, of which connecting may take `_CONNECT_SECONDS`.
        silence: Seconds that each read or write may take; None if the caller sees to that.
    """
    # A function, so that no frame of a failure's traceback holds the headers: crash reporters show local variables.
    connect = min(0.9 * seconds, _CONNECT_SECONDS)  # first, so that it is known that nothing was sent
    timeout = {"connect": connect, "read": silence, "write": silence, "pool": silence}
    return httpx.Request(
        request.method,
        _parsed(request.url),
        headers={**common, **request.headers},
        json=request.json,
        extensions={"timeout": timeout},
    )


def through_proxy(request: Request) -> Request:
    """Return a request as a proxy may see it: without its own headers, the key among them, if it is for this machine.

    The machine that a proxy takes a loopback address for is another one, and http is not encrypted.
    """
    host = urlsplit(request.url).hostname or ""
    if request.provider is None or not names_loopback(host):
        return request
    _warn_of_no_key(request.provider, host)
    return replace(request, headers={})


@cache
def _warn_of_no_key(provider: str, host: str) -> None:
    log.warning(
        "%s: no API key is sent to %s, since it is reached through a proxy; set NO_PROXY=%s", provider, host, host
    )


def head_of(response: httpx.Response, until: float, sent_at: float) -> Head:
    """Return status and headers of a response."""
    return Head(response.status_code, dict(response.headers.items()), until, sent_at)


def log_response(request: Request, response: httpx.Response) -> None:
    """Log a request and its status at debug level, without the query, which may hold a signature."""
    if log.isEnabledFor(logging.DEBUG):
        log.debug("%s %s: %d", request.method, without_secrets(request.url), response.status_code)


def host_of(request: Request) -> str:
    """Return the host that a request goes to, with its port."""
    return urlsplit(request.url).netloc.rpartition("@")[2]
