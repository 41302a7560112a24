"""Connections that cannot be made: the error says what is wrong, what to set, and whether asking again can help."""

from __future__ import annotations

import json
import re
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NoReturn

import httpcore
import httpx
import pytest
from generation_jobs import Breeze, ConfigurationError, TransportError

from tests.facade import loopback
from tests.facade.bodies import SETTINGS, breeze

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.facade.loopback import Loopback
    from tests.facade.shells import World

    Serve = Callable[[Callable[..., None]], Loopback]

RUNNING = loopback.say(json.dumps(breeze("active", generation_job_id="1")).encode(), "Content-Type: application/json")


def failure(world: World, base_url: str, **options: Any) -> TransportError:
    with pytest.raises(TransportError) as caught:
        world.online(Breeze(api_key="brz_secret", base_url=base_url), **options).get("breeze:1")
    return caught.value


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Untrusted(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Says what httpx says of a certificate that is not trusted, after some sound answers."""

    def __init__(self, sound: int) -> None:
        self._sound = sound

    def handle_request(self, _: httpx.Request) -> httpx.Response:
        self._sound -= 1
        if self._sound >= 0:
            return httpx.Response(200, json=breeze("active", generation_job_id="1"))
        refused = ssl.SSLCertVerificationError(1, "certificate verify failed")
        refused.verify_message = "self-signed certificate"
        raise httpx.ConnectError("[SSL] certificate verify failed") from refused

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return self.handle_request(request)


def test_a_certificate_that_is_not_trusted(world: World) -> None:
    jobs = world.jobs(SETTINGS["breeze"], transport=Untrusted(0))
    with pytest.raises(TransportError, match=r"\(self-signed certificate\); set ca_bundle or SSL_CERT_FILE") as caught:
        jobs.get("breeze:1")
    assert caught.value.is_permanent
    assert caught.value.kind == "certificate_invalid"


def test_what_has_worked_may_work_again(world: World) -> None:
    """The network may have changed to one that wants a login first."""
    jobs = world.jobs(SETTINGS["breeze"], transport=Untrusted(1))
    jobs.get("breeze:1")
    with pytest.raises(TransportError, match="not trusted") as caught:
        jobs.get("breeze:1")
    assert not caught.value.is_permanent


@pytest.mark.parametrize(
    ("answered", "reason", "lasts"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", r"wrong version number\); check whether .* begin with http://", True),
        (b"\x15\x03\x03\0\x02\x02\x28", r"alert handshake failure\); the server refuses it", True),
        (b"\x15\x03\x03\0\x02\x02\x46", r"alert protocol version\); the server refuses it", True),
        (b"\x15\x03\x03\0\x02\x02\x50", r"alert internal error\); the server refuses it", False),
    ],
    ids=["http", "no cipher in common", "no version in common", "internal error"],
)
def test_a_handshake_that_fails(world: World, answered: bytes, reason: str, lasts: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, ThreadPoolExecutor(1) as threads:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(answered)
                connection.recv(65536)

        threads.submit(answer)
        error = failure(world, f"https://127.0.0.1:{server.getsockname()[1]}")
    assert re.search(f"the TLS handshake failed .*{reason}", str(error))
    assert (error.kind, error.is_permanent, error.maybe_received) == ("tls_handshake", lasts, False)


def test_a_server_that_hangs_up(world: World, serve: Serve) -> None:
    """A longer message may go on with a semicolon, as `genjobs pending` does, so it has no full stop."""
    error = failure(world, serve(lambda _, __: None).url)
    assert str(error).endswith("Server disconnected without sending a response")


def test_a_closed_port(world: World) -> None:
    error = failure(world, f"http://127.0.0.1:{unused_port()}")
    assert (
        "the connection was refused; no server runs there, such as a sandbox; start it, or check host and port"
        in str(error)
    )
    assert (error.kind, error.is_permanent, error.maybe_received) == ("connection_refused", False, False)


def test_silence_and_a_connection_that_ends_are_told_apart(world: World, serve: Serve) -> None:
    assert failure(world, serve(loopback.hang).url, timeout=0.2).kind == "timeout"
    assert failure(world, serve(loopback.reset).url).kind == "connection_lost"


@pytest.mark.parametrize(("code", "lasts"), [(socket.EAI_NONAME, True), (socket.EAI_AGAIN, False)])
def test_a_name_without_an_address(world: World, monkeypatch: pytest.MonkeyPatch, code: int, lasts: bool) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    error = failure(world, "https://api.example")
    assert "the name api.example cannot be looked up (not known); check the URL, and the network" in str(error)
    assert (error.kind, error.is_permanent, error.maybe_received) == ("name_not_resolved", lasts, False)


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "a..example"])
def test_a_name_that_is_none(world: World, host: str) -> None:
    assert not failure(world, f"https://{host}").maybe_received


@pytest.mark.parametrize("status", ["407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway"])
def test_a_proxy_that_refuses(world: World, serve: Serve, status: str) -> None:
    proxy = serve(loopback.say(b"", status=status))
    url = proxy.url.replace("//", "//user:s3cr3t@")
    error = failure(world, "https://api.example", proxy=url)
    assert f"through the proxy 127.0.0.1:{proxy.port}: the proxy refuses ({status}); check proxy= (http://" in str(
        error
    )
    assert (error.kind, error.is_permanent, error.maybe_received) == ("proxy", True, False)
    assert "s3cr3t" not in str(error)


def test_a_proxy_that_hangs(world: World, serve: Serve) -> None:
    proxy = serve(loopback.hang)
    error = failure(world, "https://api.example", proxy=proxy.url.replace("//", "//user:s3cr3t@"), timeout=0.2)
    assert f"from api.example through the proxy 127.0.0.1:{proxy.port} in time" in str(error)
    assert "s3cr3t" not in str(error)


def test_a_proxy_that_is_not_there(world: World) -> None:
    error = failure(world, "https://api.example", proxy=f"http://127.0.0.1:{unused_port()}")
    assert str(error).endswith("the connection was refused; check proxy=")


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_the_variable_with_the_proxy_is_named(world: World, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, f"http://127.0.0.1:{unused_port()}")
    error = failure(world, "https://api.example")
    assert str(error).endswith(f"the connection was refused; check {variable}, or set NO_PROXY")


@pytest.mark.parametrize("proxy", ["socks://127.0.0.1:9", "ftp://127.0.0.1:9", "http://user:s3cr3t@[::1"])
def test_a_proxy_of_another_kind(world: World, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with pytest.raises(ConfigurationError, match=r"the proxy in ALL_PROXY is unusable: give a URL like") as caught:
        world.online(SETTINGS["breeze"]).get("breeze:1")
    assert "s3cr3t" not in str(caught.value)


def test_a_proxy_may_lack_its_scheme(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{unused_port()}")
    assert "through the proxy 127.0.0.1:" in str(failure(world, "https://api.example"))


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The hosts to which connections are made; each is refused."""
    hosts: set[str] = set()

    def connect(_: object, host: str, *__: object, **___: object) -> NoReturn:
        hosts.add(host)
        raise httpcore.ConnectError("refused")

    async def connect_async(backend: object, host: str, *_: object, **__: object) -> NoReturn:
        connect(backend, host)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect_async)
    monkeypatch.setenv("HTTPS_PROXY", "http://198.51.100.1:3128")
    return hosts


