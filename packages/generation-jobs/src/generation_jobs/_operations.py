"""The rest of a job's life: submit, list, cancel, delete. As steps, and no I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from generation_jobs._core.config import check_seconds
from generation_jobs._core.errors import ConfigurationError, UndecodableResponse, UnsupportedOperation
from generation_jobs._core.refs import Ref
from generation_jobs._core.status_errors import api_error
from generation_jobs._core_operations import Core, ref_of

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from pathlib import Path

    from generation_jobs._core.errors import SubmitUncertain
    from generation_jobs._core.models import Job, JobStatus
    from generation_jobs._paginator import Pages, Search
    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import Removal, Submit


class Generated(NamedTuple):
    """What `generate` made: the job, and the files of its results."""

    job: Job
    files: tuple[Path, ...]


class Lifecycle(Core):
    """All operations on jobs."""

    async def submit(self, provider: str, parameters: Mapping[str, Any]) -> Job:
        """See `Jobs.submit`."""
        action = self._submit_of(self._desk(provider))
        if action.count is not None and parameters.get(action.count, 1) != 1:
            raise ConfigurationError(f"{provider}: {action.count} makes several jobs: use submit_many")
        jobs = await self.submit_many(provider, parameters)
        if len(jobs) != 1:
            raise UndecodableResponse(f"{provider}: a submit was answered with {len(jobs)} jobs", status_code=200)
        return jobs[0]

    async def submit_many(self, provider: str, parameters: Mapping[str, Any]) -> tuple[Job, ...]:
        """See `Jobs.submit_many`."""
        from generation_jobs._submit import Submitting  # late: who only waits submits nothing

        desk = self._desk(provider)
        return await Submitting(desk, self._submit_of(desk), parameters).steps()

    async def generate(
        self, provider: str, directory: str | os.PathLike[str], timeout: float, parameters: Mapping[str, Any]
    ) -> Generated:
        """See `Jobs.generate`."""
        check_seconds(timeout)
        job = await self.submit(provider, parameters)
        if job.ref is not None:
            job = await self.wait(job, timeout, None)
        files = await self.download(job, directory, timeout, False, None)
        return Generated(job, files)

    def pages(self, provider: str, status: JobStatus | None) -> Pages:
        """The pages of a provider's list. Raises `UnsupportedOperation` where it has none."""
        from generation_jobs._paginator import Pages

        desk = self._desk(provider)
        listing = desk.adapter.listing or self._unsupported(desk, "list")
        query = {} if status is None else listing.query(status)
        return Pages(desk, listing, listing.operation.get_kwargs(**query))

    async def find_submitted(self, lost: SubmitUncertain) -> Search:
        """See `Jobs.find_submitted`."""
        from generation_jobs._paginator import Search, search

        desk = self._desk(lost.provider)
        if desk.adapter.listing is None:
            return Search("unknowable")
        return await search(self.pages(lost.provider, None), lost)

    async def cancel(self, job: str | Job) -> Job:
        """See `Jobs.cancel`."""
        ref = ref_of(job)
        desk = self.desk(ref)
        await self._remove(ref, desk, desk.adapter.cancel or self._unsupported(desk, "cancel"))
        return await self.get(str(ref))

    async def delete(self, job: str | Job) -> None:
        """See `Jobs.delete`."""
        ref = ref_of(job)
        desk = self.desk(ref)
        await self._remove(ref, desk, desk.adapter.delete or self._unsupported(desk, "delete"))

    async def _remove(self, ref: Ref, desk: ProviderSession, removal: Removal[Any]) -> None:
        seen = (await self.get(str(ref))) if removal.looks else None
        kwargs = removal.operation.get_kwargs(**removal.arguments(ref, seen))
        model, _ = await desk.ask(str(ref), removal.operation, kwargs, desk.patience())
        if (refusal := removal.refusal(model)) is not None:
            raise api_error(404, ref=str(ref), message=refusal)

    def _submit_of(self, desk: ProviderSession) -> Submit[Any]:
        return desk.adapter.submit or self._unsupported(desk, "submit")

    @staticmethod
    def _unsupported(desk: ProviderSession, what: str) -> NoReturn:
        instead = desk.adapter.instead.get(what, "see its documentation")
        raise UnsupportedOperation(f"{desk.provider} cannot {what} jobs: {instead}")

    def _desk(self, provider: str) -> ProviderSession:
        return self.desk(Ref(provider, ""))
