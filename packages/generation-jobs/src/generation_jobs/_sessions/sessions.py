"""The providers that a client is set up for: a session and a scheduler for each, created when first used."""

import logging
import os
import sys
import warnings
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from threading import Lock
from typing import cast

from generation_jobs._core.config import Config, Policy
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.io import CLOSED, IO, Request
from generation_jobs._core.ledger import Ledger
from generation_jobs._core.models import Job
from generation_jobs._core.refs import Ref
from generation_jobs._core.values.checks import check_kind, check_word
from generation_jobs._core.values.status import JobStatus
from generation_jobs._events.subscriptions import EventReader, EventStream, JobAnnouncements, Push
from generation_jobs._polling.scheduler import Scheduler
from generation_jobs._sessions.paginator import ListedJobs
from generation_jobs._sessions.provider_session import ProviderSession, RateLimits
from generation_jobs.providers.registry import (
    check_settings_class,
    conflicts,
    load_adapter,
    provider_names,
    settings_class,
)
from generation_jobs.providers.settings import BUILT_IN, Settings

log: logging.Logger = logging.getLogger("generation_jobs")

_OURS = {"generation_jobs", "sliding_window_quota"}
"""The packages between a call of the user and a warning: the limiter runs coroutines in blocking code."""

_MOST_TOPICS = 1000
"""Warnings of one client at most: a provider may send another text each time."""

_MOST_REFS = 10_000
"""Refs that are remembered at most, about a megabyte."""

_LONGEST_VALUE = 200
"""Characters of a value in a warning."""


class ArchivedProviderWarning(UserWarning):
    """The service of a provider that is used is reported closed."""


class FoundSettings(tuple[Settings, ...]):
    """The settings of every provider whose keys are set; `skipped` tells what the others lack, by provider."""

    skipped: Mapping[str, str]


def settings_from_env() -> FoundSettings:
    """Return the settings that environment variables set."""
    found: list[Settings] = []
    skipped: dict[str, str] = {}
    for conflict in conflicts(*BUILT_IN):
        log.warning("%s", conflict)
    for provider in provider_names():
        try:
            found.append(settings_class(provider).from_env())
        except ConfigurationError as error:
            skipped[provider] = str(error)
    settings = FoundSettings(found)
    settings.skipped = skipped
    return settings


def settings_of(given: Iterable[Settings]) -> dict[str, Settings]:
    """Return the settings that a client is created with, by provider. Raises `ConfigurationError` for anything else."""
    if isinstance(given, Settings):
        raise ConfigurationError(f"settings is one {type(given).__name__}: give a list, Jobs([{given.usage()}])")
    check_kind("settings", given, Iterable, "a list such as [Breeze(api_key=…)], or use from_env()")
    found: dict[str, Settings] = {}
    for one in given:
        check_kind("one of the settings", one, Settings, "settings such as Breeze(api_key=…), or use from_env()")
        check_settings_class(type(one))
        if one.provider in found:
            raise ConfigurationError(f"two settings for {one.provider}: create another Jobs for the second account")
        found[one.provider] = one
    return found


