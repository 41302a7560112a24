"""Following a result's URL to the answer that counts. The key travels with the first request at most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from generation_jobs._core.io import Close, Head, Request, Steps
from generation_jobs._core.status_errors import REDIRECTS
from generation_jobs._http.throttle import opened
from generation_jobs._http.url_policy import UntrustedURL, check_media_url, without_secrets

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer whose body is still to be read, and the request that it answers."""

    request: Request
    head: Head


def follow(
    request: Request, headers: Mapping[str, str], deadline: float, seconds: float, *, allow_private: bool
) -> Steps[Opened]:
    """Open `request` with further `headers`, and where it redirects, what it redirects to, without credentials.

    Raises `UntrustedURL` for a URL that must not be fetched and after `MAX_REDIRECTS`, `TransportError` for no answer.
    """
    for _ in range(MAX_REDIRECTS + 1):
        if request.provider is None:
            check_media_url(request.url, allow_private=allow_private)
        sent = replace(request, headers={**request.headers, **headers})
        head = yield from opened(sent, deadline, seconds)
        if head.status_code not in REDIRECTS:
            return Opened(request, head)
        yield Close()
        request = Request(_target(request.url, head.headers.get("location")), {}, None)
    raise UntrustedURL(f"it redirects more than {MAX_REDIRECTS} times, last to {without_secrets(request.url)}")


def _target(url: str, location: str | None) -> str:
    try:
        return urljoin(url, location or "")
    except ValueError as error:
        raise UntrustedURL("it redirects to what is not a URL") from error
