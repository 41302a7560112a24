"""What `Jobs` and `AsyncJobs` share: all that they do, as steps, and no I/O."""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generation_jobs._core.config import Config, check_seconds
from generation_jobs._core.errors import (
    ConfigurationError,
    DownloadError,
    MissingResult,
    WaitTimeout,
)
from generation_jobs._core.models import Job, JobStatus, Media
from generation_jobs._core.refs import Ref, parse_ref
from generation_jobs._events.subscriptions import Ear, Inbox
from generation_jobs._polling.forecast import Forecast
from generation_jobs._polling.poller import Sighting, Wait, settle
from generation_jobs._provider_session import ProviderSession
from generation_jobs.budget import KINDS, Budget
from generation_jobs.providers import load
from generation_jobs.providers.registry import checked_kind, provider_names, refused, settings_kind

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Generator, Iterable, Mapping

    from generation_jobs._core.io import IO
    from generation_jobs._download.downloader import Progress
    from generation_jobs._events.subscriptions import Channel, EventStreams, Push
    from generation_jobs._polling.batch import Crowd
    from generation_jobs._polling.companions import Companions, Place
    from generation_jobs.budget import Kind
    from generation_jobs.byredis import Store
    from generation_jobs.providers.base import Adapter
    from generation_jobs.providers.settings import Settings
    from generation_jobs.shared import SharedBudget

log: logging.Logger = logging.getLogger("generation_jobs")


class ArchivedProviderWarning(UserWarning):
    """A provider is in use whose service is reported closed."""


def settings_from_env() -> tuple[list[Settings], dict[str, str]]:
    """The settings of every provider that the environment has the keys of, and why each other one is left out."""
    found: list[Settings] = []
    skipped: dict[str, str] = {}
    for refusal in refused():
        log.warning("%s", refusal)
    for provider in provider_names():
        try:
            found.append(settings_kind(provider).from_env())
        except ConfigurationError as error:
            skipped[provider] = str(error)
    return found, skipped


