"""The main job, shown: five docs pages become five clients, five jobs become five files. No account, no key.

The providers are the sandbox's: nothing here has met a real one.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import puremagic
from generation_jobs import AsyncJobs, Job
from generation_jobs.cli.display import Display, LiveTable, PlainLines
from generation_jobs.cli.work import wait, work_on
from generation_jobs_sandbox import Sandbox
from rich.console import Console
from rich.table import Table

from scripts.road.provider import load_providers
from scripts.road.report import road_row

if TYPE_CHECKING:
    from generation_jobs.cli.outcome import Outcome

_LONGEST_WAIT = 60.0  # seconds; the sandbox's jobs take 12 at most


def main() -> int:
    """Show everything; 0 if all five jobs became files."""
    console = Console(width=None if sys.stdout.isatty() else 118)
    console.rule("1. The road: each docs page becomes a typed client")
    console.print(_road())
    console.rule("2. Five jobs at five providers (imitated by the sandbox on this machine), waited for at once")
    with Sandbox() as box:
        refs = box.world.add_demo()
        os.environ.update(box.environ())
        outcomes = asyncio.run(_wait_and_save(console, refs))
    console.rule("3. The same Job from every provider")
    console.print(_jobs([outcome.job for outcome in outcomes if outcome.job]))
    console.rule("4. Their results, as files")
    console.print(_files(outcomes))
    for outcome in outcomes:
        if outcome.error:
            console.print(f"[red]{outcome.error}")
    return max(outcome.exit_code for outcome in outcomes)


def _road() -> Table:
    table = _table("provider", "page", "shape", "facts read", "not said", "overlay actions", "operations", "client")
    for provider in load_providers(()):
        row = road_row(provider)
        counts = (str(count) for count in (row.facts, row.notes, row.actions))
        table.add_row(row.provider, row.page, row.shape, *counts, "\n".join(row.operations), row.client)
    return table


async def _wait_and_save(console: Console, refs: list[str]) -> list[Outcome]:
    display: Display = LiveTable(console, refs) if console.is_terminal else PlainLines(console, console)
    async with AsyncJobs.from_env() as jobs:
        with display:
            return await work_on(jobs, refs, wait, display, _LONGEST_WAIT, Path(mkdtemp(prefix="generation-jobs-")))


def _jobs(jobs: list[Job]) -> Table:
    """One column a job, one row a field: what differs between providers is told the same way."""
    table = _table("", *(job.ref.partition(":")[0] for job in jobs))
    fields = ("status", "provider_status", "created_at", "started_at", "completed_at", "media", "cost")
    for field in fields:
        table.add_row(field, *(_told(getattr(job, field)) for job in jobs))
    return table


def _told(value: object) -> str:
    match value:
        case None:
            return "–"
        case tuple() if hasattr(value, "amount"):
            return f"{value.amount} {value.currency or ''}".strip()
        case tuple():
            return ", ".join(f"{media.kind} {media.content_type or ''}".strip() for media in value)
        case _ if hasattr(value, "strftime"):
            return f"{value:%H:%M:%S} UTC"
        case _:
            return str(value)


def _files(outcomes: list[Outcome]) -> Table:
    table = _table("ref", "file", "bytes", "what it is, by its bytes")
    for outcome in outcomes:
        for path in outcome.files:
            table.add_row(outcome.ref, str(path), str(path.stat().st_size), puremagic.magic_file(path)[0].name)
    return table


def _table(*columns: str) -> Table:
    return Table(*columns, box=None, pad_edge=False, header_style="bold")


if __name__ == "__main__":
    sys.exit(main())
