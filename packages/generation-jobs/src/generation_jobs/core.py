"""What `Jobs` and `AsyncJobs` share: all that they do, as steps, and no I/O."""

from __future__ import annotations

import logging
import warnings
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generation_jobs.download import Progress, Saving, Source
from generation_jobs.errors import (
    APIError,
    ConfigurationError,
    DownloadError,
    MissingResult,
    TransportError,
)
from generation_jobs.fetch import fetch, rest
from generation_jobs.files import stem
from generation_jobs.job import Job, JobStatus, Media
from generation_jobs.options import Config, check_seconds
from generation_jobs.providers import load
from generation_jobs.refs import Ref, parse_ref
from generation_jobs.settings import KINDS, Settings
from generation_jobs.steps import Request, Steps
from generation_jobs.urls import origin
from generation_jobs.verdict import api_error, retry_after
from generation_jobs.waiting import Sighting, Wait, settle

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping

    from generation_jobs.providers.base import Adapter
    from generation_jobs.redirects import Opened

log: logging.Logger = logging.getLogger("generation_jobs")


class ArchivedProviderWarning(UserWarning):
    """A provider is in use whose service is reported closed."""


def settings_from_env() -> tuple[list[Settings], dict[str, str]]:
    """The settings of every provider that the environment has the keys of, and why each other one is left out."""
    found: list[Settings] = []
    skipped: dict[str, str] = {}
    for provider, kind in KINDS.items():
        try:
            found.append(kind.from_env())
        except ConfigurationError as error:
            skipped[provider] = str(error)
    return found, skipped


