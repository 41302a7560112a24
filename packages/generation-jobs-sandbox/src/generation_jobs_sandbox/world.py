"""What the imitated providers know: the jobs, their clock, and every request that arrived."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, QueryParams

from generation_jobs_sandbox.faults import Fault, FaultQueue
from generation_jobs_sandbox.life import OUTCOMES, Life, Phase
from generation_jobs_sandbox.media import MEDIA, MediaFile
from generation_jobs_sandbox.providers import PROVIDERS
from generation_jobs_sandbox.providers.base import Provider, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.types import Scope

MEDIA_HOST = "media.sandbox.example"  # where results are while no server runs; RFC 2606 keeps the name unused


@dataclass(frozen=True)
class SeenRequest:
    """One request as it arrived. `path` is still percent-encoded; header names are lower-case."""

    method: str
    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]

    @classmethod
    def of(cls, scope: Scope) -> SeenRequest:
        """Read it off an ASGI scope."""
        headers = Headers(scope=scope)
        query = QueryParams(scope["query_string"])
        path = scope["raw_path"].decode("ascii")
        return cls(scope["method"], headers.get("host", ""), path, dict(query), dict(headers))


@dataclass(frozen=True)
class StoredJob:
    """A job as the provider keeps it; `body` is a published example, told word for word."""

    provider: Provider
    id: str
    life: Life
    media: MediaFile
    token: str
    faults: FaultQueue
    body: bytes | None = None

    @property
    def last_modified(self) -> str:
        """When its result was made, as an HTTP date."""
        return format_datetime(self.life.ends_at.astimezone(UTC), usegmt=True)

    @property
    def file_name(self) -> str:
        """The path of its result on the media host: nobody guesses it."""
        return f"{self.token}.{self.media.extension}"

    def snapshot(self, now: datetime, url: str, fault: Fault | None = None) -> Snapshot:
        """How it stands at `now`; `url` is where its result will be."""
        phase = self.life.phase(now)
        word = self.provider.words[phase]
        completed_at = self.life.completed_at(now)
        if fault is not None and fault.kind == "unknown_status":
            phase, word, completed_at = Phase.RUNNING, fault.word, None
        told = phase is Phase.SUCCEEDED and not (fault is not None and fault.kind == "missing_result")
        return Snapshot(
            id=self.id,
            phase=phase,
            word=word,
            created_at=self.life.created_at,
            started_at=self.life.started_at(now),
            completed_at=completed_at,
            media=self.media,
            url=url if told else None,
        )


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


class World:
    """Jobs on a clock.

    `now` gives an aware time and may be replaced at any moment. `media_url` is where the media app is
    mounted: a `Sandbox` says so itself, and for plain ASGI apps it is `https://media.sandbox.example`. `seed`
    makes ids and result URLs come out the same each time, for recording; without it they are unguessable.
    """

    def __init__(
        self,
        now: Callable[[], datetime] = utc_now,
        media_url: str | None = None,
        *,
        seed: str | None = None,
    ) -> None:
        self.now = now
        self.media_url = media_url
        self.requests: list[SeenRequest] = []
        self._random = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311
        self._jobs: dict[tuple[str, str], StoredJob] = {}
        self._files: dict[str, StoredJob] = {}
        for provider in PROVIDERS.values():
            self._keep_example(provider)

    def add(
        self,
        provider: str,
        outcome: str = "succeeded",
        *,
        queued: float = 0.0,
        running: float = 0.0,
        media: str | None = None,
        faults: Iterable[Fault] = (),
        id: str | None = None,  # noqa: A002
    ) -> str:
        """Start a job now and return its id, which looks like the provider's own unless you give one.

        It is queued and then running for so many seconds, then ends as `succeeded`, `failed` or `cancelled`.
        `media` is `audio`, `wav`, `image` or `video`; the default is what the provider makes.

        Raises:
            ValueError: for what the provider does not have; the message names what it has.
        """
        owner = _provider(provider)
        life = Life(self.now(), timedelta(seconds=queued), timedelta(seconds=running), _outcome(owner, outcome))
        if not owner.has_status and queued + running > 0:
            raise ValueError(f"{provider} stores only finished jobs: queued and running must be 0")
        job = StoredJob(
            owner,
            owner.new_id(self._random) if id is None else _id(id),
            life,
            MEDIA[_media(owner, media)],
            self._new_token(),
            FaultQueue(_faults(owner, faults)),
        )
        self._keep(job)
        return job.id

    def add_demo(self, stretch: float = 1.0) -> list[str]:
        """Four jobs that end within 6 to 12 seconds times `stretch`, and Bland's stored one.

        Returns their refs: `breeze:job_01…`.
        """
        jobs = [("breeze", 2, 4), ("playai", 2, 6), ("oxen", 3, 7), ("finetuning", 4, 8)]
        refs = [f"{name}:{self.add(name, queued=q * stretch, running=r * stretch)}" for name, q, r in jobs]
        return [*refs, f"bland:{self.add('bland')}"]

    def find(self, provider: str, id: str) -> StoredJob | None:  # noqa: A002
        """A job by its id."""
        return self._jobs.get((provider, id))

    def find_file(self, name: str) -> StoredJob | None:
        """The job whose result lies under this path of the media host."""
        return self._files.get(name)

    def url_of(self, job: StoredJob) -> str:
        """Where a job's result is."""
        base = self.media_url or f"https://{MEDIA_HOST}"
        return f"{base.rstrip('/')}/{job.file_name}"

    def _keep(self, job: StoredJob) -> None:
        key = (job.provider.name, job.id)
        if key in self._jobs:
            raise ValueError(f"there is a job {':'.join(key)} already")
        self._jobs[key] = job
        self._files[job.file_name] = job

    def _keep_example(self, provider: Provider) -> None:
        if provider.example is None:
            return
        example = provider.example
        life = Life(example.created_at, timedelta(), timedelta(), Phase.SUCCEEDED)
        media = MEDIA[provider.makes[0]]
        self._keep(StoredJob(provider, example.id, life, media, self._new_token(), FaultQueue(()), example.body))

    def _new_token(self) -> str:
        return f"{self._random.getrandbits(128):032x}"


def _provider(name: str) -> Provider:
    if name not in PROVIDERS:
        raise ValueError(f"unknown provider {name!r}; one of: {', '.join(PROVIDERS)}")
    return PROVIDERS[name]


def _id(given: str) -> str:
    # Everything that can stand in one segment of a path, so that a client's quoting can be tried.
    if not given or "/" in given or given in (".", "..") or not (given.isascii() and given.isprintable()):
        raise ValueError(f"{given!r} cannot be an id: one segment of a path, in printable ASCII")
    return given


def _outcome(provider: Provider, word: str) -> Phase:
    known = [phase for phase in OUTCOMES if phase in provider.words]
    if word not in known:
        raise ValueError(f"a job of {provider.name} cannot end as {word!r}; one of: {', '.join(known)}")
    return Phase(word)


def _media(provider: Provider, kind: str | None) -> str:
    if kind is not None and kind not in provider.makes:
        raise ValueError(f"{provider.name} does not make {kind!r}; one of: {', '.join(provider.makes)}")
    return kind or provider.makes[0]


def _faults(provider: Provider, faults: Iterable[Fault]) -> list[Fault]:
    found = list(faults)
    if not provider.has_status and any(fault.kind == "unknown_status" for fault in found):
        raise ValueError(f"a job of {provider.name} has no status, so it cannot have an unknown one")
    return found
