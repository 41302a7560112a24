"""Who is waited for at one provider, and whose turn it is: a heap of due times, and averages over all. No I/O."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from math import inf
from typing import TYPE_CHECKING

from generation_jobs._polling.durations import bin_of
from generation_jobs._polling.forecast import age
from generation_jobs._polling.poller import LAST_LOOK
from generation_jobs._polling.schedule import WORTH, poll_delay, price
from generation_jobs._polling.waiter import Waiter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._polling.durations import Curve
    from generation_jobs._polling.forecast import Forecast
    from generation_jobs._polling.schedule import Pace

FEW = 8
"""So many due jobs are simply asked for; of more, the likeliest to be done are chosen."""

_CHOSEN = 1 / 8
"""This part of the due jobs is chosen at once: choosing looks at each of them, which must not cost more than asking."""

_ENOUGH = 100
"""Jobs that stand for all, where an average over thousands is wanted."""

_LONGEST = 0.25
"""Part of what a job takes after which all are looked up, whatever it costs."""

_SKEW = timedelta(minutes=2)
"""The provider's clock and ours may differ by this much when rows are compared with our oldest job."""


class Roster:
    """The waiting jobs of one provider, by id."""

    def __init__(
        self, ids: Iterable[str], forecast: Forecast, pace: Pace, random: Random, now: float, deadline: float
    ) -> None:
        topic = forecast.topic(None)
        self.started = now
        self.waiting: dict[str, Waiter] = {one: Waiter(one, topic, now) for one in ids}
        self._forecast, self._pace, self._random, self._deadline = forecast, pace, random, deadline
        self._due: list[tuple[float, str]] = []
        self._chosen: list[str] = []
        self._bases: dict[str, Curve] = {}
        self._curves: dict[str, Curve] = {}
        self._ended: defaultdict[str, Counter[int]] = defaultdict(Counter)  # by topic and bin of the duration
        self._fitted = (0, 0.0)  # how many had ended then, and after how long

    # Whose turn it is

    def schedule(self, waiter: Waiter, at: float) -> None:
        """Let a job be due at a time; shortly before the deadline, if that comes first."""
        last = self._deadline - LAST_LOOK
        waiter.due = min(at, last) if waiter.seen < last - LAST_LOOK else at
        heapq.heappush(self._due, (waiter.due, waiter.id))

    def schedule_look(self, waiter: Waiter, now: float, hint: float | None = None) -> None:
        """Let a job that goes on be due when looking at it is worth it."""
        delay = poll_delay(self._pace, self.curve(waiter), waiter.seen_age, waiter.status, hint, self._random)
        self.schedule(waiter, max(now, waiter.seen + delay))

    def dismiss(self) -> None:
        """Let nobody be due any more but those whose looks have failed: a list tells the others."""
        for waiter in self.waiting.values():
            if not waiter.streak:
                waiter.due = inf

    @property
    def next_due(self) -> float:
        """When the next job is due; past where one is."""
        return -inf if self._chosen else (self._due[0][0] if self._due else inf)

    def take_due(self, now: float) -> Waiter | None:
        """Of the jobs that are due the one that is the likeliest to be done, more or less; it is due no more."""
        while self._chosen or self._choose(now):
            waiter = self.waiting.get(self._chosen.pop())
            if waiter is not None and waiter.due <= now:
                waiter.due = inf
                return waiter
        return None

    def _choose(self, now: float) -> bool:
        due = self._all_due(now)
        if len(due) > FEW:
            due.sort(key=lambda waiter: self.square_lag(waiter, now))
            served = max(4 * FEW, int(len(due) * _CHOSEN))
            for waiter in due[:-served]:
                heapq.heappush(self._due, (waiter.due, waiter.id))
            due = due[-served:]
        self._chosen = [waiter.id for waiter in due]
        return bool(due)

    def _all_due(self, now: float) -> list[Waiter]:
        found: list[Waiter] = []
        while self._due and self._due[0][0] <= now:
            at, one = heapq.heappop(self._due)
            waiter = self.waiting.get(one)
            if waiter is not None and waiter.due == at:  # otherwise the entry is out of date
                found.append(waiter)
        return found

    # What is known

    def saw(self, waiter: Waiter, job: Job, now: float, today: datetime) -> None:
        """Note how a job stands; of one that has ended, how long it took."""
        told, went_on = age(job, today), waiter.seen > -inf
        waiter.status, waiter.word, waiter.told = job.status, job.provider_status, now
        waiter.trouble, waiter.streak = None, 0
        waiter.topic = self._forecast.topic(job)
        self._base(waiter.topic)  # before this job counts for it
        if job.status.is_final:
            if (took := self._forecast.learn(job, told if went_on else None)) is not None:
                self._ended[waiter.topic][bin_of(took)] += 1
            return
        waiter.seen = now
        if told is not None:
            waiter.born, waiter.dated = now - told, True

    def statuses(self) -> set[JobStatus]:
        """The statuses in which the waiting jobs were last seen."""
        return {waiter.status for waiter in self.waiting.values()}

    def oldest(self, now: float, today: datetime) -> datetime | None:
        """When the oldest of the waiting jobs was created, at the earliest; None where that is not known of all."""
        if not all(waiter.dated for waiter in self.waiting.values()):
            return None
        born = min((waiter.born for waiter in self.waiting.values()), default=now)
        return today - timedelta(seconds=now - born) - _SKEW

    def last_told(self) -> float:
        """When the job that was not heard of for longest was named; infinitely long ago where one never was."""
        return min((waiter.told for waiter in self.waiting.values()), default=inf)

    # What is to be expected

    def curve(self, waiter: Waiter) -> Curve:
        """The durations that a job's is compared with."""
        return self._curves.get(waiter.topic) or self._base(waiter.topic)

    def fit(self, now: float) -> None:
        """Fit the curves anew to what has ended and what goes on, if that has changed by a tenth."""
        ended, elapsed = sum(counts.total() for counts in self._ended.values()), now - self.started
        if ended <= 1.1 * self._fitted[0] and elapsed <= 1.1 * self._fitted[1] + self._pace.floor:
            return
        self._fitted = ended, elapsed
        going: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        waiters, weight = self._sample()
        for waiter in waiters:
            if waiter.seen > -inf:
                going[waiter.topic][bin_of(waiter.seen_age)] += weight
        self._curves = {
            topic: self._base(topic).fitted(self._ended.get(topic, {}), ages) for topic, ages in going.items()
        }

    def _base(self, topic: str) -> Curve:
        """What was known of a topic when this wait first came across it."""
        if topic not in self._bases:
            self._bases[topic] = self._forecast.curve(topic)
        return self._bases[topic]

    def square_lag(self, waiter: Waiter, now: float) -> float:
        """The mean square of how long a job has been over, unseen."""
        return self.curve(waiter).square_lag(waiter.seen_age, waiter.age(now))

    def ended_by(self, now: float) -> float:
        """How many of the waiting jobs are likely to have ended by now."""
        waiters, weight = self._sample()
        return weight * sum(self._ended_share(waiter, now) for waiter in waiters)

    def worth(self, looks: float, low: float, high: float) -> float:
        """When it is worth as much as so many looks to learn how all stand, between two times.

        Square lags are added up, as with a look: what costs ten looks is worth ten times the square of a look's price.
        """
        waiters, weight = self._sample()
        prices = [price(self.curve(one), one.seen_age) for one in waiters]
        cost = looks * sum(one**2 for one in prices) / max(1, len(prices))
        high = min(high, low + _LONGEST * max(prices, default=0.0) / WORTH)
        for _ in range(8):  # to a 256th of the way
            middle = (low + high) / 2
            if weight * sum(self.square_lag(one, middle) for one in waiters) >= cost:
                high = middle
            else:
                low = middle
        return high

    def remaining(self, now: float) -> float:
        """Seconds until the waiting jobs are likely to have ended, but for one straggler in twenty."""
        waiters, _ = self._sample()
        share = min(0.95, 0.5 ** (1 / max(1, len(self.waiting))))  # of one job, for an even chance that all have
        # Once most have ended they do tell the shape, above all how long the last ones take.
        most = sum(counts.total() for counts in self._ended.values()) > len(self.waiting)
        curves = ((one, self._forecast.curve(one.topic) if most else self.curve(one)) for one in waiters)
        return max((curve.quantile(share, one.age(now)) - one.age(now) for one, curve in curves), default=0.0)

    def _ended_share(self, waiter: Waiter, now: float) -> float:
        curve = self.curve(waiter)
        before = curve.done(waiter.seen_age)
        return (curve.done(waiter.age(now)) - before) / max(1 - before, 1e-9)

    def _sample(self) -> tuple[list[Waiter], float]:
        """Some of the waiting jobs, evenly, and how many each of them stands for."""
        waiters = list(self.waiting.values())
        chosen = waiters[:: max(1, len(waiters) // _ENOUGH)]
        return chosen, len(waiters) / max(1, len(chosen))
