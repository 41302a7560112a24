"""Documents as frameworks write them: models for requests and for responses, and schemas of other tools inside."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
NUMBER = {"type": "number"}


def _object(fields: dict[str, Any], *required: str, **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": [*required], **more}


def _post(name: str, schema: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    body = {"required": True, "content": {JSON: {"schema": schema}}}
    return {"post": answering(answer, operationId=name, requestBody=body)}


def _many(name: str) -> dict[str, Any]:
    return {"type": "array", "items": reference(name)}


SCHEMAS = {
    "Track-Input": _object(
        {"price": {"anyOf": [NUMBER, TEXT]}, "parts": _many("Track-Input")}, "price", additionalProperties=False
    ),
    "Track-Output": _object(
        {"price": TEXT, "parts": _many("Track-Output"), "seconds": {**NUMBER, "readOnly": True}}, "price", "seconds"
    ),
    "AlbumRequest": _object({"title": TEXT}, "title"),
    "PatchedAlbumRequest": _object({"title": TEXT}),
    "Album": _object({"id": TEXT, "title": TEXT}, "id", "title"),
    "OrderRequest": _object({"code": TEXT}, "code"),
    "Order": _object({"total": NUMBER}),
}
PATHS = {
    "/tracks": _post("send", _object({"tracks": _many("Track-Input")}, "tracks"), reference("Track-Output")),
    "/albums": _post("collect", _many("AlbumRequest"), reference("Album")),
    "/patches": _post("patch", _many("PatchedAlbumRequest"), reference("Album")),
    "/orders": _post("order", _many("OrderRequest"), reference("Order")),
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("shop"), "shop", document(PATHS, SCHEMAS, openapi="3.1.0"))


def test_output_is_sent_back_as_input_without_what_only_outputs_have(shop: Made) -> None:
    part = {"price": "2", "seconds": 1}
    track = shop.client({"price": "4.50", "parts": [part], "seconds": 3}).send(tracks=[{"price": 4.5}])
    shop.client({"price": "1", "seconds": 1}).send(tracks=[track, {"price": 1}])
    assert json.loads(shop.requests[-1].content) == {
        "tracks": [{"price": "4.50", "parts": [{"price": "2"}]}, {"price": 1}]
    }


@pytest.mark.parametrize("operation", ["collect", "patch"])
def test_response_is_sent_back_as_the_request_of_its_name(shop: Made, operation: str) -> None:
    album = shop.client({"id": "a", "title": "Blue"}).collect(body=[{"title": "Blue"}])
    getattr(shop.client({"id": "a", "title": "Blue"}), operation)(body=[album])
    assert json.loads(shop.requests[-1].content) == [{"title": "Blue"}]


SENT_BACK = """
from shop import ShopClient

with ShopClient() as client:
    track = client.send(tracks=[{"price": 4.5}])
    client.send(tracks=[track, {"price": "1"}])
    album = client.collect(body=[{"title": "Blue"}])
    client.collect(body=[album])
    client.patch(body=[album, {}])
