"""The httpx transport and the concurrency limit that each request goes through.

There is one transport per provider and one for media hosts, built once, on one SSL context. `httpx.Client` is left out:
nothing here follows redirects, keeps cookies or stores credentials, and merging all that costs a fifth of a request.
"""

import os
import ssl
import threading
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from generation_jobs._core.config import Config, Policy
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.io import CLOSED, Request
from generation_jobs._http.url_policy import is_named, names_loopback, origin

if TYPE_CHECKING:
    from generation_jobs._http.network_backend import AsyncBackend, SyncBackend

AIOHTTP = "aiohttp"
"""The only text that the option `transport` may be."""

SYNC, ASYNC = "handle_request", "handle_async_request"
"""The methods of transports for `Jobs` and for `AsyncJobs`."""

_LIMITS = httpx.Limits(max_connections=None, keepalive_expiry=30.0)

S = TypeVar("S")
Own = TypeVar("Own", httpx.HTTPTransport, httpx.AsyncHTTPTransport)


class Gates(dict[tuple[str | None, str], S]):
    """A semaphore for each provider (None: media) and host, which limits the requests at once.

    Each of those has a connection of its own, and providers count connections.
    """

    def __init__(self, semaphore: Callable[[int], S], config: Config) -> None:
        self._semaphore = semaphore
        self._config = config

    def __missing__(self, key: tuple[str | None, str]) -> S:
        return self.setdefault(key, self._semaphore(_max_concurrency(key[0], self._config)))


class Route(NamedTuple):
    """What a transport is for: a provider (None: media), by a proxy (None: directly), over http or https."""

    provider: str | None
    proxy: str | None
    scheme: str


class Connections:
    """The transports of one client, each built when first needed. Safe to use from many threads.

    Args:
        config: The options of the client.
        build: Builds the transport of a route.
        method: What a transport of the user's own must have.

    Attributes:
        answered: The routes by which a response has come.
    """

    def __init__(self, config: Config, build: Callable[[Route, Config], Any], method: str) -> None:
        if config.transport is not None and config.transport != AIOHTTP:
            _check_transport(config.transport, method)
        self._config = config
        self._build = build
        self._proxies = getproxies()  # read once, as httpx does: it walks through the whole environment
        self._exceptions = self._proxies.get("no", "").replace(",", " ").split()
        self._built: dict[Route, Any] = {}
        self.answered: set[Route] = set()
        self._lock = threading.Lock()
        self._closed = False

    def route(self, request: Request) -> Route:
        """Return which transport a request takes."""
        return Route(request.provider, self._proxy_for(request), urlsplit(request.url).scheme)

    def transport(self, route: Route) -> Any:
        """Return a transport. Raises `ConfigurationError` once closed."""
        with self._lock:
            if self._closed:
                raise ConfigurationError(CLOSED)
            if route not in self._built:
                self._built[route] = self._build(route, self._config)
            return self._built[route]

    def close(self) -> list[Any]:
        """Refuse all further requests. Returns the transports, to be closed."""
        with self._lock:
            self._closed = True
            built = list(self._built.values())
            self._built.clear()
        return built

    def _proxy_for(self, request: Request) -> str | None:
        if plugged(self._config) is not None or self._config.proxy is not None:
            return self._config.proxy
        scheme, host, port = origin(request.url)
        proxy = self._proxies.get(scheme) or self._proxies.get("all")
        if proxy is None or names_loopback(host) or proxy_bypass(host):
            return None
        if any(is_named(entry, host, port) for entry in self._exceptions):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"


def _check_transport(transport: object, method: str) -> None:
    """Raise `ConfigurationError` unless the user's own transport has the method that is called."""
    if can_send(transport, method):
        return
    what = repr(transport) if isinstance(transport, str) else f"of type {type(transport).__name__}"
    own = "httpx.AsyncBaseTransport" if method == ASYNC else "httpx.BaseTransport"
    word = f", or {AIOHTTP!r}" if method == ASYNC else ""
    raise ConfigurationError(
        f"transport is {what}: give an {own}, or httpx2's, which has {method}{word}; an httpx.Client is not a transport"
    )


def can_send(transport: object, method: str) -> bool:
    """Return whether a transport has the method that is called, SYNC or ASYNC."""
    return callable(getattr(transport, method, None))


