"""All jobs of one provider that one wait is for: whom to ask for next, and what the answers mean. No I/O."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from generation_jobs._core.errors import (
    APIError,
    AuthenticationError,
    GenerationJobsError,
    TransportError,
    WaitTimeout,
)
from generation_jobs._core.outcome import Outcome, outcome_of
from generation_jobs._core.refs import Ref
from generation_jobs._core.status_errors import is_passing
from generation_jobs._polling.due_queue import Roster
from generation_jobs._polling.list_reader import id_of, lacks
from generation_jobs._polling.list_strategy import ByList
from generation_jobs._polling.poller import Sighting
from generation_jobs._polling.schedule import retry_delay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generation_jobs._core.models import Job
    from generation_jobs._polling.forecast import Forecast
    from generation_jobs._polling.waiter import Waiter
    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import Row

IN_FLIGHT = 8
"""Requests of one provider at once: as many as its gate lets through."""

RELOOKS = 20.0
"""Second and later looks in a second where no limit is documented: a thousand jobs are no reason to be a burden."""

_DENIALS = 3
"""Answers 401 before any other after which the key is taken for bad, and nobody else is asked for."""

Look: TypeAlias = Callable[[Ref, float], Coroutine[Any, Any, Sighting]]
"""Looks at a job once, ending before the deadline that it is given."""


@dataclass(eq=False, slots=True)
class Claim:
    """One request that is to be made now: for the job `id` alone, or for a page of a list."""

    group: Group
    operation: Coroutine[Any, Any, Any]
    id: str | None


class Group:
    """The waiting jobs of one provider. Belongs to one thread; `end` is told of each outcome.

    Where the provider lists jobs with their state, many are looked up by few pages if that takes fewer requests; who is
    not found there is asked for alone. Otherwise each is asked for when the lag to be expected is worth a look, and
    where more are due than the budget allows, first those that are the likeliest to be done.
    """

    def __init__(
        self,
        desk: ProviderSession,
        forecast: Forecast,
        look: Look,
        ids: Iterable[str],
        deadline: float,
        end: Callable[[Outcome], None],
    ) -> None:
        self.desk = desk
        self.requests: int = 0
        self._look, self._deadline, self._end = look, deadline, end
        self._clock, self._random, self._pace = desk.config.clock, desk.config.random, desk.adapter.pace
        self.roster: Roster = Roster(ids, forecast, self._pace, self._random, self._clock.monotonic(), deadline)
        self._list: ByList = ByList(self.roster, desk, deadline)
        self._alone: dict[str, None] = {}  # to be asked for alone, at once
        self._in_flight: set[str] = set()
        self._paused_until = self._spaced_until = -inf
        self._streak = self._denials = 0
        self._accepted = False

    @property
    def waiting(self) -> dict[str, Waiter]:
        """Who has not ended."""
        return self.roster.waiting

    def claim(self, now: float) -> Claim | None:
        """What to ask for now, if anything."""
        if not self.waiting or self._blocked_until(now) > now:
            return None
        self._alone.update(dict.fromkeys(self._list.begin(now)))
        if (page := self._list.page(now)) is not None:
            return self._claimed(page, None)
        waiter = self._next(now)
        if waiter is None:
            return None
        self._in_flight.add(waiter.id)
        return self._claimed(self._look(Ref(self.desk.provider, waiter.id), self._deadline), waiter.id)

    def report(self, claim: Claim, result: object, now: float) -> None:
        """Take what came of a claim: what its steps gave, or the error of ours that they raised."""
        if claim.id is None:
            self._take_page(result, now)
            return
        self._in_flight.discard(claim.id)
        if (waiter := self.waiting.get(claim.id)) is not None:  # its time may be over
            self._take_look(waiter, result, now)

    def wake(self, now: float) -> float:
        """When `claim` may give something again if nothing is reported before."""
        if not self.waiting:
            return inf
        due = now if self._alone else max(self.roster.next_due, self._spaced_until)
        return max(now, min(due, self._list.ready(now)), self._blocked_until(now))

    def expire(self, now: float) -> None:
        """The time is over: everybody who still waits ends."""
        for waiter in list(self.waiting.values()):
            self._finish(waiter, self._timeout(waiter, now))

    # Whom to ask for

    def _claimed(self, operation: Coroutine[Any, Any, Any], one: str | None) -> Claim:
        self.requests += 1
        return Claim(self, operation, one)

    def _blocked_until(self, now: float) -> float:
        at_once = 1 if self._streak > IN_FLIGHT else IN_FLIGHT  # a provider in trouble is tried by one
        if len(self._in_flight) + self._list.asking >= at_once:
            return inf
        return max(self._paused_until, now + self.desk.budgets["read"].wait(now))

    def _next(self, now: float) -> Waiter | None:
        while self._alone:
            one = next(iter(self._alone))
            del self._alone[one]
            waiter = self.waiting.get(one)
            if waiter is not None and waiter.id not in self._in_flight:
                return waiter
        waiter = self.roster.take_due(now) if now >= self._spaced_until else None
        if waiter is None or waiter.id in self._in_flight:
            return None
        if self.desk.budgets["read"].left(now) is None:
            self._spaced_until = max(self._spaced_until, now - IN_FLIGHT / RELOOKS) + 1 / RELOOKS
        return waiter

    # What was told

    def _take_page(self, result: object, now: float) -> None:
        if isinstance(result, GenerationJobsError):
            self._alone.update(dict.fromkeys(self._list.failed(result, now)))
            return
        self._succeeded()
        rows = cast("Sequence[Row] | None", result) or ()
        ours = [row.job for row in rows if id_of(row.job) in self.waiting]
        for job in ours:
            self._take_row(self.waiting[id_of(job)], job, now)
        self._alone.update(dict.fromkeys(self._list.take(rows, ours, now)))

    def _take_row(self, waiter: Waiter, job: Job, now: float) -> None:
        if waiter.id in self._in_flight:
            return  # it is being asked for alone, and that tells more
        if lacks(job):
            waiter.told = now
            self._alone[waiter.id] = None
        else:
            self._take_job(waiter, job, now)

    def _take_look(self, waiter: Waiter, result: object, now: float) -> None:
        if isinstance(result, Sighting):
            self._succeeded()
            self._take_job(waiter, result.job, now)
            if not self._list.active:
                self.roster.fit(now)
            if not result.job.status.is_final and (result.retry_after is not None or not self._list.active):
                self.roster.schedule_look(waiter, now, result.retry_after)
        elif isinstance(result, APIError | TransportError) and is_passing(result):
            self._survive(waiter, result, now)
        else:
            self._refused(waiter, cast("GenerationJobsError", result))

    def _take_job(self, waiter: Waiter, job: Job, now: float) -> None:
        before = waiter.status
        self.roster.saw(waiter, job, now, self._clock.now())
        if job.status.is_final:
            self._list.ended(before, job.status)
            self._finish(waiter, job)

    def _finish(self, waiter: Waiter, end: Job | GenerationJobsError) -> None:
        del self.waiting[waiter.id]
        self._list.wanted.pop(waiter.id, None)
        self._end(outcome_of(self._ref(waiter), end))

    # Trouble

    def _succeeded(self) -> None:
        self._streak, self._accepted = 0, True

    def _survive(self, waiter: Waiter, error: APIError | TransportError, now: float) -> None:
        waiter.trouble, waiter.streak, self._streak = error, waiter.streak + 1, self._streak + 1
        hint = error.retry_after if isinstance(error, APIError) else None
        self.roster.schedule(waiter, now + retry_delay(self._pace, waiter.streak, hint, self._random))
        if self._streak > IN_FLIGHT:  # it is not about this job or that: the provider is left alone
            self._paused_until = now + retry_delay(self._pace, self._streak - IN_FLIGHT, hint, self._random)

    def _refused(self, waiter: Waiter, error: GenerationJobsError) -> None:
        self._finish(waiter, error)
        if not isinstance(error, AuthenticationError) or self._accepted:
            return
        self._denials += 1
        if self._denials >= _DENIALS:
            for other in list(self.waiting.values()):
                self._finish(other, self._not_asked(other, error))

    def _not_asked(self, waiter: Waiter, error: AuthenticationError) -> AuthenticationError:
        ref, provider = self._ref(waiter), self.desk.provider
        return AuthenticationError(
            f"{ref}: was not asked for, since {provider} takes the key for no job; check the API key",
            status_code=error.status_code,
            ref=ref,
            code=error.code,
            message=error.message,
        )

    def _timeout(self, waiter: Waiter, now: float) -> WaitTimeout:
        ref, elapsed = self._ref(waiter), now - self.roster.started
        seen = f"last seen as {waiter.word or waiter.status.value!r}" if waiter.known else "never seen"
        trouble = f"; then {waiter.streak} failed looks, the last: {waiter.trouble}" if waiter.trouble else ""
        error = WaitTimeout(
            f"{ref}: not finished after {elapsed:.0f} s ({seen}{trouble}). "
            f"The job goes on at the provider: wait for {ref} again, with a longer timeout.",
            ref=ref,
            job=None,
            elapsed=elapsed,
            last_error=waiter.trouble,
        )
        error.__cause__ = waiter.trouble
        return error

    def _ref(self, waiter: Waiter) -> str:
        return f"{self.desk.provider}:{waiter.id}"
