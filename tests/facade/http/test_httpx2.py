"""A transport of httpx2, while our own requests are sent by httpx."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import httpx2
import pytest
from generation_jobs import AsyncJobs, Breeze, ConfigurationError, Jobs, JobStatus, TransportError
from generation_jobs.testing import VirtualClock
from generation_jobs_sandbox import World as Imitation
from generation_jobs_sandbox import create_app

from tests.facade import loopback
from tests.facade.bodies import IMAGE, SETTINGS, oxen
from tests.facade.http.test_transport_errors import unused_port
from tests.importing import imported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from socket import socket
    from threading import Event

    from tests.facade.loopback import Loopback
    from tests.facade.shells import World

    Serve = Callable[[Callable[[socket, Event], None]], Loopback]

PNG = b"\x89PNG\r\n\x1a\n"


def own_transport(world: World) -> httpx2.BaseTransport | httpx2.AsyncBaseTransport:
    return httpx2.HTTPTransport() if world.shell == "blocking" else httpx2.AsyncHTTPTransport()


def test_it_is_given_requests_of_its_library(world: World, tmp_path: Path) -> None:
    requests: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        if request.url.host == "media.example":
            return httpx2.Response(200, content=PNG, headers={"content-type": "image/png"})
        return httpx2.Response(200, json=oxen("succeeded", generation_id="gen-1", result_url=IMAGE))

    jobs = world.jobs(SETTINGS["oxen"], transport=httpx2.MockTransport(answer))
    (path,) = jobs.download(jobs.wait("oxen:gen-1"), tmp_path)
    assert path.read_bytes() == PNG
    assert all(type(request) is httpx2.Request for request in requests)
    assert requests[0].headers["user-agent"].endswith(f"python-httpx2/{httpx2.__version__}")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (httpx2.ReadTimeout("slow"), "no complete response from hub.oxen.ai in time"),
        (httpx2.RemoteProtocolError("cut"), "no response from hub.oxen.ai: cut"),
        (httpx2.ProxyError("407"), "the proxy refuses"),
        (httpx2.InvalidURL("bad"), "no response from hub.oxen.ai: bad"),
        (httpx2.StreamClosed(), "no response from hub.oxen.ai"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_its_errors_are_ours(world: World, error: Exception, message: str) -> None:
    def fail(_: httpx2.Request) -> httpx2.Response:
        raise error

    jobs = world.jobs(SETTINGS["oxen"], transport=httpx2.MockTransport(fail))
    with pytest.raises(TransportError, match=message):
        jobs.get("oxen:gen-1")


def test_a_handshake_that_fails(world: World) -> None:
    def refuse(_: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("handshake") from ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")

    jobs = world.jobs(SETTINGS["oxen"], transport=httpx2.MockTransport(refuse))
    with pytest.raises(TransportError, match="the TLS handshake failed"):
        jobs.get("oxen:gen-1")


def test_a_connection_that_never_was_sent_nothing(world: World) -> None:
    settings = Breeze(api_key="k", base_url=f"http://127.0.0.1:{unused_port()}")
    with pytest.raises(TransportError, match="the connection was refused") as caught:
        world.online(settings, transport=own_transport(world)).get("breeze:1")
    assert not caught.value.maybe_received


def test_a_request_ends_in_time(world: World, serve: Serve) -> None:
    settings = Breeze(api_key="k", base_url=serve(loopback.hang).url)
    jobs = world.online(settings, transport=own_transport(world), timeout=0.3)
    with pytest.raises(TransportError, match="no complete response from 127"):
        jobs.get("breeze:1")


def test_an_application_answers_in_the_same_process() -> None:
    clock = VirtualClock()
    imitation = Imitation(now=clock.now)
    refs = [f"breeze:{imitation.add('breeze', running=60)}" for _ in range(3)]

    async def story() -> list[JobStatus]:
        transport = httpx2.ASGITransport(create_app(imitation))
        breeze = Breeze(api_key="brz_" + "5a" * 16, base_url="http://127.0.0.1/breeze")
        async with AsyncJobs([breeze], clock=clock, transport=transport) as jobs:
            return [outcome.job.status async for outcome in jobs.as_completed(refs) if outcome.job]

    assert asyncio.run(story()) == [JobStatus.SUCCEEDED] * 3


@pytest.mark.parametrize("kind", [httpx2.AsyncHTTPTransport, httpx2.AsyncClient])
def test_what_cannot_block_is_refused(kind: Callable[[], object]) -> None:
    with pytest.raises(ConfigurationError, match="or httpx2's, which has handle_request"):
        Jobs([SETTINGS["oxen"]], transport=kind())


def test_nobody_else_imports_it() -> None:
    code = """
from generation_jobs import Jobs, TransportError
with Jobs.from_env() as jobs:
    try:
        jobs.get("oxen:1")
    except TransportError:
        pass
"""
    packages = imported(code)
    assert "httpx" in packages
    assert packages & {"httpx2", "httpcore2"} == set()
