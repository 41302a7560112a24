"""Jobs and errors travel between processes, and those that version 0.1 pickled are still read."""

from __future__ import annotations

import base64
import pickle
import pickletools
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import (
    AsyncJobs,
    Cost,
    DownloadError,
    Durations,
    GenerationJobsError,
    Job,
    JobCancelled,
    JobError,
    JobFailed,
    Jobs,
    JobStatus,
    JobWaiting,
    Media,
    MissingResult,
    Outcome,
    Policy,
    PollInterval,
    RateLimitedError,
    SubmitUncertain,
    TransportError,
    WaitTimeout,
    parse_ref,
)

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FAILED = Job("oxen:gen_2", JobStatus.FAILED, "failed", error=JobError("nsfw", "refused"))
SUCCEEDED = Job(
    "oxen:gen_1",
    JobStatus.SUCCEEDED,
    "succeeded",
    datetime(2026, 1, 1, tzinfo=UTC),
    completed_at=datetime(2026, 1, 1, 0, 1, tzinfo=UTC),
    media=(Media("image", "https://media.example/1.png", content_type="image/png", size_bytes=3),),
    cost=Cost(Decimal("0.04"), "USD"),
    raw={"model": "flux"},
)
ERRORS = [
    GenerationJobsError("what", ref="oxen:1"),
    RateLimitedError("s", status_code=429, ref="oxen:1", code="c", message="m", body=b"b", retry_after=2.0),
    TransportError("what", ref="oxen:1"),
    JobFailed("what", job=FAILED),
    JobCancelled("what", job=FAILED),
    MissingResult("what", job=FAILED),
    WaitTimeout("what", ref="oxen:1", job=FAILED, elapsed=3.0, last_error=TransportError("why")),
    DownloadError("what", ref="oxen:1"),
    SubmitUncertain("what", provider="oxen", parameters={"prompt": "a"}, digest="d", submitted_at=NOON),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_pickle(error: GenerationJobsError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (str(back), back.ref) == (str(error), error.ref)
    fields = {name: str(value) for name, value in vars(error).items()}
    assert {name: str(value) for name, value in vars(back).items()} == fields


@pytest.mark.parametrize(
    "value", [SUCCEEDED, FAILED, Outcome("oxen:1", SUCCEEDED), parse_ref("oxen:1")], ids=lambda value: str(value)[:20]
)
def test_jobs_pickle(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        *ERRORS,
        SUCCEEDED,
        FAILED,
        Outcome("oxen:1", SUCCEEDED),
        parse_ref("oxen:1"),
        Policy(poll_interval=PollInterval(1, 2)),
        Durations(),
        JobWaiting(at=NOON, provider="oxen", ref="oxen:1", seconds=1.0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_pickles_name_public_modules_only(value: object) -> None:
    """The private ones may be renamed, and a pickle outlives that."""
    assert modules_in(value) <= {"generation_jobs", "generation_jobs.errors"}
    assert str(pickle.loads(pickle.dumps(value))) == str(value)


def modules_in(value: object) -> set[str]:
    words = {argument for _, argument, _ in pickletools.genops(pickle.dumps(value)) if isinstance(argument, str)}
    return {word for word in words if word.startswith("generation_jobs")}


def test_pickled_results_are_tuples_of_public_classes(tmp_path: Path) -> None:
    done = Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", data=b"GIF89a"),))
    with Jobs([]) as jobs:
        for found in (jobs.wait_all(["oxen:1"]), jobs.download(done, tmp_path)):
            assert modules_in(found) <= {"generation_jobs", "generation_jobs.errors"}
            assert str(pickle.loads(pickle.dumps(found))) == str(found)


@pytest.mark.parametrize("kind", [Jobs, AsyncJobs])
def test_a_client_says_that_it_cannot_be_pickled(kind: type[Jobs] | type[AsyncJobs]) -> None:
    with pytest.raises(TypeError, match="cannot be pickled: create one in each process"):
        pickle.dumps(kind([]))


# Made by version 0.1 (commit c1711e8), which named `generation_jobs.job`, `generation_jobs.outcome` and
# `generation_jobs.errors`.

OLD_JOB = (
    "gASVVwEAAAAAAACME2dlbmVyYXRpb25fam9icy5qb2KUjANKb2KUk5QpgZRdlCiMCm94ZW46Z2VuXzGUaACMCUpvYlN0YXR1c5STlIwJc3VjY2Vl"
    "ZGVklIWUUpRoCIwIZGF0ZXRpbWWUjAhkYXRldGltZZSTlEMKB+oBAQAAAAAAAJRoC4wIdGltZXpvbmWUk5RoC4wJdGltZWRlbHRhlJOUSwBLAEsA"
    "h5RSlIWUUpSGlFKUTmgNQwoH6gEBAAEAAAAAlGgWhpRSlGgAjAVNZWRpYZSTlCmBlF2UKIwFaW1hZ2WUjBtodHRwczovL21lZGlhLmV4YW1wbGUv"
    "MS5wbmeUTowJaW1hZ2UvcG5nlEsDTmVihZROaACMBENvc3SUk5SMB2RlY2ltYWyUjAdEZWNpbWFslJOUjAQwLjA0lIWUUpSMA1VTRJSGlIGUfZSM"
    "BW1vZGVslIwEZmx1eJRzZWIu"
)
OLD_OUTCOME = (
    "gASV7AAAAAAAAACMF2dlbmVyYXRpb25fam9icy5vdXRjb21llIwHT3V0Y29tZZSTlIwKb3hlbjpnZW5fMZSME2dlbmVyYXRpb25fam9icy5qb2KU"
    "jANKb2KUk5QpgZRdlChoA2gEjAlKb2JTdGF0dXOUk5SMB3J1bm5pbmeUhZRSlE5OTk4pTk5OZWKMFmdlbmVyYXRpb25fam9icy5lcnJvcnOUjAhf"
    "cmVidWlsZJSTlGgOjA5UcmFuc3BvcnRFcnJvcpSTlIwFcmVzZXSUhZR9lCiMA3JlZpROjA5tYXliZV9yZWNlaXZlZJSIdYeUUpSHlIGULg=="
)
OLD_ERRORS = {
    "JobFailed": (
        "gASV8gAAAAAAAACMFmdlbmVyYXRpb25fam9icy5lcnJvcnOUjAhfcmVidWlsZJSTlGgAjAlKb2JGYWlsZWSUk5SMIG94ZW46Z2VuXzIgZmFp"
        "bGVkOiBuc2Z3OiByZWZ1c2VklIWUfZQojANyZWaUjApveGVuOmdlbl8ylIwDam9ilIwTZ2VuZXJhdGlvbl9qb2JzLmpvYpSMA0pvYpSTlCmB"
        "lF2UKGgJaAuMCUpvYlN0YXR1c5STlIwGZmFpbGVklIWUUpRoEk5OTiloC4wISm9iRXJyb3KUk5QpgZRdlCiMBG5zZneUjAdyZWZ1c2VklGVi"
        "Tk5lYnWHlFKULg=="
    ),
    "WaitTimeout": (
        "gASVJQEAAAAAAACMFmdlbmVyYXRpb25fam9icy5lcnJvcnOUjAhfcmVidWlsZJSTlGgAjAtXYWl0VGltZW91dJSTlIwZb3hlbjpnZW5fMzog"
        "c3RpbGwgcnVubmluZ5SFlH2UKIwDcmVmlIwKb3hlbjpnZW5fM5SMA2pvYpSME2dlbmVyYXRpb25fam9icy5qb2KUjANKb2KUk5QpgZRdlCho"
        "CWgLjAlKb2JTdGF0dXOUk5SMB3J1bm5pbmeUhZRSlE5OTk4pTk5OZWKMB2VsYXBzZWSUR0BOAAAAAAAAjApsYXN0X2Vycm9ylGgCaACMDlRy"
        "YW5zcG9ydEVycm9ylJOUjAVyZXNldJSFlH2UKGgIaAmMDm1heWJlX3JlY2VpdmVklIh1h5RSlHWHlFKULg=="
    ),
    "RateLimitedError": (
        "gASVswAAAAAAAACMFmdlbmVyYXRpb25fam9icy5lcnJvcnOUjAhfcmVidWlsZJSTlGgAjBBSYXRlTGltaXRlZEVycm9ylJOUjAlzbG93IGRv"
        "d26UhZR9lCiMA3JlZpSMCm94ZW46Z2VuXzSUjAtzdGF0dXNfY29kZZRNrQGMBGNvZGWUjAFjlIwHbWVzc2FnZZSMAW2UjARib2R5lEMBYpSM"
        "C3JldHJ5X2FmdGVylEdAAAAAAAAAAHWHlFKULg=="
    ),
    "SubmitUncertain": (
        "gASVCQEAAAAAAACMFmdlbmVyYXRpb25fam9icy5lcnJvcnOUjAhfcmVidWlsZJSTlGgAjA9TdWJtaXRVbmNlcnRhaW6Uk5SMBGxvc3SUhZR9"
        "lCiMA3JlZpROjAhwcm92aWRlcpSMBG94ZW6UjApwYXJhbWV0ZXJzlH2UjAZwcm9tcHSUjAVhIGZveJRzjAZkaWdlc3SUjBAwMTIzNDU2Nzg5"
        "YWJjZGVmlIwMc3VibWl0dGVkX2F0lIwIZGF0ZXRpbWWUjAhkYXRldGltZZSTlEMKB+oBAQAAAAAAAJRoEowIdGltZXpvbmWUk5RoEowJdGlt"
        "ZWRlbHRhlJOUSwBLAEsAh5RSlIWUUpSGlFKUdYeUUpQu"
    ),
}


def old(text: str) -> Any:
    return pickle.loads(base64.b64decode(text))


def test_an_old_job_is_read() -> None:
    job = old(OLD_JOB)
    assert type(job) is Job
    assert job == SUCCEEDED
    assert (job.raw, job.provider) == ({"model": "flux"}, "oxen")


def test_an_old_outcome_is_read() -> None:
    outcome = old(OLD_OUTCOME)
    assert type(outcome) is Outcome
    assert (outcome.job, str(outcome.error)) == (Job("oxen:gen_1", JobStatus.RUNNING), "reset")


def test_old_errors_are_read() -> None:
    errors = {name: old(text) for name, text in OLD_ERRORS.items()}
    assert {name: type(error).__name__ for name, error in errors.items()} == {name: name for name in OLD_ERRORS}
    assert (str(errors["JobFailed"]), errors["JobFailed"].job) == ("oxen:gen_2 failed: nsfw: refused", FAILED)
    waited = errors["WaitTimeout"]
    assert (waited.ref, waited.elapsed, waited.job.status) == ("oxen:gen_3", 60.0, JobStatus.RUNNING)
    assert type(waited.last_error) is TransportError
    limited = errors["RateLimitedError"]
    assert (limited.status_code, limited.code, limited.body, limited.retry_after) == (429, "c", b"b", 2.0)
    lost = errors["SubmitUncertain"]
    assert (lost.provider, lost.parameters, lost.submitted_at) == (
        "oxen",
        {"prompt": "a fox"},
        datetime(2026, 1, 1, tzinfo=UTC),
    )
