"""Error bodies of any media type and form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import answering, document, make, reference

if TYPE_CHECKING:
    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
FAULT = {"type": "object", "required": ["name"], "properties": {"name": TEXT, "timeout": {"type": "boolean"}}}


def _failing(kind: str) -> dict[str, Any]:
    return {"description": "", "content": {kind: {"schema": reference("Fault")}}}


FAULTS = {
    "404": _failing("application/vnd.goa.error"),
    "409": _failing("application/xml"),
    "410": {"description": "", "content": {"text/plain": {"schema": TEXT}}},
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Made:
    found = answering(TEXT, operationId="land")
    paths = {"/ships": {"post": {**found, "responses": {**found["responses"], **FAULTS}}}}
    return make(tmp_path_factory.mktemp("port"), "external_port", document(paths, {"Fault": FAULT}))


def test_object_of_a_media_type_of_its_own_is_json(port: Made) -> None:
    with pytest.raises(port.package.NotFoundError) as caught:
        port.client({"name": "not_found", "timeout": False}, 404).land()
    assert (caught.value.parsed.name, caught.value.parsed.timeout) == ("not_found", False)
    assert "response 404: application/vnd.goa.error: is read as JSON" in port.adaptations


def test_object_as_xml_has_a_note(port: Made) -> None:
    assert "response 409: application/xml: the error has no `parsed` body" in port.adaptations
    assert "response 410" not in port.adaptations


@pytest.mark.parametrize(
    "body",
    [
        [{"loc": ["berth"], "msg": "berth required", "type": "missing"}],
        [{"code": 7, "message": "berth required"}],
        {"errors": [{"status": "422", "title": "Invalid", "detail": "berth required"}]},
        {"code": 7, "msg": "berth required"},
    ],
)
def test_message_is_found_in_lists_too(port: Made, body: Any) -> None:
    with pytest.raises(port.package.InvalidRequestError) as caught:
        port.client(body, 422).land()
    assert caught.value.message == "berth required"
