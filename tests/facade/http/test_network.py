"""On real sockets: bad servers, names that lie, proxies, what is shared and what is closed."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING, Any

import httpcore
import pytest
from generation_jobs import (
    Breeze,
    ConfigurationError,
    DownloadError,
    Job,
    Jobs,
    JobStatus,
    Media,
    Oxen,
    Policy,
    TransportError,
    WaitTimeout,
    __version__,
)

from tests.facade import loopback
from tests.facade.bodies import BREEZE_URL, DONE, OXEN_URL, SETTINGS, breeze, oxen
from tests.facade.script import reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.facade.loopback import Loopback
    from tests.facade.shells import World

    Serve = Callable[[Callable[[socket.socket, threading.Event], None]], Loopback]

SHORT = 0.4
SILENT = {
    "hung": loopback.hang,
    "dripping head": loopback.drip_head,
    "dripping body": loopback.drip_body,
    "hung body": loopback.hang_in_body,
    "endless head": loopback.chatter_head,
    "endless body": loopback.chatter_body,
}


def at(server: Loopback) -> Breeze:
    return Breeze(api_key="brz_secret", base_url=server.url)


class Watch:
    """How long a block took."""

    def __enter__(self) -> Watch:
        self._start = time.monotonic()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.monotonic() - self._start


# Bad servers.


@pytest.mark.parametrize("talk", SILENT.values(), ids=SILENT)
def test_one_request_ends_in_time(world: World, serve: Serve, talk: Callable[..., None]) -> None:
    jobs = world.online(at(serve(talk)), timeout=SHORT)
    with (
        Watch() as watch,
        pytest.raises(TransportError, match=r"breeze:1: no complete response from 127.0.0.1:\d+ in"),
    ):
        jobs.get("breeze:1")
    assert SHORT - 0.1 <= watch.seconds <= SHORT + 1


@pytest.mark.parametrize("talk", SILENT.values(), ids=SILENT)
def test_a_wait_ends_in_time(world: World, serve: Serve, talk: Callable[..., None]) -> None:
    jobs = world.online(at(serve(talk)))
    with Watch() as watch, pytest.raises(WaitTimeout):
        jobs.wait("breeze:1", timeout=SHORT)
    assert watch.seconds <= SHORT + 1


@pytest.mark.parametrize("talk", SILENT.values(), ids=SILENT)
def test_a_download_ends_in_time(world: World, serve: Serve, talk: Callable[..., None], tmp_path: Path) -> None:
    jobs = world.online(SETTINGS["breeze"], allow_private_media=True)
    job = Job("breeze:1", JobStatus.SUCCEEDED, media=(Media("audio", serve(talk).url + "/a.mp3"),))
    with Watch() as watch, pytest.raises(DownloadError):
        jobs.download(job, tmp_path, timeout=SHORT)
    assert watch.seconds <= SHORT + 1


def test_a_name_that_is_slow_to_look_up_ends_in_time(
    world: World, monkeypatch: pytest.MonkeyPatch, over: threading.Event
) -> None:
    def stuck(*_: object, **__: object) -> None:
        over.wait(20)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    once = Policy(timeout=SHORT, submit_deadline=SHORT)
    jobs = world.online(Oxen(api_key="k", base_url="https://slow.example"), policies={"oxen": once})
    with Watch() as watch, pytest.raises(TransportError, match="in time") as caught:
        jobs.submit("oxen", model="flux-2-dev", prompt="waves")
    assert watch.seconds <= SHORT + 1
    assert not caught.value.maybe_received


@pytest.fixture
def over() -> Iterator[threading.Event]:
    """Set when the test is over."""
    event = threading.Event()
    yield event
    event.set()


def test_dead_addresses_share_the_time(world: World, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[str, float]] = []

    def note(host: str, timeout: float) -> None:
        tried.append((host, timeout))
        if host != "127.0.0.1":
            raise httpcore.ConnectTimeout

    blocking, awaiting = httpcore.SyncBackend.connect_tcp, httpcore.AnyIOBackend.connect_tcp

    def connect(self: Any, host: str, port: int, timeout: float, *rest: Any) -> Any:
        note(host, timeout)
        return blocking(self, host, port, timeout, *rest)

    async def connect_async(self: Any, host: str, port: int, timeout: float, *rest: Any) -> Any:
        note(host, timeout)
        return await awaiting(self, host, port, timeout, *rest)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect_async)
    server = serve(loopback.say(PROXIED, "Content-Type: application/json"))
    resolve(monkeypatch, ["127.0.0.4", "127.0.0.3", "127.0.0.2", "127.0.0.1"])
    world.online(Breeze(api_key="k", base_url=f"http://localhost:{server.port}")).get("breeze:1")
    assert [host for host, _ in tried] == ["127.0.0.4", "127.0.0.3", "127.0.0.2", "127.0.0.1"]
    assert [timeout for _, timeout in tried] == pytest.approx([10 / 4, 10 / 3, 10 / 2, 10], abs=0.5)


def test_a_reset_is_a_transport_error(world: World, serve: Serve) -> None:
    with pytest.raises(TransportError, match="breeze:1: no response from 127"):
        world.online(at(serve(loopback.reset))).get("breeze:1")


def test_nobody_there_is_a_transport_error(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(TransportError, match=f"no response from 127.0.0.1:{port}"):
        world.online(Breeze(api_key="k", base_url=f"http://127.0.0.1:{port}")).get("breeze:1")


def test_a_name_that_does_not_exist_is_a_transport_error(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(TransportError, match="Name or service not known"):
        world.online(SETTINGS["breeze"]).get("breeze:1")


def test_a_wrong_length_is_a_transport_error(world: World, serve: Serve) -> None:
    def short(connection: socket.socket, _: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{}")

    with pytest.raises(TransportError, match="without sending complete message body"):
        world.online(at(serve(short))).get("breeze:1")


def test_rubbish_is_a_transport_error(world: World, serve: Serve) -> None:
    def rubbish(connection: socket.socket, _: threading.Event) -> None:
        connection.sendall(b"SSH-2.0-OpenSSH_9.9\r\n\r\n")

    with pytest.raises(TransportError, match="breeze:1: no response"):
        world.online(at(serve(rubbish))).get("breeze:1")


# Names that lie.


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where connections were made to; none leaves the machine."""
    seen: list[str] = []

    def note(host: str) -> None:
        seen.append(host)
        if not host.startswith("127."):
            raise httpcore.ConnectError("unreachable")

    blocking, awaiting = httpcore.SyncBackend.connect_tcp, httpcore.AnyIOBackend.connect_tcp

    def connect(self: Any, host: str, *rest: Any, **named: Any) -> Any:
        note(host)
        return blocking(self, host, *rest, **named)

    async def connect_async(self: Any, host: str, *rest: Any, **named: Any) -> Any:
        note(host)
        return await awaiting(self, host, *rest, **named)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect_async)
    return seen


