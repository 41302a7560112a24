"""Documents as frameworks write them: models for requests and for responses, and schemas of other tools inside."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, document, make, reference

if TYPE_CHECKING:
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
