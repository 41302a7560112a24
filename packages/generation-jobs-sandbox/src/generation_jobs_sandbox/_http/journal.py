"""Records the requests and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, QueryParams

from generation_jobs_sandbox._state.records import Exchange, SeenRequest

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from generation_jobs_sandbox._state.world import World

_MAX_ANSWER = 8192  # bytes of an answer that are kept for the page; only results are larger, and it shows none


class Journal:
    """ASGI middleware that records every request in the world before it is answered.

    Args:
        app: The app that answers.
        world: Keeps the records.
    """

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Record the request, let the app answer, record the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await _read_body(receive)
        exchange = Exchange(self._world.now(), _seen_request(scope, body))
        self._world.requests.append(exchange.request)
        self._world.exchanges.append(exchange)

        async def record(message: Message) -> None:
            _record_answer(exchange, message)
            await send(message)

        await self._app(scope, _replay(body, receive), record)


def _seen_request(scope: Scope, body: bytes) -> SeenRequest:
    headers = Headers(scope=scope)
    query = QueryParams(scope["query_string"])
    path = scope["raw_path"].decode("ascii")
    return SeenRequest(scope["method"], headers.get("host", ""), path, dict(query), dict(headers), body)


def _record_answer(exchange: Exchange, message: Message) -> None:
    if message["type"] == "http.response.start":
        exchange.status = message["status"]
        exchange.content_type = Headers(raw=list(message["headers"])).get("content-type", "")
    elif len(exchange.answer) < _MAX_ANSWER:
        exchange.answer += message.get("body", b"")[: _MAX_ANSWER - len(exchange.answer)]


async def _read_body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):  # a client that left is noticed when the app receives again
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body first, then what the real one gives."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return pending.pop() if pending else await receive()

    return receive_again
