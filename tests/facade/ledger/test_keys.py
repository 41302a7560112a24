"""A key names one submit for ever: however often it is called, in whichever process, one request goes out."""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from generation_jobs import (
    AsyncJobs,
    ConfigurationError,
    InsufficientCreditsError,
    Job,
    Jobs,
    JobStatus,
    Oxen,
    Policy,
    SubmitUncertain,
)
from generation_jobs_sandbox import Sandbox

from tests.facade.bodies import FINETUNING_URL, SETTINGS, finetuning
from tests.facade.script import Answer, lost, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World

URL = "https://pub.finetuning.ai/v1/generations"
ACCEPTED = reply({"data": {"id": "gen_abc123", "status": "pending"}}, 202)
UNLIMITED = {"finetuning": Policy(rate_limits={"submit": None})}
MUSIC: dict[str, Any] = {"tags": "lofi piano"}


def posts(world: World) -> int:
    return [request.method for request in world.script.requests].count("POST")


def test_the_second_submit_returns_the_first_job(world: World, jobs: Face, path: Path) -> None:
    world.script.on(URL, ACCEPTED)
    first = jobs.submit("finetuning", key="order-17", **MUSIC)
    again = [
        jobs.submit("finetuning", key="order-17", **MUSIC),
        world.jobs(*SETTINGS.values(), ledger=path).submit("finetuning", key="order-17", **MUSIC),
        *jobs.submit_many("finetuning", key="order-17", **MUSIC),
    ]
    assert [job.ref for job in again] == [first.ref] * 3
    assert posts(world) == 1


def test_another_key_is_another_submit(world: World, jobs: Face) -> None:
    world.script.on(URL, ACCEPTED, reply({"data": {"id": "gen_2", "status": "pending"}}, 202))
    refs = [jobs.submit("finetuning", key=key, **MUSIC).ref for key in ("order-17", "order-18", "order-17")]
    assert refs == ["finetuning:gen_abc123", "finetuning:gen_2", "finetuning:gen_abc123"]


def test_generate_goes_on_with_the_first_job(world: World, jobs: Face, tmp_path: Path) -> None:
    media = "https://media.finetuning.ai/a.mp3"
    world.script.on(URL, ACCEPTED)
    done = reply(finetuning("completed", audioUrl=media))
    world.script.on(FINETUNING_URL.format(id="gen_abc123"), done)
    world.script.on(media, Answer(200, b"ID3 music", {"content-type": "audio/mpeg"}))
    jobs.submit("finetuning", key="order-17", **MUSIC)
    for _ in range(2):
        assert jobs.generate("finetuning", tmp_path, key="order-17", **MUSIC).job.status is JobStatus.SUCCEEDED
    assert posts(world) == 1
    # a job that has succeeded comes back as one to be polled: the ledger has no results
    assert jobs.submit("finetuning", key="order-17", **MUSIC).status is JobStatus.UNKNOWN


def test_other_parameters_under_the_same_key_are_a_mistake(world: World, jobs: Face) -> None:
    world.script.on(URL, ACCEPTED)
    jobs.submit("finetuning", key="order-17", **MUSIC)
    with pytest.raises(ConfigurationError, match=r"key='order-17'.* had other parameters"):
        jobs.submit("finetuning", key="order-17", tags="drums")
    assert posts(world) == 1


def test_a_number_that_is_written_otherwise_is_the_same(world: World, jobs: Face) -> None:
    """As in a retry whose parameters went through JavaScript, where 60.0 is 60."""
    world.script.on(URL, ACCEPTED)
    refs = [jobs.submit("finetuning", key="order-17", duration=seconds, **MUSIC).ref for seconds in (60.0, 60, 60.0)]
    assert refs == ["finetuning:gen_abc123"] * 3
    assert posts(world) == 1
    with pytest.raises(ConfigurationError, match="had other parameters"):
        jobs.submit("finetuning", key="order-17", duration=60.5, **MUSIC)


def test_while_the_answer_is_lost_nothing_is_sent(world: World, jobs: Face) -> None:
    world.script.on(URL, lost("gone"), ACCEPTED)
    for reason in ("gone", "order-17.*no known response.*gone", "was not sent again"):
        with pytest.raises(SubmitUncertain, match=reason):
            jobs.submit("finetuning", key="order-17", **MUSIC)
    assert posts(world) == 1


def test_a_job_that_was_found_belongs_to_its_key(world: World, jobs: Face) -> None:
    world.script.on(URL, lost())
    with pytest.raises(SubmitUncertain):
        jobs.submit("finetuning", key="order-17", **MUSIC)
    (one,) = jobs.pending()
    assert jobs.ledger is not None
    jobs.ledger.answer(one.number, ["finetuning:gen_9"])
    assert jobs.submit("finetuning", key="order-17", **MUSIC).ref == "finetuning:gen_9"
    assert posts(world) == 1


