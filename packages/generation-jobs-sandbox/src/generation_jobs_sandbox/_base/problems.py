"""The errors that a provider answers with."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs_sandbox._base.types import Json


class Problem(Exception):
    """A request that the provider refuses.

    Args:
        status: HTTP status of the answer.
        code: Machine-readable code, as the provider writes it.
        message: Sentence for people.
        headers: Further headers of the answer.
        details: What is wrong in particular, for providers whose error bodies have a place for it.
        body: The whole body, where it is not the provider's usual error body.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        headers: Mapping[str, str] | None = None,
        *,
        details: Json = None,
        body: Json = None,
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})
        self.details = details
        self.body = body


class ErrorCatalog:
    """Makes the problems of one provider from a table."""

    problems: ClassVar[Mapping[int, tuple[str, str]]] = {}
    """Code and message by HTTP status, as the provider's pages give them; a comment marks what is made up."""
    invalid_status: ClassVar[int] = 400
    """HTTP status for a request that is not valid."""
    unknown_fields: ClassVar[Literal["forbid", "ignore"]] = "ignore"
    """Whether a request may have fields that the spec does not know."""

    def problem(self, status: int, *, body: Json = None) -> Problem:
        """Return the problem of an HTTP status, with this `body` instead of the usual one if given."""
        code, message = self.problems.get(status, (_phrase(status), _phrase(status)))
        return Problem(status, code, message, body=body)

    def invalid(self, field_name: str, why: str) -> Problem:
        """Return the problem of a request field with a wrong value."""
        code = self.problem(self.invalid_status).code
        return Problem(self.invalid_status, code, f"{field_name}: {why}", details={"field": field_name})


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:  # 520 and its like
        return f"Status {status}"
