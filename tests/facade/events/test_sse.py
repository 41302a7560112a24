"""Server-sent events in the bytes of a stream."""

from __future__ import annotations

from time import process_time

import pytest
from generation_jobs import TransportError
from generation_jobs._events.sse import MAX_EVENT, EventParser


def parsed(*chunks: bytes) -> list[tuple[str, str]]:
    parser = EventParser()
    return [tuple(event) for chunk in chunks for event in parser.feed(chunk)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("step", [1, 2, 3, 1000])
def test_lines_end_in_three_ways_wherever_chunks_end(end: bytes, step: int) -> None:
    lines = [
        b"event: done",
        b"data: one",
        b"data:two",
        b"",
        b": comment",
        b"data",
        b"",
        b"event: none",
        b"",
        b"data: x",
        b"",
    ]
    body = b"".join(line + end for line in lines) + b":"
    chunks = [body[start : start + step] for start in range(0, len(body), step)]
    assert parsed(*chunks) == [("done", "one\ntwo"), ("", ""), ("", "x")]


def test_an_event_that_is_cut_off_is_none() -> None:
    assert parsed(b"data: one\n") == []


@pytest.mark.parametrize("step", [1, 2, 1000])
def test_a_byte_order_mark_is_no_part_of_the_first_line(step: int) -> None:
    body = b"\xef\xbb\xbfdata: one\n\n"
    assert parsed(*(body[start : start + step] for start in range(0, len(body), step))) == [("", "one")]


def test_what_is_not_utf_8_does_no_harm() -> None:
    assert parsed(b"data: \xff\xfe\n\n") == [("", "\ufffd\ufffd")]


@pytest.mark.parametrize("chunk", [b"x" * 10_000, b"data: " + b"x" * 9_000 + b"\n", b"data:\n" * 1000])
def test_an_event_without_end_is_an_error(chunk: bytes) -> None:
    parser = EventParser()
    with pytest.raises(TransportError, match=f"larger than {MAX_EVENT} bytes"):
        for _ in range(2 * MAX_EVENT // len(chunk)):
            list(parser.feed(chunk))


def test_tiny_chunks_take_time_with_their_number_only() -> None:
    parser, start = EventParser(), process_time()
    for byte in b"data: " + b"x" * (MAX_EVENT // 2):
        assert not list(parser.feed(bytes([byte])))
    assert process_time() - start < 5
