"""What a person sees: a live table on a terminal, plain lines in a pipe, JSON lines for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, Self
from unicodedata import category

from rich.console import Console
from rich.filesize import decimal
from rich.live import Live
from rich.table import Table
from rich.text import Text

from generation_jobs.job import Job, JobStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generation_jobs.cli.outcome import Outcome

_STYLES = {
    JobStatus.QUEUED: "yellow",
    JobStatus.RUNNING: "cyan",
    JobStatus.SUCCEEDED: "green",
    JobStatus.FAILED: "red",
    JobStatus.CANCELLED: "magenta",
    JobStatus.UNKNOWN: "bold yellow",
}


class Display(Protocol):
    """Told of everything as it happens."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...

    def saw(self, job: Job) -> None:
        """A look saw the job."""
        ...

    def received(self, ref: str, size: int, total: int | None) -> None:
        """So many bytes of a result are here."""
        ...

    def ended(self, outcome: Outcome) -> None:
        """Nothing more will happen to this ref."""
        ...


@dataclass
class _Row:
    job: Job | None = None
    bytes: str = ""
    outcome: Outcome | None = None


@dataclass
class LiveTable:
    """One row a ref, redrawn as things happen."""

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
        self.rows[str(job.ref)].job = job

    def received(self, ref: str, size: int, total: int | None) -> None:
        """See `Display`."""
        self.rows[ref].bytes = decimal(size) + (f" of {decimal(total)}" if total else "")

    def ended(self, outcome: Outcome) -> None:
        """See `Display`."""
        row = self.rows.setdefault(outcome.ref, _Row())
        row.outcome = outcome
        row.job = outcome.job or row.job

    def table(self) -> Table:
        """As things stand."""
        table = Table("ref", "status", "result", expand=False, box=None, pad_edge=False, header_style="bold")
        for ref, row in self.rows.items():
            table.add_row(Text(ref), _status(row), Text(_result(row), overflow="fold"))
        return table


def _status(row: _Row) -> Text:
    if row.job is None:
        return Text("error", "red") if row.outcome else Text("asking …", "dim")
    word = row.job.provider_status if row.job.status is JobStatus.UNKNOWN else None
    return Text(row.job.status.value + (f" ({printable(word)})" if word else ""), _STYLES[row.job.status])


def _result(row: _Row) -> str:
    return row.bytes if row.outcome is None else printable(summary(row.outcome))


def summary(outcome: Outcome) -> str:
    """What came of a ref, in one line."""
    if outcome.error is not None:
        return str(outcome.error)
    if outcome.files:
        return ", ".join(map(str, outcome.files))
    if outcome.job is None:
        return ""
    if outcome.job.error is not None:
        return ": ".join(part for part in (outcome.job.error.code, outcome.job.error.message) if part)
    return ", ".join(media.content_type or media.kind for media in outcome.job.media)


@dataclass
class PlainLines:
    """One line when a status changes, one when a ref has ended; errors go to stderr."""

    console: Console
    errors: Console
    _seen: dict[str, str] = field(default_factory=dict[str, str])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def saw(self, job: Job) -> None:
        """See `Display`."""
        if not job.status.is_final and self._seen.get(str(job.ref)) != job.status:
            self._seen[str(job.ref)] = job.status
            _line(self.console, f"{job.ref} {job.status}")

    def received(self, ref: str, size: int, total: int | None) -> None:
        """See `Display`."""

    def ended(self, outcome: Outcome) -> None:
        """See `Display`."""
        if outcome.error is not None:
            _line(self.errors, f"error: {outcome.error}")
        elif outcome.job is not None:
            _line(self.console, f"{outcome.ref} {outcome.job.status} {summary(outcome)}".rstrip())


@dataclass
class JsonLines:
    """One JSON object a ref, as it ends."""

    console: Console

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def saw(self, job: Job) -> None:
        """See `Display`."""

    def received(self, ref: str, size: int, total: int | None) -> None:
        """See `Display`."""

    def ended(self, outcome: Outcome) -> None:
        """See `Display`."""
        _line(self.console, outcome.as_json())


def _line(console: Console, text: str) -> None:
    """One line of exactly this text: no markup, no wrapping, and out at once even in a pipe."""
    console.file.write(printable(text) + "\n")
    console.file.flush()


def printable(text: str) -> str:
    """Text from strangers with its control characters as escapes: they could forge lines, or command the terminal."""
    return "".join(c if c.isprintable() or category(c) == "Zs" else ascii(c)[1:-1] for c in text)


def chosen(refs: Iterable[str], as_json: bool) -> Display:
    """The display that fits where the output goes."""
    console = Console()
    if as_json:
        return JsonLines(console)
    if console.is_terminal:
        return LiveTable(console, refs)
    return PlainLines(console, Console(stderr=True))
