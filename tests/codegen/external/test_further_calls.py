"""What frameworks, newer OpenAPI versions and loose documents describe: one document, and nothing is lost."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make, reference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
FORM = "application/x-www-form-urlencoded"
EVENTS = "text/event-stream"


def fields(*required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": properties}


def numbers(schema: dict[str, Any] = NUMBER) -> dict[str, Any]:
    return {"type": "array", "items": schema}


def asking(name: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, **more}


def sending(kind: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"content": {kind: {"schema": schema, **more}}}


def responding(**statuses: Any) -> dict[str, Any]:
    return {"responses": {key.strip("_"): {"description": "", **each} for key, each in statuses.items()}}


def of_json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {JSON: {"schema": schema}}}


PALLET = fields(row=NUMBER, marks=numbers(TEXT), stack=numbers(fields(height=NUMBER)))
SCHEMAS: dict[str, Any] = {
    "Crane": fields("kind", "reach", kind=TEXT, reach=NUMBER),
    "Lift": fields("kind", kind=TEXT, height=NUMBER),
    "Machine": {
        "oneOf": [reference("Crane"), reference("Lift")],
        "discriminator": {"propertyName": "kind", "mapping": {"crane": "Crane", "lift": reference("Lift")["$ref"]}},
    },
    "Order": {
        **fields("id", id=TEXT),
        "oneOf": [
            fields("state", "bay", state={"const": "stored"}, bay=NUMBER),
            fields("state", state={"const": "new"}),
        ],
    },
    "Loaded": fields("event", "data", event={"const": "loaded"}, data=fields("bay", bay=NUMBER)),
    "Note": fields("event", "data", event={"const": "note"}, data=TEXT),
    "Moved": {
        **fields("event", event=TEXT, data=TEXT),
        "oneOf": [
            {
                "properties": {
                    "event": {"const": "up"},
                    "data": {"contentMediaType": JSON, "contentSchema": fields(kg=NUMBER)},
                }
            },
            {"properties": {"event": {"const": "end"}}},
        ],
    },
    "Weighed": fields("event", event=TEXT, data={**TEXT, "contentMediaType": JSON, "contentSchema": fields(kg=NUMBER)}),
}
PATHS: dict[str, Any] = {
    "/pallets": {
        "get": answering(
            TEXT,
            operationId="find",
            parameters=[
                asking("page", PALLET),
                asking("near", PALLET, style="deepObject"),
                asking("show", numbers(TEXT), style="deepObject"),
                asking("level", {"enum": [1, "top"]}),
            ],
        ),
        "put": answering(
            TEXT,
            operationId="place",
            requestBody=sending(FORM, fields(near=PALLET), encoding={"near": {"style": "deepObject"}}),
        ),
        "query": answering(TEXT, operationId="search", requestBody=sending(JSON, fields(mark=TEXT))),
        "additionalOperations": {"MOVE": answering(TEXT, operationId="move")},
    },
    "/photos": {
        "post": answering(
            TEXT,
            operationId="add_photo",
            requestBody=sending(
                "multipart/form-data",
                fields(photo={**TEXT, "format": "binary"}, about=PALLET),
                encoding={"about": {"headers": {"X-Sheet": {"schema": TEXT}}}},
            ),
        )
    },
    "/whole": {
        "get": answering(
            TEXT,
            operationId="filter",
            parameters=[{"name": "all", "in": "querystring", "content": {FORM: {"schema": PALLET}}}],
        ),
        "head": answering(
            TEXT,
            operationId="count",
            parameters=[{"name": "all", "in": "querystring", "content": {JSON: {"schema": PALLET}}}],
        ),
    },
    "/machines": {
        "post": answering(
            reference("Machine"), operationId="add", requestBody=sending(JSON, numbers(reference("Machine")))
        ),
        "get": answering({"$ref": "#/paths/~1machines/post/responses/200/content/application~1json/schema"}),
    },
    "/labels": {
        "post": {
            **responding(_200=of_json(TEXT)),
            "operationId": "label",
            "requestBody": {"content": {"text/plain": {"schema": TEXT}, "application/pdf": {}}},
        }
    },
    "/orders": {
        "post": {
            **responding(_200=of_json(fields("bay", bay=NUMBER)), _202=of_json(fields("place", place=NUMBER))),
            "operationId": "order",
        },
        "get": answering(reference("Order"), operationId="l"),
        "put": {**responding(_201={"headers": {"Location": {"schema": TEXT}}}), "operationId": "queue"},
        "delete": {**responding(_200={"headers": {"Rows": {}}, **of_json(NUMBER)}), "operationId": "clear"},
    },
    "/sheet": {"get": {**responding(_200={}), "operationId": "sheet"}},
    "/speech": {"post": {"responses": {"200": {"description": "Successful Response"}}, "operationId": "say"}},
    "/time": {"get": answering({**TEXT, "format": "date-time"}, operationId="time")},
    "/sizes": {"get": answering(fields(l=NUMBER), operationId="sizes", parameters=[asking("l", NUMBER)])},
    "/watch": {
        "get": {
            **responding(_200={"content": {EVENTS: {"schema": {"oneOf": [reference("Loaded"), reference("Note")]}}}}),
            "operationId": "watch",
        },
        "put": {
            **responding(_200={"content": {EVENTS: {"itemSchema": reference("Weighed")}}}),
            "operationId": "weigh",
        },
        "post": {**responding(_200={"content": {EVENTS: {"itemSchema": reference("Moved")}}}), "operationId": "follow"},
    },
    "/near": {
        "get": answering(
            TEXT,
            operationId="near",
            parameters=[
                {"name": "spots", "in": "query", "schema": {"type": "array", "items": {"type": "object"}}},
                {"name": "hint", "in": "query", "schema": {}},
            ],
            servers=[{"url": "wss://live.example"}, {"url": "https://near.example"}],
        )
    },
    "/broken": {
        "get": {
            **responding(_200=of_json({"prefixItems": [TEXT, NUMBER]}), _400=of_json(reference("Missing"))),
            "operationId": "broken",
        }
    },
    "/sealed": {"get": answering(TEXT, operationId="sealed", security=[{"door": []}])},
}


@pytest.fixture(scope="module")
def depot(tmp_path_factory: pytest.TempPathFactory) -> Made:
    what = document(
        PATHS,
        openapi="3.2.0",
        components={"schemas": SCHEMAS, "securitySchemes": {"door": {"type": "http", "scheme": "basic"}}},
        servers=[
            {"url": "https://{site}.example", "variables": {"site": {"default": "north", "enum": ["north", "south"]}}},
            {"url": "https://trial.example"},
        ],
    )
    return make(tmp_path_factory.mktemp("depot"), "external_depot", what)


def test_all_of_it_comes_out_and_passes_mypy(depot: Made, tmp_path: Path) -> None:
    assert depot.notes.left_out == {}
    assert checked(depot, tmp_path).startswith("Success")


def test_lists_inside_of_objects_are_written_item_by_item(depot: Made) -> None:
    client = depot.client(b'"ok"')
    client.find(
        page={"row": 1, "marks": ["a,b", "c"]},
        near={"marks": ["d", "e"], "stack": [{"height": 2}, {"height": 3}]},
        show=["f", "g"],
    )
    near = "near[marks]=d&near[marks]=e&near[stack][0][height]=2&near[stack][1][height]=3"
    assert depot.requests[0].url.query.decode() == f"row=1&marks=a%2Cb&marks=c&{near}&show[0]=f&show[1]=g"
    client.place(near={"stack": [{"height": 2}]})
    assert depot.requests[1].content == b"near[stack][0][height]=2"


def test_objects_in_a_query_without_a_style_are_json(depot: Made) -> None:
    depot.client(b'"ok"').near(spots=[{"row": 1}, {}], hint={"a": [None]}, extra_query={"more": [["b"], True]})
    query = depot.requests[0].url.params.multi_items()
    assert query == [
        ("spots", '{"row": 1}'),
        ("spots", "{}"),
        ("hint", '{"a": [null]}'),
        ("more", '["b"]'),
        ("more", "true"),
    ]


def test_methods_and_queries_of_openapi_3_2(depot: Made) -> None:
    client = depot.client(b'"ok"')
    client.search(mark="a")
    client.move()
    client.filter_(all_={"row": 2, "marks": ["a", "b"]})
    assert [each.method for each in depot.requests] == ["QUERY", "MOVE", "GET"]
    assert json.loads(depot.requests[0].content) == {"mark": "a"}
    assert depot.requests[2].url.raw_path == b"/whole?row=2&marks=a&marks=b"
    client.count(all_={"row": 2})
    assert depot.requests[3].url.raw_path == b"/whole?%7B%22row%22%3A2%7D"


def test_form_that_may_be_omitted_is_omitted(depot: Made) -> None:
    client = depot.client(b'"ok"')
    for call in (client.add_photo, client.place):
        call()
        assert (depot.requests[-1].content, depot.requests[-1].headers.get("content-type")) == (b"", None)
    client.add_photo(about={"row": 1})
    assert b'{"row": 1}' in depot.requests[-1].content


def test_mapping_decides_the_variant_in_requests_too(depot: Made) -> None:
    client = depot.client({"kind": "lift"})
    client.add(body=[{"kind": "crane", "reach": 9}, {"kind": "lift"}])
    assert type(client.get_machines()).__name__ == "Lift"
    with pytest.raises(depot.package.InvalidArgument, match="reach"):
        client.add(body=[{"kind": "crane"}])
    with pytest.raises(depot.package.InvalidArgument, match="level is True"):
        client.find(level=True)


def test_status_decides_which_object_an_answer_is(depot: Made) -> None:
    assert depot.client({"bay": 4}).order().bay == 4
    assert depot.client({"place": 5}, 202).order().place == 5
    with pytest.raises(depot.package.UndecodableResponse, match="bay is missing"):
        depot.client({"place": 5}).order()


def test_undocumented_variant_keeps_the_fields_of_all(depot: Made) -> None:
    found = depot.client({"id": "7", "state": "lost"}).get_l()
    assert (type(found).__name__, found.id) == ("Order", "7")
    assert depot.client({"id": "7", "state": "stored", "bay": 1}).get_l().bay == 1


def test_what_has_no_documented_content_is_not_lost(depot: Made) -> None:
    assert depot.client(b"", 201, headers={"location": "/orders/7"}).queue()["location"] == "/orders/7"
    assert depot.client(b"%PDF").sheet() == b"%PDF"
    assert depot.client(b"ID3").say() == b"ID3"
    assert "its headers Rows are not in the result" in depot.adaptations
    assert "does not say what it responds with" in depot.adaptations


def test_names_and_values_that_need_an_import_or_another_name(depot: Made) -> None:
    assert depot.client(b'"2026-01-02T03:04:05Z"').time() == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert depot.client({"l": 8}).sizes(value_l=1).field_l == 8
    assert depot.requests[0].url.query == b"l=1"


def test_events_of_several_kinds_are_told_apart_by_their_name(depot: Made) -> None:
    stream = b'event: loaded\ndata: {"bay": 3}\n\nevent: note\ndata: 12 left\n\n'
    loaded, note = depot.client(stream).watch()
    assert (loaded.data.bay, note.data) == (3, "12 left")
    (weighed,) = depot.client(b'event: x\ndata: {"kg": 4}\n\n').weigh()
    assert weighed.data.kg == 4
    up, end = depot.client(b'event: up\ndata: {"kg": 5}\n\nevent: end\ndata: 7\n\n').follow()
    assert (up.data.kg, end.data) == (5, "7")


def test_first_usable_server_is_used_and_the_others_are_noted(depot: Made) -> None:
    client = depot.client(b'"ok"')
    client.near()
    client.find()
    assert [each.url.host for each in depot.requests] == ["near.example", "north.example"]
    assert "servers: https://north.example is used, not https://trial.example" in depot.adaptations
    assert "servers: site is 'north', of north, south" in depot.adaptations


@pytest.mark.parametrize("given", ["user:pass", b64encode(b"user:pass").decode()])
def test_user_and_password_are_sent_in_base64(depot: Made, given: str) -> None:
    depot.client(b'"ok"', basic_credentials=given).sealed()
    assert depot.requests[0].headers["authorization"] == f"Basic {b64encode(b'user:pass').decode()}"


@pytest.mark.parametrize(
    "note",
    [
        "part about: its headers X-Sheet are not sent",
        "the body is sent as application/pdf, not as text/plain",
        "response 400: refers to #/components/schemas/Missing",
        "items after the first 2 may be anything: typed as Any",
    ],
)
def test_what_is_not_sent_or_not_typed_is_noted(depot: Made, note: str) -> None:
    assert note in depot.adaptations


@pytest.mark.parametrize(
    "body",
    [
        {"detail": [{"loc": ["body"], "msg": "bay required", "type": "missing"}]},
        {"detail": {"status": "too_early", "message": "bay required"}},
        {"statusCode": 400, "message": ["bay required", "row required"], "error": "Bad Request"},
        {"id": "1", "name": "bad_request", "errors": ["bay required"]},
        {"err_code": "BAD", "err_msg": "bay required"},
    ],
)
def test_message_is_found_where_frameworks_put_it(depot: Made, body: dict[str, Any]) -> None:
    with pytest.raises(depot.package.InvalidRequestError, match="bay required") as caught:
        depot.client(body, 422).find()
    assert caught.value.message == "bay required"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"code": 50001}, "50001"),
        ({"detail": {"status": "late"}}, "late"),
        ({"code": 7, "error": {"code": "gone"}}, "gone"),
    ],
)
def test_code_of_an_error_may_be_a_number(depot: Made, body: dict[str, Any], code: str) -> None:
    with pytest.raises(depot.package.InvalidRequestError) as caught:
        depot.client(body, 400).find()
    assert caught.value.code == code
