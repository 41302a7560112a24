"""The sections of the overview, each made out of what it shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from generation_jobs import JobStatus
from rich.console import Group
from rich.filesize import decimal
from rich.progress_bar import ProgressBar
from rich.table import Column as RichColumn
from rich.table import Table
from rich.text import Text

from generation_jobs_cli.displays.columns import STATUS_STYLES, Column, one_line, status_cell, table_of
from generation_jobs_cli.displays.overview.counts import RefCounts, requests_per_ref
from generation_jobs_cli.displays.overview.ends import end_style, ordered_ends
from generation_jobs_cli.result import duration_text, short_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generation_jobs import Standing

    from generation_jobs_cli.displays.overview.counts import Counts

_GOING = {JobStatus.QUEUED: "queued", JobStatus.RUNNING: "running", JobStatus.UNKNOWN: "not known yet"}

_WIDE = 60
"""Terminal columns that the table of providers needs for all its figures."""


def progress_bar(counts: RefCounts) -> Table:
    """Return a bar that shows how many refs are done."""
    bar = Table.grid(RichColumn(ratio=1), RichColumn(no_wrap=True), expand=True, padding=(0, 1))
    done = f"{counts.done:,} of {counts.total:,}, {counts.done / counts.total:.0%}"
    bar.add_row(ProgressBar(counts.total, counts.done), done)
    return bar


def status_counts(progress: Standing) -> Iterator[Text]:
    """Yield how many jobs have not ended, by status."""
    counts = progress.counts
    return _joined((name, counts[status], STATUS_STYLES[status]) for status, name in _GOING.items())


def end_counts(counts: RefCounts) -> Iterator[Text]:
    """Yield how many refs are done, by end."""
    return _joined((end, counts.ends[end], end_style(end)) for end in ordered_ends(counts.ends))


def _joined(counts: Iterable[tuple[str, int, str]]) -> Iterator[Text]:
    shown = [Text(f"{name} {number:,}", style) for name, number, style in counts if number]
    if shown:
        yield Text(" · ").join(shown)


def pace(rate: float, elapsed: float, files: int, received: int) -> Text:
    """Return how many refs end in a second, for how long it has gone on, and what is saved so far."""
    saved = f" · {files:,} files saved, {decimal(received)}" if files or received else ""
    return Text(f"{rate:.1f} ended a second · {duration_text(elapsed)} so far{saved}")


def expected_end(progress: Standing) -> Text:
    """Return when most jobs are likely to have ended."""
    remaining, left = progress.remaining, progress.time_left
    end = f"{datetime.now().astimezone() + timedelta(seconds=min(remaining, left)):%H:%M:%S}"
    if remaining < left:
        return Text(f"likely to be over in {duration_text(remaining)}, at {end}")
    return Text(f"some are likely to run longer than the timeout allows: {duration_text(left)} more, until {end}")


class _Provider(NamedTuple):
    """A row of the table of providers."""

    name: str
    counts: RefCounts
    requests: int
    quota: str


_PROVIDER: tuple[Column[_Provider], ...] = (
    Column("provider", lambda row: row.name, no_wrap=True),
    Column("ended", lambda row: f"{row.counts.done:,} of {row.counts.total:,}", no_wrap=True, justify="right"),
)
_REQUESTS: tuple[Column[_Provider], ...] = (
    Column("requests", lambda row: f"{row.requests:,}", no_wrap=True, justify="right"),
    Column("per ended", lambda row: requests_per_ref(row.requests, row.counts.done), no_wrap=True, justify="right"),
)
_QUOTA: tuple[Column[_Provider], ...] = (Column("budget left", lambda row: one_line(row.quota)),)


def provider_table(counts: Counts, progress: Standing, width: int) -> Table:
    """Return a table of the providers: how many refs are done, and at how many requests of how many allowed."""
    columns = (*_PROVIDER, *(_REQUESTS if width >= _WIDE else ()), *_QUOTA)
    return table_of(columns, _provider_rows(counts, progress))


def _provider_rows(counts: Counts, progress: Standing) -> Iterator[_Provider]:
    quotas = progress.budgets
    for name, requests in progress.requests.items():
        left = quotas[name]
        quota = f"{left.remaining} of {left.limit} in {left.window:.0f} s" if left else "no documented limit"
        yield _Provider(name, counts.by_provider[name], requests, quota)


class _SlowJob(NamedTuple):
    """A row of the table of the slowest jobs."""

    ref: str
    status: JobStatus
    provider_status: str | None
    age: float


_SLOW_JOB: tuple[Column[_SlowJob], ...] = (
    Column("for", lambda row: duration_text(row.age), no_wrap=True),
    Column("status", lambda row: _status(row), no_wrap=True),
    Column("slowest", lambda row: one_line(row.ref)),
)


def _status(row: _SlowJob) -> Text:
    if row.status is JobStatus.UNKNOWN and row.provider_status is None:  # no response has named it
        return Text(_GOING[row.status], STATUS_STYLES[row.status])
    return status_cell(row.status, row.provider_status)


def slowest_jobs(progress: Standing, number: int) -> Iterator[Table]:
    """Yield the jobs that take longest so far, if any is waited for."""
    if rows := [_SlowJob(*job[:4]) for job in progress.slowest(number)]:
        yield table_of(_SLOW_JOB, rows)


def messages(head: str, errors: Iterable[tuple[str, str]], style: str, width: int) -> Iterator[Group]:
    """Yield a line for each ref and what was wrong with it; on a narrow terminal the ref leaves space for that."""
    shown = [(one_line(ref, style), one_line(short_reason(ref, message), style)) for ref, message in errors]
    refs = min(max((len(ref) for ref, _ in shown), default=0), width * 11 // 20)
    lines = Table.grid(RichColumn(width=refs, no_wrap=True), RichColumn(ratio=1), padding=(0, 1), expand=True)
    for row in shown:
        lines.add_row(*row)
    if shown:
        yield Group(Text(head, "bold"), lines)
