"""What the tests of push are made of: a stream that says what it is told to, and a clock that waits to be woken."""

from __future__ import annotations

import asyncio
import json
import threading
from typing import TYPE_CHECKING

import httpx
from generation_jobs.testing import VirtualClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from generation_jobs import Job

    from tests.facade.script import Answer

PATIENCE = 10.0
"""Real seconds until a test gives up waiting to be woken."""

KEEP_ALIVE = b": keep-alive\n\n"
STREAM = {"content-type": "text/event-stream; charset=utf-8"}
SLOW = (54, 66)
"""Seconds between two looks while a job's end is to be told."""


class Stream(httpx.AsyncByteStream):
    """One connection: open until `end`, or until its reader leaves."""

    def __init__(self) -> None:
        self.left = threading.Event()
        self.heard = threading.Semaphore(0)
        """Released for each part that was dealt with."""
        self._ready = threading.Event()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._loop, self._said = asyncio.get_running_loop(), asyncio.Queue[bytes | Exception]()
        self._ready.set()
        yield KEEP_ALIVE
        try:
            while part := await self._said.get():
                if isinstance(part, Exception):
                    raise part
                yield part
                self.heard.release()
        finally:
            self.left.set()

    def say(self, part: bytes | Exception) -> None:
        """From any thread."""
        assert self._ready.wait(PATIENCE)
        self._loop.call_soon_threadsafe(self._said.put_nowait, part)

    def end(self) -> None:
        self.say(b"")


class Radio:
    """Answers a script's request for events with a stream each."""

    def __init__(self) -> None:
        self.streams: list[Stream] = []

    def __call__(self, _: httpx.Request) -> Answer:
        self.streams.append(Stream())
        return _Heard(self.streams[-1])  # type: ignore[return-value]

    def tell(self, job_id: str, status: str = "succeeded") -> None:
        """By the newest stream, as docs.oxen.ai has it."""
        self.streams[-1].say(event("media_generation_completed", {"generation_id": job_id, "status": status}))


class _Heard:
    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def response(self) -> httpx.Response:
        return httpx.Response(200, headers=STREAM, stream=self._stream)


def event(name: str, data: object) -> bytes:
    text = data if isinstance(data, str) else json.dumps(data)
    return f"event: {name}\ndata: {text}\n\n".encode()


class AlarmClock(VirtualClock):
    """Sleeps take no time, but those of `long` seconds and more do not end: only a bell wakes from them."""

    def __init__(self, long: float = 50) -> None:
        super().__init__()
        self._long = long

    def sleep_until(self, event: threading.Event, seconds: float) -> None:
        if seconds < self._long:
            super().sleep_until(event, seconds)
        else:
            assert event.wait(PATIENCE), "nobody woke this wait"

    async def sleep_async(self, seconds: float) -> None:
        if seconds < self._long:
            await super().sleep_async(seconds)
        else:
            await asyncio.sleep(PATIENCE)
            raise AssertionError("nobody woke this wait")


def once(act: Callable[[], object]) -> Callable[[Job], None]:
    """For `on_update`: act after the first look alone."""
    acts = iter([act])
    return lambda _: next(acts, lambda: None)()
