"""Downloads the results of jobs, and looks again at jobs that may have ended."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from generation_jobs._core.errors import APIError, DownloadError, WaitTimeout
from generation_jobs._core.io import Progress
from generation_jobs._core.models import Job, Media
from generation_jobs._core.outcome import is_retryable, settle
from generation_jobs._core.refs import Ref, ref_of
from generation_jobs._core.values.checks import check_callback, check_kind, check_path, check_seconds
from generation_jobs._core.values.status import JobStatus
from generation_jobs._core.values.timeouts import DEFAULT_TIMEOUT
from generation_jobs._operations.polling import PollingOperations
from generation_jobs._polling.poller import Poller, poll_until_seen
from generation_jobs._polling.response_handler import GRACE_PERIOD

if TYPE_CHECKING:
    from generation_jobs._download.downloader import Downloader


class DownloadOperations(PollingOperations):
    """The operations that save results."""

    async def download(
        self,
        job: str | Job,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        overwrite: bool = False,
        on_progress: Progress | None = None,
    ) -> tuple[Path, ...]:
        """Save the results of a finished job: one as `provider-id.ext`, several as `provider-id+1.ext` and so on.

        An interrupted download leaves `NAME.part`. The next call resumes it, if the server supports that.

        Args:
            job: The job.
            directory: The folder to save the files in. It is created if it does not exist.
            timeout: Seconds for all of it at most, by default 1800.
            overwrite: Whether to replace existing files; otherwise they are kept and not fetched again.
            on_progress: Called with the ref, the bytes received, and the size in bytes (None while unknown).

        Returns:
            The paths of the files.

        Raises:
            DownloadError: A result could not be saved, or the job has not ended.
            JobFailed: The job failed. Likewise `JobCancelled` and `MissingResult`.
        """
        check_seconds(timeout)
        check_path(directory)
        check_kind("overwrite", overwrite, bool, "True or False")
        check_callback("on_progress", on_progress, "a ref, the bytes received and the size", 3)
        from generation_jobs._download.downloader import Downloader  # late: most programs that wait save nothing

        deadline = self._in(timeout)
        ended = await self._ended(job, deadline)
        downloader = Downloader(
            session=self._sessions.session,
            refresh=self._fresh_result,
            io=self._io,
            config=self._config,
            directory=Path(directory),
            deadline=deadline,
            overwrite=overwrite,
            on_progress=on_progress,
        )
        files = await self._save(downloader, ended)
        await self._record(ended, files)
        return files

    async def _save(self, downloader: "Downloader", ended: Job) -> tuple[Path, ...]:
        began, subject = self._config.clock.monotonic(), ended.ref or ended.provider or "generation"
        try:
            files = await downloader.save(ended)
        except BaseException as error:  # an interruption as well
            self._events.emit("DownloadFailed", subject, error=error, seconds=self._config.clock.monotonic() - began)
            raise
        seconds, size = self._config.clock.monotonic() - began, sum(downloader.saved)
        self._events.emit("JobDownloaded", subject, files=files, size_bytes=size, seconds=seconds)
        return files

    async def _ended(self, job: str | Job, deadline: float) -> Job:
        """Return the job with its results. Raises what `settle` raises, and `DownloadError` if it has not ended."""
        if not isinstance(job, Job) or not job.status.is_final:  # it may have ended since
            job = await self._polled(job, deadline)
        if not job.status.is_final:
            raise DownloadError(f"{job.ref} is {job.status}, not finished: wait for it first", ref=job.ref)
        remaining = deadline - self._config.clock.monotonic()
        if job.status is JobStatus.SUCCEEDED and not job.media and job.ref is not None and remaining > 0:
            return await self.wait(job.ref, timeout=remaining)  # some name their results a moment later
        return settle(job)

    async def _polled(self, job: str | Job, deadline: float) -> Job:
        """Poll a job that may have ended. What contradicts an earlier response, or says nothing, is doubted at first.

        Raises:
            APIError: A poll failed, and no earlier response contradicts it.
            DownloadError: The doubt lasts; likewise what `settle` raises.
        """
        ref, session = ref_of(job), self._sessions.session(ref_of(job))
        was_ended = self._sessions.has_succeeded(ref)
        try:
            found = await poll_until_seen(session, self._io, self._config, ref.id, deadline)
        except APIError as error:
            if is_retryable(error) or not self._is_named(job, ref):
                raise
        else:
            if found.status.is_final or not (was_ended or found.status is JobStatus.UNKNOWN):
                return found
        poller = Poller(self._sessions.scheduler(ref), self._io, self._config)
        try:
            return await poller.wait(ref.id, min(deadline, self._in(GRACE_PERIOD)), is_named=True)
        except WaitTimeout as error:
            raise DownloadError(str(error), ref=str(ref)) from error

    async def _fresh_result(self, ref: Ref, index: int, deadline: float) -> Media | None:
        """Poll a job, and return one of its results; None if the response does not name it, whatever its status."""
        job = (await self._sessions.session(ref).poll(ref.id, deadline)).job
        if job.status in {JobStatus.FAILED, JobStatus.CANCELLED}:
            settle(job)
        return job.media[index] if index < len(job.media) else None
