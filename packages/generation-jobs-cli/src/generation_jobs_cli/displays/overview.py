"""The display for many refs on a terminal: how they stand as a whole, and a table at the end."""

from __future__ import annotations

import time
from collections import deque
from datetime import datetime, timedelta
from math import inf
from typing import TYPE_CHECKING, Self

from generation_jobs._core.models import JobStatus
from rich.console import Group
from rich.filesize import decimal
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Column, Table
from rich.text import Text

from generation_jobs_cli.displays.base import STYLES, Display, printable, worded
from generation_jobs_cli.displays.counts import Tally, span
from generation_jobs_cli.displays.report import ordered, per, report, style_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from generation_jobs._polling.progress import Slow, Standing
    from generation_jobs.budget import Left
    from rich.console import Console, RenderableType

    from generation_jobs_cli.result import Ending

_DRAWN = 0.5
"""Seconds from one drawing to the next. Counting ten thousand jobs takes milliseconds."""

_RECENT = 60
"""Drawings that the rate is taken over: half a minute."""

_SLOWEST, _FEWER, _TALL = 5, 3, 28
"""The slowest jobs that are shown, and how many on a terminal that has fewer lines than the last."""

_WIDE, _WIDEST = 60, 100
"""Columns that the panel needs for all figures, and takes at most."""

_GOING = {JobStatus.QUEUED: "queued", JobStatus.RUNNING: "running", JobStatus.UNKNOWN: "not known yet"}


class Overview(Display):
    """A panel that is drawn anew twice a second, in the thread that waits."""

    def __init__(self, console: Console, refs: Collection[str], clock: Callable[[], float] = time.monotonic) -> None:
        self.tally: Tally = Tally(refs)
        self._console, self._clock = console, clock
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._standing: Standing | None = None
        self._began, self._drawn = clock(), -inf
        self._recent: deque[tuple[float, int]] = deque([(self._began, 0)], maxlen=_RECENT)
        self._received: dict[str, int] = {}
        self._bytes = 0

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()
        self._console.print(report(self.tally, self._requests, self._elapsed, self._console))

    def stands(self, standing: Standing) -> None:
        """See `Display`."""
        self._standing = standing

    def received(self, ref: str, size: int, total: int | None) -> None:  # noqa: ARG002
        """See `Display`."""
        before = self._received.get(ref, 0)
        self._bytes += size - before if size >= before else size  # less than before: of its next result
        self._received[ref] = size

    def ended(self, ending: Ending) -> None:
        """See `Display`."""
        self.tally.count(ending)
        self._received.pop(ending.ref, None)

    def draw(self) -> None:
        """See `Display`."""
        if self._clock() - self._drawn >= _DRAWN:
            self._drawn = self._clock()
            self._recent.append((self._drawn, self.tally.all.ended))
            self._live.update(self.panel(), refresh=True)

    def panel(self) -> RenderableType:
        """As things stand."""
        told: list[RenderableType] = [self._bar(), *self._counts(), self._pace()]
        if (standing := self._standing) is not None:
            slowest = standing.slowest(_SLOWEST if self._console.height >= _TALL else _FEWER)
            told += [_expected(standing), _providers(self.tally, standing, self._width), *_slowest(slowest)]
            told += _lines("trouble, asked again", map(str, list(standing.trouble.values())[:_FEWER]), "yellow")
        told += _lines("last errors", self.tally.last, "red")
        return Panel(Group(*told), title="waiting", title_align="left", width=self._width)

    @property
    def _width(self) -> int:
        """Not all of the terminal: where a line ends at its edge, a ^C that it echoes would begin another one."""
        return min(self._console.width - 2, _WIDEST)

    @property
    def _elapsed(self) -> float:
        return self._clock() - self._began

    @property
    def _requests(self) -> dict[str, int]:
        return self._standing.requests if self._standing is not None else {}

    def _bar(self) -> Table:
        total, ended = self.tally.all.total, self.tally.all.ended
        bar = Table.grid(Column(ratio=1), Column(no_wrap=True), expand=True, padding=(0, 1))
        bar.add_row(ProgressBar(total, ended), f"{ended:,} of {total:,}, {ended / total:.0%}")
        return bar

    def _counts(self) -> Iterator[Text]:
        """How many go on in which status, and how many have ended in which way."""
        if self._standing is not None:
            going = self._standing.counts
            yield from _joined((_GOING[status], going[status], STYLES[status]) for status in _GOING)
        ends = self.tally.all.ends
        yield from _joined((way, ends[way], style_of(way)) for way in ordered(ends))

    def _pace(self) -> Text:
        """How fast it goes, and for how long."""
        since, before = self._recent[0]
        rate = (self.tally.all.ended - before) / max(self._clock() - since, 1.0)
        saved = (
            f" · {self.tally.files:,} files saved, {decimal(self._bytes)}" if self.tally.files or self._bytes else ""
        )
        return Text(f"{rate:.1f} ended a second · {span(self._elapsed)} so far{saved}")


def _joined(counts: Iterable[tuple[str, int, str]]) -> Iterator[Text]:
    told = [Text(f"{name} {number:,}", style) for name, number, style in counts if number]
    if told:
        yield Text(" · ").join(told)


def _expected(standing: Standing) -> Text:
    remaining, left = standing.remaining, standing.time_left
    end = f"{datetime.now().astimezone() + timedelta(seconds=min(remaining, left)):%H:%M:%S}"
    if remaining < left:
        return Text(f"likely to be over in {span(remaining)}, at {end}")
    return Text(f"likely to go on beyond the timeout in {span(left)}, at {end}")


def _providers(tally: Tally, standing: Standing, width: int) -> Table:
    figures = ("requests", "per ended") if width >= _WIDE else ()
    table = _table("provider", "ended", *figures, elastic="budget left")
    for column in table.columns[1:-1]:
        column.justify = "right"
    budgets = standing.budgets
    for provider, requests in standing.requests.items():
        share = tally.by_provider[provider]
        counts = f"{share.ended:,} of {share.total:,}", f"{requests:,}", per(requests, share.ended)
        table.add_row(provider, *counts[: 1 + len(figures)], _one_line(_budget(budgets[provider])))
    return table


def _budget(left: Left | None) -> str:
    return f"{left.remaining} of {left.limit} in {left.window:.0f} s" if left else "no documented limit"


def _slowest(jobs: list[Slow]) -> Iterator[Table]:
    if jobs:
        table = _table("for", "status", elastic="slowest")
        for ref, status, word, age in jobs:
            table.add_row(span(age), Text(worded(status, word), STYLES[status]), _one_line(ref))
        yield table


def _table(*names: str, elastic: str) -> Table:
    """A table whose last column alone gives way where the terminal is narrow."""
    columns = (Column(name, no_wrap=True) for name in names)
    return Table(*columns, elastic, box=None, pad_edge=False, header_style="bold")


def _lines(head: str, lines: Iterable[str], style: str) -> Iterator[Text]:
    for number, line in enumerate(lines):
        if number == 0:
            yield Text(head, "bold")
        yield _one_line(line, style)


def _one_line(text: str, style: str = "") -> Text:
    return Text(printable(text), style, overflow="ellipsis", no_wrap=True)
