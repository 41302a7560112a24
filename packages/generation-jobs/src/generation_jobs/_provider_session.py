"""One provider as it is set up: its adapter and your settings, and what is sent and understood with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from generation_jobs._core.errors import APIError, TransportError, UndecodableResponse
from generation_jobs._core.io import IO, Answer, Exchange, Request
from generation_jobs._core.status_errors import api_error, retry_after
from generation_jobs._events.subscriptions import Channel
from generation_jobs._http.exchange import fetch
from generation_jobs._http.throttle import Throttle
from generation_jobs._http.url_policy import origin
from generation_jobs.providers.base import absolute
from generation_jobs.providers.settings import blot_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs._core.config import Config
    from generation_jobs.budget import Budget, Kind
    from generation_jobs.providers.base import Adapter
    from generation_jobs.providers.operations import Events, Operation
    from generation_jobs.providers.settings import Settings
    from generation_jobs.shared import SharedBudget

M = TypeVar("M")

PATIENCE = 600.0
"""Seconds that a single request waits for its turn, where thousands are wanted at once."""


@dataclass(frozen=True)
class ProviderSession:
    """Where requests to one provider are written, and its answers read."""

    adapter: Adapter[Any]
    settings: Settings
    config: Config
    io: IO
    budgets: Mapping[Kind, Budget]
    shared: Mapping[Kind, SharedBudget] = field(default_factory=dict["Kind", "SharedBudget"])
    """The same budgets as all processes have them, where they share them."""

    @property
    def provider(self) -> str:
        """Its name in refs."""
        return self.settings.provider

    @property
    def base_url(self) -> str:
        """The base URL in force."""
        return self.settings.base_url or self.adapter.base_url

    async def ask(
        self, who: str, operation: Operation[M], kwargs: Mapping[str, Any], deadline: float, kind: Kind = "read"
    ) -> tuple[M, Answer]:
        """Send one request, and read its answer; `who` (a ref, or the provider) is named in errors.

        Raises `TransportError` for no answer before `deadline` or within the time for one request, and the `APIError`
        that an answer stands for.
        """
        answer = await self._fetch(who, self._request(operation, kwargs), deadline, kind)
        if not 200 <= answer.status_code < 300:
            raise self.error(who, answer.status_code, answer.body, self.hint(answer.headers))
        try:
            return operation.parse(answer.status_code, answer.headers, answer.body), answer
        except self.adapter.undecodable as error:
            raise UndecodableResponse(
                f"{who}: the answer is not what {self.provider} documents: {error}",
                status_code=answer.status_code,
                ref=who,
                body=answer.body,
                retry_after=self.hint(answer.headers),
            ) from error

    def result_request(self, url: str) -> Request:
        """The request for a result: by the API client, with the key, only where the provider's own API serves it."""
        if _same_origin(url, self.base_url):
            return Request(url, self._auth(self.adapter.operation), self.provider)
        return Request(url, {}, None)

    def channel(self, events: Events) -> Channel:
        """The provider's stream of events."""
        headers = {**self._auth(self.adapter.operation), "Accept": "text/event-stream", "Cache-Control": "no-store"}
        request = Request(self.base_url.rstrip("/") + events.path, headers, self.provider)
        return Channel(self.provider, request, events, self.config.clock, self.config.random)

    def error(self, who: str, status_code: int, body: bytes, hint: float | None) -> APIError:
        """The error that an answer stands for, without the key where the provider repeats it."""
        body = blot_out(self.settings, body)
        code, message = self.adapter.read_error(body)
        return api_error(status_code, ref=who, code=code, message=message, body=body, retry_after=hint)

    def hint(self, headers: Mapping[str, str]) -> float | None:
        """The seconds that an answer asks to wait."""
        return retry_after(headers, self.config.clock.now())

    def patience(self) -> float:
        """When a request that waits for its turn now is given up."""
        return self.config.clock.monotonic() + PATIENCE

    def deadline(self) -> float:
        """When one request that starts now must be over."""
        return self.config.clock.monotonic() + self.config.timeout

    async def send(self, request: Request, deadline: float, seconds: float) -> Exchange:
        """Send a request for a result: within the limit of reads where the provider's own API serves it."""
        io = self.io if request.provider is None else self._throttle("read")
        return await io.send(request, deadline, seconds)

    def _request(self, operation: Operation[Any], kwargs: Mapping[str, Any]) -> Request:
        headers = {**kwargs.get("headers", {}), **self._auth(operation)}
        url = absolute(self.base_url, kwargs)
        return Request(url, headers, self.provider, str(kwargs["method"]).upper(), kwargs.get("json"))

    def _throttle(self, kind: Kind) -> Throttle:
        name = f"{self.provider} {kind}s"
        return Throttle(self.io, self.config.clock, self.budgets[kind], name, self.shared.get(kind))

    async def _fetch(self, who: str, request: Request, deadline: float, kind: Kind) -> Answer:
        try:
            return await fetch(self._throttle(kind).send, request, deadline, self.config.timeout)
        except TransportError as error:
            told = f"{who}: {error}"
            raise TransportError(told, ref=who, maybe_received=error.maybe_received) from error.__cause__

    def _auth(self, operation: Operation[Any]) -> dict[str, str]:
        return operation.auth_headers(**{name: getattr(self.settings, name) for name in self.settings.secrets()})


def _same_origin(url: str, base_url: str) -> bool:
    try:
        return origin(url) == origin(base_url)
    except ValueError:
        return False
