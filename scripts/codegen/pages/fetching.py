"""Fetch docs pages: with limits, retries, and conditional requests."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

USER_AGENT = f"generation-jobs-pull/1 python-httpx/{httpx.__version__}"
PAUSE = 1.0
"""Seconds between two requests to one host."""
TRIES = 3
PATIENCE = 120.0
"""The longest Retry-After to wait for, and the longest time one page may take to arrive, in seconds."""
MAX_BYTES = 10_000_000
"""An OpenAPI document with a few hundred operations has about 2 MB."""
MAX_REDIRECTS = 5

_PIECE = 256 * 1024
"""The most bytes to decode at once: a short chunk can stand for a thousand times its length."""

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_AGAIN = {429, 502, 503, 504}
_ADVICE = {
    **dict.fromkeys((401, 403), ": save the page in a browser, and give the file"),
    **dict.fromkeys((404, 410), ": has the page moved? Give its new address"),
}
_ACCEPT = "text/markdown, text/x-markdown, application/yaml, application/json, text/plain;q=0.9, */*;q=0.1"


class NotFetched(Exception):
    """A page could not be fetched; the message says why."""


@dataclass(frozen=True)
class Validators:
    """The validators of an earlier response, for a conditional request."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in conditions.items() if value}


@dataclass(frozen=True)
class Fetched:
    """A response: the final URL, and its bytes, None if they have not changed."""

    url: str
    content: bytes | None
    content_type: str
    validators: Validators


@dataclass
class Fetcher:
    """Fetches pages, with a pause between two requests to one host.

    Attributes:
        sleep, monotonic, now: The clock, replaced in tests.
        timeout: Of connecting and of each read, in seconds.
    """

    client: httpx.Client = field(default_factory=lambda: httpx.Client(follow_redirects=False))
    sleep: Callable[[float], object] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    timeout: float = 20.0
    _last_request: dict[str, float] = field(default_factory=dict[str, float], init=False)

    def fetch(self, url: str, known: Validators) -> Fetched:
        """Fetch a page, unless it has not changed since ``known``.

        Raises:
            NotFetched: It did not come, or not within the limits.
        """
        tried = 0
        while True:
            tried += 1
            try:
                return self._follow(url, known)
            except _Again as error:
                if tried == TRIES:
                    raise NotFetched(f"{error}; tried {TRIES} times") from error
                self.sleep(error.seconds or 2.0**tried)

    def _follow(self, url: str, known: Validators) -> Fetched:
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            result = self._request(at, known)
            if isinstance(result, Fetched):
                return result
            at = checked_redirect(result, url)
        raise NotFetched(f"more than {MAX_REDIRECTS} redirects, the last to {at}")

    def _request(self, url: str, known: Validators) -> Fetched | str:
        """Send one request; return the response, or the URL of a redirect."""
        self._keep_pace(url)
        headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip", **known.headers}
        try:
            with self.client.stream("GET", url, headers=headers, timeout=self.timeout) as response:
                if response.has_redirect_location:
                    return str(response.url.join(response.headers["location"]))
                return self._received(response, known)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _Again(
                f"the response did not arrive ({type(error).__name__}{f': {error}' if str(error) else ''})"
            ) from error
        finally:
            self._last_request[urlsplit(url).netloc] = self.monotonic()

    def _received(self, response: httpx.Response, known: Validators) -> Fetched:
        status, headers = response.status_code, response.headers
        if status in _AGAIN:
            raise _Again(f"HTTP {status}", self._retry_after(headers.get("retry-after")))
        if status == 304 and known.headers:
            return Fetched(str(response.url), None, "", known)
        if status != 200:
            raise NotFetched(f"HTTP {status}{_ADVICE.get(status, '')}")
        validators = Validators(headers.get("etag"), headers.get("last-modified"))
        content = _in_utf8(b"".join(self._chunks(response)), response.charset_encoding)
        return Fetched(str(response.url), content, headers.get("content-type", ""), validators)

    def _chunks(self, response: httpx.Response) -> Iterator[bytes]:
        size, until = 0, self.monotonic() + PATIENCE
        for chunk in _decoded(response):
            size += len(chunk)
            if size > MAX_BYTES:
                raise NotFetched(f"larger than {MAX_BYTES} bytes")
            if self.monotonic() > until:
                raise NotFetched(f"took longer than {PATIENCE:.0f} s")
            yield chunk

    def _keep_pace(self, url: str) -> None:
        host = urlsplit(url).netloc
        if host in self._last_request:
            self.sleep(max(0.0, self._last_request[host] + PAUSE - self.monotonic()))

    def _retry_after(self, value: str | None) -> float | None:
        """Return the seconds of a Retry-After header."""
        if value is None:
            return None
        try:
            seconds = float(value) if value.strip().isdecimal() else self._until(value)
        except (TypeError, ValueError):
            return None
        if seconds > PATIENCE:
            raise NotFetched(f"the host asks to retry after {seconds:.0f} s")
        return max(0.0, seconds)

    def _until(self, date: str) -> float:
        moment = parsedate_to_datetime(date)
        return (moment.replace(tzinfo=moment.tzinfo or UTC) - self.now()).total_seconds()


def _in_utf8(content: bytes, charset: str | None) -> bytes:
    """Return a text in UTF-8. Its declared charset counts only if it is not UTF-8: hosts declare one for all files."""
    for known in ("utf-8", charset or "utf-8"):
        try:
            return content.decode(known).encode()
        except (LookupError, UnicodeDecodeError):
            continue
    return content  # its reader says where it is none


def _decoded(response: httpx.Response) -> Iterator[bytes]:
    """Yield a body in small pieces, decoded if it is gzip, the one coding that was asked for."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip"}:
        raise NotFetched(f"the page is encoded as {coding[:40]!r}, which was not asked for")
    inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
    for received in response.iter_raw():
        chunk, piece = received, b""
        while coding == "gzip" and (chunk or len(piece) == _PIECE):
            try:
                piece = inflater.decompress(chunk, _PIECE)
            except zlib.error as error:
                raise NotFetched(f"the page is not gzip, though its host says so ({error})") from error
            chunk = inflater.unconsumed_tail
            yield piece
        yield chunk
    if coding == "gzip" and not inflater.eof:
        raise NotFetched("the page was cut off: its gzip coding does not end")


class _Again(Exception):
    """The request failed but may be retried, after `seconds` if the host says so."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


def checked_redirect(target: str, requested: str) -> str:
    """Return the target of a redirect.

    Raises:
        NotFetched: It leaves https, or leads from another host to this machine.
    """
    to, start = urlsplit(target), urlsplit(requested)
    is_local = start.hostname in _LOOPBACK
    if to.scheme != "https" and not (is_local and to.hostname in _LOOPBACK):
        raise NotFetched(f"a redirect leaves https: {target}")
    if to.hostname in _LOOPBACK and not is_local:
        raise NotFetched(f"a redirect leads to this machine: {target}")
    return target
