"""A stream of server-sent events: one event for each job that ends while somebody listens.

Nothing is kept for clients that connect later, as Oxen documents: subscribe before submitting.
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

    from generation_jobs_sandbox._state.account import WorldAccount
    from generation_jobs_sandbox._state.jobs import StoredJob

_POLL_INTERVAL = 0.02  # seconds between two looks at the jobs, by the machine's clock
KEEP_ALIVE = 15.0  # seconds of silence after which a comment is sent; docs.oxen.ai, async queue


class EventStream(Response):
    """An open stream; it ends when the client leaves, the server stops or `World.cut_streams` is called.

    Args:
        account: Whose jobs it reports.
    """

    def __init__(self, account: WorldAccount) -> None:
        super().__init__(media_type="text/event-stream", headers={"cache-control": "no-cache"})
        del self.headers["content-length"]  # it has no end
        self._account = account
        self._epoch = account.world.stream_epoch
        self._reported: set[str] = set()
        self._newly_ended()

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send events until the client leaves."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": b": connected\n\n", "more_body": True})
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._report, send)
            while (await receive())["type"] != "http.disconnect":
                pass
            tasks.cancel_scope.cancel()

    async def _report(self, send: Send) -> None:
        last_sent = time.monotonic()
        while self._account.world.stream_epoch == self._epoch:
            text = b"".join(map(self._event, self._newly_ended()))
            if not text and time.monotonic() - last_sent >= KEEP_ALIVE:
                text = b": keep-alive\n\n"
            if text:
                last_sent = time.monotonic()
                await send({"type": "http.response.body", "body": text, "more_body": True})
            await anyio.sleep(_POLL_INTERVAL)
        await send({"type": "http.response.body", "body": b""})

    def _event(self, job: StoredJob) -> bytes:
        event = self._account.provider.event(self._account.snapshot(job))
        if event is None:
            return b""
        name, data = event
        return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()

    def _newly_ended(self) -> list[StoredJob]:
        """Return the jobs that have ended since the last call."""
        now = self._account.now
        unreported = [job for job in self._account.stored_jobs() if job.id not in self._reported]
        fresh = [job for job in unreported if job.life.phase(now) in ENDED]
        self._reported.update(job.id for job in fresh)
        return fresh
