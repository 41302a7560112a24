"""Responses to operations that stream events, but are none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.codegen.external.documents import JSON, answering, document, make

if TYPE_CHECKING:
    from tests.codegen.external.documents import Made

STEP = {"type": "object", "required": ["done"], "properties": {"done": {"type": "number"}}}
SWITCH = {"type": "boolean"}
EVENTS = {"content": {"text/event-stream": {"schema": STEP}}}
PATHS: dict[str, Any] = {
    "/run": {"get": {"operationId": "run", "responses": {"200": {"description": "", **EVENTS}}}},
    **{
        f"/race/{form}": {
            "post": answering(
                {"type": "object", "required": ["laps"], "properties": {"laps": {"type": "integer"}}},
                operationId=f"race_{form}",
                requestBody={"content": {JSON: {"schema": {"type": "object", "properties": {"stream": SWITCH}}}}},
                **{"x-fern-streaming": {"format": form, "response-stream": STEP}},
            )
        }
        for form in ("sse", "json")
    },
}


@pytest.fixture(scope="module")
def track(tmp_path_factory: pytest.TempPathFactory) -> Made:
    schemes = {"key": {"type": "http", "scheme": "bearer"}}
    what = document(PATHS, components={"securitySchemes": schemes}, security=[{"key": []}])
    return make(tmp_path_factory.mktemp("track"), "external_track", what)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b'{"error": {"message": "out of lanes"}}', "out of lanes"),
        (b'{\n  "done": 1\n}', "the body is not a stream of events"),
        (b"<html>\n<p>at: home</p>\n</html>", "the body is not a stream of events"),
    ],
)
def test_anything_else_with_status_200_is_an_error(track: Made, body: bytes, problem: str) -> None:
    async def read() -> list[Any]:
        return [each async for each in track.async_client(body, api_key="k").run()]

    with pytest.raises(track.package.UndecodableResponse, match=problem):
        list(track.client(body, api_key="k").run())
    with pytest.raises(track.package.UndecodableResponse, match=problem):
        asyncio.run(read())


def test_error_contains_no_credential(track: Made) -> None:
    with pytest.raises(track.package.UndecodableResponse) as caught:
        list(track.client(b'{"message": "bad key lane-secret-4711"}', api_key="lane-secret-4711").run())
    assert "4711" not in f"{caught.value} {caught.value.body!r}"


@pytest.mark.parametrize("body", [b"", b": hello\n\n", b"retry: 10\nevent: ping\n\n"])
def test_stream_may_have_no_events(track: Made, body: bytes) -> None:
    assert list(track.client(body, api_key="k").run()) == []


def test_strange_lines_among_events_are_ignored(track: Made) -> None:
    (step,) = track.client(b'hello\n\ndata: {"done": 1}\n\nbye\n', api_key="k").run()
    assert step.done == 1


@pytest.mark.parametrize("end", ["[DONE]", '"[DONE]"', "[END]", "[STOP]", "DONE"])
def test_what_ends_a_stream(track: Made, end: str) -> None:
    async def read() -> list[Any]:
        return [each async for each in track.async_client(body, api_key="k").run()]

    body = f'data: {{"done": 1}}\n\ndata: {end}\n\ndata: {{"done": 2}}\n\n'.encode()
    for steps in (list(track.client(body, api_key="k").run()), asyncio.run(read())):
        assert [step.done for step in steps] == [1]


def test_other_text_is_not_the_end(track: Made) -> None:
    with pytest.raises(track.package.UndecodableResponse, match="the data of an event is not JSON"):
        list(track.client(b"data: [ERROR]\n\n", api_key="k").run())


@pytest.mark.parametrize(("form", "body"), [("sse", b'data: {"done": 1}\n\n'), ("json", b'{"done": 1}\n')])
def test_stream_of_an_extension(track: Made, form: str, body: bytes) -> None:
    (step,) = getattr(track.client(body, api_key="k"), f"race_{form}")(stream=True)
    assert step.done == 1
    assert track.requests[0].read() == b'{"stream":true}'
    assert getattr(track.client({"laps": 3}, api_key="k"), f"race_{form}")().laps == 3
