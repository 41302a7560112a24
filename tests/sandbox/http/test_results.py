"""How results are served."""

from __future__ import annotations

from hashlib import sha256

import httpx
import pytest
from generation_jobs_sandbox import World

from tests.sandbox.conftest import Caller, Clock


def result(caller: Caller, provider: str, job: str) -> httpx.Response:
    body = caller.job(provider, job).json()
    url = {
        "playai": lambda: body["output"]["url"],
        "oxen": lambda: body["generation"]["result_url"],
        "finetuning": lambda: body["data"]["audioUrl"],
    }[provider]()
    return caller.get(url)


def test_breezes_audio_needs_the_key(world: World, caller: Caller) -> None:
    url = f"https://api.breeze.blue/v1/generation-jobs/{world.add('breeze')}/audio"
    assert caller.get(url).status_code == 401


def test_breezes_audio_is_refused_while_there_is_none(world: World, clock: Clock, caller: Caller) -> None:
    early = caller.job("breeze", world.add("breeze", running=1), "/audio")
    assert (early.status_code, early.json()["code"]) == (425, "GENERATION_NOT_READY")
    assert early.headers["retry-after"] == "2"
    failed = caller.job("breeze", world.add("breeze", "failed"), "/audio")
    assert (failed.status_code, failed.json()["code"]) == (502, "GENERATION_FAILED")


def test_results_come_the_same_from_every_machine(world: World, clock: Clock, caller: Caller) -> None:
    job = world.add("finetuning", running=10)
    clock.forward(60)
    answer = result(caller, "finetuning", job)
    assert answer.headers["last-modified"] == "Mon, 23 Nov 2026 12:00:10 GMT"
    assert answer.headers["etag"] == f'"{sha256(answer.content).hexdigest()[:32]}"'


class TestRanges:
    """RFC 9110, section 14."""

    @pytest.fixture
    def url(self, world: World, caller: Caller) -> str:
        return str(caller.job("finetuning", world.add("finetuning")).json()["data"]["audioUrl"])

    def test_a_part(self, url: str, caller: Caller) -> None:
        whole = caller.get(url)
        part = caller.get(url, {"Range": "bytes=100-"})
        assert part.status_code == 206
        assert part.content == whole.content[100:]
        assert part.headers["content-range"] == f"bytes 100-{len(whole.content) - 1}/{len(whole.content)}"

    def test_a_part_of_the_same_file_only(self, url: str, caller: Caller) -> None:
        etag = caller.get(url).headers["etag"]
        assert caller.get(url, {"Range": "bytes=100-", "If-Range": etag}).status_code == 206
        assert caller.get(url, {"Range": "bytes=100-", "If-Range": '"another"'}).status_code == 200

    def test_a_part_beyond_the_end(self, url: str, caller: Caller) -> None:
        size = len(caller.get(url).content)
        refused = caller.get(url, {"Range": f"bytes={size}-"})
        assert refused.status_code == 416
        assert refused.headers["content-range"] == f"bytes */{size}"


def test_result_urls_cannot_be_guessed(world: World, caller: Caller) -> None:
    job = world.add("finetuning", id="song")
    assert caller.get("https://media.sandbox.example/song.mp3").status_code == 404
    assert len(httpx.URL(caller.job("finetuning", job).json()["data"]["audioUrl"]).path) > 32


def test_results_are_where_the_world_says(clock: Clock) -> None:
    world = World(now=clock, media_url="https://cdn.example/files/")
    found = Caller(world).job("oxen", world.add("oxen")).json()["generation"]["result_url"]
    assert found.startswith("https://cdn.example/files/")
