"""What every adapter is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from urllib.parse import urlencode

from generation_jobs.errors import APIError, UndecodableResponse
from generation_jobs.settings import Settings
from generation_jobs.steps import Answer, Request
from generation_jobs.verdict import api_error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generation_jobs.job import Job, JobStatus
    from generation_jobs.refs import Ref
    from generation_jobs.schedule import Pace

S = TypeVar("S", bound=Settings, contravariant=True)
M = TypeVar("M")
M_co = TypeVar("M_co", covariant=True)


class Operation(Protocol[M_co]):
    """A module of a generated client: one operation, its two halves that do no I/O."""

    def get_kwargs(self, job_id: str, /) -> dict[str, Any]:
        """Method, URL, headers and params of the request."""
        ...

    def parse(self, status_code: int, headers: Mapping[str, str], content: bytes) -> M_co:
        """The model that a successful answer holds."""
        ...


@dataclass(frozen=True)
class Adapter(Generic[S, M]):
    """How one provider is asked, and how its answers become jobs.

    `read` gets the ref, the base URL in force and the client's model; it may raise `APIError` where a 200 carries an
    error. `undecodable` is what the client's `parse` raises for a 2xx that is not the documented shape.
    """

    base_url: str
    words: Mapping[str, JobStatus]
    pace: Pace
    operation: Operation[M]
    auth: Callable[[S], Mapping[str, str]]
    read: Callable[[Ref, str, M], Job]
    read_error: Callable[[bytes], tuple[str | None, str | None]]
    undecodable: type[Exception]

    def request(self, ref: Ref, settings: S) -> Request:
        """The request that looks at a job."""
        kwargs = self.operation.get_kwargs(ref.id)
        headers = {**kwargs.get("headers", {}), **self.auth(settings)}
        return Request(absolute(settings.base_url or self.base_url, kwargs), headers, ref.provider)

    def job(self, ref: Ref, settings: S, answer: Answer, retry_after: float | None) -> Job:
        """The job that an answer holds. Raises the `APIError` that it stands for where it holds none."""
        if not 200 <= answer.status_code < 300:
            raise self.error(ref, answer.status_code, answer.body, retry_after)
        try:
            model = self.operation.parse(answer.status_code, answer.headers, answer.body)
        except self.undecodable as error:
            raise UndecodableResponse(
                f"{ref}: the answer is not what {ref.provider} documents: {error}",
                status_code=answer.status_code,
                ref=str(ref),
                body=answer.body,
                retry_after=retry_after,
            ) from error
        return self.read(ref, settings.base_url or self.base_url, model)

    def error(self, ref: Ref, status_code: int, body: bytes, retry_after: float | None) -> APIError:
        """The error that an answer stands for."""
        code, message = self.read_error(body)
        return api_error(status_code, ref=str(ref), code=code, message=message, body=body, retry_after=retry_after)


def absolute(base_url: str, kwargs: Mapping[str, Any]) -> str:
    """The whole URL of a generated client's request."""
    url = base_url.rstrip("/") + str(kwargs["url"])
    params = kwargs.get("params")
    return f"{url}?{urlencode(params)}" if params else url