@pytest.mark.parametrize("exception", ["192.0.2.7", "192.0.2.7:8443", "example.com, 192.0.2.0/24", "*"])
def test_no_proxy_names_addresses_ports_and_networks(
    world: World, connected: set[str], monkeypatch: pytest.MonkeyPatch, exception: str
) -> None:
    monkeypatch.setenv("NO_PROXY", exception)
    failure(world, "https://192.0.2.7:8443")
    assert connected == {"192.0.2.7"}


NAME = "https://api.example.com"


@pytest.mark.parametrize(
    ("exceptions", "base_url"),
    [
        ("localhost,*", NAME),
        (".example.com", NAME),
        ("*.example.com", NAME),
        (" API.Example.COM ", NAME),
        ("other.example api.example.com", NAME),
        ("api.example.com:443", NAME),
        ("https://api.example.com", NAME),
        ("api.example.com", f"{NAME}."),
        ("api.example.com.", NAME),
        ("192.0.2.0/24", "https://192.0.2.7:9"),
        ("[2001:db8::1]", "https://[2001:db8::1]:9"),
        ("[2001:db8::1]:9", "https://[2001:db8::1]:9"),
        ("2001:db8::/64", "https://[2001:db8::1]:9"),
    ],
)
def test_no_proxy_names_hosts_in_every_form_that_libraries_know(
    world: World, connected: set[str], monkeypatch: pytest.MonkeyPatch, exceptions: str, base_url: str
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _resolve)
    monkeypatch.setenv("NO_PROXY", exceptions)
    failure(world, base_url)
    assert connected
    assert "198.51.100.1" not in connected


def _resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
    """Return what a name server says of a name, and an address as it is."""
    if ":" in host:
        return [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", (host, port, 0, 0))]
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host if host[0].isdigit() else "203.0.113.5", port))]


@pytest.mark.parametrize(
    "exceptions", ["example.com:80", "ample.com", "api.example.com.org", "*.api.example.com.", ",."]
)
def test_no_proxy_names_no_other_host(
    world: World, connected: set[str], monkeypatch: pytest.MonkeyPatch, exceptions: str
) -> None:
    monkeypatch.setenv("NO_PROXY", exceptions)
    failure(world, "https://www.example.com")
    assert connected == {"198.51.100.1"}


@pytest.mark.parametrize("exception", ["192.0.2.7:1", "10.0.0.0/8", "example.com", "nonsense/99"])
def test_no_proxy_names_nobody_else(
    world: World, connected: set[str], monkeypatch: pytest.MonkeyPatch, exception: str
) -> None:
    monkeypatch.setenv("NO_PROXY", exception)
    failure(world, "https://192.0.2.7:8443")
    assert connected == {"198.51.100.1"}