@pytest.mark.parametrize("answer", [reply({"error": {"code": "NO", "message": "no"}}, 402)])
def test_a_refused_submit_frees_its_key(world: World, jobs: Face, answer: Answer) -> None:
    world.script.on(URL, answer, ACCEPTED)
    with pytest.raises(InsufficientCreditsError):
        jobs.submit("finetuning", key="order-17", **MUSIC)
    assert jobs.pending() == []
    assert jobs.submit("finetuning", key="order-17", **MUSIC).ref == "finetuning:gen_abc123"


def test_an_answer_that_is_the_result_itself_is_not_kept(world: World, jobs: Face) -> None:
    world.script.on("https://api.bland.ai/v2/tts", Answer(200, b"RIFF....WAVE", {"content-type": "audio/wav"}))
    speech = {"text": "Hi", "voice": "2b3c4d5e-6f70-8901-2345-6789abcdef01"}
    assert jobs.submit("bland", key="order-17", **speech).status is JobStatus.SUCCEEDED
    with pytest.raises(SubmitUncertain, match="made 0 jobs with a ref"):
        jobs.submit("bland", key="order-17", **speech)
    assert posts(world) == 1


def test_a_key_needs_a_ledger(world: World) -> None:
    with pytest.raises(ConfigurationError, match="key='order-17' needs a ledger"):
        world.jobs(*SETTINGS.values()).submit("finetuning", key="order-17", **MUSIC)
    assert world.script.requests == []


def test_a_key_that_could_be_meant_for_the_music_is_refused(world: World, jobs: Face) -> None:
    with pytest.raises(ConfigurationError, match=r"key='C#' names a submit; .* use musical_key"):
        jobs.submit("finetuning", key="C#", **MUSIC)
    world.script.on(URL, ACCEPTED)
    jobs.submit("finetuning", musical_key="C#", **MUSIC)
    assert world.script.requests[0].content == b'{"tags":"lofi piano","key":"C#"}'


def test_many_threads_at_once(path: Path) -> None:
    sent = 0

    def answer(_: httpx.Request) -> httpx.Response:
        nonlocal sent
        sent += 1
        return ACCEPTED.response()

    with (
        Jobs([SETTINGS["finetuning"]], transport=httpx.MockTransport(answer), ledger=path, policies=UNLIMITED) as jobs,
        ThreadPoolExecutor(8) as pool,
    ):
        outcomes = list(pool.map(_outcome, [jobs] * 40))
    assert sent == 1
    assert {one for one in outcomes if one != "under way"} == {"finetuning:gen_abc123"}


def test_many_tasks_at_once(path: Path) -> None:
    sent = 0

    async def answer(_: httpx.Request) -> httpx.Response:
        nonlocal sent
        sent += 1
        await asyncio.sleep(0)
        return ACCEPTED.response()

    async def story() -> list[Job | BaseException]:
        transport = httpx.MockTransport(answer)
        async with AsyncJobs([SETTINGS["finetuning"]], transport=transport, ledger=path, policies=UNLIMITED) as jobs:
            calls = (jobs.submit("finetuning", key="order-17", **MUSIC) for _ in range(40))
            return await asyncio.gather(*calls, return_exceptions=True)

    outcomes = asyncio.run(story())
    assert sent == 1
    refs = [one.ref for one in outcomes if isinstance(one, Job)]
    assert set(refs) == {"finetuning:gen_abc123"}
    errors = [one for one in outcomes if not isinstance(one, Job)]
    assert all(isinstance(error, SubmitUncertain) and "is under way" in str(error) for error in errors)


def _outcome(jobs: Jobs) -> str | None:
    try:
        return jobs.submit("finetuning", key="order-17", **MUSIC).ref
    except SubmitUncertain as error:
        assert "is under way" in str(error)
        assert "when it has ended, a call with this key returns its job" in str(error)
        return "under way"


def _submit_all(url: str, path: str, start: Any) -> None:
    with Jobs([Oxen(api_key="k", base_url=url)], ledger=path) as jobs:
        start.wait()
        for number in range(20):
            try:
                jobs.submit("oxen", key=f"order-{number}", model="flux-2-dev", prompt="cat")
            except SubmitUncertain as error:
                assert "is under way" in str(error)


def test_processes_with_the_same_keys_pay_once(path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    with Sandbox() as box:
        start = spawn.Barrier(3)
        processes = [spawn.Process(target=_submit_all, args=(box.base_url("oxen"), str(path), start)) for _ in range(3)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(60)
        assert [process.exitcode for process in processes] == [0, 0, 0]
        assert len(box.world.submissions) == 20
