"""Who runs a scenario: the facade or a provider's own client, blocking or awaited."""

from __future__ import annotations

import asyncio
import inspect
import warnings
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import httpx
from generation_jobs import AsyncJobs, Jobs
from generation_jobs_sandbox import asgi_by_host
from generation_jobs_sandbox.providers import PROVIDERS

from scripts.codegen.pages.provider import load_provider

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from generation_jobs import Options
    from generation_jobs.testing import VirtualClock
    from generation_jobs_sandbox import World

    from scripts.cassettes.scenario import Scenario


class ByHost(httpx.AsyncBaseTransport):
    """Each host answered by its own app, so that the real URLs are recorded."""

    def __init__(self, world: World) -> None:
        self._transports = {host: httpx.ASGITransport(app) for host, app in asgi_by_host(world).items()}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Hand over to the host's app."""
        return await self._transports[request.url.host].handle_async_request(request)


class Awaited:
    """An object whose methods are to be awaited, used as if they blocked; what iterates is given as a list."""

    def __init__(self, target: Any, runner: asyncio.Runner) -> None:
        self._target = target
        self._runner = runner

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._target, name)
        return lambda *arguments, **options: self._runner.run(_settled(method(*arguments, **options)))


async def _settled(given: Any) -> Any:
    return await given if inspect.isawaitable(given) else [item async for item in given]


@contextmanager
def blocking(scenario: Scenario, clock: VirtualClock) -> Generator[Any]:
    """Yield the user of a scenario, in the blocking world."""
    with _made(scenario, clock, "", None) as user:
        yield user


@contextmanager
def awaiting(
    scenario: Scenario, clock: VirtualClock, transport: httpx.AsyncBaseTransport | None = None
) -> Generator[Any]:
    """Yield the user of a scenario, in the world of asyncio."""
    with asyncio.Runner() as runner, awaited(_made(scenario, clock, "Async", transport), runner) as user:
        yield user


@contextmanager
def awaited(user: Any, runner: asyncio.Runner) -> Generator[Awaited]:
    """Something that asyncio opens and closes, used as if it blocked."""
    opened = Awaited(user, runner)
    opened.__aenter__()
    try:
        yield opened
    finally:
        opened.__aexit__(None, None, None)


def _made(scenario: Scenario, clock: VirtualClock, kind: str, transport: httpx.AsyncBaseTransport | None) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that PlayAI is reported closed
        return _client(scenario, kind, transport) if scenario.by_client else _facade(scenario, clock, kind, transport)


def _facade(scenario: Scenario, clock: VirtualClock, kind: str, transport: httpx.AsyncBaseTransport | None) -> Any:
    options: Options = {**scenario.options(clock), "transport": transport}
    return (AsyncJobs if kind else Jobs)([scenario.settings()], **options)


def _client(scenario: Scenario, kind: str, transport: httpx.AsyncBaseTransport | None) -> Any:
    provider = load_provider(scenario.provider)
    client = getattr(import_module(provider.package), kind + provider.client_class)
    http_client = httpx.AsyncClient(transport=transport) if transport else None
    return client.from_env(PROVIDERS[scenario.provider].sample_credentials, http_client=http_client)
