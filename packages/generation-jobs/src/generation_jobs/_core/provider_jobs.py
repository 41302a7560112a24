"""Bases of the typed calls for one provider's jobs, such as `jobs.finetuning`."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from generation_jobs._core.models import Job
from generation_jobs._core.outcome import Generated
from generation_jobs._core.values.checks import CheckedCalls
from generation_jobs._core.values.status import StatusName


class Omit(Enum):
    """The type of `OMIT`."""

    OMIT = "OMIT"

    def __repr__(self) -> str:
        return self.name


OMIT: Final = Omit.OMIT
"""The default of optional fields: the field is not sent. None is sent, as null, where the provider allows it."""


class JobsByName(Protocol):
    """The calls of `Jobs` that take a provider's name."""

    def submit(self, provider: str, *args: Any, **parameters: Any) -> Job: ...
    def submit_many(self, provider: str, *args: Any, **parameters: Any) -> tuple[Job, ...]: ...
    def generate(self, provider: str, *args: Any, **parameters: Any) -> Generated: ...
    def list(self, provider: str, *, status: StatusName | None, since: datetime | None) -> Iterator[Job]: ...


class AsyncJobsByName(Protocol):
    """The calls of `AsyncJobs` that take a provider's name."""

    async def submit(self, provider: str, *args: Any, **parameters: Any) -> Job: ...
    async def submit_many(self, provider: str, *args: Any, **parameters: Any) -> tuple[Job, ...]: ...
    async def generate(self, provider: str, *args: Any, **parameters: Any) -> Generated: ...
    def list(self, provider: str, *, status: StatusName | None, since: datetime | None) -> AsyncIterator[Job]: ...


class _Calls(CheckedCalls):
    provider: ClassVar[str]

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    if not TYPE_CHECKING:  # type checkers are to name what is missing

        def __getattr__(self, name: str) -> object:
            """Say where a call is that takes jobs of all providers, such as `jobs.wait`."""
            message = f"{type(self).__name__!r} object has no attribute {name!r}"
            is_there = not name.startswith("_") and hasattr(self._jobs, name)
            raise AttributeError(f"{message}: use jobs.{name}, which is for all providers" if is_there else message)

    @staticmethod
    def _given(**fields: object) -> dict[str, Any]:
        """Return the fields to send."""
        return {name: value for name, value in fields.items() if value is not OMIT}


class ProviderJobs(_Calls):
    """Typed calls for the jobs of one provider, named by `provider`. Subclasses are generated from its spec.

    Args:
        jobs: A `Jobs` that has the provider's settings.
    """

    def __init__(self, jobs: JobsByName) -> None:
        self._jobs = jobs


class ListedProviderJobs(ProviderJobs):
    """`ProviderJobs` of a provider that lists its jobs."""

    def list(self, *, status: StatusName | None = None, since: datetime | None = None) -> Iterator[Job]:
        """Yield the account's jobs, as the provider lists them.

        Args:
            status: Only jobs with this status, such as "running".
            since: Only jobs created then or later; an aware time.

        Raises:
            APIError: The provider refused.
            TransportError: The provider could not be reached.
        """
        return self._jobs.list(self.provider, status=status, since=since)


class AsyncProviderJobs(_Calls):
    """`ProviderJobs` for asyncio.

    Args:
        jobs: An `AsyncJobs` that has the provider's settings.
    """

    def __init__(self, jobs: AsyncJobsByName) -> None:
        self._jobs = jobs


class AsyncListedProviderJobs(AsyncProviderJobs):
    """`ListedProviderJobs` for asyncio."""

    def list(self, *, status: StatusName | None = None, since: datetime | None = None) -> AsyncIterator[Job]:
        """See `ListedProviderJobs.list`."""
        return self._jobs.list(self.provider, status=status, since=since)
