"""The view of `genjobs list`: the jobs of an account, one a row."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console

from generation_jobs_cli.displays.columns import Column, status_cell, table_of
from generation_jobs_cli.displays.display import JsonLines, PlainLines
from generation_jobs_cli.result import Result, job_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generation_jobs import Job

COLUMNS: tuple[Column[Job], ...] = (
    Column("ref", lambda job: str(job.ref), no_wrap=True),
    Column("status", lambda job: status_cell(job.status, job.provider_status)),
    Column("result", job_summary),
)


def show_jobs(jobs: Sequence[Job], as_json: bool) -> None:
    """Print the jobs: as a table on a terminal, as lines in a pipe, as JSON lines where they are asked for."""
    console = Console()
    if console.is_terminal and not as_json:
        console.print(table_of(COLUMNS, jobs))
        return
    lines = JsonLines(sys.stdout) if as_json else PlainLines(sys.stdout, sys.stderr)
    for job in jobs:
        lines.on_result(Result(str(job.ref), job))
