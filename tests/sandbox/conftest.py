from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs_sandbox import World, asgi_by_host

if TYPE_CHECKING:
    from collections.abc import Callable

NOON = datetime(2026, 11, 23, 12, 0, 0, 250_000, tzinfo=UTC)

# Where each provider tells a job, and a way to be let in, written down from the pages rather than read from the code.
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


class Clock:
    """A clock that moves only when told."""

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

    def get(self, url: str, headers: dict[str, str] | None = None, method: str = "GET") -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self._apps[httpx.URL(url).host])
            async with httpx.AsyncClient(transport=transport) as client:
                return await client.request(method, url, headers=headers)

        return asyncio.run(send())

    def job(self, provider: str, job: str, suffix: str = "") -> httpx.Response:
        return self.get(URLS[provider].format(id=job) + suffix, KEYS[provider])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Callable[[], datetime]) -> World:
    return World(now=clock)


@pytest.fixture
def caller(world: World) -> Caller:
    return Caller(world)
