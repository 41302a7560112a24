"""What an imitated provider is made of: a table, and the few methods that differ."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.media import MEDIA, MediaFile
from generation_jobs_sandbox._base.problems import ErrorCatalog, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta
    from random import Random

    from pydantic import TypeAdapter
    from starlette.datastructures import Headers

    from generation_jobs_sandbox._base.route import Route
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

__all__ = ["Example", "Phase", "Provider", "RateLimit"]


@dataclass(frozen=True)
class Example:
    """A body that a provider's page publishes, served byte for byte for the id that it shows."""

    id: str
    file: str
    created_at: datetime

    @property
    def body(self) -> bytes:
        """The JSON text."""
        return files("generation_jobs_sandbox.providers").joinpath("examples", self.file).read_bytes()


@dataclass(frozen=True)
class RateLimit:
    """At most `limit` requests of a key in any `window`; a refusal has `code`, or the provider's code for 429."""

    limit: int
    window: timedelta
    code: str = ""


class Provider(ErrorCatalog, ABC):
    """One imitated provider, or one variant of it where its pages disagree."""

    name: ClassVar[str]
    host: ClassVar[str]
    """Host name of the real API."""
    sample_credentials: ClassVar[Mapping[str, str]]
    """Environment variables with well-formed credentials, for trying out."""
    variants: ClassVar[tuple[Provider, ...]] = ()
    """The same provider where other keys and other error bodies hold."""

    words: ClassVar[Mapping[Phase, str]]
    """Its status words; an outcome without a word is one that its jobs cannot have."""
    has_status: ClassVar[bool] = True
    """Whether it knows jobs that have not ended."""
    makes: ClassVar[tuple[str, ...]]
    """The kinds of media that its jobs can have; the first is the default."""
    plans: ClassVar[Mapping[str, int]] = {}
    """How many generations may be in progress, by plan; the first is the default."""
    read_limit: ClassVar[RateLimit | None] = None
    submit_limit: ClassVar[RateLimit | None] = None
    """The documented rate limits; None where no figure is documented, and submits count as reads."""

    path: ClassVar[str]
    """Path of one job, with `{id}` unless the id is in the query."""
    id_query: ClassVar[str] = ""
    """The query parameter with the id of one job; empty if it is in the path."""
    contract: ClassVar[TypeAdapter[Any]]
    """What its spec promises of a job's body."""
    error_contract: ClassVar[TypeAdapter[Any]]
    """What its spec promises of an error's body."""
    echoes_parameters: ClassVar[bool] = False
    """Whether whatever was submitted comes back among the fields of the job."""
    example: ClassVar[Example | None] = None
    more_paths: ClassVar[Mapping[str, tuple[Callable[[Snapshot], Json], TypeAdapter[Any]]]] = {}
    """Further paths of one job, each with the function that makes its body, and the body's contract."""
    routes: tuple[Route, ...] = ()
    """All other operations."""

    audio_paths: ClassVar[tuple[str, ...]] = ()
    """Paths of a job's result, where the API itself serves it."""
    audio_query: ClassVar[tuple[str, str] | None] = None
    """The query parameter, name and value, with which the path of the job answers with the result instead."""
    unready: ClassVar[Mapping[Phase, Problem]] = {}
    """The answer to a request for the result, by phase, while there is none."""

    events_path: ClassVar[str | None] = None
    """Path of its stream of events."""
    webhook_agent: ClassVar[str] = ""
    """The User-Agent of its callbacks; empty if it has none."""

    @abstractmethod
    def authenticate(self, headers: Headers) -> str:
        """Return the key in a request.

        Raises:
            Problem: 401, the key is missing or malformed.
        """

    @abstractmethod
    def new_id(self, random: Random) -> str:
        """Return an id that looks like the provider's own."""

    @abstractmethod
    def describe(self, job: Snapshot) -> Json:
        """Return the body of a job."""

    @abstractmethod
    def envelope(self, problem: Problem) -> Json:
        """Return the body of an error."""

    def headers(self, key: str) -> dict[str, str]:
        """Return the headers of every answer to a valid key."""
        del key
        return {}

    def audio_headers(self, job: Snapshot) -> dict[str, str]:
        """Return further headers of an answer with the result's bytes."""
        del job
        return {}

    def event(self, job: Snapshot) -> tuple[str, Json] | None:
        """Return name and data of the event for an ended job, or None if there is no event."""
        del job
        return None

    def callback(self, job: Snapshot) -> Json:
        """Return the body of the callback for an ended job."""
        raise NotImplementedError(f"{self.name} documents no callback: {job.id}")

    @property
    def default_media(self) -> MediaFile:
        """The result of its jobs, unless another kind is chosen."""
        return MEDIA[self.makes[0]]

    def contract_for(self, method: str, path: str, status: int) -> TypeAdapter[Any] | None:
        """Return what the spec promises of a JSON body, or None if it promises nothing.

        Args:
            method: HTTP method of the request.
            path: Path of the request, ids filled in.
            status: HTTP status of the answer.
        """
        for variant in (*self.variants, self):
            for (known_method, template), contract in variant._contracts().items():
                if known_method == method and _matches(template, path):
                    return contract if 200 <= status < 300 else variant.error_contract
        return self.contract if 200 <= status < 300 else self.error_contract

    def _contracts(self) -> dict[tuple[str, str], TypeAdapter[Any] | None]:
        known = {(route.method, route.path): route.contract for route in self.routes}
        return known | {("GET", path): contract for path, (_, contract) in self.more_paths.items()}


def _matches(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) is not None
