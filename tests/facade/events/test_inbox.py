"""Being told that a job has ended by callbacks that are put into an inbox."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
from random import Random
from typing import TYPE_CHECKING, ClassVar

import httpx
import pytest
from generation_jobs import (
    Job,
    JobFailed,
    JobStatus,
)
from generation_jobs.webhooks import Inbox, webhook_app

from tests.facade.bodies import FINETUNING_URL, SETTINGS, finetuning
from tests.facade.events.radio import SLOW, AlarmClock, once
from tests.facade.script import reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.facade.shells import World

SONG = FINETUNING_URL.format(id="gen_abc123")


COMPLETED = {
    "id": "gen_abc123",
    "status": "completed",
    "audioUrl": "https://media.finetuning.ai/gen_abc123.mp3",
    "createdAt": "2025-01-15T10:30:00.000Z",
    "completedAt": "2025-01-15T10:30:17.623Z",
}
MADE = reply(finetuning("completed", audioUrl="https://media.finetuning.ai/gen_abc123.mp3"))


def test_a_callback_wakes_the_wait_which_looks_once_to_confirm(world: World) -> None:
    inbox = Inbox()
    app = webhook_app(inbox.deliver, provider="finetuning", token="t")

    def call_back() -> None:
        async def call() -> int:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as caller:
                body = json.dumps(COMPLETED)
                return (await caller.post("http://you.example/hook?token=t", content=body)).status_code

        thread = threading.Thread(target=lambda: statuses.append(asyncio.run(call())))
        thread.start()
        thread.join()

    statuses: list[int] = []
    world.script.on(SONG, reply(finetuning("processing")), MADE)
    jobs = world.jobs(SETTINGS["finetuning"], clock=AlarmClock())
    job = jobs.wait("finetuning:gen_abc123", push=inbox, on_update=once(call_back))
    assert (job.status, statuses) == (JobStatus.SUCCEEDED, [204])
    assert world.script.urls == [SONG, SONG]


def test_a_callback_from_another_thread_wakes_a_sleeping_wait(world: World) -> None:
    inbox, clock = Inbox(), AlarmClock()
    world.script.on(SONG, reply(finetuning("processing")), MADE)
    jobs = world.jobs(SETTINGS["finetuning"], clock=clock)
    caller = world.jobs(SETTINGS["finetuning"])
    known = caller.get("finetuning:gen_abc123")
    world.script.on(SONG, reply(finetuning("processing")), MADE)
    timer = threading.Timer(0.05, inbox.deliver, [known])
    jobs.wait("finetuning:gen_abc123", push=inbox, on_update=once(timer.start))
    timer.join()
    assert world.script.urls.count(SONG) == 1 + 2


def test_a_forged_callback_only_makes_it_look(world: World) -> None:
    inbox = Inbox()
    world.script.on(SONG, reply(finetuning("processing")), reply(finetuning("failed", errorMessage="too long")))
    forged = world.jobs(SETTINGS["finetuning"]).get("finetuning:gen_abc123")
    with pytest.raises(JobFailed, match="too long"):
        world.jobs(SETTINGS["finetuning"], clock=AlarmClock(), random=Random(1)).wait(
            "finetuning:gen_abc123", push=inbox, on_update=once(lambda: inbox.deliver(forged))
        )


def test_a_callback_that_never_comes_is_made_up_for_by_a_slow_poll(world: World) -> None:
    world.script.on(SONG, reply(finetuning("processing")), MADE)
    world.jobs(SETTINGS["finetuning"]).wait("finetuning:gen_abc123", push=Inbox())
    (sleep,) = world.clock.sleeps
    assert SLOW[0] <= sleep <= SLOW[1]


class SlowRef(str):
    """A ref whose lookup takes as long as the test wants."""

    __slots__ = ()
    is_looked_up, may_go_on = threading.Event(), threading.Event()

    def __hash__(self) -> int:
        self.is_looked_up.set()
        assert self.may_go_on.wait(10)
        return str.__hash__(self)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process.*multi-threaded:DeprecationWarning")
def test_a_child_delivers_that_was_forked_while_a_thread_delivers() -> None:
    inbox = Inbox()
    thread = threading.Thread(target=inbox.deliver, args=[Job(SlowRef("finetuning:gen_1"), JobStatus.SUCCEEDED)])
    thread.start()
    assert SlowRef.is_looked_up.wait(10)
    if (child := os.fork()) == 0:
        signal.alarm(10)  # kills it if it hangs
        inbox.deliver(Job("finetuning:gen_2", JobStatus.SUCCEEDED))
        os._exit(0)
    SlowRef.may_go_on.set()
    thread.join()
    assert os.waitpid(child, 0)[1] == 0


class InterruptedRef(str):
    """A ref whose lookup a signal interrupts."""

    __slots__ = ()
    handlers: ClassVar[list[Callable[[], object]]] = []

    def __hash__(self) -> int:
        while self.handlers:
            self.handlers.pop()()
        return str.__hash__(self)


def test_a_signal_handler_delivers_while_the_thread_that_it_interrupts_does() -> None:
    inbox, delivered = Inbox(), list[str]()

    def handler() -> None:
        inbox.deliver(Job("finetuning:gen_2", JobStatus.SUCCEEDED))
        delivered.append("gen_2")

    InterruptedRef.handlers.append(handler)
    job = Job(InterruptedRef("finetuning:gen_1"), JobStatus.SUCCEEDED)
    thread = threading.Thread(target=inbox.deliver, args=[job], daemon=True)
    thread.start()
    thread.join(10)
    assert delivered == ["gen_2"]
