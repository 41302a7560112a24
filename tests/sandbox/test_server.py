"""Starting and stopping."""

from __future__ import annotations

import asyncio
import gc
import socket
import threading
from pathlib import Path
from typing import Any

import generation_jobs_sandbox
import httpx
import pytest
from generation_jobs_sandbox import Sandbox, World, create_app, create_media_app, server

from tests.sandbox.conftest import KEYS, PROVIDERS, URLS

DESCRIPTORS = Path("/proc/self/fd")


def open_files() -> int:
    return len(list(DESCRIPTORS.iterdir()))


@pytest.mark.skipif(not DESCRIPTORS.is_dir(), reason="counts descriptors as Linux shows them")
def test_twenty_starts_and_stops_leave_nothing_behind() -> None:
    with Sandbox():
        pass  # what is loaded once is loaded now
    gc.collect()
    files, threads = open_files(), threading.active_count()
    for _ in range(20):
        with Sandbox() as box, httpx.Client() as client:
            client.get(box.media_url)
            client.get(box.base_url("breeze") + "/v1/generation-jobs/x/audio")
    gc.collect()
    assert (open_files(), threading.active_count()) == (files, threads)


def test_reprs_say_where_it_is_and_what_it_has_seen() -> None:
    with Sandbox() as box, httpx.Client() as client:
        client.get(box.base_url("breeze") + "/v1/generation-jobs/x")
        assert repr(box) == f"<Sandbox at {box.url}>"
        assert repr(box.world) == "<World: 0 submits, 1 requests>"
    assert repr(Sandbox()) == "<Sandbox, not running>"


def test_a_stopped_sandbox_answers_no_more() -> None:
    with Sandbox() as box:
        url = box.base_url("breeze")
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_it_stops_when_the_test_inside_fails() -> None:
    box = Sandbox()
    with pytest.raises(ZeroDivisionError), box:
        _ = 1 / 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(box.media_url)


def test_one_that_runs_is_not_entered_again() -> None:
    with Sandbox() as box:
        with pytest.raises(RuntimeError, match="is running already: use a Sandbox for each `with`"):
            box.__enter__()
        assert httpx.get(box.url).status_code == 200
    with pytest.raises(httpx.ConnectError):
        httpx.get(box.media_url)
    with box:  # it may run again
        assert httpx.get(box.url).status_code == 200


def test_ctrl_c_while_it_starts_leaves_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(server.Server):
        def __init__(self, app: Any, listener: socket.socket) -> None:
            super().__init__(app, listener)
            self.up = InterruptedWait()

    monkeypatch.setattr(server, "Server", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        Sandbox().__enter__()
    assert "generation-jobs-sandbox" not in {thread.name for thread in threading.enumerate()}


class InterruptedWait(threading.Event):
    def wait(self, timeout: float | None = None) -> bool:
        raise KeyboardInterrupt


def test_api_and_results_are_two_origins() -> None:
    with Sandbox() as box:
        job = box.world.add("oxen")
        found = httpx.get(box.base_url("oxen") + f"/api/ai/generations/{job}", headers=KEYS["oxen"]).json()
        result = found["generation"]["result_url"]
        assert result.startswith(box.media_url + "/")
        assert httpx.URL(box.base_url("oxen")).port != httpx.URL(result).port
        assert httpx.get(result).status_code == 200
        assert httpx.get(box.base_url("oxen") + httpx.URL(result).path, headers=KEYS["oxen"]).status_code == 404


def test_a_world_may_name_its_own_media_host_and_gets_it_back() -> None:
    world = World(media_url="https://cdn.example")
    with Sandbox(world):
        assert world.media_url == "https://cdn.example"
    bare = World()
    with Sandbox(bare) as box:
        assert bare.media_url == box.media_url
    assert bare.media_url is None


def test_the_environment_lets_every_client_in() -> None:
    with Sandbox() as box:
        env = box.environ()
        for provider in PROVIDERS:
            assert env[f"{provider.upper()}_BASE_URL"] == box.base_url(provider)
        keys = {
            "breeze": {"xi-api-key": env["BREEZE_API_KEY"]},
            "playai": {
                "authorization": f"Bearer {env['PLAYAI_API_KEY']}",
                "x-user-id": env["PLAYAI_USER_ID"],
            },
            "bland": {"authorization": env["BLAND_API_KEY"]},
            "oxen": {"authorization": f"Bearer {env['OXEN_API_KEY']}"},
            "finetuning": {"x-api-key": env["FINETUNING_API_KEY"]},
        }
        for provider, headers in keys.items():
            path = httpx.URL(URLS[provider].format(id=box.world.add(provider))).path
            assert httpx.get(box.base_url(provider) + path, headers=headers).status_code == 200
        assert env["GENJOBS_ALLOW_PRIVATE_MEDIA"] == "1"


def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"cannot listen on 127.0.0.1:{port}"):
            Sandbox(media_port=port).__enter__()


@pytest.mark.parametrize("name", ["port", "media_port"])
def test_a_port_that_there_is_not_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} is 70000: give 0 to 65535"):
        Sandbox(**{name: 70000})


def test_an_unknown_provider_is_named() -> None:
    with Sandbox() as box, pytest.raises(ValueError, match="unknown provider 'openai'; one of: breeze"):
        box.base_url("openai")


def test_one_that_does_not_run_has_no_address() -> None:
    with pytest.raises(RuntimeError, match="use it as `with Sandbox"):
        Sandbox().base_url("oxen")


def test_the_apps_run_without_a_server() -> None:
    world = World()
    job = world.add("playai")

    async def ask() -> tuple[int, int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(world))) as api:
            found = await api.get(f"http://box/playai/api/v1/tts/{job}", headers=KEYS["playai"])
        async with httpx.AsyncClient(transport=httpx.ASGITransport(create_media_app(world))) as media:
            result = await media.get(found.json()["output"]["url"])
        return found.status_code, result.status_code

    assert asyncio.run(ask()) == (200, 200)


def test_the_public_names_are_the_modules_own() -> None:
    names = generation_jobs_sandbox.__all__
    assert names == sorted(names)
    assert all(hasattr(generation_jobs_sandbox, name) for name in names)
