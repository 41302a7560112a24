"""The table of few refs, on terminals that are lower or narrower than it."""

from __future__ import annotations

from typing import NamedTuple, cast

import pytest
from generation_jobs import Job, JobStatus, ServerError, Standing
from generation_jobs_cli.displays.live_table import LiveTable
from generation_jobs_cli.result import Result
from rich.console import Console

REFS = [f"oxen:475492f8-b0ef-4262-ba8e-01dbf443{number:04}" for number in range(20)]


class Slow(NamedTuple):
    """A row of `BatchProgress.slowest`."""

    ref: str
    status: JobStatus
    provider_status: str | None
    age: float
    error: ServerError | None


class Progress:
    """Every job runs, and its last poll failed."""

    def slowest(self, number: int) -> list[Slow]:
        error = ServerError(f"{REFS[0]}: the provider answered 503 (busy); try later", ref=REFS[0], status_code=503)
        return [Slow(ref, JobStatus.RUNNING, "running", 1.0, error) for ref in REFS[:number]]


def shown(table: LiveTable, console: Console) -> list[str]:
    with console.capture() as capture:
        console.print(table.table())
    return capture.get().splitlines()


@pytest.mark.parametrize("width", [50, 80])
def test_a_low_terminal_shows_the_rows_that_have_not_ended(width: int) -> None:
    console = Console(width=width, height=16)
    table = LiveTable(console, REFS, clock=lambda: 0.0)
    for ref in REFS[:15]:
        table.on_result(Result(ref, Job(ref, JobStatus.SUCCEEDED)))
    lines = shown(table, console)
    assert len(lines) < 16
    assert [ref for ref in REFS if any(ref in line for line in lines)] == REFS[15:]
    assert lines[-1] == "… and 15 more; 15 of 20 are done"


def test_at_the_end_a_low_terminal_shows_every_row() -> None:
    console = Console(width=80, height=10)
    table = LiveTable(console, REFS, clock=lambda: 0.0)
    with console.capture(), table:
        pass
    assert sum(line.startswith("oxen:") for line in shown(table, console)) == 20


def test_a_row_of_80_columns_names_the_status_of_a_poll_that_failed() -> None:
    console = Console(width=80, height=24)
    table = LiveTable(console, REFS[:1], clock=lambda: 0.0)
    table.on_progress(cast("Standing", Progress()))
    assert "asked again: 503 " in shown(table, console)[1]
