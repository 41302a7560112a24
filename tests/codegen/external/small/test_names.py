"""Schemas named like anything in a generated package: each keeps a class of its own, and hides nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made


TEXT = {"type": "string"}
THING = {"type": "object", "properties": dict.fromkeys(("l", "_id", "3d", "voiceName", "page-size"), TEXT)}
SENT = {"type": "object", "properties": {"from": TEXT, "toName": TEXT}}
PATHS: dict[str, Any] = {
    "/things/{3d}": {
        "post": answering(
            reference("Response"),
            operationId="class",
            parameters=[
                {"name": "3d", "in": "path", "required": True, "schema": TEXT},
                {"name": "l", "in": "query", "schema": TEXT},
                {"name": "$filter", "in": "query", "schema": TEXT},
                {"name": "X-Trace", "in": "header", "schema": TEXT},
            ],
            requestBody={"content": {JSON: {"schema": SENT}}},
        )
    },
    "/job": {"get": answering(reference("job"), operationId="getJob")},
    "/songs": {"get": answering(TEXT, operationId="stream_song")},
    "/song": {"get": {"operationId": "song", "responses": {"200": {"description": "", "content": {"audio/mpeg": {}}}}}},
    "/jobs": {"get": answering(reference("Job"), operationId="get-jobs")},
    "/events": {"get": answering({"oneOf": [reference("Sung"), reference("Said")]}, operationId="getEvents")},
}


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Made:
    schemas: dict[str, Any] = {"Response": THING, "Job": THING, "job": {**THING, "required": ["l"]}}
    for name in ("Sung", "Said"):
        schemas[name] = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": name.lower()}}}
    return make(tmp_path_factory.mktemp("renamed"), "external_renamed", document(PATHS, schemas))


@pytest.mark.parametrize(
    "note",
    [
        "operation class: is the method class_",
        "path parameter 3d: is the argument value_3d",
        "query parameter l: is the argument value_l",
        "query parameter $filter: is the argument filter_",
        "field from: is the argument from_",
        "schema Response: is the model Response2",
        "schema Job: is the model Job2",
        "field l: is the attribute field_l",
        "field _id: is the attribute field_id",
        "field 3d: is the attribute field_3d",
        "is the method song_2: the name stream_song is in use",
    ],
)
def test_a_name_that_is_not_the_own_one_is_noted_once(renamed: Made, note: str) -> None:
    assert renamed.adaptations.splitlines().count(note) == 1


def test_what_only_has_the_form_of_python_is_not_noted(renamed: Made) -> None:
    own = ("voiceName", "page-size", "toName", "X-Trace", "getJob", "get-jobs", "OtherVariant")
    assert not [note for note in renamed.adaptations.splitlines() if any(word in note for word in own)]


def _classes(package: Path) -> list[str]:
    modules = [path.read_text(encoding="utf-8") for path in package.rglob("*.py")]
    return sorted({word for text in modules for word in re.findall(r"\b[A-Z]\w*[a-z]\w*", text)})


def test_schemas_with_all_names_of_a_package(api: Made, tmp_path: Path) -> None:
    names = _classes(api.folder / "src")
    assert {"Sender", "AsyncSender", "Parameter", "TypedDict", "Mapping"} <= {*names}
    schemas = {name: {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}} for name in names}
    every: dict[str, Any] = {"type": "object", "properties": {name: reference(name) for name in names}}
    paths = {f"/{name}": {"get": answering(reference(name), operationId=f"get {name}")} for name in names}
    sent = {"requestBody": {"content": {JSON: {"schema": every}}}, "operationId": "every"}
    made = make(tmp_path, "external_names", document({**paths, "/every": {"post": answering(every, **sent)}}, schemas))
    assert made.notes.left_out == {}
    answer = {name: {"id": name} for name in names}
    http_client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json=answer)))
    assert made.package.ExternalNamesClient(http_client=http_client).every(extra={}).to_dict() == answer
