"""How waiting for many stands: what a display shows."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generation_jobs._core.clock import Clock
    from generation_jobs._core.errors import APIError, TransportError
    from generation_jobs._core.models import JobStatus
    from generation_jobs._core.outcome import Outcome
    from generation_jobs._polling.scheduler import Group
    from generation_jobs.budget import Left


class Slow(NamedTuple):
    """A job that takes long: how long so far, in seconds, and the provider's own word for where it stands."""

    ref: str
    status: JobStatus
    provider_status: str | None
    age: float


class Standing:
    """How one `as_completed` stands. Every property is worked out when it is asked for, and is true at that moment.

    `counts` tells how many jobs are in which status, unknown for those that nobody has been told of yet; `failed` how
    many ended with an error of any kind, `ended` how many ended at all, `total` how many there are.
    """

    def __init__(self, groups: tuple[Group, ...], clock: Clock, deadline: float, ended: Iterable[Outcome]) -> None:
        self._groups = groups
        self._clock = clock
        self._deadline = deadline
        self._ended: Counter[JobStatus] = Counter()
        self.started: float = clock.monotonic()
        self.failed: int = 0
        self.ended: int = 0
        for outcome in ended:  # who could not be asked for, or was answered at once
            self.count(outcome)
        self.total: int = self.ended + sum(len(group.waiting) for group in groups)

    def count(self, outcome: Outcome) -> None:
        """One more has ended."""
        self.ended += 1
        self.failed += outcome.error is not None
        if outcome.job is not None:
            self._ended[outcome.job.status] += 1

    @property
    def counts(self) -> Counter[JobStatus]:
        """How many jobs are in which status."""
        waiting = (waiter.status for group in self._groups for waiter in group.waiting.values())
        return self._ended + Counter(waiting)

    @property
    def elapsed(self) -> float:
        """Seconds since it began."""
        return self._clock.monotonic() - self.started

    @property
    def time_left(self) -> float:
        """Seconds until whoever still waits ends with `WaitTimeout`."""
        return max(0.0, self._deadline - self._clock.monotonic())

    @property
    def requests(self) -> dict[str, int]:
        """How many requests were made, by provider."""
        return {group.desk.provider: group.requests for group in self._groups}

    @property
    def budgets(self) -> dict[str, Left | None]:
        """What is left of each provider's budget of reads; None where no limit is documented."""
        now = self._clock.monotonic()
        return {group.desk.provider: group.desk.budgets["read"].left(now) for group in self._groups}

    @property
    def trouble(self) -> dict[str, APIError | TransportError]:
        """By provider: what is met with a job that is asked for again after failed looks, if there is one."""
        met = ((group, waiter.trouble) for group in self._groups for waiter in group.waiting.values())
        return {group.desk.provider: trouble for group, trouble in met if trouble is not None}

    @property
    def remaining(self) -> float:
        """Seconds until all but one straggler in twenty are likely to have ended, by the durations seen so far."""
        now = self._clock.monotonic()
        return max((group.roster.remaining(now) for group in self._groups if group.waiting), default=0.0)

    def slowest(self, number: int = 5) -> list[Slow]:
        """The jobs that take longest so far, the slowest first."""
        now = self._clock.monotonic()
        oldest = heapq.nsmallest(
            number,
            ((waiter.born, group.desk.provider, waiter) for group in self._groups for waiter in group.waiting.values()),
            key=lambda entry: entry[0],
        )
        return [
            Slow(f"{provider}:{waiter.id}", waiter.status, waiter.word, waiter.age(now))
            for _, provider, waiter in oldest
        ]
