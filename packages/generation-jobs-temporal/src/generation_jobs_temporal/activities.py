"""The activities. Each may be killed at any moment and be run again by another worker."""

import asyncio
import os
from collections.abc import Iterable, Sequence

from generation_jobs import AsyncJobs, GenerationJobsError, Job, UnsupportedOperation, WaitTimeout
from generation_jobs.errors import check_folder
from temporalio import activity

from generation_jobs_temporal.attempts import Attempts
from generation_jobs_temporal.failures import failures, is_final, not_ended
from generation_jobs_temporal.heartbeats import heartbeats
from generation_jobs_temporal.payloads import CANCEL, DAY, GENERATE, GENERATE_MANY, JobResult, Progress, Share, Submit
from generation_jobs_temporal.submits import Submits

_SUBMITTING = 8
"""Submits of a batch that are sent, or wait for the rate limit, at the same time."""

_SAVING = 8
"""Jobs of `generate` whose results are saved at the same time."""

_LONGEST_WAIT = 1200.0
"""Seconds until a job that runs is offered to all workers again, so that no attempt lasts longer than an hour."""


class GenerationActivities:
    """The activities, for workers without the plugin: `Worker(…, activities=GenerationActivities(jobs).all)`.

    Args:
        jobs: The client, with a ledger that all workers share.
        directory: Where results are saved.

    Raises:
        ConfigurationError: The client has no ledger, or results cannot be saved in the folder.
    """

    def __init__(self, jobs: AsyncJobs, directory: str | os.PathLike[str] = ".") -> None:
        check_folder(directory)  # before anything is paid for
        self._jobs, self._directory = jobs, directory
        self._submits, self._attempts = Submits(jobs), Attempts()
        self._saving = asyncio.Semaphore(_SAVING)
        self.all = (self.generate, self.generate_many, self.cancel)

    async def close(self) -> None:
        """Hand the jobs that run over to other workers, for when the worker has ended. The plugin does this itself."""
        await self._attempts.close()

    @activity.defn(name=GENERATE)
    async def generate(self, request: Submit) -> JobResult:
        """Submit unless that is done, await the jobs, and save their results.

        While jobs run, no slot of the worker is held, and nothing is added to the history. All jobs of a worker are
        polled together, with the requests that `AsyncJobs.wait_all` needs for them.

        Raises:
            ApplicationError: One of the errors of generation-jobs, which is its `type`; "NotEnded" if another worker is
                to go on.
        """
        refs: list[str] = []
        async with heartbeats(lambda: refs):
            with failures(is_paid=False):
                submitted = await self._submits.submit(request, _full_key(request.key))
            refs += _refs(submitted)
        if refs:
            self._attempts.complete_later(refs, self._save_at_the_end(submitted))
        with failures(is_paid=True):
            return await self._save([*submitted])

    async def _save_at_the_end(self, submitted: Sequence[Job]) -> JobResult:
        with failures(is_paid=True):
            ended = await self._ended(_refs(submitted))
            async with self._saving:
                return await self._save([*ended, *(job for job in submitted if job.ref is None)])

    async def _ended(self, refs: list[str]) -> list[Job]:
        """Return the jobs as they are at their end, also those that failed."""
        try:
            async with asyncio.timeout(_LONGEST_WAIT):  # not that of `wait_all`, which would count as the jobs' end
                outcomes = await self._jobs.wait_all(refs, timeout=DAY)
        except TimeoutError:
            error = not_ended(refs)
            raise error from None
        return [outcome.result() if outcome.job is None else outcome.job for outcome in outcomes]

    @activity.defn(name=GENERATE_MANY)
    async def generate_many(self, share: Share) -> Progress:
        """Submit, await and save jobs of one provider, which are polled together, until the window is over."""
        ended: list[JobResult] = []
        until = asyncio.get_running_loop().time() + share.window
        places = asyncio.Semaphore(_SUBMITTING)
        async with heartbeats(lambda: f"{len(ended)} of {len(share.requests)} have ended"):
            async with asyncio.TaskGroup() as group:
                working = [group.create_task(self._try_to_end(one, until, places, ended)) for one in share.requests]
            return Progress([task.result() for task in working])

    async def _try_to_end(
        self, request: Submit, until: float, places: asyncio.Semaphore, ended: list[JobResult]
    ) -> JobResult | None:
        """Return the result or the error of one submit, None if it is still open."""
        submitted: tuple[Job, ...] | None = None
        try:
            async with places:
                if _left(until) <= 0:
                    return None
                submitted = await self._submits.submit(request, _full_key(request.key))
            result = await self._save(await self._wait(submitted, until))
        except WaitTimeout:
            return None
        except GenerationJobsError as error:
            if not is_final(error, is_paid=submitted is not None):
                activity.logger.warning("%s; it is tried again in the next round", error)
                return None
            result = JobResult(_refs(submitted or ()), error=f"{type(error).__name__}: {error}")
        ended.append(result)
        return result

    async def _wait(self, jobs: Iterable[Job], until: float) -> list[Job]:
        """Return the jobs as they are at their end. The waits of a worker share one poller for each account."""
        return [job if job.ref is None else await self._jobs.wait(job, timeout=max(_left(until), 1.0)) for job in jobs]

    async def _save(self, jobs: list[Job]) -> JobResult:
        """Save the results of all jobs that have some, then raise the first error."""
        saved = JobResult(refs=_refs(jobs))
        errors: list[GenerationJobsError] = []
        for job in jobs:
            try:
                saved.files += map(str, await self._jobs.download(job, self._directory))
            except GenerationJobsError as error:
                errors.append(error)
        if errors:
            raise errors[0]
        return saved

    @activity.defn(name=CANCEL)
    async def cancel(self, keys: list[str | None]) -> dict[str, str]:
        """Cancel at the provider what was submitted under these keys.

        Returns:
            The status of each job afterwards, by ref; the reason where the provider cannot cancel.
        """
        cancelled: dict[str, str] = {}
        async with heartbeats(lambda: f"{len(cancelled)} jobs"):
            for key in keys:
                with failures(is_paid=True):
                    for ref in _refs(await self._submits.find(_full_key(key))):
                        cancelled[ref] = await self._cancel(ref)
        return cancelled

    async def _cancel(self, ref: str) -> str:
        try:
            return str((await self._jobs.cancel(ref)).status)
        except UnsupportedOperation as error:
            return str(error)


def _full_key(key: str | None) -> str:
    """Return the key of a submit in the ledger: the same in all retries, resets and runs of a workflow."""
    info = activity.info()
    parts = ["temporal", info.namespace, info.workflow_id or info.activity_id, *([] if key is None else [key])]
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts)


def _refs(jobs: Iterable[Job]) -> list[str]:
    return [job.ref for job in jobs if job.ref is not None]


def _left(until: float) -> float:
    return until - asyncio.get_running_loop().time()
