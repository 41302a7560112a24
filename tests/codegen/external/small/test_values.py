"""Values that need a second look: dates, a second tag, schemas that nothing fits, and notes on the rest."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
DATE = {"type": "string", "format": "date"}


def _fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


def _message(kind: str, **properties: Any) -> dict[str, Any]:
    return _fields("type", "kind", *properties, type={"const": "message"}, kind={"const": kind}, **properties)


SCHEMAS = {
    "Stay": _fields(
        "start",
        start=DATE,
        end={"anyOf": [DATE, {"type": "null"}]},
        left={"anyOf": [DATE, {"type": "string", "format": "date-time"}, {"type": "null"}]},
    ),
    "Said": _message("said", words=TEXT),
    "Sung": _message("sung", tune=TEXT),
    "Ping": _fields("type", "at", type={"const": "ping"}, at={"type": "integer"}),
    "Event": {"oneOf": [reference("Said"), reference("Sung"), reference("Ping")]},
}
PATHS: dict[str, Any] = {
    "/stays/{day}": {
        "post": answering(
            reference("Stay"),
            operationId="book",
            parameters=[
                {"name": "day", "in": "path", "required": True, "schema": DATE},
                {"name": "until", "in": "query", "schema": DATE},
            ],
            requestBody={"content": {JSON: {"schema": reference("Stay")}}, "required": True},
        )
    },
    "/rooms": {
        "post": answering(
            TEXT,
            operationId="furnish",
            requestBody={
                "content": {
                    JSON: {
                        "schema": _fields(
                            width={"type": "integer", "multipleOf": 64},
                            light={"allOf": [{"type": "number", "multipleOf": 0.1}, {"type": "number"}]},
                            steps={"allOf": [{"type": "integer", "multipleOf": 4}, {"multipleOf": 6}]},
                            beds={"type": "array", "items": {}, "uniqueItems": True},
                            doors={"type": "array", "items": TEXT, "uniqueItems": False},
                            tags={"type": "object", "additionalProperties": TEXT, "maxProperties": 2},
                            colours={**_fields(wall=TEXT, floor=TEXT), "minProperties": 1},
                            more={"anyOf": [{"type": ["object", "null"], "minProperties": 1}, {"type": "integer"}]},
                            rest={"maxProperties": 1},
                            views={"type": "object", "propertyNames": {"pattern": "^[a-z]+$", "maxLength": 5}},
                        )
                        | {"minProperties": 1}
                    }
                }
            },
        )
    },
    "/event": {"get": answering(reference("Event"), operationId="event")},
    "/odd": {
        "post": answering(
            _fields(never=False, list={"type": "object", "items": TEXT}),
            operationId="odd",
            requestBody={
                "content": {JSON: {"schema": _fields(none=False, rows={"type": "object", "items": TEXT})}},
                "required": True,
            },
        )
    },
    "/gone": {
        "delete": {
            "operationId": "remove",
            "responses": {"204": {"description": "", "content": {JSON: {"schema": reference("Stay")}}}},
        }
    },
    "/file": {
        "get": {
            "operationId": "fetch",
            "responses": {
                "202": {"description": "Soon", "headers": {"Retry-After": {"schema": {"type": "integer"}}}},
                "302": {"description": "There", "headers": {"Location": {"schema": TEXT}}},
                "304": {"description": "As before"},
            },
        }
    },
    "/parts": {
        "get": {
            "operationId": "parts",
            "security": [{"other": []}],
            "responses": {
                "200": {"description": "", "content": {"multipart/mixed": {"schema": {"type": "array", "items": {}}}}}
            },
        }
    },
}


@pytest.fixture(scope="module")
def inn(tmp_path_factory: pytest.TempPathFactory) -> Made:
    key = {"type": "apiKey", "in": "header", "name": "X-Key"}
    what = document(PATHS, openapi="3.1.0", security=[{"key": []}])
    what["components"] = {"schemas": SCHEMAS, "securitySchemes": {"key": key, "other": key}}
    return make(tmp_path_factory.mktemp("inn"), "external_inn", what)


def test_all_of_it_comes_out_and_passes_mypy(inn: Made, tmp_path: Path) -> None:
    assert inn.notes.left_out == {}
    assert checked(inn, tmp_path).startswith("Success")


def test_dates_are_given_and_read_as_dates(inn: Made) -> None:
    day = datetime.date(2027, 1, 31)
    stay = inn.client({"start": "2027-01-31", "end": None}, api_key="k").book(day, until=day, start=day, end=None)
    assert stay.start == day
    assert type(stay.start) is datetime.date
    assert stay.to_dict() == {"start": "2027-01-31", "end": None}
    assert str(inn.requests[0].url) == "https://api.example/stays/2027-01-31?until=2027-01-31"
    assert json.loads(inn.requests[0].content) == {"start": "2027-01-31", "end": None}


@pytest.mark.parametrize(
    "fitting",
    [
        {"width": 0},
        {"width": 128},
        {"light": 0.3},
        {"light": 12},
        {"steps": 24},
        {"beds": [1, True, "1"]},
        {"doors": ["a", "a"]},
        {"tags": {}},
        {"tags": {"a": "b", "c": "d"}},
        {"colours": {"wall": "red"}},
        {"more": None},
        {"more": {"a": 1}},
        {"rest": {"a": 1}},
        {"rest": [1, 2]},
        {"views": {"south": {"Lake": 1}}},
    ],
)
def test_what_the_limits_allow_is_sent(inn: Made, fitting: dict[str, Any]) -> None:
    inn.client(b'"ok"', api_key="k").furnish(**fitting)
    assert json.loads(inn.requests[0].content) == fitting


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        ({"width": 100}, "width is 100: give a multiple of 64"),
        ({"light": 0.35}, "light is 0.35: give a multiple of 0.1"),
        ({"steps": 8}, "steps is 8: give a multiple of 12"),
        ({"beds": [{"a": 1}, {"a": 1}]}, "beds is .*: give no item twice"),
        ({"tags": {"a": "b", "c": "d", "e": "f"}}, "tags is .*: give at most 2 fields"),
        ({"colours": {}}, "colours is {}: give at least 1 field"),
        ({"more": {}}, "more is {}: give at least 1 field"),
        ({"rest": {"a": 1, "b": 2}}, "rest is .*: give at most 1 fields"),
        ({"views": {"South": 1}}, r"a key of views is 'South': give a text that matches \^\[a-z\]\+\$"),
        ({"views": {"western": 1}}, "a key of views is 'western': give at most 5 characters"),
    ],
)
def test_what_the_limits_forbid_is_refused(inn: Made, argument: dict[str, Any], problem: str) -> None:
    with pytest.raises(inn.package.InvalidArgument, match=problem):
        inn.client(b'"ok"', api_key="k").furnish(**argument)


def test_the_number_of_arguments_of_a_body_is_not_checked_with_a_note(inn: Made) -> None:
    notes = [note for note in inn.adaptations.splitlines() if "Properties" in note]
    assert notes == ["furnish Body: minProperties: not checked before a request is sent"]


def test_day_or_moment(inn: Made) -> None:
    def read(left: str) -> Any:
        return inn.client({"start": "2027-01-31", "left": left}, api_key="k").book("2027-01-31", start="soon").left

    assert read("2027-02-01") == datetime.date(2027, 2, 1)
    assert read("2027-02-01T10:00:00Z") == datetime.datetime(2027, 2, 1, 10, tzinfo=datetime.UTC)
    assert read("later") == "later"


@pytest.mark.parametrize("start", ["20270131", "2027-W04-7", "soon", "2027-01-31T00:00:00Z"])
def test_what_is_written_in_another_way_stays_text(inn: Made, start: str) -> None:
    stay = inn.client({"start": start}, api_key="k").book("2027-01-31", start=start)
    assert stay.start == start
    assert stay.to_dict() == {"start": start}


def test_second_tag_decides_among_variants_with_the_same_word(inn: Made) -> None:
    def read(**event: Any) -> Any:
        return inn.client(event, api_key="k").event()

    assert read(type="message", kind="said", words="a").words == "a"
    assert read(type="message", kind="sung", tune="b").tune == "b"
    assert read(type="ping", at=1).at == 1
    assert type(read(type="message", kind="hummed", tune="c")).__name__ == "OtherVariant"
    assert type(read(type="other")).__name__ == "OtherVariant"


def test_error_of_a_known_variant_names_the_field(inn: Made) -> None:
    with pytest.raises(inn.package.errors.UndecodableResponse, match="tune is missing"):
        inn.client({"type": "message", "kind": "sung", "words": "a"}, api_key="k").event()


def test_headers_beside_a_redirect(inn: Made) -> None:
    assert inn.client(b"", 302, headers={"Location": "https://a.example"}, api_key="k").fetch() == "https://a.example"
    assert inn.client(b"", 202, headers={"Retry-After": "3"}, api_key="k").fetch()["retry-after"] == "3"
    assert inn.client(b"", 304, api_key="k").fetch() is None


def test_no_content_is_none_whatever_is_documented(inn: Made) -> None:
    assert inn.client(b"", 204, api_key="k").remove() is None


@pytest.mark.parametrize(
    "note",
    [
        "OddBody none: is false, so that no value fits it: typed as Any, and not checked",
        "OddBody rows: items: ignored, since it is no list",
        "OddResult never: is false, so that no value fits it: typed as Any",
        "OddResult list: items: ignored, since it is no list",
        "multipart/mixed is returned as bytes: its schema is not read",
        "documents content for 204, which has none: it is ignored",
        "security other is sent as key is: they are one credential",
    ],
)
def test_what_is_adapted_is_noted(inn: Made, note: str) -> None:
    assert note in inn.adaptations
