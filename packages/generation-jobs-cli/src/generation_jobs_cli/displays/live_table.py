"""The display for few refs on a terminal: a table with a row for each, redrawn as things happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from rich.filesize import decimal
from rich.live import Live
from rich.text import Text

from generation_jobs_cli.displays.columns import Column, status_cell, table_of
from generation_jobs_cli.displays.display import Display

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generation_jobs import Job, JobStatus
    from rich.console import Console
    from rich.table import Table

    from generation_jobs_cli.result import Result


@dataclass
class _Row:
    """What is known of one ref."""

    ref: str
    status: JobStatus | None = None
    provider_status: str | None = None
    received: str = ""
    """How much of its results has arrived."""
    result: Result | None = None


def _status(row: _Row) -> Text:
    if row.status is None:
        return Text("error", "red") if row.result else Text("asking …", "dim")
    return status_cell(row.status, row.provider_status)


def _result(row: _Row) -> str:
    return row.received if row.result is None else row.result.summary


COLUMNS: tuple[Column[_Row], ...] = (
    Column("ref", lambda row: row.ref, no_wrap=True),
    Column("status", _status),
    Column("result", _result),
)


class LiveTable(Display):
    """One row for each ref."""

    def __init__(self, console: Console, refs: Iterable[str]) -> None:
        self._rows = {ref: _Row(ref) for ref in refs}
        self._live = Live(console=console, get_renderable=self.table, refresh_per_second=8)

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def on_poll(self, job: Job) -> None:
        """See `Display`."""
        row = self._rows[str(job.ref)]
        row.status, row.provider_status = job.status, job.provider_status

    def on_download(self, ref: str, size: int, total: int | None) -> None:
        """See `Display`."""
        self._rows[ref].received = decimal(size) + (f" of {decimal(total)}" if total else "")

    def on_result(self, result: Result) -> None:
        """See `Display`."""
        row = self._rows.setdefault(result.ref, _Row(result.ref))
        row.result = result
        if result.job is not None:
            row.status, row.provider_status = result.job.status, result.job.provider_status

    def table(self) -> Table:
        """The table, as things are now."""
        return table_of(COLUMNS, self._rows.values())
