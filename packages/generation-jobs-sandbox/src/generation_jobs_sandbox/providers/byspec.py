"""A provider imitated by its spec alone: what its pages document, and a table of what its words mean.

Its bodies are made up to the letter of the spec. What a spec cannot say (limits, plans, results that the API serves
itself, which submits are refused) it does not do: write what is known of these into the subclass.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.media import MEDIA
from generation_jobs_sandbox._base.request import Act, Call, Reply
from generation_jobs_sandbox.providers._samples import Schema, clear, put, resolved, sample, takes_text
from generation_jobs_sandbox.providers.base import Json, Problem, Provider, Snapshot, bearer, iso, new_uuid, unix

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from random import Random

    from starlette.datastructures import Headers

__all__ = ["BySpec", "Operation", "Phase", "Places", "operation"]

_METHODS = {"get", "put", "post", "patch", "delete"}
_ANYTHING: Schema = {}
_BODY: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


@dataclass(frozen=True)
class Places:
    """Where an answer tells a job's facts: JSON pointers, empty where it does not."""

    id: str = ""
    status: str = ""
    result: str = ""
    error: str = ""


@dataclass(frozen=True)
class Operation:
    """One operation of the spec: method and path, how it succeeds and fails, which schemes it asks for."""

    method: str
    path: str
    status: int
    answer: Schema
    errors: Mapping[int, Schema]
    schemes: tuple[Schema, ...]


class BySpec(Provider):
    """Subclass it with `name`, `contract`, `error_contract`, `sample_credentials`, and what follows.

    `get` and `submit` are operationIds. `meanings` gives the phase that each status word means: None for a word that
    nobody has mapped yet, and jobs can end only in ways that have a word.
    """

    get: ClassVar[str]
    submit: ClassVar[str | None] = None
    meanings: ClassVar[Mapping[str, Phase | None]]
    places: ClassVar[Places]
    submitted: ClassVar[Places] = Places()
    spec: ClassVar[Schema]
    problems: ClassVar[Mapping[int, tuple[str, str]]] = {}

    def __init_subclass__(cls) -> None:
        """Read the spec, which `nox -s specs` puts beside the contract models."""
        folder = files("generation_jobs_sandbox").joinpath("models")
        cls.spec = json.loads(folder.joinpath(f"{cls.name}.json").read_bytes())
        cls.host = urlsplit(str(cls.spec["servers"][0]["url"])).netloc
        cls.path = re.sub(r"\{[^}]+\}", "{id}", operation(cls.spec, cls.get).path)
        cls.words = _words(cls.meanings)
        if cls.submit is not None:
            done = operation(cls.spec, cls.submit)
            cls.acts = (Act(done.method, done.path, cls._submit, "submit"),)

    def authenticate(self, headers: Headers) -> str:
        """Every header that the spec's security names; the first one's value is the key."""
        schemes = operation(self.spec, self.get).schemes
        told = [_credential(headers, scheme) for scheme in schemes]
        if not all(told):
            raise self.problem(401)
        return told[0] or ""

    def new_id(self, random: Random) -> str:
        """A UUID: what ids look like is nothing that a spec says."""
        return new_uuid(random)

    def describe(self, job: Snapshot) -> Json:
        """The job, as the operation that gets one answers."""
        return self._told(operation(self.spec, self.get).answer, self.places, job)

    def envelope(self, problem: Problem) -> Json:
        """The error, with code and message where the spec's `x-error-body` has them."""
        errors = operation(self.spec, self.get).errors
        schema = errors.get(problem.status) or next(iter(errors.values()), _ANYTHING)
        body = sample(self.spec, schema) or {}
        for key, value in (("code", problem.code), ("message", problem.message)):
            for place in self.spec.get("x-error-body", {}).get(key, []):
                if takes_text(self.spec, schema, place):
                    put(body, place, value)
        return body

    def _told(self, schema: Schema, places: Places, job: Snapshot) -> Json:
        body = sample(self.spec, schema)
        error = "The generation failed." if job.failed else None
        facts: dict[str, Json] = {places.id: job.id, places.status: job.word}
        facts |= {places.result: job.url, places.error: error}
        facts |= dict(self._times(schema, places, job))
        for place, value in facts.items():
            if place and value is None:
                clear(self.spec, schema, body, place)
            elif place:
                put(body, place, value)
        return body

    def _times(self, schema: Schema, places: Places, job: Snapshot) -> Iterator[tuple[str, Json]]:
        """The fields that are called as times are, at the top and beside the status, by their places."""
        for way in dict.fromkeys(("", places.status.rpartition("/")[0])):
            owner = resolved(self.spec, schema)
            for step in way.split("/")[1:]:
                owner = resolved(self.spec, owner.get("properties", {}).get(step, {}))
            for name, field in owner.get("properties", {}).items():
                for pattern, moment in _moments(job).items():
                    if re.search(pattern, name, re.IGNORECASE):
                        yield f"{way}/{name}", _written(resolved(self.spec, field), moment)

    @staticmethod
    def _submit(call: Call) -> Reply:
        """Take a job: any JSON object will do, since what a provider refuses is nothing that a spec says."""
        provider = call.provider
        assert isinstance(provider, BySpec)
        try:
            asked = _BODY.validate_json(call.text)
        except ValidationError as error:
            raise provider.invalid("body", "a JSON object is wanted") from error
        done = operation(provider.spec, provider.submit or "")
        job = call.submit(asked, MEDIA[provider.makes[0]])
        told = provider._told(done.answer, provider.submitted, call.snapshot(job))
        return Reply(told, done.status)


