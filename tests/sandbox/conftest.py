from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs_sandbox import World, asgi_by_host

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime(2026, 11, 23, 12, 0, 0, 250_000, tzinfo=UTC)

# The URL of a job and a valid key at each provider, written down from the pages, not read from the code.
URLS = {
    "breeze": "https://api.breeze.blue/v1/generation-jobs/{id}",
    "playai": "https://api.play.ai/api/v1/tts/{id}",
    "bland": "https://api.bland.ai/v1/speak/samples/{id}",
    "oxen": "https://hub.oxen.ai/api/ai/generations/{id}",
    "finetuning": "https://pub.finetuning.ai/v1/generations/{id}",
}
KEYS = {
    "breeze": {"xi-api-key": "brz_test"},
    "playai": {"Authorization": "Bearer secret", "X-USER-ID": "me"},
    "bland": {"authorization": "org_test"},
    "oxen": {"Authorization": "Bearer secret"},
    "finetuning": {"X-API-Key": "ft_live_0123456789abcdef0123456789abcdef"},
}
PROVIDERS = list(URLS)
# How a job is submitted at each provider, with the fewest fields.
SUBMITS: dict[str, tuple[str, dict[str, Any]]] = {
    "breeze": ("POST /v1/text-to-speech/voc_x?delivery=async", {"text": "Hello there"}),
    "playai": ("POST /api/v1/tts", {"model": "PlayDialog", "text": "Hello there", "voice": "s3://v/manifest.json"}),
    "bland": ("POST /v1/speak", {"text": "Hello there", "voice_id": "willow"}),
    "oxen": ("POST /api/ai/queue", {"model": "flux-2-dev", "prompt": "Hello there"}),
    "finetuning": ("POST /v1/generations", {"tags": "lofi piano"}),
}


class Clock:
    """A clock that moves only by `forward`."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def forward(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Caller:
    """Speaks to the plain ASGI apps under the providers' real URLs."""

    def __init__(self, world: World) -> None:
        self._apps = asgi_by_host(world)

    def get(
        self, url: str, headers: dict[str, str] | None = None, method: str = "GET", json: Any = None
    ) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self._apps[httpx.URL(url).host])
            async with httpx.AsyncClient(transport=transport) as client:
                return await client.request(method, url, headers=headers, json=json)

        return asyncio.run(send())

    def do(self, provider: str, line: str, json: Any = None) -> httpx.Response:
        """`line` is `METHOD /path`; a good key goes with it."""
        method, path = line.split(" ", 1)
        host = httpx.URL(URLS[provider]).host
        return self.get(f"https://{host}{path}", KEYS[provider], method, json)

    def submit(self, provider: str, **fields: Any) -> httpx.Response:
        """Submit a job with the fewest fields, and these."""
        line, body = SUBMITS[provider]
        return self.do(provider, line, {**body, **fields})

    def job(self, provider: str, job: str, suffix: str = "") -> httpx.Response:
        return self.get(URLS[provider].format(id=job) + suffix, KEYS[provider])


def row(provider: str, body: Any) -> Any:
    """The part of a body that is the job itself."""
    return body.get({"oxen": "generation", "finetuning": "data", "bland": "data"}.get(provider, ""), body)


def result_url(provider: str, body: Any) -> Any:
    found = row(provider, body)
    if provider == "playai":
        return found["output"].get("url")
    return found[{"breeze": "download_url", "oxen": "result_url", "finetuning": "audioUrl"}[provider]]


def submitted(provider: str, answer: httpx.Response) -> str:
    """The id in the answer to a submit."""
    body = answer.json()
    where = {"breeze": "generation_job_id", "playai": "id"}
    if provider == "oxen":
        (row,) = body["generations"]
        return row["generation_id"]
    return body["data"]["id"] if provider == "finetuning" else body[where[provider]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Callable[[], datetime]) -> World:
    return World(now=clock)


@pytest.fixture
def caller(world: World) -> Caller:
    return Caller(world)
