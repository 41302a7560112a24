"""What is new in OpenAPI 3.2: addresses of documents, queries of any media type, and media types of parts by place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts.codegen.external.package import generate_external
from tests.codegen.external.documents import JSON, answering, document, make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
HOME = "https://api.example/specs"
JOBS = {
    "Job": {"type": "object", "required": ["id"], "properties": {"id": TEXT, "owner": {"$ref": "#/Owner"}}},
    "Owner": {"type": "object", "properties": {"name": TEXT, "state": {"$ref": "words.json"}}},
}
WORDS = {"enum": ["queued", "done"]}


def _in_query(kind: str, **more: Any) -> dict[str, Any]:
    return {"in": "querystring", "name": "all", "content": {kind: {"schema": TEXT}}, **more}


PARTS = {
    "schema": {"type": "array", "prefixItems": [{"type": "object", "properties": {"a": {"type": "integer"}}}, {}]},
    "prefixEncoding": [{"contentType": JSON}, {"contentType": "image/png"}],
}
PATHS = {
    "/select": {"get": answering(TEXT, operationId="select", parameters=[_in_query("application/jsonpath")])},
    "/parts": {
        "post": answering(TEXT, operationId="put_together", requestBody={"content": {"multipart/mixed": PARTS}})
    },
}


@pytest.fixture(scope="module")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("newest"), "newest", document(PATHS, openapi="3.2.0"))


def test_files_are_found_by_the_address_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "jobs.json").write_text(json.dumps(JOBS))
    (tmp_path / "parts" / "words.json").write_text(json.dumps(WORDS))
    paths = {
        "/job": {"get": answering({"$ref": f"{HOME}/parts/jobs.json#/Job"}, operationId="get_job")},
        "/owner": {"get": answering({"$ref": "parts/jobs.json#/Owner"}, operationId="get_owner")},
    }
    made = make(tmp_path, "addressed", {**document(paths, openapi="3.2.0"), "$self": f"{HOME}/openapi.json"})
    job = made.client({"id": "a", "owner": {"name": "b", "state": "done"}}).get_job()
    assert type(job.owner) is type(made.client({"name": "b"}).get_owner())
    assert job.owner.state.name == "DONE"


def test_files_outside_of_the_folder_are_not_found_by_the_address(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text(json.dumps(JOBS))
    (tmp_path / "inside").mkdir()
    path = tmp_path / "inside" / "openapi.json"
    paths = {"/job": {"get": answering({"$ref": f"{HOME}/../secret.json#/Job"})}, "/fine": {"get": answering(TEXT)}}
    path.write_text(json.dumps({**document(paths, openapi="3.2.0"), "$self": f"{HOME}/openapi.json"}))
    assert [*generate_external(path, "fenced", tmp_path / "out").left_out] == ["GET /job"]


def test_query_of_any_media_type_is_sent_without_a_name(newest: Made) -> None:
    newest.client(b'"ok"').select(all_="$.jobs[?@.state == 'done']&x")
    assert newest.requests[-1].url.query == b"%24.jobs%5B%3F%40.state%20%3D%3D%20%27done%27%5D%26x"


def test_part_is_a_file_by_the_media_type_of_its_place(newest: Made) -> None:
    newest.client(b'"ok"').put_together(body=[{"a": 1}, ("a.png", b"PNG", "image/png")])
    first, second = newest.requests[-1].content.split(
        b"--" + newest.requests[-1].headers["Content-Type"].partition("=")[2].encode()
    )[1:3]
    assert b"application/json" in first
    assert b'{"a": 1}' in first
    assert b"image/png" in second
    assert b"\r\n\r\nPNG" in second
