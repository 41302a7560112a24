"""Whether, when and how a provider's list is read for the jobs that wait: by what it costs. No I/O."""

from __future__ import annotations

import logging
from math import ceil, inf
from typing import TYPE_CHECKING

from generation_jobs._core.errors import APIError, GenerationJobsError
from generation_jobs._core.models import JobStatus
from generation_jobs._core.status_errors import is_passing
from generation_jobs._polling.list_reader import Lister, Scope, Sweep, id_of
from generation_jobs._polling.poller import LAST_LOOK
from generation_jobs._polling.schedule import retry_delay

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable, Sequence
    from typing import Any

    from generation_jobs._core.models import Job
    from generation_jobs._polling.due_queue import Roster
    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import Row

log: logging.Logger = logging.getLogger("generation_jobs")

SELDOM = 120.0
"""Seconds between two readings, at most; and after which a job that no list has named is looked for elsewhere."""

_ROW, _PAGE, _EACH = 0.02, 100.0, 3
"""What a row of a list costs, and a page of it, in looks; but a page no more than three for each job that waits."""

_COUNTED = 14.0
"""So much dearer is reading where requests are counted, for 2.4 times the lag: others need the budget, too."""

_TRIES = 3
"""Failures in a row after which a list is left alone, for `SELDOM` if they were of the passing kind."""


