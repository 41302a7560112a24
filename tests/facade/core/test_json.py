"""Jobs and outcomes as JSON data, in pydantic models, in FastAPI answers, in consoles and in notebooks."""

from __future__ import annotations

import asyncio
import json
import pickle
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import httpx
import pytest
from fastapi import FastAPI
from generation_jobs import (
    ConfigurationError,
    Cost,
    Durations,
    Generated,
    GenerationJobsError,
    Job,
    JobError,
    JobFailed,
    JobStatus,
    Media,
    Outcome,
    RateLimitedError,
    Search,
    Submitted,
    WaitTimeout,
)
from generation_jobs._core.outcome import Files, Outcomes
from pydantic import BaseModel, TypeAdapter, ValidationError

if TYPE_CHECKING:
    from pathlib import Path

WAV = b"RIFF\x00\xff"
JOB = Job(
    "oxen:gen:7",
    JobStatus.SUCCEEDED,
    "completed",
    datetime(2026, 5, 1, 12, tzinfo=UTC),
    media=(
        Media("video", "https://cdn.example/a.mp4?signature=s3cret", size_bytes=10, duration_s=1.5),
        Media("audio", data=WAV, content_type="audio/wav"),
    ),
    cost=Cost(Decimal("0.10"), "USD"),
    raw=object(),
)
FAILED = Job("breeze:job_1", JobStatus.FAILED, error=JobError("too_long", "at most <5> words"))
FIELDS = {
    "version": 1,
    "ref": "oxen:gen:7",
    "status": "succeeded",
    "provider_status": "completed",
    "created_at": "2026-05-01T12:00:00Z",
    "started_at": None,
    "completed_at": None,
    "media": [
        {
            "kind": "video",
            "url": "https://cdn.example/a.mp4?signature=s3cret",
            "data": None,
            "content_type": None,
            "size_bytes": 10,
            "duration_s": 1.5,
        },
        {
            "kind": "audio",
            "url": None,
            "data": "UklGRgD/",
            "content_type": "audio/wav",
            "size_bytes": None,
            "duration_s": None,
        },
    ],
    "error": None,
    "cost": "0.10",
    "currency": "USD",
}
OUTCOMES = [
    Outcome("oxen:gen:7", JOB),
    Outcome("breeze:job_1", FAILED, JobFailed("breeze:job_1 failed: too long", job=FAILED)),
    Outcome("oxen:2", None, RateLimitedError("oxen:2: slow down", status_code=429, ref="oxen:2", retry_after=3.0)),
    Outcome("oxen:3", None, WaitTimeout("oxen:3: not finished", ref="oxen:3", job=None, elapsed=60.0)),
]


class Order(BaseModel):
    job: Job
    others: list[Outcome] = []


def test_a_job_is_json_data_and_back() -> None:
    assert JOB.to_dict() == FIELDS
    assert Job.from_dict(json.loads(json.dumps(FIELDS)) | {"added_later": 1}) == JOB
    assert Job.from_dict(FAILED.to_dict()) == FAILED
    assert all("data" not in media for media in JOB.to_dict(data=False)["media"])


def test_a_job_is_a_dataclass_of_public_fields() -> None:
    assert asdict(Job("oxen:gen_1", JobStatus.QUEUED))["provider"] == "oxen"
    assert [field.name for field in fields(Job) if field.name.startswith("_")] == []
    inline = Job(None, JobStatus.SUCCEEDED, provider="bland")
    assert (pickle.loads(pickle.dumps(inline)).provider, replace(inline, ref="oxen:1").provider) == ("bland", "oxen")


def test_the_parts_of_a_ref() -> None:
    assert (JOB.provider, JOB.id) == ("oxen", "gen:7")
    assert (Job(None, JobStatus.SUCCEEDED).provider, Job(None, JobStatus.SUCCEEDED).id) == (None, None)


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.ref)
def test_an_outcome_is_json_data_and_back(outcome: Outcome) -> None:
    found = Outcome.from_dict(json.loads(json.dumps(outcome.to_dict())))
    assert found[:2] == outcome[:2]
    assert found.to_dict() == outcome.to_dict()
    assert type(found.error) is type(outcome.error)
    assert str(found.error) == str(outcome.error)
    if outcome.error is not None:
        assert vars(pickle.loads(pickle.dumps(found.error))).keys() >= vars(outcome.error).keys()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"version": 2, **{k: v for k, v in FIELDS.items() if k != "version"}}, "its version is 2"),
        ({"status": "succeeded", "ref": 5}, "ref is 5"),
        ({"ref": "oxen:1"}, "status"),
        ({"ref": "oxen:1", "status": "done"}, "there is no status 'done'"),
        ({"ref": "oxen:1", "status": "queued", "created_at": "2026-05-01T12:00:00"}, "created_at has no time zone"),
        ({"ref": "oxen:1", "status": "queued", "cost": "much"}, "cost is 'much'"),
        ("oxen:1", "it is of type str: give a dict"),
    ],
)
def test_other_data_is_no_job(given: object, why: str) -> None:
    with pytest.raises(ConfigurationError, match=f"not what Job.to_dict returned: .*{why}"):
        Job.from_dict(given)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match=r"Job\.to_dict"):
        TypeAdapter(Job).validate_python(given)


