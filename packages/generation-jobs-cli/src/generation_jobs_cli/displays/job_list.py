"""The view of `genjobs list`: the jobs of an account, one a row."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console

from generation_jobs_cli.displays.columns import Column, fitting, one_line, status_cell
from generation_jobs_cli.displays.display import JsonLines, PlainLines, is_terminal
from generation_jobs_cli.result import Result, job_summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generation_jobs import Job
    from rich.text import Text

_PROMPTS = ("prompt", "text", "tags")
"""The fields in which providers repeat what was asked for."""


def _prompt(job: Job) -> Text:
    texts = (getattr(job.raw, name, None) for name in _PROMPTS)
    return one_line(next((text for text in texts if isinstance(text, str)), ""))


def _created(job: Job) -> str:
    """Return the day and time in the zone of the terminal."""
    return "" if job.created_at is None else f"{job.created_at.astimezone():%m-%d %H:%M}"


COLUMNS: tuple[Column[Job], ...] = (
    Column("ref", lambda job: str(job.ref), no_wrap=True),
    Column("status", lambda job: status_cell(job.status, job.provider_status), no_wrap=True),
    Column("created", _created, no_wrap=True),
    Column("prompt", _prompt),
    Column("result", lambda job: one_line(job_summary(job))),
)


def show_jobs(jobs: Sequence[Job], as_json: bool) -> None:
    """Print the jobs: as a table on a terminal, as lines in a pipe, as JSON lines where they are asked for."""
    console = Console()
    if jobs and is_terminal() and not as_json:
        console.print(fitting(COLUMNS, jobs, console.width))
        return
    lines = JsonLines(sys.stdout) if as_json else PlainLines(sys.stdout, sys.stderr)
    for job in jobs:
        lines.on_result(Result(str(job.ref), job))
