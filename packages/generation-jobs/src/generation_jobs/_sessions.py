"""The providers that a client is set up for: a session and a scheduler for each, built when first used."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.models import Job, JobStatus
from generation_jobs._core.policy import Policy
from generation_jobs._paginator import ListedJobs
from generation_jobs._polling.scheduler import Scheduler
from generation_jobs._provider_session import ProviderSession
from generation_jobs._rate_limits import RateLimits
from generation_jobs.providers import load
from generation_jobs.providers.registry import checked_kind, provider_names, refused, settings_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generation_jobs._core.config import Config
    from generation_jobs._core.io import IO
    from generation_jobs._core.refs import Ref
    from generation_jobs.providers.settings import Settings

log: logging.Logger = logging.getLogger("generation_jobs")


class ArchivedProviderWarning(UserWarning):
    """A provider is in use whose service is reported closed."""


def settings_from_env() -> tuple[list[Settings], dict[str, str]]:
    """Return the settings of every provider that the environment has the keys of, and why others are left out."""
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


class Sessions:
    """The sessions and schedulers of one client, by provider. Safe to use from many threads.

    Args:
        settings: The providers that are set up.
        config: The options of the client.
        skipped: Why other providers are not set up, by name.
        io: How requests are sent.
    """

    def __init__(self, settings: Iterable[Settings], config: Config, skipped: Mapping[str, str], io: IO) -> None:
        self._config, self._io, self._skipped = config, io, skipped
        self._settings = _by_provider(settings)
        for provider in config.policies:
            if provider not in self._settings and provider not in provider_names():
                raise ConfigurationError(f"policies: there is no provider {provider!r}")
        self._reported: set[tuple[str | None, ...]] = set()
        self._sessions: dict[str, ProviderSession] = {}
        self._schedulers: dict[str, Scheduler] = {}
        self._rate_limits = RateLimits(config, io)

    def session(self, ref: Ref) -> ProviderSession:
        """Return the session of a ref's provider. Raises `ConfigurationError` where it is not set up."""
        settings = self._settings.get(ref.provider)
        if settings is None:
            raise self._unconfigured(ref)
        if settings.archived and self._is_news("archived", ref.provider):
            warnings.warn(f"{ref.provider}: {settings.archived}", ArchivedProviderWarning, stacklevel=2)
        if ref.provider not in self._sessions:
            self._sessions.setdefault(ref.provider, self._built(settings))  # once, for all threads
        return self._sessions[ref.provider]

    def scheduler(self, ref: Ref) -> Scheduler:
        """Return the scheduler of a ref's provider, the same for all waits of the client."""
        if ref.provider not in self._schedulers:
            self._schedulers.setdefault(ref.provider, Scheduler(self.session(ref), self._config))
        return self._schedulers[ref.provider]

    def close(self) -> None:
        """Leave the rate limits that processes share."""
        self._rate_limits.close()

    def _built(self, settings: Settings) -> ProviderSession:
        adapter = load(type(settings))
        policy = self._config.policies.get(settings.provider) or Policy()
        throttles = self._rate_limits.throttles(adapter, settings, policy)
        session = ProviderSession(adapter, settings, policy, self._config, self._io, throttles, self._check_status)
        session.job_list = ListedJobs.of(session)
        return session

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

    def _check_status(self, job: Job) -> None:
        provider = (job.ref or "").partition(":")[0]
        if job.status is JobStatus.UNKNOWN and self._is_news("status", provider, job.provider_status):
            log.warning(
                "%s: unknown status %r, taken as not finished; a newer generation-jobs may know it",
                provider,
                job.provider_status,
            )

    def _is_news(self, *topic: str | None) -> bool:
        is_news = topic not in self._reported
        self._reported.add(topic)
        return is_news


def _by_provider(settings: Iterable[Settings]) -> dict[str, Settings]:
    found: dict[str, Settings] = {}
    for one in settings:
        checked_kind(type(one))
        if one.provider in found:
            raise ConfigurationError(f"two settings for {one.provider}: build a second Jobs for the second account")
        found[one.provider] = one
    return found
