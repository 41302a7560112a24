"""Fields that an object has only if others say so: `if` and `dependentSchemas` of JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
NUMBER = {"type": "number"}
FILE = {"type": "string", "format": "binary"}


def _if_kind(word: str, **fields: Any) -> dict[str, Any]:
    return {"if": {"properties": {"kind": {"const": word}}}, "then": {"properties": fields, "required": [*fields]}}


def _body(schema: dict[str, Any], kind: str = JSON) -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": schema}}}


SCHEMAS = {
    "Size": {"type": "object", "required": ["wide"], "properties": {"wide": NUMBER}},
    "Print": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": ["poster", "card", "roll"]}, "paid": TEXT},
        "allOf": [
            _if_kind("poster", size=reference("Size")),
            {**_if_kind("card", size=TEXT), "else": {"properties": {"copies": {"type": "integer"}}}},
        ],
        "dependentSchemas": {
            "paid": {"required": ["paid_by"], "properties": {"paid_by": TEXT, "paid": {"minLength": 3}}},
            "copies": {"if": {"required": ["kind"]}, "then": {"properties": {"sorted_by": TEXT, "never": False}}},
        },
    },
}
SCAN = {"type": "object", "properties": {"scan": FILE, "kind": TEXT}, **_if_kind("page", side=TEXT)}
PATHS: dict[str, Any] = {
    "/prints": {
        "post": answering(
            {"type": "array", "items": reference("Print")},
            operationId="order",
            requestBody=_body({"type": "object", "properties": {"print": reference("Print")}}),
        ),
        "put": answering(reference("Print"), operationId="print", requestBody=_body(reference("Print"))),
    },
    "/scans": {"post": answering(TEXT, operationId="keep_scan", requestBody=_body(SCAN, "multipart/form-data"))},
}


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("press"), "external_press", document(PATHS, SCHEMAS, openapi="3.1.0"))


def test_all_of_it_comes_out_and_passes_mypy(press: Made, tmp_path: Path) -> None:
    assert press.notes.left_out == {}
    assert checked(press, tmp_path).startswith("Success")


def test_fields_of_all_conditions_are_typed(press: Made) -> None:
    answer = [
        {"kind": "poster", "size": {"wide": 2}, "paid": "yes", "paid_by": "Ann"},
        {"kind": "card", "size": "A6"},
        {"kind": "roll", "copies": 3, "sorted_by": "age"},
    ]
    poster, card, roll = press.client(answer).order(print_={"kind": "roll", "copies": 3})
    assert (poster.size.wide, poster.paid_by) == (2, "Ann")
    assert (card.size, card.copies) == ("A6", None)
    assert (roll.size, roll.copies, roll.sorted_by) == (None, 3, "age")
    assert [each.to_dict() for each in (poster, card, roll)] == answer


def test_fields_of_all_conditions_are_arguments(press: Made) -> None:
    client = press.client({"kind": "roll"})
    client.print_(kind="poster", size={"wide": 2}, paid="yes", paid_by="Ann", copies=1)
    assert press.requests[0].read() == b'{"kind":"poster","paid":"yes","size":{"wide":2},"copies":1,"paid_by":"Ann"}'
    with pytest.raises(press.package.InvalidArgument, match="copies is 'one': give a whole number"):
        client.print_(kind="poster", copies="one")
    with pytest.raises(press.package.InvalidArgument, match="size"):
        client.order(print_={"kind": "card", "size": {"wide": "2"}})


def test_fields_of_conditions_are_parts_of_a_form(press: Made) -> None:
    press.client(b'"a"').keep_scan(scan=b"JPEG", kind="page", side="left")
    assert b'name="side"\r\n\r\nleft\r\n' in press.requests[0].read()


def test_that_conditions_are_not_checked_is_noted(press: Made) -> None:
    assert "Print: if, then, else, dependentSchemas: not checked; fields that depend on others may be missing" in (
        press.adaptations
    )
    assert "if, dependentSchemas: not checked before a request is sent" in press.adaptations
