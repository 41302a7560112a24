"""An httpx transport that answers by script, in both worlds, and writes down what it was asked."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias
from urllib.parse import unquote

import httpx

Chunk: TypeAlias = bytes | Exception | Callable[[], object]
"""Bytes that arrive, an error in the middle of the body, or something that happens meanwhile."""


ASKED = re.compile(rb'"(job_01hasync|0b7f2f0e-6a46-4c0c-8a9b-4f5a3f1f6a11|gen-1|gen_abc123|id-1)"')
"""The ids in the bodies of `bodies`. `Script` answers about the job at the end of the URL instead."""


@dataclass(frozen=True)
class Answer:
    """An answer; `chunks` instead of `body` where the body's arrival matters."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    chunks: tuple[Chunk, ...] | None = None
    error: Exception | None = None

    def response(self) -> httpx.Response:
        if self.error is not None:
            raise self.error
        sized = {} if self.chunks is not None else {"content-length": str(len(self.body))}
        return httpx.Response(self.status, headers={**sized, **self.headers}, stream=_Body(self.chunks or (self.body,)))

    def but(self, **changes: Any) -> Answer:
        return replace(self, **changes)


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(self, chunks: tuple[Chunk, ...]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            if isinstance(chunk, Exception):
                raise chunk
            if isinstance(chunk, bytes):
                yield chunk
            else:
                chunk()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk


def reply(body: object, status: int = 200, **headers: str) -> Answer:
    """A JSON answer. Underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, json.dumps(body).encode(), {"content-type": "application/json", **named})


def lost(error: str = "connection reset by peer") -> Answer:
    """No answer at all."""
    return Answer(error=httpx.ReadError(error))


HTML = Answer(200, b"<html><body>Bad gateway</body></html>", {"content-type": "text/html"})


class Script:
    """Answers each URL by its list; the last answer of a list stays."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self._answers: dict[str, list[Answer | Callable[[httpx.Request], Answer]]] = {}

    def on(self, url: str, *answers: Answer | Callable[[httpx.Request], Answer]) -> None:
        self._answers[url] = list(answers)

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._answer)

    def sent_to(self, host: str) -> list[httpx.Request]:
        return [request for request in self.requests if request.url.host == host]

    @property
    def urls(self) -> list[str]:
        return [str(request.url) for request in self.requests]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        url = str(request.url)
        assert url in self._answers, f"nothing is scripted for {url}"
        answers = self._answers[url]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer = answer(request) if callable(answer) else answer
        if type(answer) is Answer:
            answer = answer.but(body=_about_asked(answer.body, request))
        return answer.response()


def _about_asked(body: bytes, request: httpx.Request) -> bytes:
    raw = request.url.raw_path.partition(b"?")[0].rpartition(b"/")[2]  # not `path`, where an encoded slash is one
    if request.method != "GET" or raw in {b"generations", b"history", b"samples"}:
        return body
    return ASKED.sub(lambda _: json.dumps(unquote(raw.decode())).encode(), body)
