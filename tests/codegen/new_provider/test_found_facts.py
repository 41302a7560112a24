"""The facts of a job and of its errors, found in a document by their names."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.codegen.new_provider.error_fields import error_pointers
from scripts.codegen.new_provider.job_fields import (
    JobFields,
    job_fields_of,
    job_operation,
    response_of,
    status_words,
    submit_operation,
)
from scripts.codegen.new_provider.suggested_names import operation_name
from tests.codegen.committed import committed


@pytest.mark.parametrize(
    ("name", "places"),
    [
        (
            "breeze",
            JobFields(
                "/generation_job_id",
                "/status",
                "/download_url",
                "/created_at",
                "/completed_at",
                "/error/detail",
                "/error/code",
            ),
        ),
        ("playai", JobFields("/id", "/output/status", "/output/url", "/createdAt", "/completedAt")),
        (
            "oxen",
            JobFields(
                "/generation/generation_id",
                "/generation/status",
                "/generation/result_url",
                "",
                "/generation/completed_at",
                "/generation/error_message",
            ),
        ),
    ],
)
def test_the_facts_of_a_job_are_found_by_their_names(name: str, places: JobFields) -> None:
    spec = committed(name)
    found = job_operation(spec)
    assert found is not None
    assert job_fields_of(spec, response_of(spec, found[1])[1]) == places


def _object(**fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT = {"type": "string"}

URI = {"type": "string", "format": "uri"}


@pytest.mark.parametrize(
    ("schema", "places"),
    [
        (
            _object(data=_object(task_id=TEXT, status=TEXT, outputs=_list(_object(url=URI, status={"enum": ["x"]})))),
            JobFields("/data/task_id", "/data/status", "/data/outputs/0/url"),
        ),
        (
            _object(tasks=_list(_object(id=TEXT, state={"enum": ["on"]}, audio=_list(_object(src=URI))))),
            JobFields("/tasks/0/id", "/tasks/0/state", "/tasks/0/audio/0/src"),
        ),
        (
            _object(id=TEXT, status=TEXT, output={"anyOf": [_list(URI), {"type": "null"}]}),
            JobFields("/id", "/status", "/output/0"),
        ),
        (_object(id=TEXT, status=TEXT, output=URI), JobFields("/id", "/status", "/output")),
        (
            _object(uid=TEXT, condition={"enum": ["pending", "ready"]}, fault=TEXT, made_at=TEXT),
            JobFields("/uid", "/condition", "", "/made_at", "", "/fault"),
        ),
        (
            _object(id=TEXT, format={"enum": ["mp3", "wav"]}, mood={"enum": ["Pending", "Done"]}, queued_on=TEXT),
            JobFields("/id", "/mood", "", "/queued_on"),
        ),
        (_object(id=TEXT, status=TEXT, tags=_list(TEXT)), JobFields("/id", "/status")),
    ],
)
def test_the_facts_of_a_job_are_found_in_lists(schema: dict[str, Any], places: JobFields) -> None:
    assert job_fields_of({}, schema) == places


@pytest.mark.parametrize(
    ("names", "code", "message"), [(("reason", "detail"), ["/reason"], ["/detail"]), (("reason",), [], ["/reason"])]
)
def test_a_reason_is_the_code_of_an_error_beside_its_message(
    names: tuple[str, ...], code: list[str], message: list[str]
) -> None:
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in names}}
    responses = {"404": {"description": "", "content": {"application/json": {"schema": schema}}}}
    pointers = error_pointers({"paths": {"/a/{b}": {"get": {"responses": responses}}}})
    assert pointers == {"code": code, "message": message}


def test_kind_is_the_code_of_an_error() -> None:
    body = _object(problem=_object(kind=TEXT, detail=TEXT))
    responses = {"404": {"content": {"application/json": {"schema": body}}}}
    pointers = error_pointers({"paths": {"/a/{b}": {"get": {"responses": responses}}}})
    assert pointers == {"code": ["/problem/kind"], "message": ["/problem/detail"]}


@pytest.mark.parametrize(
    ("summary", "name"), [("Tracks", "get_tracks"), ("Retrieve", "retrieve"), ("Get a track", "get_track")]
)
def test_a_method_is_named_by_what_it_does(summary: str, name: str) -> None:
    assert operation_name(("paths", "/tracks/{id}", "get"), {"summary": summary}, (), "page") == name


def test_words_and_submits_are_found() -> None:
    spec = committed("oxen")
    found, submit = job_operation(spec), submit_operation(committed("finetuning"))
    assert found is not None
    assert submit is not None
    words = status_words(spec, response_of(spec, found[1])[1], "/generation/status")
    assert words == ("queued", "processing", "succeeded", "failed", "cancelled")
    assert submit[1]["operationId"] == "create_generation"
