"""`submit`, `submit_many` and `generate`, typed by the provider's name: mypy and the editor know what each takes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, overload

from generation_jobs._core.config import DEFAULT_TIMEOUT

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping
    from typing import Literal, Unpack

    from generation_jobs._core.models import Job
    from generation_jobs._generated.parameters import (
        BlandParameters,
        BreezeParameters,
        FinetuningParameters,
        OxenParameters,
        PlayAIParameters,
    )
    from generation_jobs._operations import Generated
    from generation_jobs.providers.registry import Brought


class TypedSubmits(ABC):
    """What `Jobs` inherits."""

    @abstractmethod
    def _submit(self, provider: str, parameters: Mapping[str, Any]) -> Job: ...

    @abstractmethod
    def _submit_many(self, provider: str, parameters: Mapping[str, Any]) -> tuple[Job, ...]: ...

    @abstractmethod
    def _generate(
        self, provider: str, directory: str | os.PathLike[str], timeout: float, parameters: Mapping[str, Any]
    ) -> Generated: ...

    @overload
    def submit(self, provider: Literal["breeze"], **parameters: Unpack[BreezeParameters]) -> Job: ...

    @overload
    def submit(self, provider: Literal["playai"], **parameters: Unpack[PlayAIParameters]) -> Job: ...

    @overload
    def submit(self, provider: Literal["bland"], **parameters: Unpack[BlandParameters]) -> Job: ...

    @overload
    def submit(self, provider: Literal["oxen"], **parameters: Unpack[OxenParameters]) -> Job: ...

    @overload
    def submit(self, provider: Literal["finetuning"], **parameters: Unpack[FinetuningParameters]) -> Job: ...

    @overload
    def submit(self, provider: Brought, **parameters: Any) -> Job: ...

    def submit(self, provider: str, **parameters: Any) -> Job:
        """Submit one job. Gives it as the provider answers: mostly queued or running, with its ref.

        What `parameters` each provider takes is told by its class in `generation_jobs.parameters`, and checked against
        its documented limits before anything is sent. Bland answers with the audio itself: a finished job without a
        ref, whose result is inline.

        A submit costs money and is never repeated on a guess. It is sent again only where it surely was not taken: no
        connection, 429, or no capacity.

        Raises `ConfigurationError` for parameters that the provider does not know or allow, `SubmitUncertain` where the
        answer was lost (see `find_submitted`), and the `APIError` of an answer that refuses.
        """
        return self._submit(provider, parameters)

    @overload
    def submit_many(self, provider: Literal["breeze"], **parameters: Unpack[BreezeParameters]) -> tuple[Job, ...]: ...

    @overload
    def submit_many(self, provider: Literal["playai"], **parameters: Unpack[PlayAIParameters]) -> tuple[Job, ...]: ...

    @overload
    def submit_many(self, provider: Literal["bland"], **parameters: Unpack[BlandParameters]) -> tuple[Job, ...]: ...

    @overload
    def submit_many(self, provider: Literal["oxen"], **parameters: Unpack[OxenParameters]) -> tuple[Job, ...]: ...

    @overload
    def submit_many(
        self, provider: Literal["finetuning"], **parameters: Unpack[FinetuningParameters]
    ) -> tuple[Job, ...]: ...

    @overload
    def submit_many(self, provider: Brought, **parameters: Any) -> tuple[Job, ...]: ...

    def submit_many(self, provider: str, **parameters: Any) -> tuple[Job, ...]:
        """Submit what makes several jobs (Oxen's `num_generations`). As `submit`, but gives all of them."""
        return self._submit_many(provider, parameters)

    @overload
    def generate(
        self,
        provider: Literal["breeze"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[BreezeParameters],
    ) -> Generated: ...

    @overload
    def generate(
        self,
        provider: Literal["playai"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[PlayAIParameters],
    ) -> Generated: ...

    @overload
    def generate(
        self,
        provider: Literal["bland"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[BlandParameters],
    ) -> Generated: ...

    @overload
    def generate(
        self,
        provider: Literal["oxen"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[OxenParameters],
    ) -> Generated: ...

    @overload
    def generate(
        self,
        provider: Literal["finetuning"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[FinetuningParameters],
    ) -> Generated: ...

    @overload
    def generate(
        self,
        provider: Brought,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Any,
    ) -> Generated: ...

    def generate(
        self,
        provider: str,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Any,
    ) -> Generated:
        """Submit, wait, and save the results in `directory`, waiting and saving for `timeout` seconds each at most.

        Raises what `submit`, `wait` and `download` raise.
        """
        return self._generate(provider, directory, timeout, parameters)


class AsyncTypedSubmits(ABC):
    """What `AsyncJobs` inherits."""

    @abstractmethod
    async def _submit(self, provider: str, parameters: Mapping[str, Any]) -> Job: ...

    @abstractmethod
    async def _submit_many(self, provider: str, parameters: Mapping[str, Any]) -> tuple[Job, ...]: ...

    @abstractmethod
    async def _generate(
        self, provider: str, directory: str | os.PathLike[str], timeout: float, parameters: Mapping[str, Any]
    ) -> Generated: ...

    @overload
    async def submit(self, provider: Literal["breeze"], **parameters: Unpack[BreezeParameters]) -> Job: ...

    @overload
    async def submit(self, provider: Literal["playai"], **parameters: Unpack[PlayAIParameters]) -> Job: ...

    @overload
    async def submit(self, provider: Literal["bland"], **parameters: Unpack[BlandParameters]) -> Job: ...

    @overload
    async def submit(self, provider: Literal["oxen"], **parameters: Unpack[OxenParameters]) -> Job: ...

    @overload
    async def submit(self, provider: Literal["finetuning"], **parameters: Unpack[FinetuningParameters]) -> Job: ...

    @overload
    async def submit(self, provider: Brought, **parameters: Any) -> Job: ...

    async def submit(self, provider: str, **parameters: Any) -> Job:
        """See `Jobs.submit`."""
        return await self._submit(provider, parameters)

    @overload
    async def submit_many(
        self, provider: Literal["breeze"], **parameters: Unpack[BreezeParameters]
    ) -> tuple[Job, ...]: ...

    @overload
    async def submit_many(
        self, provider: Literal["playai"], **parameters: Unpack[PlayAIParameters]
    ) -> tuple[Job, ...]: ...

    @overload
    async def submit_many(
        self, provider: Literal["bland"], **parameters: Unpack[BlandParameters]
    ) -> tuple[Job, ...]: ...

    @overload
    async def submit_many(self, provider: Literal["oxen"], **parameters: Unpack[OxenParameters]) -> tuple[Job, ...]: ...

    @overload
    async def submit_many(
        self, provider: Literal["finetuning"], **parameters: Unpack[FinetuningParameters]
    ) -> tuple[Job, ...]: ...

    @overload
    async def submit_many(self, provider: Brought, **parameters: Any) -> tuple[Job, ...]: ...

    async def submit_many(self, provider: str, **parameters: Any) -> tuple[Job, ...]:
        """See `Jobs.submit_many`."""
        return await self._submit_many(provider, parameters)

    @overload
    async def generate(
        self,
        provider: Literal["breeze"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[BreezeParameters],
    ) -> Generated: ...

    @overload
    async def generate(
        self,
        provider: Literal["playai"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[PlayAIParameters],
    ) -> Generated: ...

    @overload
    async def generate(
        self,
        provider: Literal["bland"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[BlandParameters],
    ) -> Generated: ...

    @overload
    async def generate(
        self,
        provider: Literal["oxen"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[OxenParameters],
    ) -> Generated: ...

    @overload
    async def generate(
        self,
        provider: Literal["finetuning"],
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Unpack[FinetuningParameters],
    ) -> Generated: ...

    @overload
    async def generate(
        self,
        provider: Brought,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Any,
    ) -> Generated: ...

    async def generate(
        self,
        provider: str,
        directory: str | os.PathLike[str] = ".",
        *,
        timeout: float = DEFAULT_TIMEOUT,
        **parameters: Any,
    ) -> Generated:
        """See `Jobs.generate`."""
        return await self._generate(provider, directory, timeout, parameters)
