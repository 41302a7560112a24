"""When the jobs of one wait are due to be polled: a heap of due times."""

from __future__ import annotations

import heapq
from math import inf
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

AT_ONCE = -inf
"""The due time of a job that must be polled next."""

FEW = 8
"""Up to so many due jobs are polled in the order of their due times; of more, the likeliest to have ended first."""

_CHOSEN_SHARE = 1 / 8
"""Part of the due jobs that is chosen in one go: choosing looks at each, and must not cost more than polling."""


class _Schedulable(Protocol):
    due: float
    """When it is to be polled by itself; infinite for not at all."""


J = TypeVar("J", bound=_Schedulable)


class DueQueue(Generic[J]):
    """Jobs by due time. `lag` tells how long a job may have been over, unseen, at a time."""

    def __init__(self, lag: Callable[[J, float], float]) -> None:
        self._lag = lag
        self._heap: list[tuple[float, int, J]] = []
        self._chosen: list[tuple[float, J]] = []
        self._number = 0

    def push(self, job: J, due: float) -> None:
        """Let a job be due at a time, and no more at any earlier or later one."""
        job.due = due
        self._number += 1
        heapq.heappush(self._heap, (due, self._number, job))

    @property
    def next_due(self) -> float:
        """When the next job is due; infinite where none is."""
        while self._chosen and self._chosen[-1][1].due != self._chosen[-1][0]:  # it is due at another time now
            self._chosen.pop()
        while self._heap and self._heap[0][2].due != self._heap[0][0]:
            heapq.heappop(self._heap)
        return min(self._chosen[-1][0] if self._chosen else inf, self._heap[0][0] if self._heap else inf)

    def take(self, now: float) -> J | None:
        """Return a job that is due, more or less the one likeliest to have ended; it is due no more."""
        while self._chosen or self._choose(now):
            due, job = self._chosen.pop()
            if job.due == due:
                job.due = inf
                return job
        return None

    def _choose(self, now: float) -> bool:
        due = self._pop_due(now)
        if len(due) > FEW:
            due.sort(key=lambda entry: inf if entry[0] == AT_ONCE else self._lag(entry[1], now))
            chosen = max(4 * FEW, int(len(due) * _CHOSEN_SHARE))
            for at, job in due[:-chosen]:
                self.push(job, at)
            due = due[-chosen:]
        else:
            due.reverse()
        self._chosen = due
        return bool(due)

    def _pop_due(self, now: float) -> list[tuple[float, J]]:
        found: list[tuple[float, J]] = []
        while self._heap and self._heap[0][0] <= now:
            due, _, job = heapq.heappop(self._heap)
            if job.due == due:
                found.append((due, job))
        return found
