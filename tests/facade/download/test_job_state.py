"""Downloading looks at the job first: what it makes of jobs that have not ended, and of stale answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generation_jobs import (
    DownloadError,
    Job,
    JobFailed,
    JobStatus,
    MissingResult,
    ServerError,
)

from tests.facade.bodies import DONE, IMAGE, RUNNING, oxen
from tests.facade.picture import PICTURE, REF, URL, listing
from tests.facade.script import Answer, lost, reply

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World


def test_an_unfinished_job_is_not_waited_for(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, RUNNING)
    with pytest.raises(DownloadError, match="not finished: wait for it first"):
        jobs.download(REF, tmp_path)
    assert listing(tmp_path) == []


def test_a_job_without_a_result_says_so(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, reply(oxen("failed", error_message="NSFW")))
    with pytest.raises(JobFailed, match="NSFW"):
        jobs.download(REF, tmp_path)
    world.script.on(URL, reply(oxen("succeeded")))
    with pytest.raises(MissingResult):
        jobs.download(REF, tmp_path)
    assert 20 < world.clock.monotonic() < 70


def test_a_status_that_is_not_known_is_no_answer_to_whether_it_has_ended(
    world: World, jobs: Face, tmp_path: Path
) -> None:
    world.script.on(URL, reply(oxen("thumbnailing")), DONE)
    world.script.on(IMAGE, PICTURE)
    assert len(jobs.download(REF, tmp_path)) == 1


def test_a_status_that_stays_unknown_is_named(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, reply(oxen("thumbnailing")))
    with pytest.raises(DownloadError, match="thumbnailing"):
        jobs.download(REF, tmp_path)
    assert 20 < world.clock.monotonic() < 40


@pytest.mark.parametrize("stale", [RUNNING, reply({}, 404), reply(oxen("thumbnailing"))])
def test_a_response_that_is_older_than_the_success_is_doubted(
    world: World, jobs: Face, tmp_path: Path, stale: Answer
) -> None:
    world.script.on(URL, DONE, stale, DONE)
    world.script.on(IMAGE, PICTURE)
    jobs.wait(REF)
    assert len(jobs.download(REF, tmp_path)) == 1


def test_a_job_that_is_not_found_yet_was_named_by_its_submit(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, reply({}, 404), DONE)
    world.script.on(IMAGE, PICTURE)
    assert len(jobs.download(Job(REF, JobStatus.QUEUED), tmp_path)) == 1


@pytest.mark.parametrize("stale", [RUNNING, reply(oxen("succeeded")), reply(oxen("thumbnailing"))])
def test_a_renewal_that_names_no_link_is_tried_again(world: World, jobs: Face, tmp_path: Path, stale: Answer) -> None:
    world.script.on(URL, DONE, stale, DONE)
    world.script.on(IMAGE, Answer(403), PICTURE)
    assert len(jobs.download(REF, tmp_path)) == 1


def test_a_job_that_names_no_new_link_for_long_has_a_result_that_cannot_be_fetched(
    world: World, jobs: Face, tmp_path: Path
) -> None:
    world.script.on(URL, DONE, RUNNING)
    world.script.on(IMAGE, Answer(403))
    with pytest.raises(DownloadError, match="the link has expired, and the provider names no new one"):
        jobs.download(REF, tmp_path)


@pytest.mark.parametrize("given", [REF, Job(REF, JobStatus.SUCCEEDED)])
def test_a_result_that_is_named_a_moment_later(world: World, jobs: Face, tmp_path: Path, given: str | Job) -> None:
    world.script.on(URL, reply(oxen("succeeded")), reply(oxen("succeeded")), DONE)
    world.script.on(IMAGE, PICTURE)
    assert len(jobs.download(given, tmp_path)) == 1


def test_the_look_before_it_survives_passing_trouble(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, reply({}, 502), lost(), DONE)
    world.script.on(IMAGE, PICTURE)
    assert len(jobs.download(REF, tmp_path)) == 1


def test_the_look_before_it_raises_the_last_trouble(world: World, jobs: Face, tmp_path: Path) -> None:
    world.script.on(URL, reply({}, 500))
    with pytest.raises(ServerError):
        jobs.download(REF, tmp_path, timeout=60)
    assert world.clock.monotonic() == pytest.approx(60, abs=1)
