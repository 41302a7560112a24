"""When the jobs of one wait are due to be polled: a heap of due times."""

from __future__ import annotations

import heapq
from math import inf
from typing import Generic, Protocol, TypeVar

AT_ONCE = -inf
"""The due time of a job that must be polled next."""


class _Schedulable(Protocol):
    due: float
    """When it is to be polled by itself; infinite for not at all."""


J = TypeVar("J", bound=_Schedulable)


class DueQueue(Generic[J]):
    """Jobs by due time."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, J]] = []
        self._number = 0

    def push(self, job: J, due: float) -> None:
        """Let a job be due at a time, and no more at any earlier or later one."""
        job.due = due
        self._number += 1
        heapq.heappush(self._heap, (due, self._number, job))

    @property
    def next_due(self) -> float:
        """When the next job is due; infinite where none is."""
        while self._heap and self._heap[0][2].due != self._heap[0][0]:  # it is due at another time now
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else inf

    def take(self) -> J:
        """Return the job at `next_due`; it is due no more."""
        _, _, job = heapq.heappop(self._heap)
        job.due = inf
        return job
