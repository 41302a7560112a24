from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs_sandbox import Sandbox, World
from typer.testing import CliRunner

from tests.environment import clear_environment
from tests.facade.brought import Bringer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the machine's keys or proxies."""
    clear_environment(monkeypatch)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A sandbox that the environment sets up for all providers; submitted jobs end at once."""
    with Sandbox(World(queued=0, running=0)) as one:
        for name, value in one.environ().items():
            monkeypatch.setenv(name, value)
        yield one


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The output is a terminal of 100 columns without colours."""
    isolation = CliRunner.isolation

    @contextmanager
    def with_a_terminal(runner: CliRunner, *args: Any, **keywords: Any) -> Iterator[Any]:
        with isolation(runner, *args, **keywords) as streams:
            monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
            yield streams

    monkeypatch.setattr(CliRunner, "isolation", with_a_terminal)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def bringer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bringer]:
    """Installs small packages that bring providers."""
    one = Bringer(tmp_path, monkeypatch)
    yield one
    one.forget()