class Sessions:
    """What one client has in one process: connections, and a session and a scheduler for each provider. Thread-safe.

    `skipped` tells why other providers are not set up.
    """

    def __init__(
        self,
        settings: Mapping[str, Settings],
        skipped: Mapping[str, str],
        config: Config,
        io: IO,
    ) -> None:
        self.io = io
        self._named: dict[str, bool] = {}  # refs, the oldest first, and whether they were seen to succeed
        self._lock = Lock()
        self._settings, self._skipped, self._config = settings, skipped, config
        for provider in config.policies:
            if provider not in self._settings and provider not in provider_names():
                check_word("provider in policies:", provider, provider_names())
        self._reported: set[tuple[object, ...]] = set()
        self._sessions: dict[str, ProviderSession] = {}
        self._rate_limits = RateLimits(config, io)
        self._reader: EventReader | None = None
        self._closed = False

    def check_open(self) -> None:
        """Raise `ConfigurationError` once closed: a wait for many says so once, not for each job."""
        if self._closed:
            raise ConfigurationError(CLOSED)

    def session(self, ref: Ref) -> ProviderSession:
        """Return the session of a ref's provider. Raises `ConfigurationError` if it is not set up."""
        settings = self._settings.get(ref.provider)
        if settings is None:
            raise self._not_set_up(ref)
        if settings.archived and self._is_new("archived", ref.provider):
            warnings.warn(f"{ref.provider}: {settings.archived}", ArchivedProviderWarning, _user_level())
        if ref.provider not in self._sessions:
            self._sessions.setdefault(ref.provider, self._create(settings))  # the same for all threads
        return self._sessions[ref.provider]

    def scheduler(self, ref: Ref) -> Scheduler:
        """Return the scheduler of a ref's provider, which all waits share, with asyncio those of one event loop."""
        schedulers: dict[str, Scheduler] = self.io.local
        if ref.provider not in schedulers:
            schedulers.setdefault(ref.provider, Scheduler(self.session(ref), self._config))
        return schedulers[ref.provider]

    def remember(self, job: Job) -> None:
        """Remember that a job's provider has named it, and whether it has succeeded: later responses may deny it."""
        if job.ref is None:
            return
        with self._lock:
            has_succeeded = self._named.pop(job.ref, False) or job.status is JobStatus.SUCCEEDED
            self._named[job.ref] = has_succeeded
            if len(self._named) > _MOST_REFS:
                del self._named[next(iter(self._named))]

    def is_named(self, ref: Ref) -> bool:
        """Return whether the provider has named a job."""
        return str(ref) in self._named

    def has_succeeded(self, ref: Ref) -> bool:
        """Return whether a job was seen to succeed."""
        return self._named.get(str(ref), False)

    def announcements(self, ref: Ref, push: Push) -> JobAnnouncements | None:
        """Return what announces the end of a job, None if nothing does."""
        if not push:
            return None
        from generation_jobs._events.sse import event_reader  # late: it imports httpx

        self._reader = reader = self._reader or event_reader(self._config, self.io)
        stream = self._stream(ref) if push is True else None
        source = stream if push is True else push
        if source is None:
            return None
        return JobAnnouncements(str(ref), source.subscribers, self.io, reader, self._config.clock, stream)

    async def close(self) -> None:
        """Close connections and streams, and leave the shared rate limits."""
        self._closed = True
        async with AsyncExitStack() as stack:  # closes the others, too, if one cannot be, or is cancelled
            stack.callback(self._rate_limits.close)
            if self._reader is not None:
                stack.push_async_callback(self._reader.close)
            stack.push_async_callback(self.io.close)

    def _stream(self, ref: Ref) -> EventStream | None:
        """Return the stream of a provider's events, one for all waits as the scheduler is; None if it has none."""
        session = self.session(ref)
        events = session.adapter.events
        if events is None:
            return None
        headers = {**session.api_headers(), "Accept": "text/event-stream", "Cache-Control": "no-store"}
        request = Request(session.base_url.rstrip("/") + events.path, headers, session.name)
        stream = EventStream(session.name, request, events, self._config.clock, self._config.random)
        streams: dict[str, EventStream] = self.io.local
        return streams.setdefault(f"{ref.provider} events", stream)

    def _create(self, settings: Settings) -> ProviderSession:
        adapter = load_adapter(type(settings))
        policy = self._config.policies.get(settings.provider) or Policy()
        throttles = self._rate_limits.throttles(adapter, settings, policy)
        session = ProviderSession(adapter, settings, policy, self._config, self.io, throttles, self._warn_once)
        if adapter.listing is not None and adapter.listing.size is not None:
            session.job_list = ListedJobs(session, adapter.listing, adapter.listing.size)
        return session

    def _not_set_up(self, ref: Ref) -> ConfigurationError:
        if (why := self._skipped.get(ref.provider)) is None:
            try:
                kind = settings_class(ref.provider)
            except ConfigurationError as error:
                why = str(error)
            else:
                variables = " and ".join(kind.variables())
                why = f"{kind.__name__} is not set up: pass {kind.usage()} too, or set {variables} and use from_env()"
        if not ref.id:  # of a submit or a list
            return ConfigurationError(why)
        return ConfigurationError(f"{ref}: {why}", ref=str(ref))

    def _warn_once(self, message: str, *values: str | None) -> None:
        """Log a warning, unless the same was logged before. The values may be what a provider sends."""
        shown = [value and value[:_LONGEST_VALUE] for value in values]
        if self._is_new(message, *shown):
            log.warning(message, *shown)

    def _is_new(self, *topic: object) -> bool:
        is_new = topic not in self._reported and len(self._reported) < _MOST_TOPICS
        if is_new:
            self._reported.add(topic)
        return is_new


def _user_level() -> int:
    """Return the `stacklevel` of the line outside these packages that led here."""
    level, frame = 1, sys._getframe(1)  # pyright: ignore[reportPrivateUsage]  (documented, in spite of its name)
    while frame.f_back is not None and frame.f_globals["__name__"].partition(".")[0] in _OURS:
        level, frame = level + 1, frame.f_back
    return level


OFF = "off"
"""In place of a path: no ledger."""


def open_ledger(where: str | os.PathLike[str] | Ledger | None) -> Ledger | None:
    """Return the ledger of the option `ledger`; None without one."""
    if where is None or (isinstance(where, str) and where.lower() == OFF):
        return None
    if where == "":
        raise ConfigurationError("ledger is empty: give a path, or leave it out")
    if isinstance(where, str) and "://" in where:
        return _database(where)
    if isinstance(where, str | os.PathLike):
        from generation_jobs._ledger.sqlite import SQLiteLedger  # late: most programs have none

        return SQLiteLedger(where)
    if isinstance(cast("object", where), Ledger):
        return where
    raise ConfigurationError(f"ledger={where!r}: give a path, the URL of a Postgres database or a Ledger")


def _database(url: str) -> Ledger:
    scheme = url.partition("://")[0]
    if scheme not in {"postgresql", "postgres"}:
        raise ConfigurationError(
            f"ledger={scheme}://…: give a path, or the URL of a Postgres database (postgresql://…)"
        )
    try:
        from generation_jobs._ledger.postgres import PostgresLedger  # late: it needs an extra
    except ImportError as error:
        install = "pip install 'generation-jobs[postgres]'"
        raise ConfigurationError(f"a ledger in Postgres needs psycopg ({error}): {install}") from error
    return PostgresLedger(url)
