"""The workflows. They only start activities: everything that costs time or money happens there."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ApplicationError, is_cancelled_exception

from generation_jobs_temporal.payloads import (
    CANCEL,
    DAY,
    GENERATE,
    GENERATE_MANY,
    BatchRequest,
    JobRequest,
    JobResult,
    Progress,
    Share,
    Submit,
)

_RETRIES = RetryPolicy(
    initial_interval=timedelta(seconds=1), backoff_coefficient=2, maximum_interval=timedelta(minutes=1)
)
"""Every activity may be repeated at any moment: a submit goes by its key, so that it is sent once all the same."""

_ATTEMPT = timedelta(hours=1)
"""The longest attempt: a submit (5 minutes at most), a wait (20) and a download (30)."""

_CANCELLING = timedelta(minutes=15)
"""How long to look for a job that was being submitted when the workflow was cancelled. A list settles it in ten."""

_PAUSE = 60.0
"""Seconds between the beginnings of two rounds of a batch if nothing ended in the first."""

_MOST_JOBS = 2_000
"""Jobs of one batch: they are one payload, which may have 2 MB, and a workflow has two seconds to decode it."""


async def generate(
    provider: str,
    parameters: Mapping[str, Any],
    *,
    key: str | None = None,
    timeout: float = DAY,
    heartbeat: float = 20.0,
    task_queue: str | None = None,
) -> JobResult:
    """Submit a job, wait for it and save its results; for use in a workflow.

    While the job runs, it takes no slot of any worker. If the workflow is cancelled, the job is cancelled at the
    provider, where the provider can.

    Args:
        provider: The provider's name.
        parameters: Its fields.
        key: Needed if a workflow submits more than once; see `JobRequest`, also for the following.
        timeout: Seconds until the workflow gives up.
        heartbeat: Seconds of silence after which a worker counts as dead.
        task_queue: Where the workers with the activities are.

    Raises:
        ActivityError: Its cause is an `ApplicationError` whose `type` is the name of an error of generation-jobs, or a
            `TimeoutError` of Temporal if the job still runs at the timeout.
        CancelledError: The workflow is cancelled.
    """
    try:
        result: JobResult = await workflow.execute_activity(
            GENERATE,
            Submit(provider, dict(parameters), key),
            result_type=JobResult,
            task_queue=task_queue,
            schedule_to_close_timeout=timedelta(seconds=timeout),
            start_to_close_timeout=_ATTEMPT,
            heartbeat_timeout=timedelta(seconds=heartbeat),
            retry_policy=_RETRIES,
            cancellation_type=workflow.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        )
    except (Exception, asyncio.CancelledError) as error:  # not GeneratorExit: the worker ends, and no loop runs
        if not _is_cancelled(error):
            raise
        await _cancel([key], heartbeat, task_queue)
        raise asyncio.CancelledError from error
    return result


def _is_cancelled(error: BaseException | None = None) -> bool:
    """Return whether the workflow is cancelled. An attempt that ends at that moment fails: no other one comes."""
    task = asyncio.current_task()
    return (error is not None and is_cancelled_exception(error)) or (task is not None and task.cancelling() > 0)


async def _cancel(keys: list[str | None], heartbeat: float, task_queue: str | None) -> None:
    """Cancel at the provider what was submitted under these keys. The history shows what became of each job."""
    cancelling = workflow.start_activity(
        CANCEL,
        keys,
        task_queue=task_queue,
        schedule_to_close_timeout=_CANCELLING,
        start_to_close_timeout=_CANCELLING,
        heartbeat_timeout=timedelta(seconds=heartbeat),
        retry_policy=_RETRIES,
    )
    await asyncio.shield(cancelling)


@workflow.defn
class GenerateJob:
    """One job, as a workflow: its ID names the submit for ever, so give another order another ID."""

    @workflow.run
    async def run(self, request: JobRequest) -> JobResult:
        """Submit a job, wait for it and save its results."""
        return await generate(
            request.provider,
            request.parameters,
            key=request.key,
            timeout=request.timeout,
            heartbeat=request.heartbeat,
            task_queue=request.task_queue,
        )


@workflow.defn
class GenerateBatch:
    """Many jobs, polled together: one activity at a time for each provider submits, waits and saves."""

    @workflow.run
    async def run(self, batch: BatchRequest) -> list[JobResult]:
        """Return the results in the order of the requests. A failure of one job does not affect the others."""
        self._batch = batch = _begun(batch)
        providers = dict.fromkeys(request.provider for request in batch.requests)
        try:
            await asyncio.gather(*(self._run(provider) for provider in providers))
        except (Exception, asyncio.CancelledError) as error:  # see above
            if not _is_cancelled(error):
                raise
            await _cancel([request.key for request in self._open()], batch.heartbeat, batch.task_queue)
            raise asyncio.CancelledError from error
        if still_open := self._open():
            workflow.continue_as_new(replace(batch, requests=still_open))
        return [batch.results[key] for key in batch.keys or ()]

    async def _run(self, provider: str) -> None:
        """Work on the submits of one provider until all have ended, or the history is full."""
        while (still_open := self._open(provider)) and not self._is_full():
            if _now() >= (self._batch.deadline or 0):
                self._batch.results |= {str(request.key): _TIMED_OUT for request in still_open}
                return
            began = _now()
            share = still_open[: self._batch.in_flight]
            if not self._record(share, await self._work_on(share)):
                await workflow.sleep(max(0.0, min(began + _PAUSE, self._batch.deadline or 0) - _now()))

    async def _work_on(self, share: list[Submit]) -> list[JobResult | None]:
        window = min(self._batch.window, max(1.0, (self._batch.deadline or 0) - _now()))
        progress: Progress = await workflow.execute_activity(
            GENERATE_MANY,
            Share(share, window),
            result_type=Progress,
            task_queue=self._batch.task_queue,
            start_to_close_timeout=timedelta(seconds=window) + _ATTEMPT,
            heartbeat_timeout=timedelta(seconds=self._batch.heartbeat),
            retry_policy=_RETRIES,
            cancellation_type=workflow.ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
        )
        if _is_cancelled():  # the activity ended at the same moment
            self._record(share, progress.results)
            raise asyncio.CancelledError
        return progress.results

    def _record(self, share: list[Submit], results: list[JobResult | None]) -> bool:
        """Keep the results, and return whether there are any."""
        ended = {str(request.key): result for request, result in zip(share, results, strict=True) if result}
        self._batch.results |= ended
        return bool(ended)

    def _open(self, provider: str | None = None) -> list[Submit]:
        """Return the submits that have not ended, of one provider or of all."""
        batch = self._batch
        return [r for r in batch.requests if r.key not in batch.results and provider in {None, r.provider}]

    def _is_full(self) -> bool:
        info = workflow.info()
        return info.get_current_history_length() >= self._batch.max_events or info.is_continue_as_new_suggested()


_TIMED_OUT = JobResult(error="WaitTimeout: not finished within the timeout of the batch; it continues at the provider")


def _now() -> float:
    return workflow.now().timestamp()


def _begun(batch: BatchRequest) -> BatchRequest:
    """Return the batch with its keys and its deadline. Raises `ApplicationError` if it cannot be run."""
    if batch.keys is not None:
        return batch
    requests = [replace(one, key=str(i) if one.key is None else one.key) for i, one in enumerate(batch.requests)]
    keys = [str(request.key) for request in requests]
    if len(set(keys)) < len(keys):
        raise ApplicationError("two submits of the batch have the same key", type="ValueError", non_retryable=True)
    if len(keys) > _MOST_JOBS:
        message = f"{len(keys)} jobs are too many for one batch: start several, of {_MOST_JOBS} at most"
        raise ApplicationError(message, type="ValueError", non_retryable=True)
    if batch.in_flight < 1 or batch.window <= 0:
        raise ApplicationError("give in_flight and window above 0", type="ValueError", non_retryable=True)
    return replace(batch, requests=requests, keys=keys, deadline=_now() + batch.timeout)
