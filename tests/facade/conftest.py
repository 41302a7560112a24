from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.environment import clear_environment
from tests.facade.loopback import Loopback
from tests.facade.shells import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from socket import socket
    from threading import Event


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the machine's keys or proxies."""
    clear_environment(monkeypatch)


@pytest.fixture(params=["blocking", "asyncio"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Everything that tests need, once for each shell; closed afterwards."""
    one = World(request.param)
    yield one
    one.end()


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[socket, Event], None]], Loopback]]:
    """Starts servers on loopback."""
    servers: list[Loopback] = []

    def start(talk: Callable[[socket, Event], None]) -> Loopback:
        servers.append(Loopback(talk))
        return servers[-1]

    yield start
    for server in servers:
        server.end()