def resolve(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """Every name has these addresses, one list a look-up; the last stays."""
    ahead = list(answers)

    def getaddrinfo(_host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        found = ahead.pop(0) if len(ahead) > 1 else ahead[0]
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in one], socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def of_media_host(port: int) -> Job:
    return Job("breeze:1", JobStatus.SUCCEEDED, media=(Media("audio", f"https://rebind.example:{port}/a"),))


def test_a_name_that_turns_to_loopback_never_reaches_it(
    world: World, serve: Serve, connects: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    victim = serve(loopback.say(b"secret"))
    jobs = world.online(SETTINGS["breeze"], clock=world.clock)
    resolve(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    with pytest.raises(DownloadError, match=r"127\.0\.0\.1 is not a public address"):
        jobs.download(of_media_host(victim.port), tmp_path)
    assert connects == ["93.184.216.34"]
    assert victim.heads == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["93.184.216.34", "127.0.0.1"],
        ["10.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["fe80::1%eth0"],
        ["64:ff9b::7f00:1"],
    ],
)
def test_a_name_of_a_private_address_is_not_connected_to(
    world: World, connects: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, addresses: list[str]
) -> None:
    jobs = world.online(SETTINGS["breeze"], clock=world.clock)
    resolve(monkeypatch, addresses)
    with pytest.raises(DownloadError, match="is not a public address"):
        jobs.download(of_media_host(443), tmp_path)
    assert connects == []


def test_the_next_address_is_tried(
    world: World, serve: Serve, connects: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = serve(loopback.say(b"ID3", "Content-Type: audio/mpeg"))
    jobs = world.online(SETTINGS["breeze"], allow_private_media=True)
    resolve(monkeypatch, ["93.184.216.34", "127.0.0.1"])
    job = Job("breeze:1", JobStatus.SUCCEEDED, media=(Media("audio", f"http://media.example:{server.port}/a"),))
    (path,) = jobs.download(job, tmp_path)
    assert (path.read_bytes(), connects) == (b"ID3", ["93.184.216.34", "127.0.0.1"])


# Proxies and certificates.


PROXIED = json.dumps(breeze("active", generation_job_id="1")).encode()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost.", "127.0.0.1."])
def test_a_given_proxy_is_used(world: World, serve: Serve, host: str) -> None:
    proxy = serve(loopback.say(PROXIED, "Content-Type: application/json"))
    jobs = world.online(Breeze(api_key="k", base_url=f"http://{host}:9"), proxy=proxy.url)
    assert jobs.get("breeze:1").status is JobStatus.RUNNING
    assert proxy.heads[0].startswith(f"GET http://{host}:9/v1/generation-jobs/1 HTTP/1.1\r\n")
    assert "xi-api-key" not in proxy.heads[0].lower()  # the proxy's loopback is another machine


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_the_environments_proxy_is_used(
    world: World, serve: Serve, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.delenv("REQUEST_METHOD", raising=False)
    proxy = serve(loopback.say(b"", status="407 Proxy Authentication Required"))
    monkeypatch.setenv(variable, proxy.url)
    with pytest.raises(TransportError, match="407"):
        world.online(SETTINGS["breeze"]).get("breeze:1")
    assert proxy.heads[0].startswith("CONNECT api.breeze.blue:443 HTTP/1.1\r\n")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_is_reached_without_the_environments_proxy(
    world: World, serve: Serve, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """A sandbox is there, also behind a company's proxy, whose loopback is another machine."""
    proxy, server = serve(loopback.hang), serve(loopback.say(PROXIED, "Content-Type: application/json"))
    monkeypatch.setenv("ALL_PROXY", proxy.url)
    world.online(Breeze(api_key="k", base_url=f"http://{host}:{server.port}")).get("breeze:1")
    assert (len(server.heads), proxy.heads) == (1, [])


def test_https_goes_through_a_tunnel(world: World, serve: Serve) -> None:
    proxy = serve(loopback.say(b"", status="407 Proxy Authentication Required"))
    with pytest.raises(TransportError, match="407"):
        world.online(SETTINGS["breeze"], proxy=proxy.url).get("breeze:1")
    assert proxy.heads[0].startswith("CONNECT api.breeze.blue:443 HTTP/1.1\r\n")
    assert "brz_secret" not in proxy.heads[0]


@pytest.mark.parametrize("proxy", ["nonsense://user:s3cr3t@x", "user:s3cr3t", "http://[::1"])
def test_a_proxy_that_is_none_is_a_configuration_error(world: World, proxy: str) -> None:
    with pytest.raises(ConfigurationError, match="proxy") as caught:
        world.online(SETTINGS["breeze"], proxy=proxy).get("breeze:1")
    assert "s3cr3t" not in str(caught.value)
    assert "s3cr3t" not in str(caught.value.__cause__)


def test_a_bad_ca_bundle_is_a_configuration_error(world: World, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("not a certificate")
    for bundle in (tmp_path / "ca.pem", tmp_path / "absent.pem"):
        with pytest.raises(ConfigurationError, match=f"ca_bundle .*{bundle.name}"):
            world.online(SETTINGS["breeze"], ca_bundle=bundle).get("breeze:1")


# What is shared, what is sent, what is closed.


def test_all_clients_share_one_ssl_context(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[ssl.SSLContext] = []
    build = ssl.create_default_context

    def counted(*arguments: Any, **named: Any) -> ssl.SSLContext:
        made.append(build(*arguments, **named))
        return made[-1]

    monkeypatch.setattr(ssl, "create_default_context", counted)
    jobs = world.online(*(type(one)(**{**vars(one), "base_url": "https://127.0.0.1:9"}) for one in SETTINGS.values()))
    for provider in ("breeze", "bland", "oxen", "finetuning"):
        with pytest.raises(TransportError):
            jobs.get(f"{provider}:1")
    assert len(made) <= 1  # none where an earlier test made it


def test_a_closed_object_says_so(world: World) -> None:
    world.script.on(OXEN_URL.format(id="1"), DONE)
    jobs = world.jobs(SETTINGS["oxen"])
    jobs.get("oxen:1")
    jobs.close()
    jobs.close()
    with pytest.raises(ConfigurationError, match="the client is closed"):
        jobs.get("oxen:1")


def test_cookies_are_not_kept(world: World) -> None:
    url = BREEZE_URL.format(id="1")
    world.script.on(url, reply(breeze("active"), Set_Cookie="session=1; Path=/"))
    jobs = world.jobs(SETTINGS["breeze"])
    jobs.get("breeze:1")
    jobs.get("breeze:1")
    assert "cookie" not in world.script.requests[1].headers


def test_the_user_agent_tells_our_version_after_yours(world: World) -> None:
    world.script.on(BREEZE_URL.format(id="1"), reply(breeze("active")))
    world.jobs(SETTINGS["breeze"]).get("breeze:1")
    world.jobs(SETTINGS["breeze"], user_agent="shop/2").get("breeze:1")
    ours, yours = (request.headers["user-agent"] for request in world.script.requests)
    assert ours.startswith(f"generation-jobs/{__version__} ")
    assert yours == f"shop/2 {ours}"


@pytest.mark.parametrize("agent", ["a\r\nX-Evil: 1", "ä", "\x00"])
def test_a_user_agent_that_no_header_holds_is_refused(world: World, agent: str) -> None:
    with pytest.raises(ConfigurationError, match="user_agent"):
        world.jobs(SETTINGS["breeze"], user_agent=agent)


def test_threads_may_share_one_object(serve: Serve) -> None:
    server = serve(
        loopback.say(json.dumps(oxen("processing", generation_id="1")).encode(), "Content-Type: application/json")
    )
    seen: list[JobStatus] = []
    with Jobs([Oxen(api_key="k", base_url=server.url)]) as jobs:
        threads = [threading.Thread(target=lambda: seen.append(jobs.get("oxen:1").status)) for _ in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert seen == [JobStatus.RUNNING] * 24