"""


@pytest.mark.parametrize("checker", [("mypy", "--strict"), ("pyright", "--pythonpath", sys.executable)])
def test_outputs_are_inputs_by_their_types(shop: Made, checker: tuple[str, ...]) -> None:
    name, *options = checker
    (shop.folder / "src" / f"use_by_{name}.py").write_text(SENT_BACK)
    command = [sys.executable, "-m", name, *options, f"use_by_{name}.py"]
    found = subprocess.run(command, cwd=shop.folder / "src", capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


def test_output_that_lacks_what_the_input_requires_is_no_input(shop: Made) -> None:
    order = shop.client({"total": 3}).order(body=[{"code": "a"}])
    with pytest.raises(shop.package.InvalidArgument, match=r"body\[0\] lacks code"):
        shop.client().order(body=[order])
    assert "Order" not in shop.client().order.__annotations__["body"].replace("OrderRequestParam", "")


LOCAL = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object({"job": {"$ref": "#/$defs/Job"}, "inner": {"$ref": "#"}, "first": {"$ref": "#/properties/job"}}, "job"),
    "$defs": {
        "Job": {
            "anyOf": [{"$ref": "#/$defs/Done"}, {"$ref": "#/$defs/Failed"}],
            "discriminator": {
                "propertyName": "state",
                "mapping": {"done": "#/$defs/Done", "failed": "#/$defs/Failed"},
            },
        },
        "Done": _object({"state": TEXT, "urls": {"type": "array", "items": TEXT}}, "state", "urls"),
        "Failed": _object({"state": TEXT, "why": TEXT}, "state", "why"),
    },
}
DRAFT_7 = {
    **_object({"tree": {"$ref": "#/definitions/Tree"}}),
    "definitions": {
        "Tree": _object({"name": TEXT, "leaves": {"type": "array", "items": {"$ref": "#/definitions/Tree"}}}, "name"),
    },
}
PLAIN = _object({"name": TEXT, "inner": {"$ref": "#"}, "other": {"$ref": "#/properties/name"}}, "name")


@pytest.fixture(scope="module")
def pasted(tmp_path_factory: pytest.TempPathFactory) -> Made:
    paths = {
        "/jobs": _post("start", LOCAL, LOCAL),
        "/trees": _post("plant", DRAFT_7, reference("Forest")),
        "/plain": _post("label", PLAIN, reference("Plain")),
    }
    schemas = {"Forest": DRAFT_7, "Plain": PLAIN}
    return make(tmp_path_factory.mktemp("pasted"), "pasted", document(paths, schemas, openapi="3.1.0"))


def test_schema_of_another_tool_refers_to_its_own_parts(pasted: Made) -> None:
    answer = {"job": {"state": "failed", "why": "w"}, "inner": {"job": {"state": "done", "urls": ["u"]}}}
    result = pasted.client(answer).start(job={"state": "done", "urls": []})
    assert (result.job.why, result.inner.job.urls) == ("w", ["u"])
    with pytest.raises(pasted.package.InvalidArgument, match="job lacks urls"):
        pasted.client().start(job={"state": "done"})
    with pytest.raises(pasted.package.InvalidArgument, match=r"inner\.job lacks why"):
        pasted.client().start(job={"state": "done", "urls": []}, inner={"job": {"state": "failed"}})


def test_schema_of_an_older_draft_refers_to_its_own_parts(pasted: Made) -> None:
    result = pasted.client({"tree": {"name": "a", "leaves": [{"name": "b"}]}}).plant(tree={"name": "a"})
    assert result.tree.leaves[0].name == "b"
    with pytest.raises(pasted.package.InvalidArgument, match=r"tree.leaves\[0\] lacks name"):
        pasted.client().plant(tree={"name": "a", "leaves": [{}]})


def test_schema_without_a_draft_refers_to_itself(pasted: Made) -> None:
    result = pasted.client({"name": "a", "inner": {"name": "b", "other": "c"}}).label(name="a")
    assert (result.inner.name, result.inner.other) == ("b", "c")
    with pytest.raises(pasted.package.InvalidArgument, match="inner lacks name"):
        pasted.client().label(name="a", inner={})


def test_nothing_of_a_pasted_schema_is_untyped(pasted: Made) -> None:
    assert "Any" not in pasted.adaptations


def test_document_without_servers_says_so(tmp_path: Path) -> None:
    made = make(tmp_path, "nowhere", document({"/a": _post("send", PLAIN, PLAIN)}, servers=[]))
    assert "servers: none is documented: pass base_url to the client" in made.adaptations


def test_word_of_a_variant_in_an_extension(tmp_path: Path) -> None:
    parent = {"$ref": "#/definitions/Disk"}
    definitions = {
        "Disk": _object({"kind": TEXT}, "kind", discriminator="kind"),
        "Cloud": {"allOf": [parent, _object({"region": TEXT})], "x-ms-discriminator-value": "#Disks.Cloud"},
        "Fast": {"allOf": [{"$ref": "#/definitions/Cloud"}], "x-ms-discriminator-value": "#Disks.Fast"},
        "Local": {"allOf": [parent, _object({"path": TEXT})]},
    }
    get = {"operationId": "get_disk", "responses": {"200": {"description": "", "schema": parent}}}
    swagger = {"swagger": "2.0", "info": {"title": "Disks", "version": "1"}, "paths": {"/disk": {"get": get}}}
    made = make(tmp_path, "disks", {**swagger, "definitions": definitions})
    for word, model in {"#Disks.Cloud": "Cloud", "#Disks.Fast": "Fast", "Local": "Local", "?": "Disk"}.items():
        assert type(made.client({"kind": word}).get_disk()).__name__ == model


def test_only_what_is_returned_as_text_is_noted_so(tmp_path: Path) -> None:
    post = _post("send", PLAIN, PLAIN)["post"]
    content = {kind: {"schema": PLAIN} for kind in (JSON, "application/xml")}
    answers = {**post["responses"], "400": {"description": "", "content": content}}
    made = make(tmp_path, "formats", document({"/a": {"post": {**post, "responses": answers}}}))
    assert "is returned as text" not in made.adaptations


def test_number_of_an_event_is_its_text(tmp_path: Path) -> None:
    number = {"type": "integer"}
    events = [
        _object({"event": {"const": word}, "data": _object({word: TEXT}, word), "id": number}, "event", "data", "id")
        for word in ("part", "end")
    ]
    stream = {"text/event-stream": {"schema": {"type": "array", "items": {"oneOf": events}}}}
    get = {"operationId": "watch", "responses": {"200": {"description": "", "content": stream}}}
    made = make(tmp_path, "watching", document({"/a": {"get": get}}, openapi="3.1.0"))
    sent = b'event: part\nid: 1\ndata: {"part": "a"}\n\nevent: end\nid: 2\ndata: {"end": "b"}\n\n'
    first, last = made.client(sent, headers={"Content-Type": "text/event-stream"}).watch()
    assert (first.id, first.data.part, last.id, last.data.end) == ("1", "a", "2", "b")
    assert "the id of an event is documented as a number: it is read as the text that it is" in made.adaptations


def test_json_of_another_schema_is_sent_by_a_method_of_its_own(tmp_path: Path) -> None:
    steps = {"type": "array", "items": _object({"op": TEXT}, "op")}
    merged = _object({"name": TEXT})
    content = {"json-patch+json": steps, "merge-patch+json": merged, "vnd.same+json": merged, "vnd.none+json": None}
    kinds = {f"application/{kind}": {"schema": schema} if schema else {} for kind, schema in content.items()}
    patch = answering(TEXT, operationId="change", requestBody={"required": True, "content": kinds})
    made = make(tmp_path, "patching", document({"/a": {"patch": patch}}, openapi="3.1.0"))
    made.client(b'"ok"').change(body=[{"op": "add"}])
    assert made.requests[-1].headers["Content-Type"] == "application/json-patch+json"
    made.client(b'"ok"').change_merge_patch(name="a")
    assert made.requests[-1].headers["Content-Type"] == "application/merge-patch+json"
    assert made.requests[-1].content == b'{"name":"a"}'
    assert "is the methods change, change_merge_patch" in made.adaptations


@pytest.mark.parametrize(("required", "methods"), [(["photo"], 1), ([], 2)])
def test_file_that_is_required_is_not_sent_as_json(tmp_path: Path, required: list[str], methods: int) -> None:
    schema = _object({"photo": {"type": "string", "format": "binary"}, "title": TEXT}, *required)
    content = {kind: {"schema": schema} for kind in (JSON, "application/x-www-form-urlencoded", "multipart/form-data")}
    post = answering(TEXT, operationId="send", requestBody={"required": True, "content": content})
    made = make(tmp_path, f"photos_{methods}", document({"/a": {"post": post}}))
    assert len([each for each in dir(made.client()) if each.startswith("send")]) == methods
    getattr(made.client(b'"ok"'), "send" if methods == 1 else "send_multipart")(photo=b"JPEG")
    assert made.requests[-1].headers["Content-Type"].startswith("multipart/form-data")
