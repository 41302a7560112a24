"""The table at the end of waiting for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Column, Table
from rich.text import Text

from generation_jobs.cli.display import STYLES, printable
from generation_jobs.cli.tally import TIMED_OUT, Tally, span
from generation_jobs.job import JobStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import RenderableType

_STYLES: dict[str, str] = {
    JobStatus.SUCCEEDED: STYLES[JobStatus.SUCCEEDED],
    JobStatus.FAILED: STYLES[JobStatus.FAILED],
    JobStatus.CANCELLED: STYLES[JobStatus.CANCELLED],
    TIMED_OUT: "yellow",
}
_LABEL, _COLUMN = 24, 12
"""Characters that a row's name takes, and a figure with its provider's name above."""


def report(tally: Tally, requests: Mapping[str, int], elapsed: float, width: int) -> RenderableType:
    """What came of all: a column for all refs, and one for each provider where they fit."""
    head = Text(f"{tally.all.total:,} refs, waited for {span(elapsed)}", "bold")
    return Group(head, _figures(tally, requests, width), *_failures(tally))


def ordered(ways: Iterable[str]) -> list[str]:
    """The ways in which refs ended: as jobs do, then errors by kind."""
    return sorted(ways, key=lambda way: (list(_STYLES).index(way) if way in _STYLES else len(_STYLES), way))


def style_of(way: str) -> str:
    """The colour of a way to end."""
    return _STYLES.get(way, "red")


def per(requests: int, ended: int) -> str:
    """Requests for each that has ended."""
    return f"{requests / ended:.2f}" if ended else "–"


def _figures(tally: Tally, requests: Mapping[str, int], width: int) -> Table:
    shares = {"all": tally.all}
    if _LABEL + _COLUMN * (1 + len(tally.by_provider)) <= width:
        shares |= sorted(tally.by_provider.items())
    sent = {"all": sum(requests.values()), **requests}
    table = Table("", *(Column(name, justify="right") for name in shares), box=None, pad_edge=False)
    for way in ordered(tally.all.ends):
        table.add_row(Text(way, style_of(way)), *(_number(share.ends[way]) for share in shares.values()))
    if tally.all.ended < tally.all.total:
        table.add_row("not ended", *(_number(share.total - share.ended) for share in shares.values()))
    table.add_row("requests", *(_number(sent.get(name, 0)) for name in shares))
    table.add_row("requests per ended", *(per(sent.get(name, 0), share.ended) for name, share in shares.items()))
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
