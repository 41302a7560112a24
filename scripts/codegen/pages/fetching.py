"""Fetching a page from its provider: politely, within bounds, and only what has changed since."""

from __future__ import annotations

import time
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
"""The longest Retry-After that is waited for, and the longest that one page may take to arrive, in seconds."""
MAX_BYTES = 10_000_000
"""A whole OpenAPI document of a few hundred operations has 2 MB."""
MAX_REDIRECTS = 5

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_AGAIN = {429, 502, 503, 504}
_ACCEPT = "text/markdown, text/x-markdown, application/yaml, application/json, text/plain;q=0.9, */*;q=0.1"


class NotFetched(Exception):
    """A page did not come; the message says why."""


@dataclass(frozen=True)
class Validators:
    """What an earlier answer said of its bytes, to ask whether they have changed."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The conditions of a request."""
        conditions = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in conditions.items() if value}


@dataclass(frozen=True)
class Fetched:
    """What came: the bytes, None where they are those that one has; and the last URL, where redirects led."""

    url: str
    content: bytes | None
    content_type: str
    validators: Validators


@dataclass
class Fetcher:
    """Fetches page after page. The clock's three functions are handed in for tests; `timeout` is for one wait, in s."""

    client: httpx.Client = field(default_factory=lambda: httpx.Client(follow_redirects=False))
    sleep: Callable[[float], object] = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    timeout: float = 20.0
    _asked: dict[str, float] = field(default_factory=dict[str, float], init=False)

    def fetch(self, url: str, known: Validators) -> Fetched:
        """Fetch one page, unless it still is the one of ``known``. Raises `NotFetched`."""
        for left in reversed(range(TRIES)):
            try:
                return self._follow(url, known)
            except _Again as error:
                if not left:
                    raise NotFetched(f"{error}, {TRIES} times") from error
                self.sleep(error.seconds or 2.0 ** (TRIES - left))
        raise AssertionError("unreachable")

    def _follow(self, url: str, known: Validators) -> Fetched:
        at = url
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._ask(at, known)
            if isinstance(answer, Fetched):
                return answer
            at = checked_redirect(answer, url)
        raise NotFetched(f"more than {MAX_REDIRECTS} redirects, the last to {at}")

    def _ask(self, url: str, known: Validators) -> Fetched | str:
        """Send one request: what came, or where one is sent to. Raises `_Again` for what may be asked for later."""
        self._keep_pace(url)
        headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, **known.headers}
        try:
            with self.client.stream("GET", url, headers=headers, timeout=self.timeout) as response:
                if response.has_redirect_location:
                    return str(response.url.join(response.headers["location"]))
                return self._received(response, known)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise _Again(f"no whole answer ({type(error).__name__}{f': {error}' if str(error) else ''})") from error
        finally:
            self._asked[urlsplit(url).netloc] = self.monotonic()

    def _received(self, response: httpx.Response, known: Validators) -> Fetched:
        status, headers = response.status_code, response.headers
        if status in _AGAIN:
            raise _Again(f"HTTP {status}", self._hint(headers.get("retry-after")))
        if status == 304 and known.headers:
            return Fetched(str(response.url), None, "", known)
        if status != 200:
            raise NotFetched(f"HTTP {status}")
        validators = Validators(headers.get("etag"), headers.get("last-modified"))
        content = b"".join(self._chunks(response))
        return Fetched(str(response.url), content, headers.get("content-type", ""), validators)

    def _chunks(self, response: httpx.Response) -> Iterator[bytes]:
        size, until = 0, self.monotonic() + PATIENCE
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > MAX_BYTES:
                raise NotFetched(f"larger than {MAX_BYTES} bytes")
            if self.monotonic() > until:
                raise NotFetched(f"not here after {PATIENCE:.0f} s")
            yield chunk

    def _keep_pace(self, url: str) -> None:
        host = urlsplit(url).netloc
        if host in self._asked:
            self.sleep(max(0.0, self._asked[host] + PAUSE - self.monotonic()))

    def _hint(self, told: str | None) -> float | None:
        """The seconds that an answer asks to wait. Raises `NotFetched` for more than anybody waits at a terminal."""
        if told is None:
            return None
        try:
            seconds = float(told) if told.strip().isdecimal() else self._until(told)
        except (TypeError, ValueError):
            return None
        if seconds > PATIENCE:
            raise NotFetched(f"its host asks to come again in {seconds:.0f} s")
        return max(0.0, seconds)

    def _until(self, date: str) -> float:
        moment = parsedate_to_datetime(date)
        return (moment.replace(tzinfo=moment.tzinfo or UTC) - self.now()).total_seconds()


class _Again(Exception):
    """Nothing came this time; in `seconds` it may."""

    def __init__(self, message: str, seconds: float | None = None) -> None:
        super().__init__(message)
        self.seconds = seconds


def checked_redirect(target: str, asked: str) -> str:
    """Where a redirect leads. Raises `NotFetched` where it leaves https, or leads from the web onto this machine."""
    to, start = urlsplit(target), urlsplit(asked)
    is_local = start.hostname in _LOOPBACK
    if to.scheme != "https" and not (is_local and to.hostname in _LOOPBACK):
        raise NotFetched(f"a redirect leaves https: {target}")
    if to.hostname in _LOOPBACK and not is_local:
        raise NotFetched(f"a redirect leads onto this machine: {target}")
    return target
