"""Waiting for many jobs at once: one group for each provider, and what has come of them so far. No I/O."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from generation_jobs._core.errors import ConfigurationError, GenerationJobsError
from generation_jobs._core.models import Job
from generation_jobs._core.outcome import Outcome, outcome_of
from generation_jobs._core.refs import Ref, parse_ref
from generation_jobs._polling.progress import Standing
from generation_jobs._polling.scheduler import Claim, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generation_jobs._core_operations import Core


class Crowd:
    """All jobs of one `as_completed`. Belongs to one thread.

    The shell makes the requests that `claim` gives, at most eight for each provider, and reports what came of them;
    `outcomes` fills up meanwhile. Where there is nothing to claim and nothing under way, it sleeps for `idle` seconds.
    """

    def __init__(self, core: Core, jobs: Iterable[str | Job], deadline: float) -> None:
        self.outcomes: deque[Outcome] = deque()
        self._clock = core.config.clock
        self._deadline = deadline
        self._groups: dict[str, Group] = {}
        for provider, ids in self._sorted(core, jobs).items():
            desk, forecast = core.desk(Ref(provider, "")), core.forecast(provider)
            self._groups[provider] = Group(desk, forecast, core.look, ids, deadline, self._end)
        self._standing = Standing(tuple(self._groups.values()), self._clock, deadline, self.outcomes)

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return self._standing

    @property
    def done(self) -> bool:
        """Whether nothing is left to wait for."""
        return not any(group.waiting for group in self._groups.values())

    def claims(self) -> Iterator[Claim]:
        """The requests that are to be made now."""
        now = self._clock.monotonic()
        if now >= self._deadline:
            self._expire(now)
            return
        for group in self._groups.values():
            while (claim := group.claim(self._clock.monotonic())) is not None:
                yield claim

    def report(self, claim: Claim, result: object) -> None:
        """Take what came of a claim: what its steps gave, or what they raised. Raises what is no error of ours."""
        if isinstance(result, Exception) and not isinstance(result, GenerationJobsError):
            raise result
        claim.group.report(claim, result, self._clock.monotonic())

    def idle(self) -> float:
        """The seconds until there may be something to claim, if nothing is reported before."""
        now = self._clock.monotonic()
        wakes = (group.wake(now) for group in self._groups.values())
        return max(0.0, min(self._deadline, *wakes) - now)

    def _end(self, outcome: Outcome) -> None:
        self._standing.count(outcome)
        self.outcomes.append(outcome)

    def _expire(self, now: float) -> None:
        for group in self._groups.values():
            group.expire(now)

    def _sorted(self, core: Core, jobs: Iterable[str | Job]) -> dict[str, dict[str, None]]:
        """The ids by provider, each once. Whoever cannot be asked for ends at once."""
        found: dict[str, dict[str, None]] = {}
        unfit: set[str] = set()
        for job in jobs:
            if isinstance(job, Job) and job.ref is None:
                self.outcomes.append(outcome_of("", job))  # it was answered at once
                continue
            name = job if isinstance(job, str) else str(job.ref)
            try:
                ref = parse_ref(name)
                core.desk(ref)
            except ConfigurationError as error:
                if name not in unfit:
                    unfit.add(name)
                    self.outcomes.append(Outcome(name, None, error))
            else:
                found.setdefault(ref.provider, {})[ref.id] = None
        return found
