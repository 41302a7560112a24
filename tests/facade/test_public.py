"""The public surface: what there is, what it costs to import, and that errors travel."""

from __future__ import annotations

import inspect
import pickle
from importlib.resources import files

import generation_jobs
import pytest
from generation_jobs import (
    AsyncJobs,
    DownloadError,
    GenerationJobsError,
    Job,
    JobCancelled,
    JobFailed,
    Jobs,
    JobStatus,
    MissingResult,
    RateLimitedError,
    TransportError,
    WaitTimeout,
    parse_ref,
)

JOB = Job("oxen:1", JobStatus.FAILED)


def test_all_is_what_there_is() -> None:
    everything: dict[str, object] = {}
    exec("from generation_jobs import *", everything)
    public = sorted(generation_jobs.__all__)  # ruff keeps their order in the source
    assert public == sorted(everything.keys() - {"__builtins__"}) == dir(generation_jobs)


def test_what_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="module 'generation_jobs' has no attribute 'Job5'"):
        _ = generation_jobs.Job5  # type: ignore[attr-defined]
    with pytest.raises(ImportError, match="cannot import name 'Job5'"):
        exec("from generation_jobs import Job5")


def test_a_class_pickles_by_its_name() -> None:
    assert pickle.loads(pickle.dumps(Jobs)) is Jobs


def test_it_is_typed() -> None:
    assert files("generation_jobs").joinpath("py.typed").is_file()


@pytest.mark.parametrize(
    "error",
    [
        GenerationJobsError("what", ref="oxen:1"),
        RateLimitedError("s", status_code=429, ref="oxen:1", code="c", message="m", body=b"b", retry_after=2.0),
        TransportError("what", ref="oxen:1"),
        JobFailed("what", job=JOB),
        JobCancelled("what", job=JOB),
        MissingResult("what", job=JOB),
        WaitTimeout("what", ref="oxen:1", job=JOB, elapsed=3.0, last_error=TransportError("why")),
        DownloadError("what", ref="oxen:1"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_pickle(error: GenerationJobsError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (str(back), back.ref) == (str(error), error.ref)
    told = {name: str(value) for name, value in vars(error).items()}
    assert {name: str(value) for name, value in vars(back).items()} == told


def test_both_shells_offer_the_same() -> None:
    def offered(shell: type) -> dict[str, list[str]]:
        members = inspect.getmembers(shell, callable)
        return {name: list(inspect.signature(m).parameters) for name, m in members if not name.startswith("_")}

    assert offered(Jobs) == offered(AsyncJobs)
    looking = {"from_env", "get", "wait", "as_completed", "wait_all", "download", "close"}
    acting = {"submit", "submit_many", "generate", "list", "cancel", "delete", "find_submitted"}
    assert set(offered(Jobs)) == looking | acting


def test_a_job_is_frozen_and_compares_by_what_it_says() -> None:
    with pytest.raises(AttributeError):
        JOB.status = JobStatus.SUCCEEDED  # type: ignore[misc]
    assert Job("oxen:1", JobStatus.FAILED, raw=object()) == JOB
    assert hash(Job("oxen:1", JobStatus.FAILED)) == hash(JOB)


@pytest.mark.parametrize(("status", "final"), [(s, s in {"succeeded", "failed", "cancelled"}) for s in JobStatus])
def test_which_statuses_are_final(status: JobStatus, final: bool) -> None:
    assert status.is_final is final


def test_a_ref_is_its_text() -> None:
    assert str(parse_ref("breeze:job_01hasync")) == "breeze:job_01hasync"
