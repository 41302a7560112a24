"""Requests whose schemas have parts, unions, or no fields at all."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.codegen.clients.conftest import ID, operation, spec

if TYPE_CHECKING:
    from collections.abc import Callable

JSON = "application/json"
TEXT = {"type": "string"}


def _fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _body(schema: dict[str, Any], *, is_required: bool = True) -> dict[str, Any]:
    return {"requestBody": {"required": is_required, "content": {JSON: {"schema": schema}}}}


SCHEMAS: dict[str, Any] = {
    "Base": {"description": "Asked of each.", **_fields("prompt", prompt={**TEXT, "maxLength": 50}, model=TEXT)},
    "Paint": {"allOf": [_reference("Base"), _fields("size", size=_reference("Size"), prompt={"maxLength": 9})]},
    "Size": {"oneOf": [{"type": "integer"}, _fields("width", width={"type": "integer"})]},
    "Style": _fields("name", name=TEXT, parent=_reference("Style")),
    "Edit": _fields("op", op={"enum": ["add", "remove"]}, to=TEXT),
    "Cut": _fields("from", **{"from": {"type": "number"}}, frame=_fields(left=TEXT)),
    "Crop": _fields("x", x={"type": "number"}, frame=_fields(top=TEXT)),
    "Picture": _fields("id", id=TEXT, style={"allOf": [_reference("Style")], "description": "How it looks."}),
}
STYLE = {"allOf": [_reference("Style")], "description": "How it is to look."}
PATHS: dict[str, Any] = {
    "/pictures": operation("paint", _reference("Picture"), **_body(_reference("Paint"))),
    "/styles": operation("add_style", _reference("Style"), **_body(_fields("style", style=STYLE))),
    "/edits": operation("edit", _reference("Picture"), **_body({"type": "array", "items": _reference("Edit")})),
    "/frames": operation(
        "frame", _reference("Picture"), **_body({"oneOf": [_reference("Cut"), _reference("Crop")]}, is_required=False)
    ),
    "/pictures/{id}": operation(
        "move", _reference("Picture"), parameters=[ID], **_body(_fields(id=TEXT, to=TEXT), is_required=False)
    ),
    "/pictures/{id}/stop": operation("stop", _reference("Picture"), parameters=[ID]),
}


@pytest.fixture(scope="module")
def studio(make_client: Callable[..., Any]) -> Any:
    document = spec({}, SCHEMAS)
    document["paths"] = {path: {"post": one} for path, one in PATHS.items()}
    PATHS["/pictures/{id}/stop"]["responses"]["204"] = {"description": "It had ended."}
    return make_client("studio", document)


@pytest.fixture
def sent(studio: Any) -> Callable[..., Any]:
    """Call an operation, and return the body of its request."""

    def send(name: str, *ids: str, **fields: Any) -> Any:
        requests: list[httpx.Request] = []
        answer = {"id": "1", "name": "n"}
        transport = httpx.MockTransport(lambda one: requests.append(one) or httpx.Response(200, json=answer))
        client = studio.StudioClient(api_key="k", http_client=httpx.Client(transport=transport))
        getattr(client, name)(*ids, **fields)
        return json.loads(requests[0].content or "null")

    return send


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("paint", {"prompt": "sky", "size": 3}),
        ("paint", {"prompt": "sky", "size": {"width": 3}, "model": "m"}),
        ("add_style", {"style": {"name": "dark", "parent": {"name": "grey"}}}),
    ],
)
def test_parts_of_a_body_are_one_set_of_arguments(sent: Callable[..., Any], name: str, fields: dict[str, Any]) -> None:
    assert sent(name, **fields) == fields


@pytest.mark.parametrize(
    ("name", "fields", "problem"),
    [
        ("paint", {"prompt": "a long text", "size": 1}, "prompt is .*: give at most 9 characters"),
        ("paint", {"prompt": "sky", "size": {}}, "size lacks width"),
        ("add_style", {"style": {}}, "style lacks name"),
        ("edit", {"body": [{"op": "drop"}]}, r"body\[0\].op is 'drop'"),
        ("frame", {"body": {}}, "body lacks from"),
    ],
)
def test_what_the_parts_forbid_is_refused(
    studio: Any, sent: Callable[..., Any], name: str, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(studio.InvalidArgument, match=problem):
        sent(name, **fields)


def test_a_body_that_is_no_object_is_one_argument(sent: Callable[..., Any]) -> None:
    assert sent("edit", body=[{"op": "add"}]) == [{"op": "add"}]
    assert sent("frame", body={"x": 1.5, "frame": {"top": "3"}}) == {"x": 1.5, "frame": {"top": "3"}}
    assert sent("frame") is None


def test_a_field_that_is_named_like_a_parameter_has_a_number(sent: Callable[..., Any]) -> None:
    assert sent("move", "a", id_2="b") == {"id": "b"}


def test_objects_of_one_name_have_types_of_their_own(studio: Any) -> None:
    requests = importlib.import_module(f"{studio.__name__}.requests")
    assert {*requests.Frame.__annotations__} == {"left"}
    assert {*requests.CropFrame.__annotations__} == {"top"}
    assert requests.StyleParam is not studio.Style


def test_a_success_that_may_be_empty_is_none(studio: Any) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(204))
    client = studio.StudioClient(api_key="k", http_client=httpx.Client(transport=transport))
    assert client.stop("1") is None
