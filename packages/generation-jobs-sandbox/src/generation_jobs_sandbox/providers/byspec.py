"""A provider imitated by its spec alone: what its pages document, and a table of what its status words mean.

Its bodies are made up to fit the spec. It does nothing that a spec cannot say: limits, plans, results that the API
serves itself, which submits are refused. Write what is known of these into the subclass.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from generation_jobs_sandbox._base.formats import bearer, iso, new_uuid, unix
from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.route import Reply, Route
from generation_jobs_sandbox.providers._samples import allows_text, clear, put, sample, schema_at
from generation_jobs_sandbox.providers._spec import Operation, Schema, find_operation, resolve
from generation_jobs_sandbox.providers.base import Provider

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from random import Random

    from starlette.datastructures import Headers

    from generation_jobs_sandbox._base.problems import Problem
    from generation_jobs_sandbox._base.request import RequestContext
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

__all__ = ["BySpec", "Phase", "Places"]

_ANY_SCHEMA: Schema = {}
_OBJECT: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


@dataclass(frozen=True)
class Places:
    """Where the facts of a job stand in an answer: JSON pointers, empty where the answer has no such field."""

    id: str = ""
    status: str = ""
    result: str = ""
    error: str = ""
    code: str = ""


class BySpec(Provider):
    """A provider imitated by its spec.

    Subclass it with `name`, `contract`, `error_contract`, `makes`, `sample_credentials`, and the following.

    Attributes:
        get: operationId of the operation that reads a job.
        submit: operationId of the operation that starts one, or None.
        meanings: The phase that each status word means, None for a word that nobody has mapped yet. Jobs can end
            only in ways that have a word.
        places: Where the facts of a job stand in the answer of `get`.
        submitted: The same in the answer of `submit`.
        spec: The OpenAPI document; it is read from the contract models' folder.
    """

    get: ClassVar[str]
    submit: ClassVar[str | None] = None
    meanings: ClassVar[Mapping[str, Phase | None]]
    places: ClassVar[Places]
    submitted: ClassVar[Places] = Places()
    spec: ClassVar[Schema]

    def __init_subclass__(cls) -> None:
        """Read the spec, which `nox -s specs` puts beside the contract models."""
        folder = files("generation_jobs_sandbox").joinpath("models")
        cls.spec = json.loads(folder.joinpath(f"{cls.name}.json").read_bytes())
        cls.host = urlsplit(str(cls.spec["servers"][0]["url"])).netloc
        cls.path = re.sub(r"\{[^}]+\}", "{id}", find_operation(cls.spec, cls.get).path)
        cls.words = _words(cls.meanings)

    def __init__(self) -> None:
        if self.submit is not None:
            operation = find_operation(self.spec, self.submit)
            self.routes = (Route(operation.method, operation.path, self._submit, "submit"),)

    def authenticate(self, headers: Headers) -> str:
        """Require every header that the spec's security names; the first one's value is the key."""
        credentials = [_credential(headers, scheme) for scheme in self._get_operation.schemes]
        if not all(credentials):
            raise self.problem(401)
        return credentials[0] or ""

    def new_id(self, random: Random) -> str:
        """Return a UUID: a spec does not say what ids look like."""
        return new_uuid(random)

    def describe(self, job: Snapshot) -> Json:
        """Return the body that the operation `get` answers with."""
        return self._body(self._get_operation.answer, self.places, job)

    def envelope(self, problem: Problem) -> Json:
        """Return an error body, with code and message where the spec's `x-error-body` has them."""
        errors = self._get_operation.errors
        schema = errors.get(problem.status) or next(iter(errors.values()), _ANY_SCHEMA)
        body = sample(self.spec, schema) or {}
        for key, value in (("code", problem.code), ("message", problem.message)):
            for pointer in self.spec.get("x-error-body", {}).get(key, []):
                if allows_text(self.spec, schema, pointer):
                    put(self.spec, schema, body, pointer, value)
        return body

    @property
    def _get_operation(self) -> Operation:
        return find_operation(self.spec, self.get)

    def _submit(self, request: RequestContext) -> Reply:
        """Accept any JSON object: a spec does not say what a provider refuses."""
        try:
            parameters = _OBJECT.validate_json(request.body)
        except ValidationError as error:
            raise self.invalid("body", "the body must be a JSON object") from error
        operation = find_operation(self.spec, self.submit or "")
        job = request.account.submit(parameters, self.default_media)
        return Reply(self._body(operation.answer, self.submitted, job), operation.status)

    def _body(self, schema: Schema, places: Places, job: Snapshot) -> Json:
        body = sample(self.spec, schema)
        error = "The generation failed." if job.failed else None
        facts: dict[str, Json] = {places.id: job.id, places.status: job.status}
        code = sample(self.spec, schema_at(self.spec, schema, places.code)) if job.failed else None
        facts |= {places.result: job.url, places.error: error, places.code: code}
        facts |= dict(self._times(schema, places, job))
        for pointer, value in facts.items():
            if pointer and value is None:
                clear(self.spec, schema, body, pointer)
            elif pointer:
                put(self.spec, schema, body, pointer, value)
        return body

    def _times(self, schema: Schema, places: Places, job: Snapshot) -> Iterator[tuple[str, Json]]:
        """Yield pointer and value of every field that is named like a time, at the top and beside the status."""
        for way in dict.fromkeys(("", places.status.rpartition("/")[0])):
            owner = resolve(self.spec, schema_at(self.spec, schema, way))
            for name, field in owner.get("properties", {}).items():
                for pattern, moment in _moments(job).items():
                    if re.search(pattern, name, re.IGNORECASE):
                        yield f"{way}/{name}", _format_time(resolve(self.spec, field), moment)


def _credential(headers: Headers, scheme: Schema) -> str | None:
    return bearer(headers) if scheme["type"] == "http" else headers.get(scheme["name"])


def _words(meanings: Mapping[str, Phase | None]) -> dict[Phase, str]:
    """Return one word for each phase; where queued and running share a word, it stands for both."""
    words: dict[Phase, str] = {}
    for word, phase in meanings.items():
        if phase is not None:
            words.setdefault(phase, word)
    for one, other in ((Phase.QUEUED, Phase.RUNNING), (Phase.RUNNING, Phase.QUEUED)):
        if one not in words and other in words:
            words[one] = words[other]
    return words


def _moments(job: Snapshot) -> dict[str, datetime | None]:
    """Return the times of a job by the pattern of their fields' names."""
    return {
        "^(created|submitted|queued)": job.created_at,
        "^started": job.started_at,
        "^(completed|finished|ended)": job.completed_at,
    }


def _format_time(field: Schema, moment: datetime | None) -> Json:
    kinds = json.dumps(field)
    return unix(moment) if '"integer"' in kinds or '"number"' in kinds else iso(moment)
