"""The table at the end of waiting for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation_jobs._core.models import JobStatus
from rich.console import Group
from rich.table import Column, Table
from rich.text import Text

from generation_jobs_cli.displays.base import STYLES, printable
from generation_jobs_cli.displays.counts import TIMED_OUT, Share, Tally, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Console, RenderableType

_STYLES: dict[str, str] = {
    JobStatus.SUCCEEDED: STYLES[JobStatus.SUCCEEDED],
    JobStatus.FAILED: STYLES[JobStatus.FAILED],
    JobStatus.CANCELLED: STYLES[JobStatus.CANCELLED],
    TIMED_OUT: "yellow",
}


def report(tally: Tally, requests: Mapping[str, int], elapsed: float, console: Console) -> RenderableType:
    """What came of all: a column for all refs, and one for each provider where they fit."""
    head = Text(f"{tally.all.total:,} refs, waited for {span(elapsed)}", "bold")
    figures = _figures({"all": tally.all, **dict(sorted(tally.by_provider.items()))}, requests)
    if console.measure(figures).maximum > console.width:
        figures = _figures({"all": tally.all}, requests)
    return Group(head, figures, *_failures(tally))


def ordered(ways: Iterable[str]) -> list[str]:
    """The ways in which refs ended: as jobs do, then errors by kind."""
    return sorted(ways, key=lambda way: (list(_STYLES).index(way) if way in _STYLES else len(_STYLES), way))


def style_of(way: str) -> str:
    """The colour of a way to end."""
    return _STYLES.get(way, "red")


def per(requests: int, refs: int) -> str:
    """How many requests one ref took."""
    return f"{requests / refs:.2f}" if refs else "–"


def _figures(shares: Mapping[str, Share], requests: Mapping[str, int]) -> Table:
    every, sent = shares["all"], {"all": sum(requests.values()), **requests}
    table = Table("", *(Column(name, justify="right") for name in shares), box=None, pad_edge=False)
    for way in ordered(every.ends):
        table.add_row(Text(way, style_of(way)), *(_number(share.ends[way]) for share in shares.values()))
    if every.ended < every.total:
        table.add_row("not ended", *(_number(share.total - share.ended) for share in shares.values()))
    table.add_row("requests", *(_number(sent.get(name, 0)) for name in shares))
    table.add_row("requests per ref", *(per(sent.get(name, 0), share.total) for name, share in shares.items()))
    durations = [sorted(share.durations) for share in shares.values()]
    table.add_row("half took at most", *(_quantile(one, 0.5) for one in durations))
    table.add_row("the longest took", *(_quantile(one, 1.0) for one in durations))
    return table


def _number(count: int) -> str:
    return f"{count:,}" if count else "–"


def _quantile(durations: list[float], share: float) -> str:
    return span(durations[round(share * (len(durations) - 1))]) if durations else "–"


def _failures(tally: Tally) -> Iterator[Text]:
    if tally.first:
        yield Text("not succeeded", "bold")
    yield from (Text(printable(why)) for why in tally.first)
    if (more := tally.failed - len(tally.first)) > 0:
        yield Text(f"… and {more:,} more; --json tells all")