def test_durations_that_are_none_are_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError):
        Durations.load([])  # type: ignore[arg-type]


def test_what_recover_finds_becomes_objects_with_the_names_of_its_fields() -> None:
    lost = Submitted(7, "oxen", "order-17", datetime(2026, 1, 1, tzinfo=UTC), "lost", (), "why")
    assert TypeAdapter(Submitted).dump_python(lost, mode="json")["key"] == "order-17"
    assert TypeAdapter(Search).dump_python(Search("absent"), mode="json") == {"verdict": "absent", "jobs": []}


def test_a_pydantic_model_holds_jobs_and_outcomes() -> None:
    order = Order(job=JOB, others=OUTCOMES)
    assert order.job is JOB
    read = Order.model_validate_json(order.model_dump_json())
    assert read.job == JOB
    assert Order.model_validate(order.model_dump()).job == JOB
    assert [outcome.to_dict() for outcome in read.others] == [outcome.to_dict() for outcome in OUTCOMES]
    result = TypeAdapter(Media)
    assert result.dump_python(JOB.media[1]) == FIELDS["media"][1] == JOB.media[1].to_dict()
    assert result.validate_json(result.dump_json(JOB.media[1])) == JOB.media[1] == Media.from_dict(FIELDS["media"][1])


def test_fastapi_answers_jobs_and_describes_them() -> None:
    app = FastAPI()

    @app.get("/jobs")
    def jobs() -> list[Job]:
        return [JOB]

    @app.post("/orders")
    def orders(order: Order) -> Outcome:
        return order.others[0]

    async def ask(method: str, path: str, body: object = None) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://shop.example") as web:
            return await web.request(method, path, json=body)

    assert asyncio.run(ask("GET", "/jobs")).json() == [FIELDS]
    body = {"job": FIELDS, "others": [OUTCOMES[1].to_dict()]}
    assert asyncio.run(ask("POST", "/orders", body)).json() == OUTCOMES[1].to_dict()
    assert asyncio.run(ask("POST", "/orders", {"job": {}})).status_code == 422
    described = asyncio.run(ask("GET", "/openapi.json")).json()
    answer = described["paths"]["/jobs"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert answer["items"] == {"$ref": "#/components/schemas/Job"}  # a model with a name in generated clients
    assert described["components"]["schemas"]["Job"]["properties"].keys() == FIELDS.keys()


def test_reprs_say_what_is_known_and_no_secret() -> None:
    assert repr(FAILED) == (
        "Job(ref='breeze:job_1', status='failed', error=JobError(code='too_long', message='at most <5> words'))"
    )
    assert repr(JOB) == (
        "Job(ref='oxen:gen:7', status='succeeded', provider_status='completed', created_at='2026-05-01T12:00:00Z', "
        "media=(Media(kind='video', url='https://cdn.example/a.mp4?…', size_bytes=10, duration_s=1.5), "
        "Media(kind='audio', data='6 bytes', content_type='audio/wav')), cost=Cost(amount=Decimal('0.10'), "
        "currency='USD'))"
    )


def test_notebooks_play_bytes_and_files_and_fetch_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    saved = Files((tmp_path / "a.png", tmp_path / "gone.mp3"))
    shown = [value._repr_html_() for value in (JOB, FAILED, Generated(JOB, saved), saved, Outcomes(OUTCOMES))]
    assert '<audio controls src="data:audio/wav;base64,UklGRgD/"></audio>' in shown[0]
    assert "<td>cost</td><td>0.10 USD</td>" in shown[0]
    assert "<td>error</td><td>too_long: at most &lt;5&gt; words</td>" in shown[1]
    assert '<img src="data:image/png;base64,iVBORw=="' in shown[2]
    assert "gone.mp3" in shown[3]
    assert "<td>breeze:job_1</td><td>failed</td>" in shown[4]
    assert not any('src="http' in page for page in shown)
    assert "s3cret" not in "".join(shown)


def test_results_of_many_are_still_tuples() -> None:
    assert Outcomes(OUTCOMES) == tuple(OUTCOMES)
    assert pickle.loads(pickle.dumps(Files())) == ()
    assert issubclass(ConfigurationError, GenerationJobsError)
