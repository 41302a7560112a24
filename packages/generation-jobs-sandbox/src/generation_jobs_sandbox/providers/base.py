"""What every imitated provider is made of: a table, and the few functions that differ."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias
from uuid import UUID

from generation_jobs_sandbox._base.life import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from pydantic import TypeAdapter
    from starlette.datastructures import Headers

    from generation_jobs_sandbox._base.media import MediaFile
    from generation_jobs_sandbox._base.request import Act

__all__ = ["Example", "Json", "Phase", "Problem", "Provider", "Rate", "Snapshot", "bearer", "iso", "new_uuid", "unix"]

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


class Problem(Exception):
    """A request that the provider refuses, as the provider says it."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})
        self.details: Json = None
        self.body: Json = None  # what is told instead of the usual envelope


@dataclass(frozen=True)
class Example:
    """The answer that a provider's page publishes, byte for byte, for the id that it shows."""

    id: str
    file: str
    created_at: datetime

    @property
    def body(self) -> bytes:
        """The JSON text."""
        return files("generation_jobs_sandbox.providers").joinpath("examples", self.file).read_bytes()


@dataclass(frozen=True)
class Snapshot:
    """A job as it stands when somebody asks; `url` is where its result is, None while it has none."""

    id: str
    phase: Phase
    word: str
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    media: MediaFile
    url: str | None
    asked: Mapping[str, Json] = field(default_factory=dict[str, "Json"])
    """What was submitted; empty for a job that a test added."""
    reason: str | None = None
    """Why it failed, where that is known."""

    @property
    def failed(self) -> bool:
        """Whether it ended without a result, and the provider says why."""
        return self.phase is Phase.FAILED


@dataclass(frozen=True)
class Rate:
    """So many requests of a key in any window; `code` is what a refusal says, the provider's 429 where empty."""

    limit: int
    window: timedelta
    code: str = ""


class Provider(ABC):
    """One imitated provider, or one of the faces that a provider shows where its pages disagree.

    `words` are its status words; an outcome without a word is one that it does not have. `problems` holds
    machine code and message by HTTP status, as its pages give them; a comment marks what is ours.
    """

    name: ClassVar[str]
    contract: ClassVar[TypeAdapter[Any]]
    """What its spec promises of a job's body."""
    error_contract: ClassVar[TypeAdapter[Any]]
    """What its spec promises of an error's body."""
    host: ClassVar[str]
    path: ClassVar[str]
    """Path of one job, with `{id}`."""
    audio_paths: ClassVar[tuple[str, ...]] = ()
    """Paths of a job's result, where the API itself serves it under paths of its own."""
    audio_query: ClassVar[tuple[str, str] | None] = None
    """The query by which the path of the job answers with the result instead."""
    makes: ClassVar[tuple[str, ...]]
    """The kinds of `media.MEDIA` that its jobs can have; the first is the default."""
    words: ClassVar[Mapping[Phase, str]]
    has_status: ClassVar[bool] = True
    problems: ClassVar[Mapping[int, tuple[str, str]]]
    unready: ClassVar[Mapping[Phase, Problem]] = {}
    """What asking for the result says, by phase, while there is none."""
    more_paths: ClassVar[Mapping[str, tuple[Callable[[Snapshot], Json], TypeAdapter[Any]]]] = {}
    """Further paths that tell one job, each with its own way to tell it and its contract."""
    acts: ClassVar[tuple[Act, ...]] = ()
    """Its other operations."""
    faces: ClassVar[tuple[Provider, ...]] = ()
    """The same provider where other keys and other error bodies hold."""
    events_path: ClassVar[str | None] = None
    """Path of its stream of events."""
    webhook_agent: ClassVar[str] = ""
    """The User-Agent of its callbacks, empty where it has none."""
    plans: ClassVar[Mapping[str, int]] = {}
    """How many generations may be under way, by plan; the first is the default."""
    merges: ClassVar[bool] = False
    """Whether what was submitted, whatever it is, stands among the fields of the job."""
    reads: ClassVar[Rate | None] = None
    submits: ClassVar[Rate | None] = None
    """The documented limits, None where no figure is documented."""
    unknown_fields: ClassVar[Literal["forbid", "ignore"]] = "ignore"
    """What becomes of a field of a request that the spec does not know."""
    invalid_status: ClassVar[int] = 400
    """The status of a request that is not valid."""
    example: ClassVar[Example | None] = None
    sample_credentials: ClassVar[Mapping[str, str]]
    """Environment variables with well-formed credentials, for trying out."""

    @abstractmethod
    def authenticate(self, headers: Headers) -> str:
        """The key in a request. Raises `Problem` 401 where it is missing or malformed."""

    @abstractmethod
    def new_id(self, random: Random) -> str:
        """An id that looks like the provider's own."""

    @abstractmethod
    def describe(self, job: Snapshot) -> Json:
        """The body that tells a job."""

    @abstractmethod
    def envelope(self, problem: Problem) -> Json:
        """The body that tells a problem."""

    def headers(self, key: str) -> dict[str, str]:
        """What every authenticated answer carries."""
        del key
        return {}

    def audio_headers(self, job: Snapshot) -> dict[str, str]:
        """What an answer with the result's bytes carries."""
        del job
        return {}

    def event(self, job: Snapshot) -> tuple[str, Json] | None:
        """Name and data of the event that tells an ended job, None where there is none."""
        del job
        return None

    def callback(self, job: Snapshot) -> Json:
        """The body that tells an ended job to its webhook."""
        raise NotImplementedError(f"{self.name} documents no callback: {job.id}")

    def invalid(self, field_name: str, why: str) -> Problem:
        """The problem of a field that the request got wrong."""
        problem = self.problem(self.invalid_status)
        problem.message = f"{field_name}: {why}"
        problem.details = {"field": field_name}
        return problem

    def promised(self, method: str, path: str, status: int) -> TypeAdapter[Any] | None:
        """What the spec promises of a JSON body, None where it promises none."""
        for face in (*self.faces, self):
            known = {(act.method, act.path): act.contract for act in face.acts}
            known |= {("GET", other): contract for other, (_, contract) in face.more_paths.items()}
            for (known_method, template), contract in known.items():
                if known_method == method and _matches(template, path):
                    return contract if 200 <= status < 300 else face.error_contract
        return self.contract if 200 <= status < 300 else self.error_contract

    def problem(self, status: int) -> Problem:
        """The problem that this HTTP status stands for here."""
        code, message = self.problems.get(status, (_phrase(status), _phrase(status)))
        return Problem(status, code, message)


def _matches(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) is not None


def bearer(headers: Headers) -> str | None:
    """The token of `Authorization: Bearer …`; None where the header says anything else, or is absent."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token and " " not in token else None


def new_uuid(random: Random) -> str:
    """A UUID (version 4) as a string."""
    return str(UUID(int=random.getrandbits(128), version=4))


def iso(moment: datetime | None, timespec: str = "milliseconds") -> str | None:
    """`2026-03-16T01:44:56.673Z`."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec=timespec).replace("+00:00", "Z")


def unix(moment: datetime | None) -> int | None:
    """Whole Unix seconds."""
    return None if moment is None else int(moment.timestamp())


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:  # 520 and its like
        return f"Status {status}"