class Core:
    """The configured providers, and the operations on their jobs."""

    def __init__(
        self,
        settings: Iterable[Settings],
        config: Config,
        skipped: Mapping[str, str],
        io: IO,
        streams: EventStreams,
    ) -> None:
        self.config = config
        self.io, self._streams = io, streams
        self._settings = _by_provider(settings)
        self._skipped = skipped
        self._told: set[tuple[str | None, ...]] = set()
        self._channels: dict[str, Channel] = {}
        self._desks: dict[str, ProviderSession] = {}
        self._forecasts: dict[str, Forecast] = {}
        self._companions: dict[str, Companions] = {}
        self._store = None if config.budget is None else _opened(config.budget)

    def close(self) -> None:
        """Leave the budget that processes share."""
        if self._store is not None:
            self._store.close()

    async def get(self, job: str | Job) -> Job:
        """See `Jobs.get`."""
        ref = ref_of(job)
        sighting = await self.look(ref, self.desk(ref).patience())
        return sighting.job

    async def wait(
        self, job: str | Job, timeout: float, on_update: Callable[[Job], None] | None, push: Push = False
    ) -> Job:
        """See `Jobs.wait`."""
        check_seconds(timeout)
        if isinstance(job, Job) and job.ref is None:
            return settle(job)  # it was answered at once
        ref = ref_of(job)
        waiting = self._waiting(ref, self._in(timeout), on_update)
        with self._ear(ref, push) as waiting.ear, self._place(ref, push) as place:
            look = partial(self.look, ref)
            if place is None:
                return await waiting.steps(look)
            waiting.nudge = place.nudge
            return await waiting.steps(partial(place.look, look))

    @contextmanager
    def _place(self, ref: Ref, push: Push) -> Generator[Place | None]:
        """A wait's place among all at its provider; None where that has no list to read, and for who is told anyway."""
        desk = self.desk(ref)
        if push is not False or desk.adapter.listing is None or desk.adapter.listing.size is None:
            yield None
            return
        from generation_jobs._polling.companions import Companions  # late: not every provider has such a list

        companions = self._companions.setdefault(ref.provider, Companions(desk))
        with companions.joined(ref.id) as place:
            yield place

    def crowd(self, jobs: Iterable[str | Job], timeout: float) -> Crowd:
        """See `Jobs.as_completed`."""
        check_seconds(timeout)
        from generation_jobs._polling.batch import Crowd  # late: who waits for one job needs none

        return Crowd(self, several(jobs), self._in(timeout))

    def _waiting(self, ref: Ref, deadline: float, on_update: Callable[[Job], None] | None = None) -> Wait:
        forecast = self.forecast(ref.provider)
        return Wait(str(ref), forecast, self.io, self.config.clock, self.config.random, deadline, on_update)

    def forecast(self, provider: str) -> Forecast:
        """When a provider's jobs are likely to end."""
        if provider not in self._forecasts:
            adapter = self.desk(Ref(provider, "")).adapter
            self._forecasts.setdefault(provider, Forecast(provider, adapter, self.config.durations))
        return self._forecasts[provider]

    @contextmanager
    def _ear(self, ref: Ref, push: Push) -> Generator[Ear | None]:
        """How a wait for this job hears of its end; None where nobody would tell."""
        channel = self._channel(ref) if push is True else None
        source = push if isinstance(push, Inbox) else channel
        if source is None:
            yield None
        else:
            with source.bells.hung(str(ref)) as bell:
                yield Ear(bell, self.io, self._streams, channel)

    def _channel(self, ref: Ref) -> Channel | None:
        """The stream of a provider's events, one for all who wait."""
        desk = self.desk(ref)
        events = desk.adapter.events
        return None if events is None else self._channels.setdefault(ref.provider, desk.channel(events))

    async def download(
        self,
        job: str | Job,
        directory: str | os.PathLike[str],
        timeout: float,
        overwrite: bool,
        on_progress: Progress | None,
    ) -> tuple[Path, ...]:
        """See `Jobs.download`."""
        check_seconds(timeout)
        from generation_jobs._download.results import saved  # late: who only waits saves nothing

        deadline = self._in(timeout)
        ended = await self._ended(job, deadline)
        return await saved(self, ended, Path(directory), deadline, overwrite, on_progress)

    async def _ended(self, job: str | Job, deadline: float) -> Job:
        """The job with its results. Raises what `settle` raises, and `DownloadError` for a job that goes on."""
        seen = job if isinstance(job, Job) else (await self._seen(parse_ref(job), deadline))
        if not seen.status.is_final:
            raise DownloadError(f"{seen.ref}: is {seen.status}, not finished: wait for it first", ref=seen.ref)
        return settle(seen)

    async def _seen(self, ref: Ref, deadline: float) -> Job:
        """The job as the first look that succeeds sees it. Raises the last trouble if none does before `deadline`."""
        try:
            return await self._waiting(ref, deadline).until_seen(partial(self.look, ref))
        except WaitTimeout as error:
            raise error.last_error or error from None

    async def look(self, ref: Ref, deadline: float) -> Sighting:
        """One look at a job, over before `deadline` and within the time for one request."""
        desk = self.desk(ref)
        operation = desk.adapter.operation
        model, answer = await desk.ask(str(ref), operation, operation.get_kwargs(ref.id), deadline)
        job = desk.adapter.read(ref, desk.base_url, model)
        self._tell_unknown(ref, job)
        return Sighting(job, desk.hint(answer.headers))

    def desk(self, ref: Ref) -> ProviderSession:
        """The provider of a ref, as it is set up. Raises `ConfigurationError` where it is not."""
        settings = self._settings.get(ref.provider)
        if settings is None:
            raise self._unconfigured(ref)
        if settings.archived and self._is_news("archived", ref.provider):
            warnings.warn(f"{ref.provider}: {settings.archived}", ArchivedProviderWarning, stacklevel=2)
        if ref.provider not in self._desks:
            adapter = load(type(settings))
            budgets: dict[Kind, Budget] = {kind: Budget(adapter.rates.get(kind)) for kind in KINDS}
            desk = ProviderSession(adapter, settings, self.config, self.io, budgets, self._shared(adapter, settings))
            self._desks.setdefault(ref.provider, desk)  # once, for all threads
        return self._desks[ref.provider]

    def _shared(self, adapter: Adapter[Any], settings: Settings) -> dict[Kind, SharedBudget]:
        """The budgets of a provider that processes share, where they do."""
        if self._store is None:
            return {}
        from generation_jobs.shared import SharedBudget, name_of  # late: few need it

        names = {kind: name_of(settings, settings.base_url or adapter.base_url, kind) for kind in KINDS}
        clock = self.config.clock
        return {kind: SharedBudget(self._store, names[kind], adapter.rates.get(kind), clock) for kind in KINDS}

    def _unconfigured(self, ref: Ref) -> ConfigurationError:
        try:
            kind = settings_kind(ref.provider)
            given = f"{kind.__name__} is not among the settings given: pass {kind.usage()} too"
            why = self._skipped.get(ref.provider, given)
        except ConfigurationError as error:
            why = str(error)
        if not ref.id:  # of a submit or a list
            return ConfigurationError(why)
        return ConfigurationError(f"{ref}: {why}", ref=str(ref))

    def _tell_unknown(self, ref: Ref, job: Job) -> None:
        if job.status is JobStatus.UNKNOWN and self._is_news("word", ref.provider, job.provider_status):
            log.warning(
                "%s: unknown status %r, taken as not finished; a newer generation-jobs may know it",
                ref.provider,
                job.provider_status,
            )

    def _is_news(self, *topic: str | None) -> bool:
        news = topic not in self._told
        self._told.add(topic)
        return news

    def _in(self, seconds: float) -> float:
        return self.config.clock.monotonic() + seconds

    async def fresh_result(self, ref: Ref, index: int, deadline: float) -> Media:
        """The result as a new look at the job tells it."""
        job = settle((await self.look(ref, deadline)).job)
        if index >= len(job.media):
            raise MissingResult(f"{ref}: result {index + 1} is gone", job=job)
        return job.media[index]


def several(jobs: Iterable[str | Job]) -> Iterable[str | Job]:
    """The jobs themselves. Raises `ConfigurationError` for a single ref, whose letters would be taken for refs."""
    if isinstance(jobs, str):
        raise ConfigurationError(f"{jobs!r}: give a list of refs; jobs.wait takes one")
    return jobs


def ref_of(job: str | Job) -> Ref:
    """The ref of a job, taken apart. Raises `ConfigurationError` for a malformed one, and for a job that has none."""
    ref = job.ref if isinstance(job, Job) else job
    if ref is None:
        raise ConfigurationError("this job has no ref: it was answered at once, and its provider keeps no id of it")
    return parse_ref(ref)


def _opened(url: str) -> Store:
    from generation_jobs.byredis import Store  # late: it needs an extra

    return Store(url)


def _by_provider(settings: Iterable[Settings]) -> dict[str, Settings]:
    found: dict[str, Settings] = {}
    for one in settings:
        checked_kind(type(one))
        if one.provider in found:
            raise ConfigurationError(f"two settings for {one.provider}: build a second Jobs for the second account")
        found[one.provider] = one
    return found
