"""How generated clients read what comes back: files, JSON, events, and the errors of the document."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from tests.codegen.external.documents import JSON

if TYPE_CHECKING:
    from tests.codegen.external.documents import Made


def test_text_beside_json_is_a_method_of_its_own(api: Made) -> None:
    assert api.client(b"1\n00:01", headers={"content-type": "text/plain"}).transcribe_text(form="srt") == "1\n00:01"
    assert api.requests[0].headers["accept"] == "text/plain"
    assert api.client({"word": "a"}).transcribe().word == "a"
    assert not hasattr(api.client(), "get_again_text")


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


def test_stream_in_the_query_gives_events(api: Made) -> None:
    found = api.client(b'data: {"word": "up"}\n\n', headers={"content-type": "text/event-stream"}).follow(
        stream=True, word="x"
    )
    assert [chunk.word for chunk in found] == ["up"]
    assert api.requests[-1].url.query in (b"stream=true&word=x", b"word=x&stream=true")
    assert api.client({"word": "down"}).follow(stream=False).word == "down"
    assert api.requests[-1].url.query == b"stream=false"
