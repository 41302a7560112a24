"""The main job, shown: five docs pages become five clients, five jobs become five files. No account, no key.

The providers are the sandbox's: nothing here has met a real one.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

import puremagic
from generation_jobs import ArchivedProviderWarning, AsyncJobs, Job
from generation_jobs.cli.display import Display, LiveTable, PlainLines
from generation_jobs.cli.work import wait, work_on
from generation_jobs_sandbox import Sandbox
from rich.console import Console
from rich.table import Column, Table

from scripts.road.provider import load_providers
from scripts.road.report import road_row

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from generation_jobs.cli.outcome import Outcome

_LONGEST_WAIT = 60.0  # seconds; the sandbox's jobs take 12 at most


def main() -> int:
    """Show everything; 0 if all five jobs became files."""
    console = Console(width=None if sys.stdout.isatty() else 132)
    console.rule("1. The road: each docs page becomes a typed client")
    console.print(_road())
    console.print(
        "facts: read off the page · unsaid: what the page leaves out · overlay: our actions, each with its source"
    )
    console.rule("2. Five jobs at five providers (imitated by the sandbox on this machine), waited for at once")
    folder = Path(mkdtemp(prefix="generation-jobs-"))
    with Sandbox() as box, catch_warnings():
        simplefilter("ignore", ArchivedProviderWarning)  # the imitation is very much alive
        os.environ.update(box.environ())
        outcomes = asyncio.run(_wait_and_save(console, box.world.add_demo(), folder))
    console.rule("3. The same Job from every provider")
    console.print(_jobs([outcome.job for outcome in outcomes if outcome.job]))
    console.rule(f"4. Their results, as files in {folder}")
    console.print(_files(outcomes))
    for outcome in outcomes:
        if outcome.error:
            console.print(f"[red]{outcome.error}")
    return max(outcome.exit_code for outcome in outcomes)


def _road() -> Table:
    table = _table("provider", "page", "shape", "facts", "unsaid", "overlay", "operations", "client")
    for provider in load_providers(()):
        row = road_row(provider)
        counts = (str(count) for count in (row.facts, row.notes, row.actions))
        table.add_row(row.provider, row.page, row.shape, *counts, "\n".join(row.operations), row.client)
    return table


async def _wait_and_save(console: Console, refs: list[str], folder: Path) -> list[Outcome]:
    display: Display = LiveTable(console, refs) if console.is_terminal else PlainLines(console, console)
    async with AsyncJobs.from_env() as jobs:
        with display:
            return await work_on(jobs, refs, wait, display, _LONGEST_WAIT, folder)


def _jobs(jobs: list[Job]) -> Table:
    """One column a job, one row a field: what differs between providers is told the same way."""
    table = _table("", *(job.ref.partition(":")[0] for job in jobs))
    for field, told in _FIELDS.items():
        table.add_row(field, *(told(job) or "–" for job in jobs))
    return table


def _time(moment: datetime | None) -> str:
    return f"{moment:%H:%M:%S} UTC" if moment else ""


def _media(job: Job) -> str:
    return ", ".join(f"{media.kind} {media.content_type or ''}".strip() for media in job.media)


def _cost(job: Job) -> str:
    return f"{job.cost.amount} {job.cost.currency or ''}".strip() if job.cost else ""


_FIELDS: dict[str, Callable[[Job], str | None]] = {
    "status": lambda job: job.status,
    "provider_status": lambda job: job.provider_status,
    "created_at": lambda job: _time(job.created_at),
    "started_at": lambda job: _time(job.started_at),
    "completed_at": lambda job: _time(job.completed_at),
    "media": _media,
    "cost": _cost,
}


def _files(outcomes: list[Outcome]) -> Table:
    table = _table("file", "bytes", "what it is, by its bytes")
    for outcome in outcomes:
        for path in outcome.files:
            kind: Any = puremagic.magic_file(path)[0]  # pyright: ignore[reportUnknownMemberType]  (not annotated)
            table.add_row(path.name, str(path.stat().st_size), kind.name)
    return table


def _table(*columns: str) -> Table:
    folding = (Column(name, overflow="fold") for name in columns)
    return Table(*folding, box=None, pad_edge=False, header_style="bold")


if __name__ == "__main__":
    sys.exit(main())
