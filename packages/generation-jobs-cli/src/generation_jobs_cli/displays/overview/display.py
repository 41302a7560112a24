"""The display for many refs on a terminal: a panel while they are waited for, and a report at the end."""

from __future__ import annotations

import time
from collections import deque
from math import inf
from typing import TYPE_CHECKING, Self

from rich.console import Group
from rich.live import Live
from rich.panel import Panel

from generation_jobs_cli.displays.display import Display
from generation_jobs_cli.displays.overview import sections
from generation_jobs_cli.displays.overview.counts import Counts
from generation_jobs_cli.displays.overview.report import files_saved, report

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from generation_jobs import Standing
    from rich.console import Console, RenderableType

    from generation_jobs_cli.result import Result

_REFRESH = 0.5
"""Seconds between two drawings. Counting ten thousand jobs takes milliseconds."""

_RATE_SAMPLES = 60
"""Drawings over which the rate is measured: half a minute."""

_SLOWEST, _SLOWEST_IF_LOW, _TALL = 5, 3, 28
"""How many of the slowest jobs are shown, on a terminal of at least `_TALL` lines and on a lower one."""

_TROUBLES = 3
"""How many providers in trouble are named."""

_WIDEST = 100
"""Terminal columns that the panel takes at most."""


class Overview(Display):
    """A panel that is redrawn twice a second, in the thread that waits."""

    def __init__(self, console: Console, refs: Collection[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._console, self._clock = console, clock
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._counts = Counts(refs)
        self._progress: Standing | None = None
        self._received = _Received()
        self._started, self._drawn = clock(), -inf
        self._done: deque[tuple[float, int]] = deque([(self._started, 0)], maxlen=_RATE_SAMPLES)

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()
        requests = self._progress.requests if self._progress is not None else {}
        self._console.print(report(self._counts, requests, self._clock() - self._started, self._console))
        if self._counts.files:
            self._console.print(files_saved(self._counts), soft_wrap=True)

    def on_progress(self, progress: Standing) -> None:
        """See `Display`."""
        self._progress = progress

    def on_download(self, ref: str, size: int, total: int | None) -> None:  # noqa: ARG002
        """See `Display`."""
        self._received.update(ref, size)

    def on_result(self, result: Result) -> None:
        """See `Display`."""
        self._counts.add(result)
        self._received.forget(result.ref)

    def refresh(self) -> None:
        """See `Display`."""
        if self._clock() - self._drawn >= _REFRESH:
            self._drawn = self._clock()
            self._done.append((self._drawn, self._counts.all.done))
            self._live.update(self.panel(), refresh=True)

    def panel(self) -> RenderableType:
        """Return the panel; on a low terminal without the last sections, which it would not show."""
        shown = list(self._sections(self._width))
        while len(shown) > 1 and self._lines(self._framed(shown)) >= self._console.height:
            shown.pop()
        return self._framed(shown)

    def _framed(self, shown: list[RenderableType]) -> Panel:
        return Panel(Group(*shown), title="waiting", title_align="left", width=self._width)

    def _lines(self, panel: Panel) -> int:
        return len(self._console.render_lines(panel))

    @property
    def _width(self) -> int:
        """Less than the terminal: if a line filled it, the echoed ^C would begin a line that is never cleared."""
        return min(self._console.width - 2, _WIDEST)

    def _sections(self, width: int) -> Iterator[RenderableType]:
        counts, progress = self._counts, self._progress
        yield sections.progress_bar(counts.all)
        if progress is not None:
            yield from sections.status_counts(progress)
        yield from sections.end_counts(counts.all)
        yield sections.pace(self._rate(), self._clock() - self._started, counts.files, self._received.bytes)
        if progress is not None:
            yield sections.expected_end(progress)
            yield sections.provider_table(counts, progress, width)
            number = _SLOWEST if self._console.height >= _TALL else _SLOWEST_IF_LOW
            yield from sections.slowest_jobs(progress, number)
            troubles = [(error.ref or name, str(error)) for name, error in progress.trouble.items()]
            yield from sections.messages("trouble, asked again", troubles[:_TROUBLES], "yellow", width)
        yield from sections.messages("last errors", counts.last_errors, "red", width)

    def _rate(self) -> float:
        """Return how many refs were done a second, lately."""
        since, done = self._done[0]
        return (self._counts.all.done - done) / max(self._clock() - since, 1.0)


class _Received:
    """How many bytes of results have arrived in all."""

    def __init__(self) -> None:
        self.bytes: int = 0
        self._sizes: dict[str, int] = {}

    def update(self, ref: str, size: int) -> None:
        """`size` bytes of a result of this ref have arrived; less than before means that its next result has begun."""
        before = self._sizes.get(ref, 0)
        self.bytes += size - before if size >= before else size
        self._sizes[ref] = size

    def forget(self, ref: str) -> None:
        """Note that a ref is done."""
        self._sizes.pop(ref, None)
