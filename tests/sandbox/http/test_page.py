"""The page for people, and the specs that the sandbox shows."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs_sandbox import Fault, Sandbox, World

from tests.sandbox.conftest import KEYS, NOON, PROVIDERS, SUBMITS

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def call(box: Sandbox, provider: str, path: str, **more: Any) -> httpx.Response:
    method = "POST" if "json" in more else "GET"
    return httpx.request(method, box.base_url(provider) + path, headers=KEYS[provider], **more)


def test_it_shows_jobs_requests_and_bodies() -> None:
    with Sandbox() as box:
        assert "No jobs yet" in httpx.get(box.url).text
        line, body = SUBMITS["oxen"]
        found = call(box, "oxen", line.removeprefix("POST "), json=body).json()
        job = found["generations"][0]["generation_id"]
        for _ in range(2):
            call(box, "oxen", f"/api/ai/generations/{job}")
        page = httpx.get(box.url).text
    assert f"oxen:{job}" in page
    assert "3 requests" in page
    assert "Requests without a job" not in page
    assert "&quot;prompt&quot;: &quot;Hello there&quot;" in page
    assert f"GET /oxen/api/ai/generations/{job}" in page
    assert "&quot;status_message&quot;: &quot;resource_found&quot;" in page


def test_it_shows_refused_requests_too() -> None:
    with Sandbox() as box:
        box.world.add("breeze")
        call(box, "finetuning", "/v1/generations", json={"tags": "x", "bpm": 1})
        page = httpx.get(box.url).text
    assert "Requests without a job" in page
    assert "VALIDATION_ERROR" in page


def test_it_shows_no_secret() -> None:
    with Sandbox() as box:
        body = {"tags": "x", "webhook": "https://receiver.example/hook?token=hush-hush&a=1"}
        call(box, "finetuning", "/v1/generations", json=body)
        for provider in PROVIDERS:
            call(box, provider, httpx.URL(f"https://x/{provider}").path)
            job = box.world.add(provider)
            line = {"breeze": "/v1/generation-jobs/", "playai": "/api/v1/tts/", "bland": "/v1/speak/samples/"}
            call(box, provider, line.get(provider, "/v1/generations/") + job + "?api_key=hush-hush")
        page = httpx.get(box.url).text
    assert "xi-api-key: •••" in page
    assert "token=•••" in page
    for secret in ("brz_test", "Bearer secret", "org_test", KEYS["finetuning"]["X-API-Key"], "hush-hush"):
        assert secret not in page


def test_nothing_that_came_over_the_wire_becomes_markup() -> None:
    with Sandbox() as box:
        box.world.add("breeze", id="<b>x", faults=[Fault("status", status=200, body="</pre><script>alert(1)</script>")])
        call(box, "breeze", "/v1/generation-jobs/%3Cb%3Ex")
        answer = httpx.get(box.url)
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text
    assert "breeze:<b>x" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_it_loads_nothing_from_elsewhere() -> None:
    with Sandbox() as box:
        box.world.add("breeze")
        page = httpx.get(box.url).text
        assert "http" not in page
        assert box.world.requests == []  # looking is no request to a provider


def test_it_shows_the_prompt_the_times_and_a_player() -> None:
    now = [NOON]
    with Sandbox(World(now=lambda: now[0], queued=1, running=2)) as box:
        call(box, "finetuning", "/v1/generations", json={"tags": "lo<fi"})
        box.world.add("oxen", media="image")
        box.world.add("oxen", "failed", media="video")
        waiting = httpx.get(box.url).text
        now[0] += timedelta(seconds=5)
        page = httpx.get(box.url).text
        source = page.partition('<audio controls preload="none" src="')[2].partition('"')[0]
        seen = len(box.world.exchanges)
        played = httpx.get(box.url.rstrip("/") + source)
        assert len(box.world.exchanges) == seen  # looking is no request to a provider
        assert httpx.get(box.url + "results/nothing.mp3").status_code == 404
    assert "<q>lo&lt;fi</q>" in page
    assert "<audio" not in waiting
    assert "created 12:00:00, started 12:00:01, ended 12:00:03, took 3.0 s" in page
    assert page.count("<img ") == 1
    assert "<video" not in page
    assert (played.status_code, played.headers["content-type"]) == (200, "audio/mpeg")


def test_it_shows_how_a_job_will_end_and_why_it_failed() -> None:
    now = [NOON]
    with Sandbox(World(now=lambda: now[0], queued=1, running=2)) as box:
        line, body = SUBMITS["oxen"]
        call(box, "oxen", line.removeprefix("POST "), json={**body, "prompt": ""})
        waiting = httpx.get(box.url).text
        now[0] += timedelta(seconds=5)
        ended = httpx.get(box.url).text
    assert "created 12:00:00, ends as failed at 12:00:03" in waiting
    assert "took 3.0 s: " in ended


def test_a_refresh_is_sent_only_what_changed() -> None:
    def changes(state: str, known: list[str]) -> httpx.Response:
        return web.post(box.url + "changes", json={"state": state, "known": known})

    with Sandbox() as box, httpx.Client() as web:  # one client: each reads the certificates of all authorities anew
        jobs = [box.world.add("oxen") for _ in range(3)]
        for job in jobs * 2:
            call(box, "oxen", f"/api/ai/queue/{job}")
        first = changes("", []).json()
        known = list(first["new"])
        assert [block["id"] for block in first["blocks"]] == [f"oxen:{job}" for job in reversed(jobs)]
        assert {version for block in first["blocks"] for version in block["sections"]} == set(known)
        assert changes(first["state"], known).status_code == 204
        call(box, "oxen", f"/api/ai/queue/{jobs[0]}?again=1")
        second = changes(first["state"], known).json()
    assert len(second["new"]) == 1
    assert "again" in next(iter(second["new"].values()))
    assert [len(block["sections"]) for block in second["blocks"]] == [3, 3, 4]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"state": "", "known": 3}'])
def test_a_refresh_of_another_form_is_refused(body: str) -> None:
    with Sandbox() as box:
        assert httpx.post(box.url + "changes", content=body).status_code == 400


class _Ticking:
    """A clock that moves on by a second with each look."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self) -> datetime:
        self.looks += 1
        return NOON + timedelta(seconds=self.looks)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here: apt-get install chromium")
def test_a_browser_shows_it_and_it_refreshes_itself(tmp_path: Path) -> None:
    assert CHROMIUM is not None
    clock = _Ticking()
    with Sandbox(World(now=clock)) as box:
        job = box.world.add("breeze", queued=2, running=3)
        first = httpx.get(box.url).text
        clock.looks = 0
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}"]
        command = [CHROMIUM, *options, "--virtual-time-budget=20000", "--dump-dom", box.url]
        shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    assert '<b class="queued">' in first.replace("class=queued", 'class="queued"')
    assert f"breeze:{job}" in shown
    assert '<b class="succeeded">succeeded</b>' in shown


@pytest.mark.parametrize("provider", PROVIDERS)
def test_each_spec_is_shown_with_the_sandbox_as_its_server(provider: str) -> None:
    with Sandbox() as box:
        spec = httpx.get(box.base_url(provider) + "/openapi.json").json()
        assert spec["openapi"].startswith("3.1")
        assert spec["servers"] == [{"url": box.base_url(provider)}]
        assert spec["paths"]
        assert httpx.get(box.base_url(provider).replace(provider, "openai") + "/openapi.json").status_code == 404
