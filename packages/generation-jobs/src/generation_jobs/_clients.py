"""The clients: `Jobs` for blocking code, `AsyncJobs` for asyncio."""

from collections.abc import Iterable
from typing import Self, Unpack

from generation_jobs._core.config import Config, Options
from generation_jobs._generated.typed_jobs import AsyncTypedJobs, TypedJobs
from generation_jobs._operations.operations import Operations
from generation_jobs._sessions.sessions import settings_from_env
from generation_jobs.providers.settings import Settings


class Jobs(TypedJobs):
    """Jobs of all providers, for blocking code. Thread-safe. Close it, or use it in a `with` block.

        with Jobs([Breeze(api_key="…")]) as jobs:
            job = jobs.wait("breeze:job_01hasync")
            jobs.download(job, "out/")

    The parameter `job` is a ref (`provider:id`) or a `Job`. Every method may raise `ConfigurationError` (malformed ref,
    or provider not set up), `APIError` (the provider answered with an error) and `TransportError` (no response).

    Args:
        settings: The providers to set up, at most one account for each.
        options: See `Options`.

    Raises:
        ConfigurationError: An option is invalid, or there are two settings for one provider.
    """

    def __init__(self, settings: Iterable[Settings], **options: Unpack[Options]) -> None:
        config = Config.of(options)  # first: it says what to do if httpx is not installed
        from generation_jobs._http.sync_transport import SyncIO  # late: httpx is most of what importing costs

        self._operations = Operations(settings, config, SyncIO)

    @classmethod
    def from_env(cls, **options: Unpack[Options]) -> Self:
        """Set up every provider whose environment variables are set, such as BREEZE_API_KEY.

        Args:
            options: See `Options`.
        """
        return cls(settings_from_env(), **options)

    def __repr__(self) -> str:
        return repr(self._operations).replace(type(self._operations).__name__, type(self).__name__, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncJobs(AsyncTypedJobs):
    """The same as `Jobs`, with `await`. Its tasks may share it, also those of several event loops.

        async with AsyncJobs([Breeze(api_key="…")]) as jobs:
            job = await jobs.wait("breeze:job_01hasync")
            await jobs.download(job, "out/")

    Tasks can be cancelled at any time. An interrupted download can be resumed. To leave a loop over `as_completed` or
    `list` early, use `contextlib.aclosing`. Parameters and errors are those of `Jobs`.

    Args:
        settings: The providers to set up, at most one account for each.
        options: See `Options`.

    Raises:
        ConfigurationError: An option is invalid, or there are two settings for one provider.
    """

    def __init__(self, settings: Iterable[Settings], **options: Unpack[Options]) -> None:
        config = Config.of(options)  # likewise
        from generation_jobs._http.async_transport import AsyncIO

        super().__init__(settings, config, AsyncIO)

    @classmethod
    def from_env(cls, **options: Unpack[Options]) -> Self:
        """Set up every provider whose environment variables are set, such as BREEZE_API_KEY.

        Args:
            options: See `Options`.
        """
        return cls(settings_from_env(), **options)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