class ByList:
    """The reading of one provider's list for one roster. `wanted` are the ids that have to be told now."""

    def __init__(self, roster: Roster, desk: ProviderSession, deadline: float) -> None:
        self._roster, self._desk, self._deadline = roster, desk, deadline
        self._clock, self._random = desk.config.clock, desk.config.random
        self._lister = Lister.of(desk)
        self._sweep: Sweep | None = None
        self._usable_from = self._paused_until = -inf
        self._streak = 0
        self.asking: bool = False
        """Whether a page is under way."""
        self.next_at: float = inf
        """When the list is to be read again; infinite where each job is asked for alone."""
        self.wanted: dict[str, None] = dict.fromkeys(roster.waiting)

    def ready(self, now: float) -> float:
        """When a page may be asked for."""
        if self.asking:
            return inf
        soonest = now if self._sweep is not None or self.wanted else self.next_at
        return max(soonest, self._paused_until)

    def begin(self, now: float) -> Iterable[str]:
        """Begin to read where that is due and costs less than asking alone; gives who is to be asked for alone."""
        if self._sweep is not None or (not self.wanted and now < self.next_at):
            return ()
        scope = self._cheapest(now, len(self.wanted) or len(self._roster.waiting), resolving=bool(self.wanted))
        if scope is None or self._lister is None:
            goes_on = self.wanted and self.next_at < inf  # only these few are asked for alone
            return self._forget_wanted() if goes_on else self._give_up(self._usable_from, now)
        self._roster.dismiss()
        self._lister.readings += 1
        statuses = self._roster.statuses()
        self._sweep = Sweep(
            self._lister,
            scope,
            self._lister.filters(scope, statuses),
            now,
            self._roster.oldest(now, self._clock.now()),
        )
        log.debug(
            "%s: %d jobs wait; the list is read (%s, some %d rows) instead of asking for each",
            self._desk.provider,
            len(self._roster.waiting),
            scope.value,
            self._lister.count(scope, statuses),
        )
        return ()

    def page(self, now: float) -> Coroutine[Any, Any, Sequence[Row] | None] | None:
        """The next page of the reading under way, if there is one to ask for."""
        if self._sweep is None or self.asking or now < self._paused_until:
            return None
        self.asking = True
        return self._sweep.page(2 * len(self._roster.waiting), self._deadline)

    def take(self, rows: Sequence[Row], ours: Sequence[Job], now: float) -> Iterable[str]:
        """Note a page, and which of its jobs were waited for; gives who is to be asked for alone."""
        self.asking, self._streak = False, 0
        sweep = self._sweep
        assert sweep is not None, "a page belongs to a sweep"
        for job in ours:
            self.wanted.pop(id_of(job), None)
        return self._finish(sweep, now) if sweep.take(rows, ours, len(self._roster.waiting)) else ()

    def failed(self, error: GenerationJobsError, now: float) -> Iterable[str]:
        """Note that a page could not be had; gives who is to be asked for alone."""
        self.asking, self._streak = False, self._streak + 1
        log.debug("%s: its list cannot be read: %s", self._desk.provider, error)
        hint = error.retry_after if isinstance(error, APIError) else None
        if is_passing(error) and self._streak < _TRIES:
            self._paused_until = now + retry_delay(self._desk.adapter.pace, self._streak, hint, self._random)
            return ()
        self._streak, self._sweep = 0, None
        return self._give_up(now + SELDOM if is_passing(error) else inf, now)

    def ended(self, before: JobStatus, after: JobStatus) -> None:
        """A job of ours has ended: it stands elsewhere in the list."""
        if self._lister is not None:
            self._lister.moved(before, after)

    @property
    def active(self) -> bool:
        """Whether jobs are told by the list, rather than each alone."""
        return self._sweep is not None or bool(self.wanted) or self.next_at < inf

    # The end of a reading

    def _finish(self, sweep: Sweep, now: float) -> Iterable[str]:
        self._sweep = None
        sweep.note()
        waiting = self._roster.waiting
        missing = [one for one in waiting if one not in sweep.found]
        alone: list[str] = []
        if sweep.scope is Scope.OPEN and sweep.complete:
            self.wanted.update(dict.fromkeys(missing))  # gone from there: they have ended
        elif sweep.scope is Scope.ENDED and sweep.complete:
            for one in missing:
                waiting[one].seen = max(waiting[one].seen, sweep.started)
            alone = self._forget_wanted()
        else:
            self._forget_wanted()
            alone = missing
        if not sweep.found and not sweep.complete:
            return [*alone, *self._give_up(inf, now)]  # ours lie too far back
        return [*alone, *self._plan(now)]

    def _plan(self, now: float) -> Iterable[str]:
        """Fix the time of the next reading; or give all, to be asked for alone from now on."""
        self._roster.fit(now)  # only now: half a list tells who has ended, and not yet who goes on
        roster, lister = self._roster, self._lister
        scope = self._cheapest(now, len(roster.waiting), resolving=False)
        if scope is None or lister is None:
            return self._give_up(self._usable_from, now)
        rows, pages = lister.count(scope, roster.statuses()), lister.pages(scope, roster.statuses())
        at = roster.worth(self._looks(rows, pages, now), now + self._desk.adapter.pace.floor, now + SELDOM)
        last = self._deadline - LAST_LOOK * (1 + pages)
        self.next_at = min(at, last) if now < last - LAST_LOOK else at
        return ()

    def _looks(self, rows: int, pages: int, now: float) -> float:
        """What reading so much is to cost, in looks: all of it is work for the provider, and for us."""
        number = len(self._roster.waiting)
        looks = _ROW * max(rows, number) + min(_PAGE, _EACH * number) * pages
        return looks if self._desk.budgets["read"].left(now) is None else _COUNTED * looks

    def _give_up(self, until: float, now: float) -> list[str]:
        """Leave the list alone until a time: for good if that is infinite, and also if it is past."""
        self._usable_from = until
        self.next_at = until if until > now else inf
        for waiter in self._roster.waiting.values():
            if waiter.known and waiter.due == inf:
                self._roster.schedule_look(waiter, now)
        return self._forget_wanted()

    def _forget_wanted(self) -> list[str]:
        wanted = list(self.wanted)
        self.wanted.clear()
        return wanted

    # The cheapest way

    def _cheapest(self, now: float, alone: int, *, resolving: bool) -> Scope | None:
        """The scope that tells what is wanted by the fewest requests; None where asking alone takes no more."""
        if self._lister is None or now < self._usable_from:
            return None
        costs = {scope: self._cost(self._lister, scope, now) for scope in self._scopes(self._lister, now, resolving)}
        best = min(costs, key=costs.__getitem__)
        return best if costs[best] < alone - 1 else None

    def _scopes(self, lister: Lister, now: float, resolving: bool) -> list[Scope]:
        told, unknown = self._roster.last_told(), JobStatus.UNKNOWN in self._roster.statuses()
        unfit = {
            Scope.ENDED: told == -inf or (told < now - SELDOM and not resolving),  # it names nobody who goes on
            Scope.OPEN: told == -inf or resolving or unknown,  # nor this who has ended, or whose word is none of ours
        }
        return [scope for scope in lister.scopes if not unfit.get(scope)]

    def _cost(self, lister: Lister, scope: Scope, now: float) -> float:
        if lister.rows.total() < len(self._roster.waiting):  # it was not read yet
            return ceil(len(self._roster.waiting) / lister.size)
        cost = lister.cost(scope, self._roster.statuses())
        if scope is not Scope.OPEN:
            return cost
        others = min(lister.cost(other, ()) for other in (Scope.ALL, Scope.ENDED))
        return cost + min(self._roster.ended_by(now), others)  # who is gone from there must be found elsewhere
