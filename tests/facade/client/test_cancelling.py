"""Cancelling a task that waits or downloads: at any moment, and nothing is left held."""

from __future__ import annotations

import asyncio
import gc
import threading
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs import AsyncJobs, Job, JobStatus, Media
from generation_jobs._download.partial_file import PartialFile
from generation_jobs._ledger.sqlite import SQLiteLedger
from generation_jobs.testing import VirtualClock

from tests.facade.bodies import IMAGE, SETTINGS, oxen

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

DONE = Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", IMAGE),))
IN_FLIGHT = 8
PNG = b"\x89PNG\r\n\x1a\n" + bytes(1000)


class Stuck:
    """Whatever calls `here` says so, and stays until it is cancelled."""

    def __init__(self) -> None:
        self.reached = asyncio.Semaphore(0)
        self.on = True

    async def here(self) -> None:
        self.reached.release()
        if self.on:
            await asyncio.Event().wait()


class StuckBody(httpx.AsyncByteStream):
    def __init__(self, stuck: Stuck) -> None:
        self._stuck = stuck

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield PNG
        await self._stuck.here()
        yield b"rest"


class StuckClock(VirtualClock):
    def __init__(self, stuck: Stuck) -> None:
        super().__init__()
        self._stuck = stuck

    async def sleep_async(self, seconds: float) -> None:
        await self._stuck.here()


def jobs_over(answer: Callable[[httpx.Request], Coroutine[Any, Any, httpx.Response]], clock: Any = None) -> AsyncJobs:
    return AsyncJobs(
        [SETTINGS["oxen"]], transport=httpx.MockTransport(answer), clock=clock or VirtualClock(), timeout=60
    )


async def running(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=oxen("processing", generation_id="1"))


async def png(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=PNG, headers={"content-type": "image/png"})


async def cancel(task: asyncio.Task[Any]) -> None:
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)


def test_before_the_head_of_an_answer() -> None:
    async def story() -> None:
        stuck = Stuck()

        async def silent(request: httpx.Request) -> httpx.Response:
            await stuck.here()
            return await running(request)

        async with jobs_over(silent) as jobs:
            for _ in range(IN_FLIGHT + 1):  # each would hold its place in the gate, were it not given back
                task = asyncio.create_task(jobs.wait("oxen:1"))
                await stuck.reached.acquire()
                await cancel(task)
            stuck.on = False
            assert (await jobs.get("oxen:1")).status is JobStatus.RUNNING

    asyncio.run(story())


def test_in_the_middle_of_a_body(tmp_path: Path) -> None:
    async def story() -> None:
        stuck = Stuck()

        async def picture(_: httpx.Request) -> httpx.Response:
            return httpx.Response(200, headers={"content-type": "image/png"}, stream=StuckBody(stuck))

        async with jobs_over(picture) as jobs:
            for _ in range(IN_FLIGHT + 1):
                task = asyncio.create_task(jobs.download(DONE, tmp_path))
                await stuck.reached.acquire()
                await cancel(task)
            assert (tmp_path / "oxen-1.part").read_bytes() == PNG
            stuck.on = False
            (path,) = await jobs.download(DONE, tmp_path)
            assert path.read_bytes() == PNG + b"rest"

    asyncio.run(story())


def test_while_sleeping() -> None:
    async def story() -> None:
        stuck = Stuck()
        async with jobs_over(running, StuckClock(stuck)) as jobs:
            task = asyncio.create_task(jobs.wait("oxen:1"))
            await stuck.reached.acquire()
            await cancel(task)

    asyncio.run(story())


def test_before_the_gate() -> None:
    async def story() -> None:
        stuck = Stuck()

        async def silent(request: httpx.Request) -> httpx.Response:
            await stuck.here()
            return await running(request)

        async with jobs_over(silent) as jobs:
            first = [asyncio.create_task(jobs.get("oxen:1")) for _ in range(IN_FLIGHT)]
            for _ in first:
                await stuck.reached.acquire()
            late = asyncio.create_task(jobs.get("oxen:1"))
            await asyncio.sleep(0)
            await cancel(late)
            for task in first:
                await cancel(task)

    asyncio.run(story())


def slow_disk(monkeypatch: pytest.MonkeyPatch, method: str) -> tuple[asyncio.Event, threading.Event]:
    """Let a method of partial files wait; return what tells that it was reached, and what lets it go on."""
    reached, go_on = asyncio.Event(), threading.Event()
    loop, original = asyncio.get_running_loop(), getattr(PartialFile, method)

    def slow(part: PartialFile, given: object) -> None:
        loop.call_soon_threadsafe(reached.set)
        go_on.wait(5)
        original(part, given)

    monkeypatch.setattr(PartialFile, method, slow)
    return reached, go_on


@pytest.mark.parametrize("times", [1, 2])
def test_while_the_disk_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The write ends first: no file is closed while a thread still writes to it."""

    async def story() -> None:
        writing, go_on = slow_disk(monkeypatch, "write")
        async with jobs_over(png) as jobs:
            task = asyncio.create_task(jobs.download(DONE, tmp_path))
            await writing.wait()
            for _ in range(times):
                task.cancel()
                for _ in range(5):  # until it is told
                    await asyncio.sleep(0)
            assert not task.done()
            go_on.set()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (tmp_path / "oxen-1.part").read_bytes() == PNG

    asyncio.run(story())


def test_while_the_file_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is closed (or the warning about it fails the test), and nothing empty stays behind."""

    async def story() -> None:
        opening, go_on = slow_disk(monkeypatch, "__init__")
        async with jobs_over(png) as jobs:
            task = asyncio.create_task(jobs.download(DONE, tmp_path))
            await opening.wait()
            task.cancel()
            await asyncio.sleep(0)
            go_on.set()
            with pytest.raises(asyncio.CancelledError):
                await task
        gc.collect()
        assert list(tmp_path.iterdir()) == []

    asyncio.run(story())


class CancelledTransport(httpx.MockTransport):
    """Has the task cancelled that closes it."""

    async def aclose(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        await asyncio.sleep(0)


def test_while_closing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[SQLiteLedger] = []
    monkeypatch.setattr(SQLiteLedger, "close", lambda ledger: closed.append(ledger))

    async def story() -> None:
        jobs = AsyncJobs([SETTINGS["oxen"]], transport=CancelledTransport(running), ledger=tmp_path / "ledger")
        await jobs.get("oxen:1")
        with pytest.raises(asyncio.CancelledError):
            await jobs.close()
        assert closed == [jobs.ledger]

    asyncio.run(story())
