"""When the jobs of one wait are due to be polled, and which waits sleep."""

from __future__ import annotations

import heapq
from math import inf
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from generation_jobs._core.io import Waker

AT_ONCE = -inf
"""The due time of a job that must be polled next."""


class _Due(Protocol):
    due: float
    """When it is to be polled by itself; infinite for not at all."""


class _Sleeper(Protocol):
    waker: Waker


J = TypeVar("J", bound=_Due)
S = TypeVar("S", bound=_Sleeper)


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


class Sleepers(Generic[S]):
    """The waits that sleep, in the order in which they fell asleep; the leader among them wakes up for all.

    The leader is the first of those that are blocked: they have a due job and found no free request. Without such it
    is the first of all. A leader that goes away wakes the next one.
    """

    def __init__(self) -> None:
        self._blocked: dict[S, None] = {}
        self._others: dict[S, None] = {}

    @property
    def leader(self) -> S | None:
        """The wait that the others rely on."""
        return next(iter(self._blocked or self._others), None)

    def wake_leader(self) -> None:
        """Let the leader see what has changed."""
        if (leader := self.leader) is not None:
            leader.waker.wake()

    def may_send(self, wait: S) -> bool:
        """Return whether no other wait has lacked a free request for longer."""
        return not self._blocked or self.leader is wait

    def add(self, wait: S, *, is_blocked: bool) -> None:
        """Note that a wait sleeps; one that slept before keeps its place."""
        row, other = (self._blocked, self._others) if is_blocked else (self._others, self._blocked)
        was_leader = self.leader is wait
        other.pop(wait, None)
        row[wait] = None
        if was_leader and self.leader is not wait:
            self.wake_leader()

    def discard(self, wait: S) -> None:
        """Note that a wait does not sleep."""
        was_leader = self.leader is wait
        self._blocked.pop(wait, None)
        self._others.pop(wait, None)
        if was_leader:
            self.wake_leader()
