"""Both kinds of client, driven alike: whatever is asserted holds for threads and for asyncio."""

from __future__ import annotations

import asyncio
import json
import re
import warnings
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from tests.clients.cases import Case


class Blocking:
    """`BreezeClient` and the like."""

    name = "blocking"

    def make(self, case: Case, handler: Any = None, **options: Any) -> Any:
        http_client = httpx.Client(transport=httpx.MockTransport(handler)) if handler else None
        return _make(getattr(case.package, f"{case.prefix}Client"), case, http_client, options)

    def call(self, client: Any, method: str, *arguments: Any, **fields: Any) -> Any:
        with client:
            return getattr(client, method)(*arguments, **fields)

    def iterate(self, client: Any, method: str, **fields: Any) -> list[Any]:
        with client:
            return list(getattr(client, method)(**fields))

    def detailed(self, case: Case, client: Any, *arguments: Any) -> Any:
        return case.operation.sync_detailed(*arguments, client=client)

    def stream(self, client: Any, method: str, *arguments: Any, **fields: Any) -> list[bytes]:
        with client, getattr(client, method)(*arguments, **fields) as chunks:
            return list(chunks)

    def close(self, client: Any) -> None:
        client.close()


class Asyncio:
    """`AsyncBreezeClient` and the like."""

    name = "asyncio"

    def make(self, case: Case, handler: Any = None, **options: Any) -> Any:
        http_client = httpx.AsyncClient(transport=httpx.MockTransport(handler)) if handler else None
        return _make(getattr(case.package, f"Async{case.prefix}Client"), case, http_client, options)

    def call(self, client: Any, method: str, *arguments: Any, **fields: Any) -> Any:
        async def run() -> Any:
            async with client:
                return await getattr(client, method)(*arguments, **fields)

        return asyncio.run(run())

    def iterate(self, client: Any, method: str, **fields: Any) -> list[Any]:
        async def run() -> list[Any]:
            async with client:
                return [item async for item in getattr(client, method)(**fields)]

        return asyncio.run(run())

    def detailed(self, case: Case, client: Any, *arguments: Any) -> Any:
        return asyncio.run(case.operation.asyncio_detailed(*arguments, client=client))

    def stream(self, client: Any, method: str, *arguments: Any, **fields: Any) -> list[bytes]:
        async def run() -> list[bytes]:
            async with client, getattr(client, method)(*arguments, **fields) as chunks:
                return [chunk async for chunk in chunks]

        return asyncio.run(run())

    def close(self, client: Any) -> None:
        asyncio.run(client.aclose())


Shell = Blocking | Asyncio


def _make(kind: Any, case: Case, http_client: Any, options: dict[str, Any]) -> Any:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning)  # PlayAI's; test_playai_warns is about it
        return kind(**{**case.credentials, "http_client": http_client, **options})


def answering(status: int = 200, body: Any = b"", headers: dict[str, str] | None = None) -> Any:
    """A provider that always gives this answer; a body that is not bytes is sent as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = {"content-type": "application/json"}
    return lambda _request: httpx.Response(status, content=content, headers={**kind, **(headers or {})})


def at(model: Any, place: tuple[str, ...]) -> Any:
    """The value at a place of a model; the place is told in JSON's names."""
    for name in place:
        model = getattr(model, re.sub(r"([A-Z])", r"_\1", name).lower())
    return model


def put(body: dict[str, Any], place: tuple[str, ...], value: Any) -> dict[str, Any]:
    """The body with another value at a place."""
    name, *rest = place
    return {**body, name: put(body[name], tuple(rest), value) if rest else value}


def without(body: dict[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
    """The body with nothing at a place."""
    name, *rest = place
    if rest:
        return {**body, name: without(body[name], tuple(rest))}
    return {key: value for key, value in body.items() if key != name}