def operation(spec: Schema, name: str) -> Operation:
    """An operation of a spec by its operationId. Raises `LookupError`."""
    paths: dict[str, Schema] = spec["paths"]
    known: dict[str, tuple[str, str, Schema]] = {}
    for path, item in paths.items():
        for method in _METHODS & item.keys():
            one: Schema = item[method]
            known[str(one.get("operationId"))] = (method.upper(), path, one)
    if name not in known:
        raise LookupError(f"the spec has no operation {name!r}; it has {', '.join(sorted(known))}")
    return _operation(spec, *known[name])


def _operation(spec: Schema, method: str, path: str, one: Schema) -> Operation:
    bodies = {int(status): _body(spec, answer) for status, answer in one["responses"].items() if status.isdecimal()}
    status = next(status for status in bodies if 200 <= status < 300)
    errors = {status: body for status, body in bodies.items() if status >= 400 and body}
    schemes: dict[str, Schema] = spec["components"]["securitySchemes"]
    needed: list[Schema] = one.get("security") or [{}]
    asked = tuple(schemes[name] for name in needed[0])
    return Operation(method, path, status, bodies[status], errors, asked)


def _body(spec: Schema, answer: Schema) -> Schema:
    schema: Schema = resolved(spec, answer).get("content", {}).get("application/json", {}).get("schema", {})
    return schema


def _credential(headers: Headers, scheme: Schema) -> str | None:
    return bearer(headers) if scheme["type"] == "http" else headers.get(scheme["name"])


def _words(meanings: Mapping[str, Phase | None]) -> dict[Phase, str]:
    """One word for each phase; where waiting and running have one word between them, it is both."""
    words: dict[Phase, str] = {}
    for word, phase in meanings.items():
        if phase is not None:
            words.setdefault(phase, word)
    for one, other in ((Phase.QUEUED, Phase.RUNNING), (Phase.RUNNING, Phase.QUEUED)):
        if one not in words and other in words:
            words[one] = words[other]
    return words


def _moments(job: Snapshot) -> dict[str, datetime | None]:
    return {
        "^(created|submitted|queued)": job.created_at,
        "^started": job.started_at,
        "^(completed|finished|ended)": job.completed_at,
    }


def _written(field: Schema, moment: datetime | None) -> Json:
    kinds = json.dumps(field)
    return unix(moment) if '"integer"' in kinds or '"number"' in kinds else iso(moment)
