"""Responses that go wrong as a fault says. Knows HTTP and ASGI, nothing of providers."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

import anyio
from starlette.datastructures import MutableHeaders
from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from starlette.types import Message, Receive, Scope, Send

    from generation_jobs_sandbox._base.faults import Fault
    from generation_jobs_sandbox._base.types import Json

# The ASGI extension in which the server passes on its socket.
CONNECTION = "generation_jobs_sandbox.connection"


class Connection(Protocol):
    """The socket under a request."""

    def close(self) -> None:
        """Send what is buffered, then close the connection."""

    def reset(self) -> None:
        """Close the connection with a TCP reset."""


class FaultNeedsServer(RuntimeError):
    """The fault needs a socket, but the app is not run by `Sandbox` or `genjobs-sandbox serve`."""


@dataclass(frozen=True)
class CapturedResponse:
    """A whole response, before it is sent."""

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes

    def with_headers(self, changes: Mapping[str, str]) -> CapturedResponse:
        """Return the same response with these headers set."""
        headers = MutableHeaders(raw=list(self.headers))
        headers.update(changes)
        return replace(self, headers=headers.raw)

    @property
    def first_half(self) -> bytes:
        """The first half of the body."""
        return self.body[: len(self.body) // 2]


class FaultyResponse(Response):
    """A response with a fault.

    Args:
        response: The response that the fault changes.
        fault: What goes wrong.
        error: The provider's error response for the fault's status; its body is used if the fault has none.
    """

    def __init__(self, response: Response, fault: Fault, error: Response) -> None:
        self._inner = response
        self._fault = fault
        self._error = error

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Capture the inner response, change it, and send it as the fault says."""
        response = await _capture(self._inner, scope, receive)
        rewrite = _REWRITES.get(self._fault.kind)
        if rewrite is not None:
            response = rewrite(response, self._fault, await _capture(self._error, scope, receive))
        response = response.with_headers(self._fault.all_headers)
        deliver = _DELIVERIES.get(self._fault.kind, _whole)
        await deliver(response, self._fault, _Client(scope, receive, send))


class TrackedResponse(Response):
    """A response that calls `done` when it was sent or the client has left."""

    def __init__(self, response: Response, done: Callable[[], None]) -> None:
        self._inner = response
        self._done = done

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the inner response, then call `done`."""
        try:
            await self._inner(scope, receive, send)
        finally:
            self._done()


async def _capture(response: Response, scope: Scope, receive: Receive) -> CapturedResponse:
    messages: list[Message] = []

    async def keep(message: Message) -> None:
        messages.append(message)

    await response(scope, receive, keep)
    start, *rest = messages
    return CapturedResponse(start["status"], start["headers"], b"".join(part.get("body", b"") for part in rest))


def _another_status(_response: CapturedResponse, fault: Fault, error: CapturedResponse) -> CapturedResponse:
    body = error.body if fault.body is None else fault.body.encode()
    changed = replace(error, status=fault.status_code, body=body)
    return changed.with_headers({"Content-Length": str(len(body))})


def _web_page(response: CapturedResponse, fault: Fault, error: CapturedResponse) -> CapturedResponse:
    page = f"<!doctype html><title>{fault.status_code}</title><h1>Error {fault.status_code}</h1>"
    changed = _another_status(response, replace(fault, body=fault.body or page), error)
    return changed.with_headers({"Content-Type": "text/html; charset=utf-8"})


def _redirect(response: CapturedResponse, fault: Fault, error: CapturedResponse) -> CapturedResponse:
    changed = _another_status(response, replace(fault, body=""), error)
    return changed.with_headers({"Location": fault.to})


def _truncated(response: CapturedResponse, _fault: Fault, _error: CapturedResponse) -> CapturedResponse:
    half = response.first_half
    return replace(response, body=half).with_headers({"Content-Length": str(len(half))})


def _repeated_row(response: CapturedResponse, _fault: Fault, _error: CapturedResponse) -> CapturedResponse:
    body: Json = json.loads(response.body)
    if (rows := _rows(body)) is not None:
        rows.insert(1, rows[0])
    content = json.dumps(body).encode()
    return replace(response, body=content).with_headers({"Content-Length": str(len(content))})


def _rows(value: Json) -> list[Json] | None:
    """Return the first list of objects in a body."""
    if isinstance(value, list):
        return value if value and isinstance(value[0], dict) else None
    inner = value.values() if isinstance(value, dict) else ()
    return next((rows for each in inner if (rows := _rows(each)) is not None), None)


_REWRITES: dict[str, Callable[[CapturedResponse, Fault, CapturedResponse], CapturedResponse]] = {
    "status": _another_status,
    "html": _web_page,
    "redirect": _redirect,
    "truncated": _truncated,
    "repeated_row": _repeated_row,
}


@dataclass(frozen=True)
class _Client:
    """The connection back to the client."""

    scope: Scope
    receive: Receive
    send: Send

    @property
    def connection(self) -> Connection:
        connection: Connection | None = self.scope.get("extensions", {}).get(CONNECTION)
        if connection is None:
            raise FaultNeedsServer("this fault needs a socket: run the app with Sandbox(), not as a plain ASGI app")
        return connection

    async def start(self, response: CapturedResponse) -> None:
        await self.send({"type": "http.response.start", "status": response.status, "headers": list(response.headers)})

    async def send_body(self, part: bytes, *, more: bool = False) -> None:
        await self.send({"type": "http.response.body", "body": part, "more_body": more})

    async def send_half(self, response: CapturedResponse) -> None:
        await self.start(response)
        await self.send_body(response.first_half, more=True)

    async def wait_closed(self) -> None:
        """Wait until the client or the server has closed the connection."""
        while (await self.receive())["type"] != "http.disconnect":
            pass

    async def stall(self, seconds: float) -> None:
        """Wait, but no longer than the client does."""
        with anyio.move_on_after(seconds):
            await self.wait_closed()


async def _whole(response: CapturedResponse, _fault: Fault, client: _Client) -> None:
    await client.start(response)
    await client.send_body(response.body)


async def _half_then_close(response: CapturedResponse, _fault: Fault, client: _Client) -> None:
    connection = client.connection
    await client.send_half(response)
    connection.close()
    await client.wait_closed()


async def _half_then_reset(response: CapturedResponse, _fault: Fault, client: _Client) -> None:
    connection = client.connection
    await client.send_half(response)
    connection.reset()
    await client.wait_closed()


async def _reset(_response: CapturedResponse, _fault: Fault, client: _Client) -> None:
    client.connection.reset()
    await client.wait_closed()


async def _stall(response: CapturedResponse, fault: Fault, client: _Client) -> None:
    await client.stall(fault.seconds)
    await _whole(response, fault, client)


async def _stall_in_body(response: CapturedResponse, fault: Fault, client: _Client) -> None:
    await client.send_half(response)
    await client.stall(fault.seconds)
    await client.send_body(response.body[len(response.first_half) :])


_DELIVERIES: dict[str, Callable[[CapturedResponse, Fault, _Client], Awaitable[None]]] = {
    "wrong_length": _half_then_close,
    "reset": _reset,
    "reset_in_body": _half_then_reset,
    "stall": _stall,
    "stall_in_body": _stall_in_body,
}
