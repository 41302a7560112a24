"""The simulated jobs of one account, all created when the clock starts."""

from __future__ import annotations

from array import array
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class State(Enum):
    """The states of a simulated job."""

    RUNNING = "running"
    SUCCEEDED = "succeeded"


class SimulatedJobs:
    """Jobs numbered from 0, the newest, up to the oldest; each succeeds after its duration.

    Args:
        durations: Seconds that each job takes, from the newest job to the oldest.
    """

    def __init__(self, durations: Sequence[float]) -> None:
        self.durations = array("d", durations)
        self._by_end = sorted(range(len(durations)), key=self.durations.__getitem__)
        self._running = list(range(len(durations)))
        self._succeeded: list[int] = []

    def __len__(self) -> int:
        return len(self.durations)

    def state(self, number: int, now: float) -> State:
        """Return the state of one job at a time, in seconds since the start."""
        return State.SUCCEEDED if self.durations[number] <= now else State.RUNNING

    def numbers(self, state: State | None, now: float) -> Sequence[int]:
        """Return all jobs in a state (`None`: in any), the newest first. `now` never goes back."""
        if state is None:
            return range(len(self))
        self._advance(now)
        return self._running if state is State.RUNNING else self._succeeded

    def _advance(self, now: float) -> None:
        durations, first = self.durations, len(self._succeeded)
        last = first
        while last < len(self) and durations[self._by_end[last]] <= now:
            last += 1
        if last > first:
            self._succeeded = sorted(self._succeeded + self._by_end[first:last])
            self._running = [number for number in self._running if durations[number] > now]
