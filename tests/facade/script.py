"""An httpx transport that answers by script, in both worlds, and writes down what it was asked."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import httpx

Chunk: TypeAlias = bytes | Exception | Callable[[], object]
"""Bytes that arrive, an error in the middle of the body, or something that happens meanwhile."""


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


def told(body: object, status: int = 200, **headers: str) -> Answer:
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
        return (answer(request) if callable(answer) else answer).response()
