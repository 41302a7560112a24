"""Takes responses: updates the state of pending jobs, plans their next polls, and ends them."""

import logging
from collections.abc import Callable, Container, Sequence
from functools import partial
from math import inf
from typing import cast

from generation_jobs._core.config import JITTER, Config, retry_delay
from generation_jobs._core.errors import (
    APIError,
    AuthenticationError,
    GenerationJobsError,
    NotFoundError,
    TransportError,
)
from generation_jobs._core.events.emitter import EventName
from generation_jobs._core.models import Job
from generation_jobs._core.outcome import REDIRECTS, is_retryable, outcome_of
from generation_jobs._core.values.status import JobStatus
from generation_jobs._polling.estimator import PUSH_INTERVAL, DurationEstimator, age_of
from generation_jobs._polling.list_reader import needs_poll
from generation_jobs._polling.list_strategy import ListStrategy
from generation_jobs._polling.pending import AT_ONCE, LAST_POLL, NO_TROUBLE, PendingJob, PendingJobs, Trouble
from generation_jobs._polling.source import JobSource, PollResult

log: logging.Logger = logging.getLogger("generation_jobs")

GRACE_PERIOD = 30.0
"""Seconds for which a provider may deny a job that it named, or call it succeeded without a result: replicas lag."""

_WARN_EVERY = 30.0
"""Seconds between two warnings that a provider cannot be reached."""

_DENIALS = 3
"""After this many responses 401 and no other, the key counts as invalid, and no other job is polled."""


