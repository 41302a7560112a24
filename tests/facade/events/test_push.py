"""Being told that a job has ended: by a stream of events, or by callbacks put into an inbox."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import httpx
import pytest
from generation_jobs import (
    AsyncJobs,
    ConfigurationError,
    JobCancelled,
    JobFailed,
    Jobs,
    JobStatus,
    NotFoundError,
    WaitTimeout,
)
from generation_jobs.testing import VirtualClock

from tests.facade.bodies import DONE, FINETUNING_URL, OXEN_URL, RUNNING, SETTINGS, finetuning, oxen
from tests.facade.events.radio import PATIENCE, SLOW, STREAM, AlarmClock, Radio, event, once
from tests.facade.script import HTML, Answer, reply

if TYPE_CHECKING:
    from generation_jobs import Job

    from tests.facade.shells import Face, World

REF = "oxen:gen-1"
URL = OXEN_URL.format(id="gen-1")
EVENTS = "https://hub.oxen.ai/api/events"
SONG = FINETUNING_URL.format(id="gen_abc123")


@pytest.fixture
def radio(world: World) -> Radio:
    one = Radio()
    world.script.on(EVENTS, one)
    return one


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(SETTINGS["oxen"], clock=AlarmClock())


def looks(world: World, url: str = URL) -> int:
    return world.script.urls.count(url)


def listened(world: World, radio: Radio) -> None:
    """What the newest stream said last has been dealt with: at once in a thread of its own, soon in asyncio."""
    assert world.shell == "asyncio" or radio.streams[-1].heard.acquire(timeout=PATIENCE)


# The stream


def test_an_event_wakes_the_wait_and_a_job_costs_two_looks(world: World, jobs: Face, radio: Radio) -> None:
    world.script.on(URL, RUNNING, DONE)
    job = jobs.wait(REF, push=True, on_update=once(lambda: radio.tell("gen-1")))
    assert job.status is JobStatus.SUCCEEDED
    assert world.script.urls == [EVENTS, URL, URL]


def test_it_listens_before_it_looks_so_that_a_finished_job_costs_one_look(
    world: World, jobs: Face, radio: Radio
) -> None:
    world.script.on(URL, DONE)
    jobs.wait(REF, push=True)
    assert world.script.urls == [EVENTS, URL]


def test_a_failure_is_told_too(world: World, jobs: Face, radio: Radio) -> None:
    world.script.on(URL, RUNNING, reply(oxen("failed", error_message="no credits")))
    with pytest.raises(JobFailed, match="no credits"):
        jobs.wait(REF, push=True, on_update=once(lambda: radio.tell("gen-1", "failed")))


def test_without_push_there_is_no_stream(world: World, jobs: Face) -> None:
    world.script.on(URL, RUNNING, DONE)
    jobs.wait(REF)
    assert world.script.urls == [URL, URL]


def test_what_nobody_tells_is_seen_by_a_slow_poll(world: World, radio: Radio) -> None:
    world.script.on(URL, RUNNING, RUNNING, reply(oxen("cancelled")))
    with pytest.raises(JobCancelled):
        world.jobs(SETTINGS["oxen"]).wait(REF, push=True)
    assert looks(world) == 3
    assert [sleep for sleep in world.clock.sleeps if not SLOW[0] <= sleep <= SLOW[1]] == []


def test_a_deadline_holds_while_the_stream_is_silent(world: World, radio: Radio) -> None:
    world.script.on(URL, RUNNING)
    with pytest.raises(WaitTimeout):
        world.jobs(SETTINGS["oxen"]).wait(REF, push=True, timeout=100)
    assert world.clock.monotonic() == pytest.approx(99.5)
    assert looks(world) == 3  # at once, after a minute, and just before the end


@pytest.mark.parametrize(
    "noise",
    [
        event("media_generation_completed", {"generation_id": "another", "status": "succeeded"}),
        event("media_generation_completed", {"generation_id": 7}),
        event("media_generation_completed", {}),
        event("media_generation_completed", ["gen-1"]),
        event("media_generation_completed", '{"generation_id": "gen'),
        event("media_generation_completed", "[" * 100_000),
        event("repository_pushed", {"generation_id": "gen-1"}),
        b"data: gen-1\n\n",
        b"id: 7\nretry: 1\n\n: nothing\n\n",
        b"\xff\xfe\n\n",
    ],
)
def test_other_events_wake_nobody_and_do_no_harm(world: World, radio: Radio, noise: bytes) -> None:
    def speak() -> None:
        radio.streams[-1].say(noise)
        listened(world, radio)

    world.script.on(URL, RUNNING, RUNNING, DONE)
    acts = iter([speak, lambda: radio.tell("gen-1"), lambda: None])
    world.jobs(SETTINGS["oxen"]).wait(REF, push=True, on_update=lambda _: next(acts)())
    assert world.clock.sleeps[0] >= SLOW[0]
    assert len(radio.streams) == 1


@pytest.mark.parametrize("end", [b"", httpx.ReadError("reset"), httpx.ReadTimeout("")], ids=["end", "reset", "silent"])
def test_a_stream_that_breaks_is_opened_again_and_then_looked_once(
    world: World, jobs: Face, radio: Radio, end: bytes | Exception
) -> None:
    world.script.on(URL, RUNNING, DONE)
    jobs.wait(REF, push=True, on_update=once(lambda: radio.streams[-1].say(end)))
    assert world.script.urls == [EVENTS, URL, EVENTS, URL]


def test_after_a_break_the_next_event_is_heard(world: World, jobs: Face, radio: Radio) -> None:
    acts = iter([lambda: radio.streams[-1].end(), lambda: None, lambda: radio.tell("gen-1"), lambda: None])
    world.script.on(URL, RUNNING, RUNNING, RUNNING, DONE)
    jobs.wait(REF, push=True, on_update=lambda _: next(acts)())
    assert (looks(world), len(radio.streams)) == (4, 2)


@pytest.mark.parametrize(
    "refusal",
    [
        reply({}, 401),
        reply({}, 404),
        reply({}, 503),
        HTML,
        Answer(307, headers={"location": "https://elsewhere.example/events", **STREAM}),
        Answer(204, headers=STREAM),
        Answer(error=httpx.ConnectError("refused")),
    ],
    ids=["401", "404", "503", "HTML", "307", "204", "refused"],
)
def test_where_there_is_no_stream_it_polls_as_without_and_tries_less_and_less(world: World, refusal: Answer) -> None:
    world.script.on(EVENTS, refusal)
    world.script.on(URL, *[RUNNING] * 60, DONE)
    world.jobs(SETTINGS["oxen"]).wait(REF, push=True)
    assert max(world.clock.sleeps) <= 30
    assert looks(world) == 61
    assert 3 < looks(world, EVENTS) < 30
    assert {request.url.host for request in world.script.requests} == {"hub.oxen.ai"}


def test_a_stream_that_comes_later_is_used(world: World, radio: Radio) -> None:
    world.script.on(EVENTS, reply({}, 503), radio)
    world.script.on(URL, RUNNING, RUNNING, RUNNING, DONE)
    world.jobs(SETTINGS["oxen"]).wait(REF, push=True)
    assert max(world.clock.sleeps) > SLOW[0]


def test_a_provider_in_trouble_is_not_hurried_by_events(world: World, radio: Radio) -> None:
    def refuse(_: httpx.Request) -> Answer:
        radio.tell("gen-1")
        listened(world, radio)
        return reply({}, 429, Retry_After="40")

    world.script.on(URL, refuse, DONE)
    world.jobs(SETTINGS["oxen"]).wait(REF, push=True)
    assert world.clock.sleeps == [40]


def test_events_without_end_do_not_make_it_look_faster_than_polling(world: World, radio: Radio) -> None:
    world.script.on(URL, *[RUNNING] * 9, DONE)
    jobs = world.jobs(SETTINGS["oxen"], clock=(clock := AlarmClock()))
    jobs.wait(REF, push=True, on_update=lambda _: radio.tell("gen-1"))
    assert len([sleep for sleep in clock.sleeps if sleep >= 2]) >= 4


def test_a_stream_that_lived_long_is_opened_again_soon(world: World, radio: Radio) -> None:
    jobs = world.jobs(SETTINGS["oxen"], clock=(clock := AlarmClock(long=20)))

    def outlive() -> None:
        clock.advance(31)
        radio.streams[-1].end()

    for _ in range(8):
        world.script.on(URL, RUNNING, DONE)
        jobs.wait(REF, push=True, on_update=once(outlive))
    assert len(radio.streams) == 9
    assert [sleep for sleep in clock.sleeps if not 0.99 < sleep < 1.11] == []


def test_who_polls_looks_at_once_when_another_wait_opens_the_stream(world: World, radio: Radio) -> None:
    world.script.on(EVENTS, reply({}, 503), radio)
    world.script.on(URL, RUNNING, DONE)
    clock, seen = AlarmClock(long=0), threading.Event()
    with (
        Jobs([SETTINGS["oxen"]], clock=clock, transport=world.script.transport()) as jobs,
        ThreadPoolExecutor(1) as pool,
    ):
        polling = pool.submit(jobs.wait, REF, push=True, on_update=lambda _: seen.set())
        assert seen.wait(PATIENCE)
        clock.advance(2)
        jobs.wait(REF, push=True)
        assert polling.result(PATIENCE).status is JobStatus.SUCCEEDED


def test_a_provider_without_a_stream_is_polled(world: World) -> None:
    world.script.on(
        SONG, reply(finetuning("processing")), reply(finetuning("completed", audioUrl="https://m.example/a"))
    )
    world.jobs(SETTINGS["finetuning"]).wait("finetuning:gen_abc123", push=True)
    assert world.script.urls == [SONG, SONG]


def test_the_key_goes_to_the_api_alone_and_to_no_log(
    world: World, jobs: Face, radio: Radio, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    elsewhere = Answer(307, headers={"location": "https://elsewhere.example/events"})
    world.script.on(EVENTS, elsewhere, radio)
    world.script.on(URL, RUNNING, DONE)
    jobs.wait(REF, push=True)
    assert {request.url.host for request in world.script.requests} == {"hub.oxen.ai"}
    assert {request.headers["authorization"] for request in world.script.requests} == {"Bearer oxen-secret"}
    assert "oxen-secret" not in caplog.text


def test_one_stream_serves_every_wait(world: World, jobs: Face, radio: Radio) -> None:
    world.script.on(URL, RUNNING, DONE, RUNNING, DONE)
    for _ in range(2):
        jobs.wait(REF, push=True, on_update=once(lambda: radio.tell("gen-1")))
    assert len(radio.streams) == 1


def test_close_ends_the_stream_and_its_thread(world: World, radio: Radio) -> None:
    before = threading.active_count()
    world.script.on(URL, DONE)
    jobs = world.jobs(SETTINGS["oxen"])
    jobs.wait(REF, push=True)
    jobs.close()
    assert radio.streams[0].left.is_set()
    assert threading.active_count() == before
    with pytest.raises(ConfigurationError, match="closed"):
        jobs.wait(REF, push=True)
    assert threading.active_count() == before


def test_a_transport_that_cannot_await_has_no_stream_and_is_polled(world: World) -> None:
    class Blocking(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            return inner.handle_request(request)

    inner, clock = world.script.transport(), VirtualClock()
    world.script.on(URL, RUNNING, DONE)
    with Jobs([SETTINGS["oxen"]], clock=clock, transport=Blocking()) as jobs:
        jobs.wait(REF, push=True)
    assert world.script.urls == [URL, URL]
    assert max(clock.sleeps) < 30


# Many at once


def many(world: World, radio: Radio) -> None:
    """Ten jobs of which one is unknown; each but that ends when it was seen once."""
    for number in range(10):
        job_id = f"gen-{number}"
        running = reply(oxen("processing", generation_id=job_id))
        done = reply(oxen("succeeded", generation_id=job_id, result_url="https://media.example/1.png"))
        answers = [reply({}, 404)] if number == 3 else [running, done]
        world.script.on(OXEN_URL.format(id=job_id), *answers)


def test_many_threads_share_one_stream_and_one_failure_hurts_nobody(world: World, radio: Radio) -> None:
    many(world, radio)
    with Jobs([SETTINGS["oxen"]], clock=AlarmClock(), transport=world.script.transport()) as jobs:

        def wait(number: int) -> Job:
            return jobs.wait(f"oxen:gen-{number}", push=True, on_update=once(lambda: radio.tell(f"gen-{number}")))

        with ThreadPoolExecutor(10) as pool:
            waits = [pool.submit(wait, number) for number in range(10)]
    failures = [wait.exception() for wait in waits if wait.exception() is not None]
    assert [type(failure) for failure in failures] == [NotFoundError]
    assert (len(radio.streams), len(world.script.requests)) == (1, 1 + 9 * 2 + 1)


def test_each_event_loop_has_a_stream_of_its_own_and_any_can_close_the_client() -> None:
    radio = Radio()

    def answer(request: httpx.Request) -> httpx.Response:
        if str(request.url) == EVENTS:
            return radio(request).response()
        return httpx.Response(200, json=oxen("processing", generation_id="gen-1"))

    jobs = AsyncJobs([SETTINGS["oxen"]], transport=httpx.MockTransport(answer))

    async def waits() -> asyncio.Task[Job]:
        seen = asyncio.Event()
        task = asyncio.create_task(jobs.wait(REF, push=True, on_update=lambda _: seen.set()))
        await asyncio.wait_for(seen.wait(), PATIENCE)
        return task

    with asyncio.Runner() as first, asyncio.Runner() as second:
        tasks = [runner.run(waits()) for runner in (first, second)]
        assert len(radio.streams) == 2
        asyncio.run(jobs.close())
        for runner, task in zip((first, second), tasks, strict=True):
            with pytest.raises(ConfigurationError, match="the client is closed"):
                runner.run(asyncio.wait_for(task, PATIENCE))
        assert all(stream.left.is_set() for stream in radio.streams)


def test_many_tasks_share_one_stream_and_one_failure_hurts_nobody(world: World, radio: Radio) -> None:
    many(world, radio)

    async def story() -> list[Job | BaseException]:
        async with AsyncJobs([SETTINGS["oxen"]], clock=AlarmClock(), transport=world.script.transport()) as jobs:

            async def wait(number: int) -> Job:
                ref = f"oxen:gen-{number}"
                return await jobs.wait(ref, push=True, on_update=once(lambda: radio.tell(f"gen-{number}")))

            return await asyncio.gather(*(wait(number) for number in range(10)), return_exceptions=True)

    ends = asyncio.run(story())
    assert [type(end) for end in ends if isinstance(end, BaseException)] == [NotFoundError]
    assert (len(radio.streams), len(world.script.requests)) == (1, 1 + 9 * 2 + 1)


def test_a_cancelled_task_leaves_the_others_listening(world: World, radio: Radio) -> None:
    world.script.on(URL, RUNNING, RUNNING, DONE)

    async def story() -> Job:
        seen = asyncio.Semaphore(0)
        async with AsyncJobs([SETTINGS["oxen"]], clock=AlarmClock(), transport=world.script.transport()) as jobs:
            options = {"push": True, "on_update": lambda _: seen.release()}
            one, other = (asyncio.create_task(jobs.wait(REF, **options)) for _ in range(2))  # type: ignore[arg-type]
            await seen.acquire()
            await seen.acquire()
            one.cancel()
            with pytest.raises(asyncio.CancelledError):
                await one
            radio.tell("gen-1")
            return await other

    assert asyncio.run(story()).status is JobStatus.SUCCEEDED


def test_closing_in_one_thread_wakes_who_waits_in_another(world: World, radio: Radio) -> None:
    world.script.on(URL, RUNNING)
    seen = threading.Event()
    jobs = Jobs([SETTINGS["oxen"]], clock=AlarmClock(), transport=world.script.transport())
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(jobs.wait, REF, push=True, on_update=lambda _: seen.set())
        assert seen.wait(PATIENCE)
        jobs.close()
        assert "closed" in str(waiting.exception(PATIENCE))
