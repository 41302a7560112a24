"""What generated clients send and how they read what comes back: one document with an operation of each kind."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import UTC, datetime
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, checked, document, make, reference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

    import httpx

    from tests.codegen.external.documents import Made

FILE = {"type": "string", "format": "binary"}
NULL = {"type": "null"}
TEXT = {"type": "string"}
NUMBERS = {"type": "array", "items": {"type": "integer"}}
SIZE = {"type": "object", "properties": {"wide": {"type": "integer"}, "long": {"type": "integer"}}}
CHUNK = {"type": "object", "required": ["word"], "properties": {"word": TEXT}}


def _sending(kind: str, fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"required": True, "content": {kind: {"schema": {"type": "object", "properties": fields}, **more}}}


def _omitted(fields: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"content": {JSON: {"schema": {"type": "object", "required": [*required], "properties": fields}}}}


def _responding(*successes: tuple[str, str | None, Any], **more: Any) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, kind, schema in successes:
        content = responses.setdefault(status, {"description": ""}).setdefault("content", {})
        if kind is not None:
            content[kind] = {"schema": schema}
    return {"responses": responses, **more}


def _in(where: str, name: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": schema, **more}


PARTS = {
    "title": TEXT,
    "size": SIZE,
    "layers": {"type": "array", "items": SIZE},
    "scan": {"anyOf": [FILE, NULL]},
    "pages": {"anyOf": [{"type": "array", "items": FILE}, NULL]},
    "seal": {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/gif"},
    "token": {"type": "string", "contentEncoding": "base64url"},
    "table": TEXT,
    "filter": SIZE,
}
ENCODING = {
    "scan": {"contentType": "image/png, image/jpeg"},
    "table": {"contentType": "text/csv"},
    "filter": {"style": "deepObject"},
}
STYLES = [
    _in("query", "near", SIZE, style="deepObject"),
    _in("query", "box", SIZE),
    _in("query", "pair", SIZE, explode=False),
    _in("query", "ids", NUMBERS, explode=False),
    _in("query", "tags", {"type": "array", "items": TEXT}, style="pipeDelimited"),
    _in("query", "link", TEXT, allowReserved=True),
    {"name": "where", "in": "query", "content": {JSON: {"schema": SIZE}}},
    _in("query", "open", {"type": "boolean"}),
    _in("header", "X-Size", SIZE),
    _in("header", "X-Open", {"type": "array", "items": {"type": "boolean"}}),
    _in("cookie", "shelf", TEXT),
]
PATHS: dict[str, Any] = {
    "/parts": {
        "post": answering(
            TEXT, operationId="send_parts", requestBody=_sending("multipart/form-data", PARTS, encoding=ENCODING)
        )
    },
    "/related": {
        "post": answering(
            TEXT, operationId="send_related", requestBody=_sending("multipart/related", {"about": SIZE, "scan": FILE})
        )
    },
    "/open": {"post": answering(TEXT, operationId="send_open", requestBody=_sending("multipart/form-data", {}))},
    "/form": {
        "post": answering(
            TEXT,
            operationId="send_form",
            requestBody=_sending(
                "application/x-www-form-urlencoded",
                {"ids": NUMBERS, "near": SIZE, "size": SIZE},
                encoding={"ids": {"style": "form", "explode": False}, "near": {"style": "deepObject"}},
            ),
        )
    },
    "/raw": {"put": answering(TEXT, operationId="send_raw", requestBody={"content": {"image/*": {"schema": FILE}}})},
    "/two": {
        "post": answering(
            TEXT,
            operationId="send_two",
            requestBody={
                "content": {
                    JSON: {"schema": {"type": "object", "properties": {"url": TEXT}}},
                    "multipart/form-data": {"schema": {"type": "object", "properties": {"file": FILE}}},
                }
            },
        )
    },
    "/styles": {"get": answering(TEXT, operationId="get_styles", parameters=STYLES)},
    "/hints": {"post": answering(TEXT, operationId="hint", requestBody=_omitted({"size": SIZE, "word": TEXT}, "word"))},
    "/nudges": {"post": answering(TEXT, operationId="nudge", requestBody=_omitted({"word": TEXT}))},
    "/rows/{row}/{side}": {
        "get": answering(
            TEXT,
            operationId="get_row",
            parameters=[
                _in("path", "row", {"type": "integer", "minimum": 3}),
                _in("path", "side", {"type": "string", "enum": ["left", "right"]}),
                _in("query", "near", {"type": "integer"}),
                _in("query", "stamp", {"type": ["string", "null"]}),
            ],
        )
    },
    "/switched": {
        "get": _responding(
            ("200", JSON, CHUNK),
            ("200", "text/event-stream", CHUNK),
            operationId="follow",
            parameters=[_in("query", "stream", {"type": "boolean", "default": False}), _in("query", "word", TEXT)],
        )
    },
    "/label/{ids}": {
        "get": answering(TEXT, operationId="get_label", parameters=[_in("path", "ids", NUMBERS, style="label")])
    },
    "/matrix/{at}": {
        "get": answering(
            TEXT, operationId="get_matrix", parameters=[_in("path", "at", SIZE, style="matrix", explode=True)]
        )
    },
    "/days/{at}": {
        "get": answering(TEXT, operationId="get_day", parameters=[_in("path", "at", {**TEXT, "format": "date-time"})])
    },
    "/list/{ids}": {"get": answering(TEXT, operationId="get_list", parameters=[_in("path", "ids", NUMBERS)])},
    "/flag/{on}": {"get": answering(TEXT, operationId="get_flag", parameters=[_in("path", "on", {"type": "boolean"})])},
    "/elsewhere": {"put": answering(TEXT, operationId="put_elsewhere", servers=[{"url": "https://files.example/v2"}])},
    "/ready/{id}": {
        "get": _responding(
            ("200", "video/mp4", FILE),
            ("202", JSON, CHUNK),
            operationId="get_ready",
            parameters=[_in("path", "id", TEXT)],
        )
    },
    "/drawn": {"get": _responding(("200", "image/png", FILE), ("200", JSON, CHUNK), operationId="draw")},
    "/any": {"get": _responding(("200", "*/*", FILE), operationId="get_any")},
    "/typed": {
        "post": _responding(
            ("200", JSON, CHUNK),
            ("200", "text/plain", TEXT),
            operationId="transcribe",
            requestBody=_sending(JSON, {"form": {"type": "string", "enum": ["json", "srt"]}}),
        )
    },
    "/again": {"get": _responding(("200", JSON, CHUNK), ("200", "text/plain", CHUNK), operationId="get_again")},
    "/gone": {"get": _responding(("200", "application/pdf", FILE), ("204", None, {}), operationId="get_paper")},
    "/talk": {
        "post": _responding(
            ("200", JSON, CHUNK),
            ("200", "text/event-stream", CHUNK),
            operationId="talk",
            requestBody=_sending(JSON, {"say": TEXT, "stream": {"anyOf": [{"type": "boolean"}, NULL]}}),
        )
    },
    "/talk#lines": {"post": _responding(("200", "application/x-ndjson", CHUNK), operationId="talk_in_lines")},
    "/watch": {"get": _responding(("200", "text/event-stream", TEXT), operationId="watch")},
    "/changes": {
        "get": _responding(
            ("200", "text/event-stream", {"type": "object", "properties": {"event": TEXT, "data": CHUNK}}),
            operationId="watch_changes",
        )
    },
    "/moved": {"get": _responding(("302", None, {}), operationId="get_moved")},
    "/cached": {
        "get": {
            "operationId": "get_cached",
            "responses": {"200": {"description": "", "content": {JSON: {"schema": CHUNK}}}, "304": {"description": ""}},
        }
    },
    "/there": {"head": answering(CHUNK, operationId="look")},
    "/letter": {"get": _responding(("200", "text/plain", TEXT), operationId="get_letter")},
    "/odd": {
        "get": _responding(
            ("200", "text/json; version=2; charset=utf-8", CHUNK),
            ("422", JSON, reference("Problem")),
            operationId="get_odd",
        )
    },
}
PROBLEM = {"type": "object", "properties": {"fields": {"type": "array", "items": TEXT}}}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Made:
    what = document(PATHS, {"Problem": PROBLEM})
    return make(
        tmp_path_factory.mktemp("calls"), "external_calls", what, http="httpx2"
    )  # its users' clients are of httpx


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"JPEG" * 50_000)
    return path


def parts_of(request: httpx.Request) -> dict[str, list[Message]]:
    message = message_from_bytes(
        b"Content-Type: " + request.headers["content-type"].encode() + b"\n\n" + request.content
    )
    found: dict[str, list[Message]] = {}
    for part in message.get_payload():
        assert not isinstance(part, str)
        found.setdefault(str(part.get_param("name", header="content-disposition")), []).append(part)
    return found


def text_of(part: Message) -> str:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_everything_is_generated_and_typed(api: Made, tmp_path: Path) -> None:
    assert api.notes.left_out == {}
    assert api.notes.summary.startswith(f"{len(PATHS)} of {len(PATHS)} operations")
    assert "is the methods send_two, send_two_multipart" in api.adaptations
    assert checked(api, tmp_path).startswith("Success")


def test_parts_are_written_as_the_document_says(api: Made, photo: Path) -> None:
    client = api.client(b'"ok"')
    client.send_parts(
        title="A",
        size={"wide": 1},
        layers=[{"wide": 2}, {"wide": 3}],
        scan=photo,
        pages=[b"1", ("b.txt", b"2"), ("c", io.BytesIO(b"3"), "text/x-own")],
        seal=b"GIF",
        token=b"\xfb\xff",
        table="a,b",
        filter_={"long": 4},
    )
    parts = parts_of(api.requests[0])
    assert [(text_of(each), each.get_content_type()) for each in parts["size"]] == [('{"wide": 1}', JSON)]
    assert [json.loads(text_of(each)) for each in parts["layers"]] == [{"wide": 2}, {"wide": 3}]
    assert (parts["scan"][0].get_filename(), parts["scan"][0].get_content_type()) == ("photo.jpg", "image/jpeg")
    assert [each.get_filename() for each in parts["pages"]] == ["pages", "b.txt", "c"]
    assert parts["pages"][2].get_content_type() == "text/x-own"
    assert (text_of(parts["seal"][0]), parts["seal"][0].get_content_type()) == ("R0lG", "image/gif")
    assert text_of(parts["token"][0]) == "-_8="
    assert (text_of(parts["table"][0]), parts["table"][0].get_content_type()) == ("a,b", "text/csv")
    assert text_of(parts["filter[long]"][0]) == "4"
    assert api.requests[0].headers["content-length"] == str(len(api.requests[0].content))


def test_form_of_parts_stays_one_without_a_file(api: Made) -> None:
    client = api.client(b'"ok"')
    client.send_parts(title='say "hi"', scan=None, extra={"more": {"a": True}})
    assert {key: text_of(each[0]) for key, each in parts_of(api.requests[0]).items()} == {
        "title": 'say "hi"',
        "more": '{"a": true}',
    }
    client.send_related(about={"wide": 1}, scan=b"x")
    assert api.requests[1].headers["content-type"].startswith("multipart/related; boundary=")
    assert list(parts_of(api.requests[1])) == ["about", "scan"]
    client.send_open(extra={"a": "b"})
    assert text_of(parts_of(api.requests[2])["a"][0]) == "b"


def test_form_uses_the_styles_of_its_encoding(api: Made) -> None:
    api.client(b'"ok"').send_form(ids=[1, 2], near={"wide": 1}, size={"wide": 2})
    assert api.requests[0].content == b"ids=1,2&near[wide]=1&size=%7B%22wide%22%3A2%7D"


def _twice(pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield from pieces


def test_files_of_every_kind_are_streamed(api: Made, photo: Path) -> None:
    client = api.client(b'"ok"')
    with photo.open("rb") as opened:
        for given in (photo, opened, photo.read_bytes(), bytearray(photo.read_bytes())):
            client.send_raw(body=given)
            assert api.requests[-1].content == photo.read_bytes()
            assert api.requests[-1].headers["content-length"] == "200000"
    assert [each.headers["content-type"] for each in api.requests[:3]] == ["image/jpeg"] * 2 + [
        "application/octet-stream"
    ]
    client.send_raw(body=("a.png", _twice(iter([b"1", b"2"]))))
    assert (api.requests[-1].content, api.requests[-1].headers["content-type"]) == (b"12", "image/png")
    client.send_raw()
    assert "content-type" not in api.requests[-1].headers


@pytest.mark.parametrize("given", [1, "photo.jpg", io.StringIO("text"), ("name", None), [{"row": 1}]])
def test_what_is_no_file_is_refused(api: Made, given: Any) -> None:
    client = api.client(b'"ok"')
    with pytest.raises(api.package.InvalidArgument, match="scan: give the bytes of a file, a path"):
        client.send_parts(scan=given)
    assert api.requests == []


def test_path_that_cannot_be_read_is_refused(api: Made, tmp_path: Path) -> None:
    with pytest.raises(api.package.InvalidArgument, match="cannot be read"):
        api.client(b'"ok"').send_raw(body=tmp_path / "missing")


def test_file_is_sent_with_asyncio_too(api: Made, photo: Path) -> None:
    async def send() -> None:
        client = api.async_client(b'"ok"')
        assert await client.send_two_multipart(file=photo) == "ok"
        assert await client.send_two(url="u") == "ok"

    asyncio.run(send())
    assert len(parts_of(api.requests[0])["file"][0].get_payload(decode=True) or b"") == 200_000
    assert json.loads(api.requests[1].content) == {"url": "u"}


def test_pieces_that_are_empty_do_not_end_an_upload(api: Made) -> None:
    pieces = (b"1", b"", b"2")
    asyncio.run(api.async_client(b'"ok"').send_parts(title="", scan=("a.png", _twice(iter(pieces)))))
    parts = parts_of(api.requests[0])
    assert (text_of(parts["title"][0]), text_of(parts["scan"][0])) == ("", "12")
    api.client(b'"ok"').send_parts(title="", scan=b"")
    assert api.requests[0].headers["content-length"] == str(len(api.requests[0].content))


def test_further_headers_replace_those_of_the_client(api: Made) -> None:
    api.client(b'"ok"').get_styles(x_size={"wide": 7}, extra_headers={"accept": "text/vtt", "x-size": "long"})
    headers = api.requests[0].headers.multi_items()
    assert [(name, value) for name, value in headers if name in ("accept", "x-size")] == [
        ("accept", "text/vtt"),
        ("x-size", "long"),
    ]


def test_parameters_are_written_in_their_styles(api: Made) -> None:
    client = api.client(b'"ok"')
    client.get_styles(
        near={"wide": 1, "long": 2},
        box={"wide": 3},
        pair={"wide": 4, "long": 5},
        ids=[],
        tags=["a|b", "c"],
        link="/a:b?c&d",
        where={"wide": 6},
        open_=True,
        x_size={"wide": 7},
        x_open=[True, False],
        shelf="a b",
        extra_query={"debug": [1, True]},
        extra_headers={"X-More": "yes"},
    )
    request = api.requests[0]
    assert request.url.query == (
        b"near[wide]=1&near[long]=2&wide=3&pair=wide,4,long,5&tags=a%7Cb%7Cc&link=/a:b?c%26d"
        b"&where=%7B%22wide%22%3A6%7D&open=true&debug=1&debug=true"
    )
    assert [request.headers[name] for name in ("x-size", "x-open", "cookie", "x-more")] == [
        "wide,7",
        "true,false",
        "shelf=a%20b",
        "yes",
    ]


def test_paths_are_written_in_their_styles(api: Made) -> None:
    client = api.client(b'"ok"')
    client.get_label([1, 2])
    client.get_matrix({"wide": 1, "long": 2})
    client.get_list([1, 2])
    client.get_flag(True)
    assert [each.url.raw_path for each in api.requests] == [
        b"/label/.1,2",
        b"/matrix/;wide=1;long=2",
        b"/list/1,2",
        b"/flag/true",
    ]
    with pytest.raises(api.package.InvalidArgument, match="ids is"):
        client.get_list([])


def test_text_beside_json_is_a_method_of_its_own(api: Made) -> None:
    assert api.client(b"1\n00:01", headers={"content-type": "text/plain"}).transcribe_text(form="srt") == "1\n00:01"
    assert api.requests[0].headers["accept"] == "text/plain"
    assert api.client({"word": "a"}).transcribe().word == "a"
    assert not hasattr(api.client(), "get_again_text")


def test_operation_of_another_server_is_sent_there(api: Made) -> None:
    api.client(b'"ok"').put_elsewhere()
    assert str(api.requests[0].url) == "https://files.example/v2/elsewhere"


def test_status_and_content_type_tell_a_file_from_json(api: Made) -> None:
    assert api.client(b"MP4!", headers={"content-type": "video/mp4"}).get_ready("1") == b"MP4!"
    assert api.requests[0].headers["accept"] == "video/mp4, application/json"
    assert api.client({"word": "soon"}, 202).get_ready("1").word == "soon"
    assert api.client({"word": "line"}).draw().word == "line"
    assert api.requests[0].headers["accept"] == JSON
    assert api.client(b"\x89PNG\r\n\x1a\n").draw_file() == b"\x89PNG\r\n\x1a\n"
    assert api.requests[0].headers["accept"] == "image/png"
    assert api.client(b'{"a": 1}', headers={"content-type": JSON}).get_any() == b'{"a": 1}'
    assert api.client(b"", 204).get_paper() is None


EVENTS = b': hello\r\ndata: {"word":\r\ndata: "one"}\r\n\r\nevent: x\nid: 7\ndata: {"word": "two"}\n\ndata: [DONE]\n\n'


def test_events_are_decoded_one_by_one(api: Made) -> None:
    client = api.client(EVENTS, headers={"content-type": "text/event-stream"})
    with client.talk(say="hi", stream=True) as events:
        assert next(events).word == "one"
        assert [each.word for each in events] == ["two"]
    assert json.loads(api.requests[0].content) == {"say": "hi", "stream": True}
    assert api.requests[0].headers["accept"] == "text/event-stream"
    assert [(each.event, each.data.word) for each in client.watch_changes()] == [("message", "one"), ("x", "two")]
    event = list(client.watch())[1]
    assert (event.event, event.id, event.json()) == ("x", "7", {"word": "two"})
    assert api.client({"word": "whole"}).talk(say="hi").word == "whole"


def test_events_that_are_cut_anywhere_are_the_same(api: Made) -> None:
    client = api.client(iter([EVENTS[at : at + 1] for at in range(len(EVENTS))]))
    assert [each.word for each in client.talk_events()] == ["one", "two"]


def test_lines_are_decoded_one_by_one(api: Made) -> None:
    lines = '{"word": "a\u2028b"}\n\n{"word": "c"}'.encode()
    assert [each.word for each in api.client(lines).talk_in_lines()] == ["a\u2028b", "c"]
    assert str(api.requests[0].url) == "https://api.example/talk"


def test_streams_with_asyncio(api: Made) -> None:
    async def read() -> list[str]:
        client = api.async_client(EVENTS)
        async with await client.talk(stream=True) as events:
            words = [each.word async for each in events]
        return words + [each.word async for each in client.talk_events()]

    assert asyncio.run(read()) == ["one", "two", "one", "two"]


def test_stream_that_fails_is_an_error(api: Made) -> None:
    with pytest.raises(api.package.RateLimitedError):
        api.client({"error": "slow down"}, 429).talk(stream=True)
    with pytest.raises(api.package.UndecodableResponse, match="word"):
        list(api.client(b"data: {}\n\n").talk(stream=True))
    with pytest.raises(api.package.UndecodableResponse, match="too many words"):
        list(api.client(b'event: error\ndata: {"error": {"message": "too many words"}}\n\n').talk(stream=True))


def test_other_successes_are_read_as_documented(api: Made) -> None:
    assert api.client(b"", 302, headers={"location": "https://b.example/x"}).get_moved() == "https://b.example/x"
    assert api.client(b"", 304).get_cached() is None
    assert api.client(b"", headers={"X-Pages": "3"}).look()["x-pages"] == "3"
    letter = api.client("año".encode("latin-1"), headers={"content-type": 'text/plain; charset="ISO-8859-1"'})
    assert letter.get_letter() == "año"
    assert api.client({"word": "w"}).get_odd().word == "w"
    assert api.requests[0].headers["accept"] == "text/json; version=2"


def test_documented_error_is_decoded(api: Made) -> None:
    with pytest.raises(api.package.InvalidRequestError) as caught:
        api.client({"fields": ["a"]}, 422).get_odd()
    assert isinstance(caught.value.parsed, api.package.Problem)
    with pytest.raises(api.package.InvalidRequestError) as caught:
        api.client(b"<html>", 422).get_odd()
    assert caught.value.parsed is None


def test_body_that_may_be_omitted_is_omitted(api: Made) -> None:
    client = api.client(b'"ok"')
    for call in (client.hint, client.nudge):
        call()
        assert (api.requests[-1].content, api.requests[-1].headers.get("content-type")) == (b"", None)
    client.hint(word="up", size={"wide": 1})
    assert json.loads(api.requests[-1].content) == {"word": "up", "size": {"wide": 1}}
    with pytest.raises(api.package.InvalidArgument, match="word: missing, but needed in a body with size"):
        client.hint(size={"wide": 1})


def test_path_parameters_are_checked_by_their_type(api: Made) -> None:
    client = api.client(b'"ok"')
    client.get_row(3, "left", near=None, stamp=None)
    assert api.requests[-1].url.raw_path == b"/rows/3/left"
    for row, side, problem in [
        ("7", "left", "row is '7': give a whole number"),
        (2, "left", "row is 2: give at least 3"),
        (True, "left", "row is True: give a whole number"),
        (3, "up", "side is 'up': give one of 'left', 'right'"),
    ]:
        with pytest.raises(api.package.InvalidArgument, match=problem):
            client.get_row(row, side)
    readme = (api.folder / "README.md").read_text(encoding="utf-8")
    assert "get_row" in readme
    client.get_day(datetime(2026, 1, 2, 3, tzinfo=UTC))
    assert api.requests[-1].url.raw_path == b"/days/2026-01-02T03%3A00%3A00%2B00%3A00"
    client.get_day("today")
    assert api.requests[-1].url.raw_path == b"/days/today"


def test_stream_in_the_query_gives_events(api: Made) -> None:
    found = api.client(b'data: {"word": "up"}\n\n', headers={"content-type": "text/event-stream"}).follow(
        stream=True, word="x"
    )
    assert [chunk.word for chunk in found] == ["up"]
    assert api.requests[-1].url.query in (b"stream=true&word=x", b"word=x&stream=true")
    assert api.client({"word": "down"}).follow(stream=False).word == "down"
    assert api.requests[-1].url.query == b"stream=false"
