"""Requests and responses as httpx has them, or its successor httpx2, and the decoding of bodies.

Requests are sent by httpx, which is installed with this package. A transport of the user's own may be one of httpx2,
which has the same interface and is never imported here.
"""

import logging
import sys
import zlib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlsplit

import httpx

from generation_jobs._core.config import Config
from generation_jobs._core.errors import TransportError
from generation_jobs._core.io import Request
from generation_jobs._core.version import __version__
from generation_jobs._http.url_policy import names_loopback, origin

log: logging.Logger = logging.getLogger("generation_jobs")

_CONNECT_SECONDS = 10.0
"""A connection is made in less or not at all, and a request that was never connected can safely be sent again."""


def library_of(transport: object) -> Any:
    """Return the library whose requests a transport takes: httpx2 for one that derives from its transports."""
    httpx2 = sys.modules.get("httpx2")
    kinds = (getattr(httpx2, "BaseTransport", ()), getattr(httpx2, "AsyncBaseTransport", ()))
    return httpx2 if isinstance(transport, kinds) else httpx


def exceptions(library: str, *names: str) -> tuple[type[Exception], ...]:
    """Return the exceptions of httpx or httpcore with these names, and those of its successor if that is imported."""
    modules = [sys.modules.get(each) for each in (library, f"{library}2")]
    found = [getattr(module, name, None) for module in modules for name in names]
    return tuple(each for each in found if each is not None)


@lru_cache(maxsize=1024)  # a job's URL is used for each poll: parsing takes 30 µs, keeping 0.6 KB
def _parsed(library: Any, url: str) -> Any:
    return library.URL(url)


def common_headers(config: Config) -> dict[str, str]:
    """Return the headers that are sent to every host. They do not identify an account."""
    library = library_of(config.transport)
    sender = f"python-{library.__name__}/{library.__version__}"
    agent = f"{config.user_agent} generation-jobs/{__version__} {sender}".strip()
    return {"Accept": "*/*", "Accept-Encoding": ACCEPTED, "Connection": "keep-alive", "User-Agent": agent}


def request_for(
    transport: object,
    request: Request,
    common: Mapping[str, str],
    seconds: float,
    silence: float | None,
    trace: Callable[..., object] | None = None,
) -> Any:
    """Return the request as a transport takes it: that of its library, with its timeouts.

    Args:
        transport: What it is sent by.
        request: What to send.
        common: Headers of every request.
        seconds: The time left, of which connecting may take `_CONNECT_SECONDS`.
        silence: Seconds that each read or write may take; None if the caller sees to that.
        trace: httpcore calls it at each step.
    """
    # A function, so that no frame of a failure's traceback holds the headers: crash reporters show local variables.
    connect = min(0.9 * seconds, _CONNECT_SECONDS)  # first, so that it is known that nothing was sent
    timeout = {"connect": connect, "read": silence, "write": silence, "pool": silence}
    library = library_of(transport)
    return library.Request(
        request.method,
        _parsed(library, request.url),
        headers={**common, **request.headers},
        json=request.json,
        extensions={"timeout": timeout} if trace is None else {"timeout": timeout, "trace": trace},
    )


def through_proxy(request: Request) -> Request:
    """Return a request as a proxy may see it: without its own headers, the key among them, if it is for this machine.

    For a proxy, a loopback address is another machine than for us; and http is not encrypted.
    """
    if request.provider is None or not names_loopback(host := origin(request.url)[1]):
        return request
    _warn_of_no_key(request.provider, host)
    return request._replace(headers={})


@cache
def _warn_of_no_key(provider: str, host: str) -> None:
    log.warning(
        "%s: no API key is sent to %s, since it is reached through a proxy; set NO_PROXY=%s", provider, host, host
    )


def host_of(request: Request) -> str:
    """Return the host that a request goes to, with its port."""
    return urlsplit(request.url).netloc.rpartition("@")[2]


ACCEPTED = "gzip"
"""The `Accept-Encoding` of requests to APIs."""

_PIECE = 256 * 1024
"""The most bytes of one piece: a short chunk can stand for a thousand times its length."""

_GZIP = 16 + zlib.MAX_WBITS
_PLAIN = frozenset({"", "identity"})


def is_encoded(headers: Mapping[str, str]) -> bool:
    """Return whether a body is encoded, so that `Content-Length` does not count its own bytes (RFC 9110, 8.6)."""
    return coding_of(headers) not in _PLAIN


class Gunzip:
    """Decodes a body of gzip: `feed` takes a chunk of it, and `take` returns the pieces of that."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(_GZIP)
        self._pending = b""
        self._is_member_open = self._has_more = False

    def feed(self, data: bytes) -> None:
        """Take the next chunk of the body, once `take` has returned all of the last one."""
        self._pending = data

    def take(self) -> bytes:
        """Return the next piece of what was fed, nothing once all was returned.

        Raises:
            TransportError: The body is not gzip.
        """
        while self._pending or self._has_more:
            if self._zlib.eof and self._pending:  # gzip allows several members (RFC 1952, 2.2)
                self._pending = self._pending.lstrip(b"\0")  # some pad them; the program gzip ignores that, too
                if not self._pending:
                    break
                self._zlib = zlib.decompressobj(_GZIP)
            try:
                piece = self._zlib.decompress(self._pending, _PIECE)
            except zlib.error:
                raise TransportError("the response is not gzip, although its header says so") from None
            self._pending = self._zlib.unused_data if self._zlib.eof else self._zlib.unconsumed_tail
            self._has_more = len(piece) == _PIECE  # zlib may hold back some more bytes
            self._is_member_open = not self._zlib.eof
            if piece:
                return piece
        return b""

    def finish(self) -> None:
        """Check that the body has ended where its gzip does.

        Raises:
            TransportError: It was cut off.
        """
        if self._is_member_open:
            raise TransportError("the response was cut off: its gzip data does not end")


def gunzip(coding: str) -> Gunzip | None:
    """Return what decodes a response's body, None if it needs no decoding.

    Raises:
        TransportError: It has another coding than gzip, or more than one.
    """
    if coding in _PLAIN:
        return None
    if coding in {"gzip", "x-gzip"}:  # some servers send it to those who did not ask for it, too
        return Gunzip()
    raise TransportError(f"the response is encoded as {coding[:40]!r}, which was not requested")


_OF_AN_UPLOAD = "aws-chunked"
"""S3 and similar stores repeat this coding of the upload, though the response is not framed that way."""


def coding_of(headers: Mapping[str, str]) -> str:
    """Return how a body is encoded, in lower case."""
    codings = [coding.strip() for coding in headers.get("content-encoding", "").lower().split(",")]
    return ", ".join(coding for coding in codings if coding != _OF_AN_UPLOAD)
