"""The display for few refs on a terminal: a table with a row for each, redrawn as things happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from rich.filesize import decimal
from rich.live import Live
from rich.table import Column, Table
from rich.text import Text

from generation_jobs_cli.displays.base import STYLES, Display, known, printable, summary, worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._polling.progress import Standing
    from rich.console import Console

    from generation_jobs_cli.result import Ending


@dataclass
class _Row:
    status: JobStatus | None = None
    word: str | None = None
    bytes: str = ""
    ending: Ending | None = None


@dataclass
class LiveTable(Display):
    """One row a ref."""

    console: Console
    rows: dict[str, _Row]
    _live: Live = field(init=False)

    def __init__(self, console: Console, refs: Iterable[str]) -> None:
        self.console = console
        self.rows = {ref: _Row() for ref in refs}
        self._live = Live(console=console, get_renderable=self.table, refresh_per_second=8)

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def saw(self, job: Job) -> None:
        """See `Display`."""
        row = self.rows[str(job.ref)]
        row.status, row.word = job.status, job.provider_status

    def stands(self, standing: Standing) -> None:
        """See `Display`."""
        for ref, status, word in known(standing, len(self.rows)):
            row = self.rows[ref]
            row.status, row.word = status, word

    def received(self, ref: str, size: int, total: int | None) -> None:
        """See `Display`."""
        self.rows[ref].bytes = decimal(size) + (f" of {decimal(total)}" if total else "")

    def ended(self, ending: Ending) -> None:
        """See `Display`."""
        row = self.rows.setdefault(ending.ref, _Row())
        row.ending = ending
        if ending.job is not None:
            row.status, row.word = ending.job.status, ending.job.provider_status

    def table(self) -> Table:
        """As things stand."""
        ref = Column("ref", no_wrap=True)  # to be copied from here
        table = Table(ref, "status", "result", expand=False, box=None, pad_edge=False, header_style="bold")
        for name, row in self.rows.items():
            table.add_row(Text(printable(name)), _status(row), Text(_result(row), overflow="fold"))
        return table


def _status(row: _Row) -> Text:
    if row.status is None:
        return Text("error", "red") if row.ending else Text("asking …", "dim")
    return Text(worded(row.status, row.word), STYLES[row.status])


def _result(row: _Row) -> str:
    return row.bytes if row.ending is None else printable(summary(row.ending))
