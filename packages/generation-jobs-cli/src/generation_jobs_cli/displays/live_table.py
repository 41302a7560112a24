"""The display for few refs on a terminal: a table with a row for each, redrawn as things happen."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from generation_jobs.errors import printable
from rich.console import Group
from rich.filesize import decimal
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from generation_jobs_cli.displays.columns import Column, fitting, lines_of_row, one_line, space_left, status_cell
from generation_jobs_cli.displays.display import Display, spinner_name
from generation_jobs_cli.result import duration_text, short_reason, status_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generation_jobs import Job, JobStatus, Standing
    from rich.console import Console, RenderableType

    from generation_jobs_cli.result import Result


_OTHER_LINES = 3
"""Lines of the terminal that the rows leave free: the header, how many more there are, and the cursor."""


@dataclass
class _Row:
    """What is known of one ref."""

    ref: str
    since: float
    """When the job was created, or when the wait for it began, on the display's clock."""
    seconds: float | None = None
    """How long it took, once it is done."""
    status: JobStatus | None = None
    provider_status: str | None = None
    trouble: str = ""
    """Why the last poll failed, if it did."""
    received: str = ""
    """How much of its results has arrived."""
    result: Result | None = None

    def age(self, now: float) -> float:
        """Return how many seconds the job has taken so far, or took."""
        return max(0.0, now - self.since) if self.seconds is None else self.seconds


def _result(row: _Row) -> Text:
    if row.result is None:
        return one_line(row.received or row.trouble, "" if row.received else "yellow")
    if row.result.timed_out and row.status is not None:
        trouble = f"; {row.result.trouble}" if row.result.trouble else ""
        return one_line(f"was {status_text(row.status, row.provider_status)}{trouble}")  # the status: it timed out
    return one_line(row.result.short, "red" if row.result.error else "")


class LiveTable(Display):
    """One row for each ref. What is too long for it (paths, reasons) stands below at the end, a line for each."""

    def __init__(self, console: Console, refs: Iterable[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._console, self._clock = console, clock
        started = clock()
        self._rows = {ref: _Row(ref, started) for ref in refs}
        self._is_over = False
        self._spinner = Spinner(spinner_name(console))
        self._columns: tuple[Column[_Row], ...] = (
            Column("ref", lambda row: row.ref, no_wrap=True),
            Column("status", self._status, no_wrap=True),
            Column("time", lambda row: duration_text(row.age(clock())), no_wrap=True, justify="right"),
            Column("result", _result),
        )
        self._live = Live(console=console, get_renderable=self.table, refresh_per_second=8)

    def __enter__(self) -> Self:
        self._live.start(refresh=True)  # or its thread and the first note would both begin a table
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over = True  # what scrolls away can be read now
        self._live.stop()
        for row in self._rows.values():
            self._print_details(row)

    def on_poll(self, job: Job) -> None:
        """See `Display`."""
        row = self._rows[str(job.ref)]
        row.status, row.provider_status = job.status, job.provider_status

    def on_progress(self, progress: Standing) -> None:
        """See `Display`."""
        for job in progress.slowest(len(self._rows)):
            row = self._rows[job.ref]
            row.since = min(row.since, self._clock() - job.age)
            row.trouble = "" if job.error is None else f"asked again: {short_reason(job.ref, str(job.error))}"
            if job.provider_status is not None or job.status != "unknown":
                row.status, row.provider_status = job.status, job.provider_status

    def on_download(self, ref: str, size: int, total: int | None) -> None:
        """See `Display`."""
        self._rows[ref].received = decimal(size) + (f" of {decimal(total)}" if total else "")

    def on_result(self, result: Result) -> None:
        """See `Display`."""
        row = self._rows.setdefault(result.ref, _Row(result.ref, self._clock()))
        row.seconds = row.age(self._clock()) if result.duration is None else result.duration
        row.result = result
        if result.job is not None:
            row.status, row.provider_status = result.job.status, result.job.provider_status

    def table(self) -> RenderableType:
        """Return the table; on a low terminal the rows that have not ended, as many as it has lines for."""
        rows = list(self._rows.values())
        shown = rows if self._is_over else self._visible(rows)
        table = fitting(self._columns, shown, self._console.width)
        return table if len(shown) == len(rows) else Group(table, self._rest(rows, shown))

    def _visible(self, rows: list[_Row]) -> list[_Row]:
        lines = self._console.height - _OTHER_LINES
        number = max(lines // lines_of_row(self._columns, rows, self._console.width), 1)
        return rows if len(rows) <= number else [row for row in rows if row.result is None][:number]

    def _rest(self, rows: list[_Row], shown: list[_Row]) -> Text:
        done = sum(row.result is not None for row in rows)
        return one_line(f"… and {len(rows) - len(shown)} more; {done} of {len(rows)} are done", "dim")

    def _status(self, row: _Row) -> Text:
        if row.result is not None:
            return Text(*row.result.state) if row.status is None or row.result.error else self._known(row)
        turning = self._spinner.render(self._clock())
        status = Text("saving", "green") if row.received else self._known(row)
        return Text(" ").join([Text(str(turning)), status])

    def _known(self, row: _Row) -> Text:
        return Text("asking …", "dim") if row.status is None else status_cell(row.status, row.provider_status)

    def _print_details(self, row: _Row) -> None:
        """Print what the row has no space for; a path is not wrapped, so that it can be copied."""
        if (result := row.result) is None or result.timed_out:
            return
        for path in result.files:
            self._console.print(Text(printable(str(path))), soft_wrap=True)
        space = space_left(self._columns, list(self._rows.values()), self._console.width)
        if result.error is not None and len(result.short) > space:
            self._console.print(Text(printable(f"error: {result.error}")))
