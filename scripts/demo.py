"""Demonstrate the main features: five docs pages become five clients, five jobs become five files.

The providers are those of the sandbox, so that no account and no key are needed.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, cast
from warnings import catch_warnings, simplefilter

import puremagic
from generation_jobs import ArchivedProviderWarning, AsyncJobs, Job
from generation_jobs_cli.displays.select import select_display
from generation_jobs_cli.pipeline import poll_until_done, results
from generation_jobs_cli.result import Result
from generation_jobs_sandbox import Sandbox, World
from rich.console import Console
from rich.table import Column, Table

from scripts.codegen.pages.provider import load_providers
from scripts.codegen.specs.report import summary_row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

_LONGEST_WAIT = 60.0  # seconds; the sandbox's jobs take 8

SUBMITS: dict[str, dict[str, Any]] = {
    "breeze": {"voice_id": "voc_xeh3w54cqvnp", "text": "Hello from the demo."},
    "playai": {"model": "PlayDialog", "text": "Hello from the demo.", "voice": "s3://voices/demo/manifest.json"},
    "bland": {
        "text": "Hello from the demo.",
        "voice": "2b3c4d5e-6f70-8901-2345-6789abcdef01",
        "audio": {"container": "wav"},
    },
    "oxen": {"model": "flux-2-dev", "prompt": "An astronaut walking on Mars"},
    "finetuning": {"tags": "lofi chill piano night", "duration": 60},
}


def main() -> int:
    """Run the demo, and return the exit code: 0 if all five jobs became files."""
    console = Console(width=None if sys.stdout.isatty() else 132)
    console.rule("1. Each docs page becomes a typed client")
    console.print(_clients())
    console.print(
        "facts: read from the page · missing: what the page lacks · overlay: our actions, each with its source"
    )
    console.rule("2. Five jobs are submitted to five providers (in the sandbox) and waited for at the same time")
    folder = Path(mkdtemp(prefix="generation-jobs-"))
    with Sandbox(World(queued=2, running=6)) as box, catch_warnings():
        simplefilter("ignore", ArchivedProviderWarning)  # the sandbox is not archived
        os.environ.update(box.environ())
        ended = asyncio.run(_generate(folder))
    console.rule("3. The same Job from every provider")
    console.print(_jobs(ended))
    console.rule(f"4. Their results, as files in {folder}")
    console.print(_files(ended))
    for result in ended.values():
        if result.error:
            console.print(f"[red]{result.error}")
    return max(result.exit_code for result in ended.values())


def _clients() -> Table:
    table = _table("provider", "page", "shape", "facts", "missing", "overlay", "operations", "client")
    for provider in load_providers(()):
        row = summary_row(provider)
        counts = (str(count) for count in (row.facts, row.notes, row.actions))
        table.add_row(row.provider, row.page, row.shape, *counts, ", ".join(row.operations), row.client)
    return table


async def _generate(folder: Path) -> dict[str, Result]:
    """Submit, wait and download; Bland returns the audio in the response to a submit."""
    async with AsyncJobs.from_env() as jobs:
        submit = cast("Callable[..., Awaitable[Job]]", jobs.submit)
        submitted = {provider: await submit(provider, **parameters) for provider, parameters in SUBMITS.items()}
        running = {job.ref: provider for provider, job in submitted.items() if job.ref is not None}
        with select_display(running, as_json=False) as display:
            waiting = results(jobs, running, poll_until_done, display, _LONGEST_WAIT, folder)
            ended = {running[result.ref]: result async for result in waiting}
        for provider, job in submitted.items():
            if job.ref is None:
                ended[provider] = Result(provider, job, files=await jobs.download(job, folder))
    return {provider: ended[provider] for provider in SUBMITS}


def _jobs(ended: dict[str, Result]) -> Table:
    """Make a table with a column for each job and a row for each field."""
    table = _table("", *ended)
    for field, value in _FIELDS.items():
        table.add_row(field, *((result.job and value(result.job)) or "–" for result in ended.values()))
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


def _files(ended: dict[str, Result]) -> Table:
    table = _table("file", "bytes", "detected type")
    for result in ended.values():
        for path in result.files:
            kind: Any = puremagic.magic_file(path)[0]  # pyright: ignore[reportUnknownMemberType]  (not annotated)
            table.add_row(path.name, str(path.stat().st_size), kind.name)
    return table


def _table(*columns: str) -> Table:
    folding = (Column(name, overflow="fold") for name in columns)
    return Table(*folding, box=None, pad_edge=False, header_style="bold")


if __name__ == "__main__":
    sys.exit(main())
