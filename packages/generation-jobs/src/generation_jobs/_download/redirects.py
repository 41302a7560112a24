"""Following the redirects of a result's URL. Only the first request can carry credentials."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from generation_jobs._core.io import Exchange, Request, Send
from generation_jobs._core.outcome import REDIRECTS
from generation_jobs._http.url_policy import UntrustedURL, check_media_url, without_secrets

MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Opened:
    """A response whose body is still unread, and its request."""

    request: Request
    exchange: Exchange


async def follow(
    send: Send,
    request: Request,
    headers: Mapping[str, str],
    deadline: float,
    seconds: float,
    *,
    allow_private: bool,
) -> Opened:
    """Send a request with further headers, and follow redirects without credentials. Raises `UntrustedURL`."""
    for _ in range(MAX_REDIRECTS + 1):
        if request.provider is None:
            check_media_url(request.url, allow_private=allow_private)
        exchange = await send(request._replace(headers={**request.headers, **headers}), deadline, seconds)
        if exchange.head.status_code not in REDIRECTS:
            return Opened(request, exchange)
        await exchange.close()
        request = Request(_target(request.url, exchange.head.headers.get("location")), {}, None)
    raise UntrustedURL(f"it redirects more than {MAX_REDIRECTS} times, last to {without_secrets(request.url)}")


def _target(url: str, location: str | None) -> str:
    try:
        return urljoin(url, location or "")
    except ValueError as error:
        raise UntrustedURL("it redirects to an invalid URL") from error
