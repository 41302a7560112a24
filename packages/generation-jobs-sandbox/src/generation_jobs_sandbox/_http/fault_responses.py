"""Send an answer the way that a fault wants it. Knows HTTP and ASGI, nothing of providers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import anyio
from starlette.datastructures import MutableHeaders
from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from starlette.types import Message, Receive, Scope, Send

    from generation_jobs_sandbox._base.faults import Fault

# The ASGI extension by which the server lends us its socket.
CONNECTION = "generation_jobs_sandbox.connection"


class Connection(Protocol):
    """The socket under a request."""

    def close(self) -> None:
        """Send what is buffered, then close."""

    def reset(self) -> None:
        """Drop it with a TCP reset."""


class FaultNeedsServer(RuntimeError):
    """This fault happens on a socket, and the app is not run by `Sandbox` or `genjobs-sandbox serve`."""


@dataclass(frozen=True)
class Answer:
    """A whole answer, before it is sent."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes

    def with_headers(self, changes: Mapping[str, str]) -> Answer:
        """The same answer with these headers set."""
        headers = MutableHeaders(raw=list(self.headers))
        headers.update(changes)
        return replace(self, headers=headers.raw)

    @property
    def half(self) -> int:
        """Where the middle of the body is."""
        return len(self.body) // 2


class FaultyResponse(Response):
    """A response, spoilt by a fault; `error` is what another status says where the fault brings no body."""

    def __init__(self, response: Response, fault: Fault, error: Response) -> None:
        self._inner = response
        self._fault = fault
        self._error = error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the inner response answer, change that answer, and send it as told."""
        answer = await _capture(self._inner, scope, receive)
        rewrite = _REWRITES.get(self._fault.kind)
        if rewrite is not None:
            answer = rewrite(answer, self._fault, await _capture(self._error, scope, receive))
        answer = answer.with_headers(self._fault.all_headers)
        deliver = _DELIVERIES.get(self._fault.kind, _whole)
        await deliver(answer, self._fault, _Line(scope, receive, send))


class HeldResponse(Response):
    """A response that calls `done` when it is sent, or the client has left."""

    def __init__(self, response: Response, done: Callable[[], None]) -> None:
        self._inner = response
        self._done = done

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the inner response, then say so."""
        try:
            await self._inner(scope, receive, send)
        finally:
            self._done()


async def _capture(response: Response, scope: Scope, receive: Receive) -> Answer:
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await response(scope, receive, keep)
    start, *rest = messages
    return Answer(start["status"], start["headers"], b"".join(part.get("body", b"") for part in rest))


def _another_status(_answer: Answer, fault: Fault, error: Answer) -> Answer:
    body = error.body if fault.body is None else fault.body.encode()
    spoilt = replace(error, status=fault.status_code, body=body)
    return spoilt.with_headers({"Content-Length": str(len(body))})


def _web_page(answer: Answer, fault: Fault, error: Answer) -> Answer:
    page = f"<!doctype html><title>{fault.status_code}</title><h1>Error {fault.status_code}</h1>"
    spoilt = _another_status(answer, replace(fault, body=fault.body or page), error)
    return spoilt.with_headers({"Content-Type": "text/html; charset=utf-8"})


def _redirect(answer: Answer, fault: Fault, error: Answer) -> Answer:
    spoilt = _another_status(answer, replace(fault, body=""), error)
    return spoilt.with_headers({"Location": fault.to})


def _truncated(answer: Answer, _fault: Fault, _error: Answer) -> Answer:
    return replace(answer, body=answer.body[: answer.half]).with_headers({"Content-Length": str(answer.half)})


_REWRITES: dict[str, Callable[[Answer, Fault, Answer], Answer]] = {
    "status": _another_status,
    "html": _web_page,
    "redirect": _redirect,
    "truncated": _truncated,
}


@dataclass(frozen=True)
class _Line:
    """The way back to the client."""

    scope: Scope
    receive: Receive
    send: Send

    @property
    def connection(self) -> Connection:
        connection: Connection | None = self.scope.get("extensions", {}).get(CONNECTION)
        if connection is None:
            raise FaultNeedsServer("this fault needs a socket: run the app with Sandbox(), not as a plain ASGI app")
        return connection

    async def start(self, answer: Answer) -> None:
        await self.send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})

    async def body(self, part: bytes, more: bool = False) -> None:
        await self.send({"type": "http.response.body", "body": part, "more_body": more})

    async def gone(self) -> None:
        """Return when the client, or the server, has closed the connection."""
        while (await self.receive())["type"] != "http.disconnect":
            pass

    async def silence(self, seconds: float) -> None:
        with anyio.move_on_after(seconds):
            await self.gone()


async def _whole(answer: Answer, _fault: Fault, line: _Line) -> None:
    await line.start(answer)
    await line.body(answer.body)


async def _half_then_close(answer: Answer, _fault: Fault, line: _Line) -> None:
    connection = line.connection
    await line.start(answer)
    await line.body(answer.body[: answer.half], more=True)
    connection.close()
    await line.gone()


async def _half_then_reset(answer: Answer, _fault: Fault, line: _Line) -> None:
    connection = line.connection
    await line.start(answer)
    await line.body(answer.body[: answer.half], more=True)
    connection.reset()
    await line.gone()


async def _reset(_answer: Answer, _fault: Fault, line: _Line) -> None:
    line.connection.reset()
    await line.gone()


async def _stall(answer: Answer, fault: Fault, line: _Line) -> None:
    await line.silence(fault.seconds)
    await _whole(answer, fault, line)


async def _stall_in_body(answer: Answer, fault: Fault, line: _Line) -> None:
    await line.start(answer)
    await line.body(answer.body[: answer.half], more=True)
    await line.silence(fault.seconds)
    await line.body(answer.body[answer.half :])


_DELIVERIES: dict[str, Callable[[Answer, Fault, _Line], Awaitable[None]]] = {
    "wrong_length": _half_then_close,
    "reset": _reset,
    "reset_in_body": _half_then_reset,
    "stall": _stall,
    "stall_in_body": _stall_in_body,
}
