"""The routes of one provider: each request is authenticated, counted, answered, and the answer checked.

Every body is validated by the contract models before it is sent, so that the sandbox cannot drift from the specs
unnoticed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from starlette import routing
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.problems import Problem
from generation_jobs_sandbox._base.request import RequestContext
from generation_jobs_sandbox._http.events import EventStream
from generation_jobs_sandbox._http.fault_responses import FaultyResponse, TrackedResponse
from generation_jobs_sandbox._http.rate_limits import RateLimiter
from generation_jobs_sandbox._http.results import result_file
from generation_jobs_sandbox._state.account import WorldAccount

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from pydantic import TypeAdapter
    from starlette.requests import Request

    from generation_jobs_sandbox._base.faults import Fault
    from generation_jobs_sandbox._base.route import Reply, Route
    from generation_jobs_sandbox._base.snapshot import Snapshot
    from generation_jobs_sandbox._base.types import Json
    from generation_jobs_sandbox._state.jobs import StoredJob
    from generation_jobs_sandbox._state.world import World
    from generation_jobs_sandbox.providers.base import Provider

    Endpoint: TypeAlias = Callable[["_Admitted"], Response]


@dataclass(frozen=True)
class _Admitted:
    """A request with a valid key, within the rate limits; `headers` are those of every answer to it."""

    request: RequestContext
    account: WorldAccount
    headers: Mapping[str, str]

    def job(self) -> StoredJob:
        """Return the job that the request names. Raises `Problem` 404."""
        return self.account.stored(self.request.job().id)


class ProviderRoutes:
    """The routes of one provider, or of one variant of it."""

    def __init__(self, world: World, provider: Provider) -> None:
        self._world = world
        self._provider = provider
        self._limiter = RateLimiter(provider)

    def job_routes(self) -> list[routing.Route]:
        """Return the routes that read one job or its result."""
        provider = self._provider
        views = {provider.path: (provider.describe, provider.contract), **provider.more_paths}
        bodies = [self._route(path, partial(self._job, *view)) for path, view in views.items()]
        return bodies + [self._route(path, self._audio) for path in provider.audio_paths]

    def other_routes(self) -> list[routing.Route]:
        """Return all other routes."""
        routes = [
            self._route(route.path, partial(self._handle, route), route.method, route.kind)
            for route in self._provider.routes
        ]
        path = self._provider.events_path
        return routes if path is None else [*routes, self._route(path, self._events)]

    async def not_routed(self, _request: Request, error: Exception) -> Response:
        """Answer a request whose path or method the provider does not have."""
        assert isinstance(error, HTTPException)
        return self._error(self._provider.problem(error.status_code), {})

    def _route(self, path: str, endpoint: Endpoint, method: str = "GET", kind: str = "read") -> routing.Route:
        async def respond(request: Request) -> Response:
            headers: dict[str, str] = {}
            try:
                key = self._provider.authenticate(request.headers)
                headers |= self._provider.headers(key)
                headers |= self._limiter.count(key, kind, self._world.now())
                return endpoint(self._admitted(request, await request.body(), key, path, headers))
            except Problem as problem:
                return self._error(problem, headers)

        return routing.Route(path, respond, methods=[method])

    def _admitted(self, request: Request, body: bytes, key: str, path: str, headers: Mapping[str, str]) -> _Admitted:
        account = WorldAccount(self._world, self._provider, key)
        own_path = path.startswith(self._provider.path)
        query = request.query_params
        job_id = request.path_params.get("id") or query.get(self._provider.id_query, "")
        context = RequestContext(account, self._provider, job_id, request.path_params, query, body, own_path=own_path)
        return _Admitted(context, account, headers)

    def _job(self, describe: Callable[[Snapshot], Json], contract: TypeAdapter[Any], admitted: _Admitted) -> Response:
        if self._asks_for_audio(admitted.request):
            return self._audio(admitted)
        job, headers = admitted.job(), admitted.headers
        fault = job.faults.take("api", succeeded=job.life.phase(self._world.now()) is Phase.SUCCEEDED)
        if job.body is not None:
            return Response(job.body, headers=headers, media_type="application/json")
        body = describe(admitted.account.snapshot(job, fault))
        promised = contract if fault is None or not fault.changes_job else None
        return self._with_fault(self._json(body, 200, headers, promised), fault, headers)

    def _audio(self, admitted: _Admitted) -> Response:
        job, headers = admitted.job(), admitted.headers
        snapshot = admitted.account.snapshot(job)
        if snapshot.phase in self._provider.unready:
            return self._error(self._provider.unready[snapshot.phase], headers)
        fault = job.faults.take("media", succeeded=True)
        result = result_file(job, {**self._provider.audio_headers(snapshot), **headers})
        return self._with_fault(result, fault, headers)

    def _handle(self, route: Route, admitted: _Admitted) -> Response:
        fault = self._world.take_fault(self._provider.name, route.kind)
        if fault is not None and not fault.carried_out:
            self._record(route, admitted, accepted=False)
            return self._with_fault(Response(), fault, admitted.headers)
        try:
            reply = route.handler(admitted.request)
        except Problem:
            self._record(route, admitted, accepted=False)
            raise
        self._record(route, admitted, accepted=True)
        return self._reply(reply, route, admitted, fault)

    def _reply(self, reply: Reply, route: Route, admitted: _Admitted, fault: Fault | None) -> Response:
        headers = {**admitted.headers, **reply.headers}
        if reply.media is None:
            response = self._json(reply.body, reply.status, headers, route.contract)
            return self._with_fault(response, fault, admitted.headers)
        response = Response(reply.media.content, headers=headers, media_type=reply.media.content_type)
        admitted.account.begin_answer()
        return TrackedResponse(self._with_fault(response, fault, admitted.headers), admitted.account.end_answer)

    def _record(self, route: Route, admitted: _Admitted, *, accepted: bool) -> None:
        if route.kind == "submit":
            admitted.account.record_submit(admitted.request.body, accepted=accepted)

    def _events(self, admitted: _Admitted) -> Response:
        return EventStream(admitted.account)

    def _asks_for_audio(self, request: RequestContext) -> bool:
        if self._provider.audio_query is None:
            return False
        name, value = self._provider.audio_query
        return request.query.get(name) == value

    def _json(self, body: Json, status: int, headers: Mapping[str, str], contract: TypeAdapter[Any] | None) -> Response:
        response = JSONResponse(body, status, headers=headers)
        if contract is not None:
            extra: Literal["ignore"] | None = "ignore" if self._provider.echoes_parameters else None
            contract.validate_json(bytes(response.body), strict=True, extra=extra)
        return response

    def _error(self, problem: Problem, headers: Mapping[str, str]) -> Response:
        all_headers = {**headers, **problem.headers}
        body = self._provider.envelope(problem)
        return self._json(body, problem.status, all_headers, self._provider.error_contract)

    def _with_fault(self, response: Response, fault: Fault | None, headers: Mapping[str, str]) -> Response:
        if fault is None or fault.changes_job:
            return response
        return FaultyResponse(response, fault, self._error(self._provider.problem(fault.status_code), headers))