def proxy_setting(route: Route, config: Config) -> str:
    """Return what sets the proxy of a route: the option, a variable of the environment, or the system."""
    if config.proxy is not None:
        return "proxy="
    for wanted in (f"{route.scheme}_proxy", "all_proxy"):
        if found := [name for name, value in os.environ.items() if name.lower() == wanted and value]:
            return max(found)  # lower case counts for more
    return "the system's proxy"


def plugged(config: Config) -> object | None:
    """Return the user's own transport, None if there is none."""
    return None if config.transport == AIOHTTP else config.transport


def sync_transport(route: Route, config: Config) -> object:
    """Build a transport for `Jobs`."""
    if config.transport is not None:
        return config.transport
    from generation_jobs._http.network_backend import SyncBackend  # late: httpcore takes 40 ms

    return _on_network(httpx.HTTPTransport, SyncBackend, route, config)


def async_transport(route: Route, config: Config) -> object:
    """Build a transport for `AsyncJobs`."""
    if (own := plugged(config)) is not None:
        return own
    if config.transport == AIOHTTP and route.provider is not None and route.proxy is None:
        from generation_jobs._http.aiohttp_transport import AiohttpTransport  # late: it needs an extra

        return AiohttpTransport(_ssl_context(route, config))
    from generation_jobs._http.network_backend import AsyncBackend

    return _on_network(httpx.AsyncHTTPTransport, AsyncBackend, route, config)


def _on_network(
    transport_type: type[Own], backend_type: "type[SyncBackend | AsyncBackend]", route: Route, config: Config
) -> Own:
    from generation_jobs._http.connection_pool import ConnectionPool
    from generation_jobs._http.network_backend import check_addresses

    context = _ssl_context(route, config)
    try:
        _check_proxy(route.proxy)
        transport = transport_type(verify=context, limits=_LIMITS, proxy=route.proxy, trust_env=False)
    except (ValueError, httpx.InvalidURL, ImportError) as error:  # the text may hold the proxy's password
        advice = "give a URL like http://proxy.example:3128 or socks5://proxy.example:1080"
        if isinstance(error, ImportError):
            advice = "for socks5, run: pip install 'httpx[socks]' (socksio)"
        raise ConfigurationError(f"the proxy in {proxy_setting(route, config)} is unusable: {advice}") from None
    # Behind a proxy it is the proxy that looks names up, so that only the text of a URL could be checked.
    is_checked = route.provider is None and route.proxy is None
    check = partial(check_addresses, allow_private=config.allow_private_media) if is_checked else None
    # httpx has no public way to hand over a network backend or a pool; the tests notice if this one ends.
    private: Any = transport
    private._pool._network_backend = backend_type(check)
    private._pool = ConnectionPool(private._pool.create_connection, _max_concurrency(route.provider, config))
    return transport


def _check_proxy(url: str | None) -> None:
    """Raise `ValueError` for the URL of a proxy without a host, or with a port that there is not."""
    host = "" if url is None else urlsplit(url).netloc.rpartition("@")[2]
    if url is not None and (not urlsplit(url).hostname or " " in host or urlsplit(url).port == 0):
        raise ValueError("no host or port")


def _max_concurrency(provider: str | None, config: Config) -> int:
    policy = None if provider is None else config.policies.get(provider)
    return (policy or Policy()).max_concurrency


_tls = threading.RLock()
"""Held while OpenSSL sets up a context and during a fork: a child gets OpenSSL's own locks as they are just then."""

if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(before=_tls.acquire, after_in_parent=_tls.release, after_in_child=_tls.release)


def _ssl_context(route: Route, config: Config) -> ssl.SSLContext:
    with _tls:
        if route.scheme == "http" and route.proxy is None:
            return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # not used, and would trust no server
        return _trusting(None if config.ca_bundle is None else str(config.ca_bundle))


@cache
def _trusting(ca_bundle: str | None) -> ssl.SSLContext:
    # 25 ms each, nearly all that a transport costs.
    try:
        return ssl.create_default_context(cafile=ca_bundle) if ca_bundle else httpx.create_ssl_context()
    except OSError as error:
        what = f"ca_bundle {ca_bundle!r}" if ca_bundle else "what SSL_CERT_FILE or SSL_CERT_DIR names"
        raise ConfigurationError(f"{what} cannot be read as PEM certificates: {error}") from error
