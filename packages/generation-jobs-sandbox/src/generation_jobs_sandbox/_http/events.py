"""A stream of server-sent events: tells each job that ends while somebody listens, once, and never again.

Nothing is kept for who comes late, as Oxen documents: subscribe before submitting.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import anyio
from starlette.responses import Response

from generation_jobs_sandbox._base.life import ENDED

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from generation_jobs_sandbox._state.jobs import StoredJob
    from generation_jobs_sandbox._state.world import World
    from generation_jobs_sandbox.providers.base import Provider

_LOOK = 0.02  # seconds between two looks at the jobs, by the machine's clock
KEEP_ALIVE = 15.0  # seconds of silence after which a comment is sent; docs.oxen.ai, async queue


class EventStream(Response):
    """Open until the client leaves, the server stops or `World.cut_streams` is called."""

    def __init__(self, world: World, provider: Provider, key: str) -> None:
        super().__init__(media_type="text/event-stream", headers={"cache-control": "no-cache"})
        del self.headers["content-length"]  # it has no end
        self._world = world
        self._provider = provider
        self._key = key
        self._epoch = world.stream_epoch
        self._told: set[str] = set()
        self._fresh()

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send what happens until there is nobody to send it to."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b": connected\n\n", "more_body": True})
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._tell, send)
            while (await receive())["type"] != "http.disconnect":
                pass
            tasks.cancel_scope.cancel()

    async def _tell(self, send: Send) -> None:
        spoken = time.monotonic()
        while self._world.stream_epoch == self._epoch:
            news = self._news()
            if not news and time.monotonic() - spoken >= KEEP_ALIVE:
                news = b": keep-alive\n\n"
            if news:
                spoken = time.monotonic()
                await send({"type": "http.response.body", "body": news, "more_body": True})
            await anyio.sleep(_LOOK)
        await send({"type": "http.response.body", "body": b""})

    def _news(self) -> bytes:
        return b"".join(self._event(job) for job in self._fresh())

    def _event(self, job: StoredJob) -> bytes:
        told = self._provider.event(job.snapshot(self._world.now(), self._world.url_of(job)))
        if told is None:
            return b""
        name, data = told
        return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()

    def _fresh(self) -> list[StoredJob]:
        """What has ended since the last look."""
        now, jobs = self._world.now(), self._world.jobs(self._provider.name)
        untold = [job for job in jobs if job.id not in self._told and job.visible_to(self._key)]
        fresh = [job for job in untold if job.life.phase(now) in ENDED]
        self._told.update(job.id for job in fresh)
        return fresh
