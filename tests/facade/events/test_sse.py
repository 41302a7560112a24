"""Server-sent events in the bytes of a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from generation_jobs import TransportError
from generation_jobs._events import sse
from generation_jobs._events.sse import MAX_EVENT, EventParser

if TYPE_CHECKING:
    import re


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


class CountedPattern:
    """A pattern that counts the bytes that it looks at."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self._pattern = pattern
        self.looked_at = 0

    def search(self, text: bytes, start: int) -> re.Match[bytes] | None:
        self.looked_at += len(text) - start
        return self._pattern.search(text, start)

    def split(self, text: bytes) -> list[bytes]:
        self.looked_at += len(text)
        return self._pattern.split(text)


def test_tiny_chunks_are_not_read_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    counted, event = CountedPattern(sse._LINE_END), b"data: " + b"x" * 10_000 + b"\n\n"
    monkeypatch.setattr(sse, "_LINE_END", counted)
    assert parsed(*(bytes([byte]) for byte in event)) == [("", "x" * 10_000)]
    assert counted.looked_at < 4 * len(event)