class Core:
    """The configured providers, and the operations on their jobs."""

    def __init__(self, settings: Iterable[Settings], config: Config, skipped: Mapping[str, str]) -> None:
        self.config = config
        self._settings = _by_provider(settings)
        self._skipped = skipped
        self._told: set[tuple[str, str | None]] = set()

    def get(self, job: str | Job) -> Steps[Job]:
        """See `Jobs.get`."""
        sighting = yield from self._look(_ref(job), self._in(self.config.timeout))
        return sighting.job

    def wait(self, job: str | Job, timeout: float, on_update: Callable[[Job], None] | None) -> Steps[Job]:
        """See `Jobs.wait`."""
        check_seconds(timeout)
        ref = _ref(job)
        adapter, _ = self._provider(ref)
        wait = Wait(str(ref), adapter.pace, self.config.clock, self.config.random, self._in(timeout), on_update)
        return (yield from wait.steps(partial(self._look, ref)))

    def download(
        self,
        job: str | Job,
        directory: str | os.PathLike[str],
        timeout: float,
        overwrite: bool,
        on_progress: Progress | None,
    ) -> Steps[tuple[Path, ...]]:
        """See `Jobs.download`."""
        check_seconds(timeout)
        deadline = self._in(timeout)
        ended = yield from self._ended(job)
        folder = Path(directory)
        paths: list[Path] = []
        for index, media in enumerate(ended.media):
            ref = parse_ref(ended.ref)
            name = stem(ref, index + 1 if len(ended.media) > 1 else None)
            source = _ResultOf(self, ref, index)
            saving = Saving(ended.ref, media, folder, name, overwrite, deadline, self.config, source, on_progress)
            paths.append((yield from saving.steps()))
        return tuple(paths)

    def _ended(self, job: str | Job) -> Steps[Job]:
        """The job with its results. Raises what `settle` raises, and `DownloadError` for a job that goes on."""
        seen = job if isinstance(job, Job) else (yield from self.get(job))
        if not seen.status.is_final:
            raise DownloadError(f"{seen.ref}: is {seen.status}, not finished: wait for it first", ref=seen.ref)
        return settle(seen)

    def _look(self, ref: Ref, deadline: float) -> Steps[Sighting]:
        """One look at a job, over before `deadline` and within the time for one request."""
        adapter, settings = self._provider(ref)
        request = adapter.request(ref, settings)
        try:
            answer = yield from fetch(request, min(deadline, self._in(self.config.timeout)))
        except TransportError as error:
            raise TransportError(f"{ref}: {error}", ref=str(ref)) from error.__cause__
        hint = retry_after(answer.headers, self.config.clock.now())
        job = adapter.job(ref, settings, answer, hint)
        self._tell_unknown(ref, job)
        return Sighting(job, hint)

    def _provider(self, ref: Ref) -> tuple[Adapter[Any, Any], Settings]:
        settings = self._settings.get(ref.provider)
        if settings is None:
            raise self._unconfigured(ref)
        if settings.archived and self._is_news(ref.provider, None):
            warnings.warn(f"{ref.provider}: {settings.archived}", ArchivedProviderWarning, stacklevel=2)
        return load(ref.provider), settings

    def _unconfigured(self, ref: Ref) -> ConfigurationError:
        if ref.provider not in KINDS:
            return ConfigurationError(
                f"{ref}: there is no provider {ref.provider!r}; there are {', '.join(KINDS)}", ref=str(ref)
            )
        kind = KINDS[ref.provider]
        why = self._skipped.get(ref.provider, "it is not among the settings given")
        return ConfigurationError(
            f"{ref}: {ref.provider} is not set up: {why}; pass {kind.usage()} or set {' and '.join(kind.variables())}",
            ref=str(ref),
        )

    def _tell_unknown(self, ref: Ref, job: Job) -> None:
        if job.status is JobStatus.UNKNOWN and self._is_news(ref.provider, job.provider_status):
            log.warning(
                "%s: unknown status %r, taken as not finished; a newer generation-jobs may know it",
                ref.provider,
                job.provider_status,
            )

    def _is_news(self, provider: str, word: str | None) -> bool:
        news = (provider, word) not in self._told
        self._told.add((provider, word))
        return news

    def _in(self, seconds: float) -> float:
        return self.config.clock.monotonic() + seconds

    # What `_ResultOf` asks.

    def result_request(self, ref: Ref, url: str) -> Request:
        """The request for a result: by the API client, with the key, only where the provider's own API serves it."""
        adapter, settings = self._provider(ref)
        base = settings.base_url or adapter.base_url
        if _same_origin(url, base):
            return Request(url, adapter.auth(settings), ref.provider)
        return Request(url, {}, None)

    def fresh_result(self, ref: Ref, index: int) -> Steps[Media]:
        """The result as a new look at the job tells it."""
        job = settle((yield from self.get(str(ref))))
        if index >= len(job.media):
            raise MissingResult(f"{ref}: result {index + 1} is gone", job=job)
        return job.media[index]

    def result_error(self, ref: Ref, opened: Opened) -> Steps[APIError]:
        """What an answer that is not a result means; closes it."""
        status = opened.head.status_code
        hint = retry_after(opened.head.headers, self.config.clock.now())
        body = yield from rest(self._in(self.config.timeout))
        if opened.request.provider is None:
            return api_error(status, ref=str(ref), body=body, retry_after=hint, who="the media host")
        adapter, _ = self._provider(ref)
        return adapter.error(ref, status, body, hint)


@dataclass(frozen=True)
class _ResultOf(Source):
    """Result number `index` of a job."""

    core: Core
    ref: Ref
    index: int

    def request(self, url: str) -> Request:
        return self.core.result_request(self.ref, url)

    def refresh(self) -> Steps[Media]:
        return self.core.fresh_result(self.ref, self.index)

    def error(self, opened: Opened) -> Steps[APIError]:
        return self.core.result_error(self.ref, opened)


def _ref(job: str | Job) -> Ref:
    return parse_ref(job.ref if isinstance(job, Job) else job)


def _by_provider(settings: Iterable[Settings]) -> dict[str, Settings]:
    found: dict[str, Settings] = {}
    for one in settings:
        if one.provider in found:
            raise ConfigurationError(f"two settings for {one.provider}: build a second Jobs for the second account")
        found[one.provider] = one
    return found


def _same_origin(url: str, base_url: str) -> bool:
    try:
        return origin(url) == origin(base_url)
    except ValueError:
        return False
