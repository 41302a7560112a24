"""Forms and files that generated clients send."""

from __future__ import annotations

import asyncio
import io
import json
from email import message_from_bytes
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

    import httpx

    from tests.codegen.external.documents import Made


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
