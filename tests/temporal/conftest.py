from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.environment import clear_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("temporalio", reason="run nox -s temporal")

from generation_jobs_sandbox import Sandbox, World

from tests.temporal.server import TemporalServer
from tests.temporal.stage import SECRET, Stage


@pytest.fixture(scope="session")
def temporal() -> Iterator[TemporalServer]:
    server = TemporalServer()
    server.start()
    yield server
    server.end()


@pytest.fixture
def stage(temporal: TemporalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A sandbox, the environment that leads workers to it, and a ledger that they share."""
    clear_environment(monkeypatch)
    monkeypatch.delenv("GENJOBS_LEDGER")
    with Sandbox(World(queued=0.0, running=0.5)) as box:
        environment = {**box.environ(), "OXEN_API_KEY": SECRET, "GENJOBS_LEDGER": str(tmp_path / "ledger.sqlite")}
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with Stage(box, temporal.address, tmp_path) as stage:
            yield stage
