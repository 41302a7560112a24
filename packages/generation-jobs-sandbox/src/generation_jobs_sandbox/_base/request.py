"""One request with a valid key, as a provider's handlers see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from starlette.datastructures import QueryParams

    from generation_jobs_sandbox._base.media import MediaFile
    from generation_jobs_sandbox._base.problems import ErrorCatalog
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json

Model = TypeVar("Model", bound=BaseModel)


class Account(Protocol):
    """The jobs of one API key at one provider. A protocol, so that providers need not know where jobs are kept."""

    @property
    def now(self) -> datetime:
        """The current time on the world's clock."""
        ...

    @property
    def plan(self) -> str:
        """The plan that the account is on."""
        ...

    @property
    def concurrency_limit(self) -> int:
        """How many generations the plan allows at once."""
        ...

    @property
    def in_progress(self) -> int:
        """How many generations are in progress: unfinished jobs, and answers that are still being sent."""
        ...

    @property
    def accepted_submits(self) -> int:
        """How many submits the provider has accepted so far, from all keys."""
        ...

    @property
    def allows_private_webhooks(self) -> bool:
        """Whether callbacks may go to this machine."""
        ...

    def find(self, job_id: str, *, listed_only: bool = False) -> Snapshot | None:
        """Return a job by its id; with `listed_only` not one that was taken out of the lists."""
        ...

    def jobs(self) -> list[Snapshot]:
        """Return the jobs in this key's lists, the oldest first."""
        ...

    def submit(
        self, parameters: Mapping[str, Json], media: MediaFile, *, reason: str | None = None, at_once: bool = False
    ) -> Snapshot:
        """Start a job.

        Args:
            parameters: What was submitted.
            media: The result that it will have.
            reason: Why it is going to fail; None if it succeeds.
            at_once: Whether it ends immediately.
        """
        ...

    def cancel(self, job_id: str) -> None:
        """End a job now."""
        ...

    def hide(self, job_id: str) -> None:
        """Take a job out of every list."""
        ...

    def delete(self, job_id: str) -> None:
        """Forget a job and its result."""
        ...


@dataclass(frozen=True)
class RequestContext:
    """One request with a valid key.

    Attributes:
        account: The jobs of the key.
        errors: Makes the provider's problems.
        job_id: The id of the job that it is about, empty if it names none.
        path: Parameters in the path.
        query: Parameters in the query.
        body: The raw body.
        own_path: Whether the path is the job's own, not that of its entry in a list, which can be deleted.
    """

    account: Account
    errors: ErrorCatalog
    job_id: str
    path: Mapping[str, str]
    query: QueryParams
    body: bytes
    own_path: bool = True

    def parse(self, model: type[Model]) -> Model:
        """Return the body as a model.

        Raises:
            Problem: The body is not valid; the problem names the first wrong field.
        """
        try:
            return model.model_validate_json(self.body, strict=True, extra=self.errors.unknown_fields)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field_name = ".".join(str(part) for part in first["loc"]) or "body"
            raise self.errors.invalid(field_name, first["msg"]) from error

    def job(self) -> Snapshot:
        """Return the job that the request names.

        Raises:
            Problem: 404, there is no such job for this key.
        """
        found = self.account.find(self.job_id, listed_only=not self.own_path)
        if found is None:
            raise self.errors.problem(404)
        return found

    def choice(self, name: str, known: Collection[str], default: str) -> str:
        """Return a query parameter that takes certain words.

        Raises:
            Problem: It is another word.
        """
        value = self.query.get(name, default)
        if value not in known:
            raise self.errors.invalid(name, f"Input should be one of: {', '.join(known)}")
        return value

    def number(self, name: str, default: int, least: int, most: int | None = None) -> int:
        """Return a query parameter that takes a whole number, `least` and `most` included.

        Raises:
            Problem: It is no whole number, or out of bounds.
        """
        text = self.query.get(name, str(default))
        value = int(text) if text.isascii() and text.isdecimal() else least - 1
        if value < least or (most is not None and value > most):
            upper = "" if most is None else f" and at most {most}"
            raise self.errors.invalid(name, f"Input should be a whole number of at least {least}{upper}")
        return value
