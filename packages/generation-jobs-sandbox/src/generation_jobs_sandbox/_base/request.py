"""One request that was let in, as a provider's functions see it, and what they reply."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from generation_jobs_sandbox._base.life import ENDED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime

    from pydantic import TypeAdapter
    from starlette.datastructures import QueryParams

    from generation_jobs_sandbox._base.media import MediaFile
    from generation_jobs_sandbox._state.jobs import StoredJob
    from generation_jobs_sandbox._state.world import World
    from generation_jobs_sandbox.providers.base import Json, Provider, Snapshot

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Reply:
    """What a provider answers: JSON, or the bytes of `sound`."""

    body: Json = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    sound: MediaFile | None = None


@dataclass(frozen=True)
class Act:
    """One operation beside reading a job and its result; `contract` is what the spec promises of its body."""

    method: str
    path: str
    answer: Callable[[Call], Reply]
    kind: Literal["submit", "list", "action"]
    contract: TypeAdapter[Any] | None = None


@dataclass(frozen=True)
class Call:
    """One request with a good key; `text` is its body."""

    world: World
    provider: Provider
    key: str
    path: Mapping[str, str]
    query: QueryParams
    text: bytes
    own_path: bool = True
    """Whether its path is the job's own, rather than that of an entry in a list, which can be deleted."""
    started: list[str] = field(default_factory=list[str])
    """Ids of the jobs that it has submitted."""

    @property
    def now(self) -> datetime:
        """The world's time."""
        return self.world.now()

    def asked(self, model: type[Model]) -> Model:
        """The body. Raises `Problem`, naming the first field that is wrong."""
        try:
            return model.model_validate_json(self.text, strict=True, extra=self.provider.unknown_fields)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field_name = ".".join(str(part) for part in first["loc"]) or "body"
            raise self.provider.invalid(field_name, first["msg"]) from error

    def job(self) -> StoredJob:
        """The job that the path names. Raises `Problem` 404."""
        job = self.world.find(self.provider.name, self.path["id"])
        if job is None or not job.visible_to(self.key) or (job.hidden and not self.own_path):
            raise self.provider.problem(404)
        return job

    def jobs(self) -> list[StoredJob]:
        """What stands in this key's lists, the oldest first."""
        return [job for job in self.world.jobs(self.provider.name) if job.visible_to(self.key) and not job.hidden]

    def snapshot(self, job: StoredJob) -> Snapshot:
        """How a job stands now."""
        return job.snapshot(self.now, self.world.url_of(job))

    def limit(self) -> int:
        """How many generations its account may have under way."""
        return self.provider.plans[self.world.plan_of(self.provider)]

    def busy(self) -> int:
        """How many generations of this key are under way: unfinished jobs, and answers that are being sent."""
        unfinished = [job for job in self.jobs() if job.life.phase(self.now) not in ENDED]
        return len(unfinished) + self.world.in_flight[self.provider.name, self.key]

    def submit(
        self, asked: Mapping[str, Json], media: MediaFile, *, reason: str | None = None, at_once: bool = False
    ) -> StoredJob:
        """Accept a job, which with a `reason` is going to fail, and `at_once` has ended."""
        job = self.world.submit(self.provider, self.key, asked, media, reason=reason, at_once=at_once)
        self.started.append(job.id)
        return job

    def choice(self, name: str, known: Collection[str], default: str) -> str:
        """A query parameter that takes these words. Raises `Problem`."""
        value = self.query.get(name, default)
        if value not in known:
            raise self.provider.invalid(name, f"Input should be one of: {', '.join(known)}")
        return value

    def number(self, name: str, default: int, least: int, most: int | None = None) -> int:
        """A query parameter that takes a whole number within these bounds. Raises `Problem`."""
        text = self.query.get(name, str(default))
        value = int(text) if text.isascii() and text.isdecimal() else least - 1
        if value < least or (most is not None and value > most):
            upper = "" if most is None else f" and at most {most}"
            raise self.provider.invalid(name, f"Input should be a whole number of at least {least}{upper}")
        return value