class ResponseHandler:
    """Takes the responses of one provider, under the lock of its `Scheduler`.

    Attributes:
        streak: Failed polls in a row, of all jobs together.
        paused_until: Until when a failing provider is left alone, on the monotonic clock.
    """

    def __init__(
        self,
        source: JobSource,
        estimator: DurationEstimator,
        jobs: PendingJobs,
        strategy: ListStrategy,
        in_flight: Container[object],
        config: Config,
    ) -> None:
        self.source, self.estimator = source, estimator
        self._jobs, self._list, self._in_flight = jobs, strategy, in_flight
        self._clock, self._random, self._events = config.clock, config.random, config.events
        self._unsent_events: list[Callable[[], None]] = []
        self._finished: list[PendingJob] = []
        self._warned_at = -inf
        self._denials = 0
        self._accepted = False
        self.streak: int = 0
        self.paused_until: float = -inf

    def take_events(self) -> list[Callable[[], None]]:
        """Return functions that emit the events since the last call, for when the lock is free."""
        events, self._unsent_events = self._unsent_events, []
        return events

    def take_finished(self) -> list[PendingJob]:
        """Return the jobs that have ended since the last call, to hand their outcomes out after those events."""
        finished, self._finished = self._finished, []
        return finished

    def take_submitted(self, job: PendingJob, seen: Job, now: float) -> None:
        """Take the state of a job from the response to its submit, which replaces the first poll."""
        self._jobs.wanted.pop(job, None)
        self._take_job(job, seen, now)
        self._list.joined(job, now)

    def take_page(self, result: object, now: float) -> None:
        """Take the rows of a page, or the error of its request."""
        if isinstance(result, GenerationJobsError):
            self._list.failed(result, now)
            return
        self._succeeded()
        rows = cast("Sequence[Job]", result)
        ours = [row for row in rows if self._take_row(row, now)]
        self._list.take(rows, ours, now)

    def _take_row(self, row: Job, now: float) -> bool:
        """Note how a row says that a job stands. Returns whether it is waited for."""
        pending = self._jobs.entries((row.ref or "").partition(":")[2])
        is_believed = not needs_poll(row)
        if pending and is_believed and self._events.wanted:
            self._emit_later("JobLooked", str(row.ref), job=row, is_listed=True)
        for job in pending:
            job.reported_at = now
            self._jobs.wanted.pop(job, None)
            if job in self._in_flight:
                continue  # it is being polled, and a poll says more
            if is_believed:
                denied, lacking = job.trouble.denied_since, job.trouble.lacking_since
                self._take_job(job, row, now)
                if min(denied, lacking) < inf:  # what polls say is taken back by a poll alone
                    job.trouble = job.trouble._replace(denied_since=denied, lacking_since=lacking)
            else:
                self._confirm(job, row, now)
        return bool(pending)

    def _confirm(self, job: PendingJob, row: Job, now: float) -> None:
        """Poll a job at once whose row is not believed; if a poll has said otherwise since, when that is worth it."""
        since = min(job.trouble.unconfirmed_since, now)
        job.trouble = job.trouble._replace(unconfirmed_since=since, row=row)
        if job.polled_at < since and not job.trouble.streak:
            job.subscription.push(job, AT_ONCE)
        elif job.due == inf:  # otherwise a poll is planned, such as a retry
            self._list.schedule_poll(job, now)

    def take_poll(self, polled: PendingJob, result: object, now: float) -> None:
        """Take the `PollResult` of a job, or the error of its request."""
        pending = self._jobs.entries(polled.id)
        if isinstance(result, PollResult):
            self._succeeded()
            for job in pending:
                self._take_answer(job, result, now)
            if polled is self._list.overdue and result.job.status.is_final:  # the list may be stuck
                self._list.poll_overdue(now)
        elif polled in pending:  # its wait may be over
            self._take_error(polled, cast("GenerationJobsError", result), now)

    def _take_answer(self, job: PendingJob, result: PollResult, now: float) -> None:
        job.polled_at, since = now, job.trouble.unconfirmed_since
        if result.job.status is JobStatus.SUCCEEDED and not result.job.media:
            job.trouble = job.trouble._replace(lacking_since=min(job.trouble.lacking_since, now))
            if _is_in_grace_period(job, job.trouble.lacking_since, now):
                self._retry(job, result.retry_after, now)
                return
        self._take_job(job, result.job, now)
        if since < inf:
            job.trouble = job.trouble._replace(unconfirmed_since=since)
        if not result.job.status.is_final:
            self._schedule(job, result.retry_after, now)

    def _take_error(self, job: PendingJob, error: GenerationJobsError, now: float) -> None:
        if is_retryable(error):
            self._keep_polling(job, cast("APIError | TransportError", error), now)
        elif self._may_be_wrong(job, error) and self._is_doubted(job, now):
            job.trouble = job.trouble._replace(error=cast("APIError", error))
            self._retry(job, None, now)
        else:
            self._end_with_error(job, error)

    def _is_doubted(self, job: PendingJob, now: float) -> bool:
        job.trouble = job.trouble._replace(denied_since=min(job.trouble.denied_since, now))
        return _is_in_grace_period(job, job.trouble.denied_since, now)

    def _may_be_wrong(self, job: PendingJob, error: GenerationJobsError) -> bool:
        """Return whether an error contradicts earlier responses: about the job, the key or the URL."""
        if not isinstance(error, APIError) or not (job.is_named or job.was_reported):
            return False
        status = error.status_code
        if status == 401 or status in REDIRECTS:  # also to the page of a network's login, or of maintenance
            return self._accepted
        return True  # 404 of a replica that lags, 403 of a firewall, 400 or 451 of a gateway

    def _take_job(self, job: PendingJob, seen: Job, now: float) -> None:
        age, was_running = age_of(seen, self.source.now()), job.running_at > -inf
        before, job.status, job.provider_status, job.reported_at = job.status, seen.status, seen.provider_status, now
        reason = (seen.error and seen.error.message) or ""
        job.trouble = Trouble(reason=reason) if reason else NO_TROUBLE
        if before not in {JobStatus.UNKNOWN, seen.status}:
            self._list.moved(before, seen.status)
        job.group = self.estimator.group(seen)
        job.subscription.update(seen)
        if seen.status.is_final:
            self.estimator.record(seen, age if was_running else None)
            self._finish(job, seen)
            return
        job.running_at = now
        if age is not None:
            job.created, job.is_dated = now - age, True

    def _schedule(self, job: PendingJob, hint: float | None, now: float) -> None:
        """Plan the next poll of a running job that was just polled."""
        subscription = job.subscription
        if job.due == AT_ONCE:
            return  # its end was announced meanwhile
        subscription.unhurried_polls = max(0, subscription.unhurried_polls - 1)
        if self._is_over(job, now):
            return
        if subscription.is_pushed and not subscription.unhurried_polls:
            self._list.schedule_poll(job, now, hint)
            rarely = now + PUSH_INTERVAL * self._random.uniform(1 - JITTER, 1 + JITTER)
            subscription.push(job, max(job.due, rarely))
        elif hint is not None or subscription.is_announced or not self._list.is_active:
            self._list.schedule_poll(job, now, hint)
        if job.due < inf and self._events.wanted:
            self._emit_later("JobWaiting", self._ref(job), seconds=max(0.0, job.due - now))

    def _finish(self, job: PendingJob, end: Job | GenerationJobsError) -> None:
        job.subscription.ended[job] = outcome_of(self._ref(job), end)
        self._jobs.remove(job)  # only then: a wait with neither is over
        self._finished.append(job)

    # Trouble

    def _succeeded(self) -> None:
        self.streak, self._accepted = 0, True

    def _keep_polling(self, job: PendingJob, error: APIError | TransportError, now: float) -> None:
        job.trouble, self.streak = job.trouble._replace(error=error), self.streak + 1
        log.debug("%s: failure %d in a row: %s", self._ref(job), job.trouble.streak + 1, error)
        if isinstance(error, TransportError) and not error.maybe_received and now >= self._warned_at + _WARN_EVERY:
            self._warned_at = now
            log.warning("%s; trying again until the deadline", error)
        hint = error.retry_after if isinstance(error, APIError) else None
        self._retry(job, hint, now)
        beyond = self.streak - self.source.max_concurrency
        if beyond > 0:  # the provider fails, and not single jobs
            self.paused_until = now + retry_delay(self.source.poll_interval, beyond, hint, self._random)

    def _retry(self, job: PendingJob, hint: float | None, now: float) -> None:
        streak = job.trouble.streak + 1
        job.trouble = job.trouble._replace(streak=streak)
        if not self._is_over(job, now):
            delay = retry_delay(self.source.poll_interval, streak, hint, self._random)
            job.subscription.push(job, now + delay)
            if self._events.wanted:
                values = {"error": job.trouble.error, "attempt": streak, "seconds": delay}
                self._emit_later("JobRetried", self._ref(job), operation="poll", **values)

    def _is_over(self, job: PendingJob, now: float) -> bool:
        """Return whether a job that was just polled has timed out, since there is no time for another poll."""
        if is_over := now >= job.subscription.deadline - LAST_POLL:
            self.time_out(job, now)
        return is_over

    def _end_with_error(self, job: PendingJob, error: GenerationJobsError) -> None:
        row = job.trouble.row
        if isinstance(error, NotFoundError) and row is not None and row.status is not JobStatus.SUCCEEDED:
            self._finish(job, row)  # it is gone, and the list says how it ended
            return
        self._finish(job, error)
        is_denied = isinstance(error, AuthenticationError) and not self._accepted
        self._denials += is_denied
        if isinstance(error, TransportError) or (is_denied and self._denials >= _DENIALS):
            for other in self._jobs.all():  # they would get the same error
                self._finish(other, _not_polled(self._ref(other), error))

    def time_out(self, job: PendingJob, now: float) -> None:
        """End a job with a `WaitTimeout`."""
        ref = self._ref(job)
        if not job.was_reported and job.trouble.error is None and self.source.quota_wait() > 0:
            message = f"{ref}: the rate limit of {self.source.name} reads allows no request before the deadline"
            job.trouble = Trouble(TransportError(message, ref=ref, maybe_received=False))
        self._finish(job, job.timeout_error(ref, now))

    def _emit_later(self, kind: EventName, ref: str, **values: object) -> None:
        self._unsent_events.append(partial(self._events.emit, kind, ref, **values))

    def _ref(self, job: PendingJob) -> str:
        return f"{self.source.name}:{job.id}"


def _is_in_grace_period(job: PendingJob, since: float, now: float) -> bool:
    return now < min(since + GRACE_PERIOD, job.subscription.deadline - LAST_POLL)


def _not_polled(ref: str, error: GenerationJobsError) -> GenerationJobsError:
    """Return the error of another job than the one for which the provider could not be asked."""
    if not isinstance(error, AuthenticationError):
        return TransportError(f"{ref}: not polled: {error}", ref=ref, maybe_received=False, is_permanent=True)
    return AuthenticationError(
        f"{ref}: not polled: the provider rejected the API key for every job so far; check the key",
        status_code=error.status_code,
        ref=ref,
        code=error.code,
        message=error.message,
    )
