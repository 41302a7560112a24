"""`AsyncJobs`: the client for asyncio."""

from collections.abc import Iterable
from types import TracebackType
from typing import Self, Unpack

from generation_jobs._core.config import Config, Options
from generation_jobs._events.subscriptions import EventReader
from generation_jobs._generated.typed_jobs import AsyncTypedJobs
from generation_jobs._sessions.sessions import settings_from_env
from generation_jobs.providers.settings import Settings


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
        from generation_jobs._http.async_transport import AsyncIO  # late: httpx is most of what importing costs

        config = Config.of(options)
        super().__init__(settings, config, AsyncIO, _event_reader)

    @classmethod
    def from_env(cls, **options: Unpack[Options]) -> Self:
        """Set up every provider whose environment variables are set, such as BREEZE_API_KEY.

        Args:
            options: See `Options`.
        """
        return cls(settings_from_env(), **options)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()


def _event_reader(config: Config) -> EventReader:
    from generation_jobs._events.sse import AsyncEventReader  # late: it imports httpx

    return AsyncEventReader(config)
