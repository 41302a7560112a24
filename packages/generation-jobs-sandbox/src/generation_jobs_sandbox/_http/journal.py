"""What went over the wire: every request as it arrived, and what it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.datastructures import Headers, QueryParams

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from generation_jobs_sandbox._state.world import World

_KEPT = 8192  # bytes of an answer that the page can show; results are larger, and nobody reads those there


@dataclass(frozen=True)
class SeenRequest:
    """One request as it arrived. `path` is still percent-encoded; header names are lower-case."""

    method: str
    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    @classmethod
    def of(cls, scope: Scope, body: bytes = b"") -> SeenRequest:
        """Read it off an ASGI scope."""
        headers = Headers(scope=scope)
        query = QueryParams(scope["query_string"])
        path = scope["raw_path"].decode("ascii")
        return cls(scope["method"], headers.get("host", ""), path, dict(query), dict(headers), body)


@dataclass
class Exchange:
    """A request and what it was answered; `status` is None while, or because, there was no answer."""

    at: datetime
    request: SeenRequest
    status: int | None = None
    content_type: str = ""
    answer: bytes = b""

    def note(self, message: Message) -> None:
        """Take down one part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.content_type = Headers(raw=list(message["headers"])).get("content-type", "")
        elif len(self.answer) < _KEPT:
            self.answer += message.get("body", b"")[: _KEPT - len(self.answer)]

    def mentions(self, word: str) -> bool:
        """Whether a word, such as a job's id, is in the path, the body or the answer."""
        sought = word.encode()
        return word in unquote(self.request.path) or sought in self.request.body or sought in self.answer


class Journal:
    """Writes down every request before it is answered, so that tests and the page see what reached whom."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note, let the app answer, note the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await _whole_body(receive)
        exchange = Exchange(self._world.now(), SeenRequest.of(scope, body))
        self._world.requests.append(exchange.request)
        self._world.exchanges.append(exchange)

        async def note(message: Message) -> None:
            exchange.note(message)
            await send(message)

        await self._app(scope, _replay(body, receive), note)


async def _whole_body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):  # a client that left is noticed when the app asks again
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    ahead: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return ahead.pop() if ahead else await receive()

    return again
