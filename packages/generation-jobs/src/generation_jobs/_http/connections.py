"""How requests reach the wire: one httpx transport per provider and one for media, built once, on one SSL context.

httpx's transports do the work, its clients are left out: redirects are never followed here, cookies never kept, no
credentials stay anywhere, and what a client does about all that costs a fifth of a request. Only this module and those
that send (`transport`, `aiotransport`, `streams`, `wire`) know httpx.
"""

from __future__ import annotations

import ssl
import threading
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._http.shards import AsyncShards, Shards
from generation_jobs._http.sync_backend import Backend, media_check

if TYPE_CHECKING:
    from collections.abc import Callable

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import Request
    from generation_jobs._http.async_backend import AsyncBackend

GATE = 8
"""Requests in flight per host, at most: each has a connection of its own, and providers count those."""

AIOHTTP = "aiohttp"
"""The word that `transport` takes instead of a transport."""

KEEP_ALIVE = 30.0
"""Seconds that an idle connection is kept."""

_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=1, keepalive_expiry=KEEP_ALIVE)
"""Of one shard: it has one request at a time, and keeps the connection of the last one."""

AnyTransport = TypeVar("AnyTransport", httpx.BaseTransport, httpx.AsyncBaseTransport)
Key: TypeAlias = tuple[str | None, str | None]
"""Provider (None: media) and proxy (None: direct)."""


class Connections(Generic[AnyTransport]):
    """The transports of one `Jobs`, each built when first needed, once. Safe to use from many threads."""

    def __init__(self, config: Config, build: Callable[[Key, Config], AnyTransport]) -> None:
        if isinstance(config.transport, str) and config.transport != AIOHTTP:
            raise ConfigurationError(f"transport={config.transport!r}: give an httpx transport, or {AIOHTTP!r}")
        self._config = config
        self._build: Callable[[Key, Config], AnyTransport] = build
        self._proxies = getproxies()  # once, as httpx does: a look through the whole environment, each time
        self._built: dict[Key, AnyTransport] = {}
        self._lock = threading.Lock()
        self._closed = False

    def for_request(self, request: Request) -> AnyTransport:
        """The transport to send a request by. Raises `ConfigurationError` once closed."""
        key = (request.provider, self._proxy_for(request.url))
        with self._lock:
            if self._closed:
                raise ConfigurationError("this object is closed: build another one, or stay inside its with block")
            if key not in self._built:
                self._built[key] = self._build(key, self._config)
            return self._built[key]

    def close(self) -> list[AnyTransport]:
        """Give none out from now on; those there are, given here, must be closed."""
        with self._lock:
            self._closed = True
            built = list(self._built.values())
            self._built.clear()
        return built

    def _proxy_for(self, url: str) -> str | None:
        if plugged(self._config) is not None or self._config.proxy is not None:
            return self._config.proxy
        parts = urlsplit(url)
        proxy = self._proxies.get(parts.scheme) or self._proxies.get("all")
        return None if proxy is None or proxy_bypass(parts.hostname or "") else proxy


def blocking(key: Key, config: Config) -> httpx.BaseTransport:
    """A transport for blocking code."""
    if config.transport is not None:
        return cast("httpx.BaseTransport", config.transport)
    return Shards(partial(_on_network, httpx.HTTPTransport, Backend, key, config))


def check_blocking(config: Config) -> None:
    """Raise `ConfigurationError` for a transport that only asyncio has."""
    if config.transport == AIOHTTP:
        raise ConfigurationError("transport='aiohttp' cannot block: use AsyncJobs")


def awaited(key: Key, config: Config) -> httpx.AsyncBaseTransport:
    """A transport for asyncio."""
    from generation_jobs._http.async_backend import AsyncBackend  # late: blocking code needs no anyio

    if (own := plugged(config)) is not None:
        return cast("httpx.AsyncBaseTransport", own)
    shards = AsyncShards(partial(_on_network, httpx.AsyncHTTPTransport, AsyncBackend, key, config))
    if config.transport != AIOHTTP or key[0] is None or key[1] is not None:
        return shards
    from generation_jobs._http.byaiohttp import LooksByAiohttp

    return LooksByAiohttp(_ssl_context(config), KEEP_ALIVE, shards)


def plugged(config: Config) -> object | None:
    """The user's own transport, None where requests go by ours."""
    return None if config.transport == AIOHTTP else config.transport


Own = TypeVar("Own", httpx.HTTPTransport, httpx.AsyncHTTPTransport)


def _on_network(kind: type[Own], backend: type[Backend | AsyncBackend], key: Key, config: Config) -> Own:
    provider, proxy = key
    context = _ssl_context(config)
    try:
        transport = kind(verify=context, limits=_LIMITS, proxy=proxy, trust_env=False)
    except (ValueError, httpx.InvalidURL, ImportError) as error:  # the text may hold the proxy's password
        raise ConfigurationError(
            f"the proxy cannot be used ({type(error).__name__}): give a URL like http://proxy.example:3128"
        ) from None
    # Behind a proxy it is the proxy that looks names up, so that only the text of a URL could be checked.
    guarded = provider is None and proxy is None
    # httpx has no public way to hand over a network backend; the tests tell if this one ends.
    pool: Any = transport._pool  # pyright: ignore[reportPrivateUsage]
    pool._network_backend = backend(media_check(allow_private=config.allow_private_media) if guarded else None)
    return transport


def _ssl_context(config: Config) -> ssl.SSLContext:
    return _trusting(None if config.ca_bundle is None else str(config.ca_bundle))


@cache
def _trusting(ca_bundle: str | None) -> ssl.SSLContext:
    # 25 ms each, nearly all that a transport costs.
    try:
        return ssl.create_default_context(cafile=ca_bundle) if ca_bundle else httpx.create_ssl_context()
    except OSError as error:
        what = f"ca_bundle {ca_bundle!r}" if ca_bundle else "what SSL_CERT_FILE or SSL_CERT_DIR names"
        raise ConfigurationError(f"{what} cannot be read as PEM certificates: {error}") from error
