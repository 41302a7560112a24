"""`transport="aiohttp"`: requests to APIs by aiohttp, and nothing else changes."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    AsyncJobs,
    Breeze,
    ConfigurationError,
    DownloadError,
    Job,
    Jobs,
    JobStatus,
    Media,
    SubmitUncertain,
    TransportError,
)
from generation_jobs.testing import VirtualClock

from tests.facade import loopback
from tests.facade.bodies import SETTINGS, breeze

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable
    from pathlib import Path

    from tests.facade.loopback import Loopback

    Serve = Callable[[Callable[[socket.socket, threading.Event], None]], Loopback]

pytest.importorskip("httpx_aiohttp", reason="the extra `aiohttp` is not installed")

ACTIVE = loopback.say(
    json.dumps(breeze("active", generation_job_id="1")).encode(),
    "Content-Type: application/json",
    "Set-Cookie: session=1; Path=/",
)


def rubbish(connection: socket.socket, _: threading.Event) -> None:
    connection.sendall(b"SSH-2.0-OpenSSH_9.9\r\n\r\n")


def cut_off(connection: socket.socket, _: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{}")


def say_nothing(_: socket.socket, __: threading.Event) -> None:
    pass


async def looked(base_url: str, times: int = 1, **options: float) -> Job:
    async with AsyncJobs([Breeze(api_key="brz_secret", base_url=base_url)], transport="aiohttp", **options) as jobs:
        for _ in range(times - 1):
            await jobs.get("breeze:1")
        return await jobs.get("breeze:1")


def test_a_look_sends_the_same_headers_and_keeps_no_cookie(serve: Serve) -> None:
    server = serve(ACTIVE)
    assert asyncio.run(looked(server.url, 2)).status is JobStatus.RUNNING
    for head in server.heads:
        lines = head.lower().splitlines()
        assert "xi-api-key: brz_secret" in lines
        assert any(line.startswith("user-agent: generation-jobs/") for line in lines)
        assert not any(line.startswith("cookie") for line in lines)


@pytest.mark.parametrize(
    "talk",
    [loopback.reset, say_nothing, rubbish, cut_off, loopback.hang, loopback.drip_head, loopback.drip_body],
    ids=lambda talk: talk.__name__,
)
def test_a_bad_server_is_a_transport_error(serve: Serve, talk: Callable[..., None]) -> None:
    with pytest.raises(TransportError, match="breeze:1: no"):
        asyncio.run(looked(serve(talk).url, timeout=0.3))


def test_nobody_there_is_a_transport_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(TransportError, match="breeze:1: no response"):
        asyncio.run(looked(f"http://127.0.0.1:{port}"))


def test_a_lost_submit_is_not_sent_again(serve: Serve) -> None:
    server = serve(say_nothing)  # httpx-aiohttp would say that no connection came about

    async def story() -> None:
        async with AsyncJobs([Breeze(api_key="brz_secret", base_url=server.url)], transport="aiohttp") as jobs:
            await jobs.submit("breeze", voice_id="voc_1", text="Hello")

    with pytest.raises(SubmitUncertain):
        asyncio.run(story())
    assert len(server.heads) == 1


def test_a_submit_that_was_not_sent_is_tried_again() -> None:
    clock = VirtualClock()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    async def story() -> None:
        settings = [Breeze(api_key="brz_secret", base_url=f"http://127.0.0.1:{port}")]
        async with AsyncJobs(settings, transport="aiohttp", clock=clock) as jobs:
            await jobs.submit("breeze", voice_id="voc_1", text="Hello")

    with pytest.raises(TransportError) as caught:
        asyncio.run(story())
    assert not caught.value.maybe_received
    assert len(clock.sleeps) > 1


def test_addresses_of_media_hosts_are_checked_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(host: str | None, *_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", lie)
    job = Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", "https://media.example/a.png"),))

    async def story() -> None:
        async with AsyncJobs([SETTINGS["oxen"]], transport="aiohttp") as jobs:
            await jobs.download(job, tmp_path)

    with pytest.raises(DownloadError, match="is not a public address"):
        asyncio.run(story())


def test_blocking_code_has_none() -> None:
    with pytest.raises(ConfigurationError, match="use AsyncJobs"):
        Jobs([SETTINGS["breeze"]], transport="aiohttp")


@pytest.mark.parametrize("shell", [Jobs, AsyncJobs])
def test_no_other_word_is_known(shell: type[Jobs | AsyncJobs]) -> None:
    with pytest.raises(ConfigurationError, match="transport is 'requests': give an httpx"):
        shell([SETTINGS["breeze"]], transport="requests")


def test_what_to_install_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    monkeypatch.delitem(sys.modules, "generation_jobs._http.aiohttp_transport", raising=False)
    with pytest.raises(ConfigurationError, match=r"pip install 'generation-jobs\[aiohttp\]'"):
        asyncio.run(looked("http://127.0.0.1:9"))
