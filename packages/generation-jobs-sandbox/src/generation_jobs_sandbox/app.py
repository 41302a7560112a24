"""The imitated providers as ASGI apps.

Every answer is JSON or a result file. Every body is held against the contract models before it leaves, so that the
sandbox cannot drift from the specs unseen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from generation_jobs_sandbox.life import Phase
from generation_jobs_sandbox.limits import SlidingWindow
from generation_jobs_sandbox.providers import PROVIDERS
from generation_jobs_sandbox.providers.base import Problem, Provider
from generation_jobs_sandbox.wire import FaultyResponse
from generation_jobs_sandbox.world import MEDIA_HOST, SeenRequest, StoredJob, World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from generation_jobs_sandbox.faults import Fault


def create_app(world: World) -> ASGIApp:
    """All five APIs, each under its own prefix: `/breeze`, `/playai`, `/bland`, `/oxen`, `/finetuning`."""
    mounts = [Mount(f"/{provider.name}", _api(world, provider)) for provider in PROVIDERS.values()]
    return _Recorder(Starlette(routes=mounts), world)


def create_media_app(world: World) -> ASGIApp:
    """The result files. It asks for no key, as a media host does not, and must be told none."""
    return _Recorder(_media(world), world)


def asgi_by_host(world: World) -> dict[str, ASGIApp]:
    """One app for each provider's real host, with its real paths, and for the media host.

    For `httpx.ASGITransport`, so that what is recorded carries the real URLs.
    """
    apps = {provider.host: _Recorder(_api(world, provider), world) for provider in PROVIDERS.values()}
    return {**apps, MEDIA_HOST: create_media_app(world)}


class _Recorder:
    """Writes down every request, so that tests can see what reached whom."""

    def __init__(self, app: ASGIApp, world: World) -> None:
        self._app = app
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self._world.requests.append(SeenRequest.of(scope))
        await self._app(scope, receive, send)


def _api(world: World, provider: Provider) -> Starlette:
    desk = _Desk(world, provider)
    routes = [Route(provider.path, desk.job)]
    if provider.audio_path is not None:
        routes.append(Route(provider.audio_path, desk.audio))
    return Starlette(routes=routes, exception_handlers={Problem: desk.refuse, HTTPException: desk.not_routed})


class _Desk:
    """Answers for one provider."""

    def __init__(self, world: World, provider: Provider) -> None:
        self._world = world
        self._provider = provider
        self._window = SlidingWindow(*provider.reads) if provider.reads else None

    async def job(self, request: Request) -> Response:
        """Tell a job."""
        if self._asks_for_audio(request):
            return await self.audio(request)
        headers = self._admit(request)
        job = self._find(request)
        now = self._world.now()
        fault = job.faults.take("api", succeeded=job.life.phase(now) is Phase.SUCCEEDED)
        snapshot = job.snapshot(now, self._world.url_of(job), fault)
        if job.body is not None:
            return Response(job.body, headers=headers, media_type="application/json")
        response = JSONResponse(self._provider.describe(snapshot), headers=headers)
        if fault is None or not fault.changes_job:
            self._provider.contract.validate_json(bytes(response.body), strict=True)
        return self._spoil(response, fault, headers)

    async def audio(self, request: Request) -> Response:
        """Serve a result, where the API itself does."""
        headers = self._admit(request)
        job = self._find(request)
        snapshot = job.snapshot(self._world.now(), self._world.url_of(job))
        if snapshot.phase in self._provider.unready:
            return self._error(self._provider.unready[snapshot.phase], headers)
        fault = job.faults.take("media", succeeded=True)
        return self._spoil(_file(job, self._provider.audio_headers(snapshot) | headers), fault, headers)

    async def refuse(self, _request: Request, problem: Exception) -> Response:
        """Answer a `Problem`."""
        assert isinstance(problem, Problem)
        return self._error(problem, {})

    async def not_routed(self, _request: Request, error: Exception) -> Response:
        """Answer a path or a method that is none of the provider's."""
        assert isinstance(error, HTTPException)
        return self._error(self._provider.problem(error.status_code), {})

    def _asks_for_audio(self, request: Request) -> bool:
        if self._provider.audio_query is None:
            return False
        name, value = self._provider.audio_query
        return request.query_params.get(name) == value

    def _admit(self, request: Request) -> dict[str, str]:
        """The headers of every answer to this key. Raises `Problem` where it is not let in."""
        key = self._provider.authenticate(request.headers)
        headers = self._provider.headers(key)
        if self._window is None:
            return headers
        budget = self._window.take(key, self._world.now())
        if budget.retry_after is None:
            return headers | budget.headers()
        problem = self._provider.problem(429)
        problem.headers = budget.headers()
        raise problem

    def _find(self, request: Request) -> StoredJob:
        job = self._world.find(self._provider.name, request.path_params["id"])
        if job is None:
            raise self._provider.problem(404)
        return job

    def _error(self, problem: Problem, headers: Mapping[str, str]) -> Response:
        body = self._provider.envelope(problem)
        response = JSONResponse(body, problem.status, headers={**headers, **problem.headers})
        self._provider.error_contract.validate_json(bytes(response.body), strict=True)
        return response

    def _spoil(self, response: Response, fault: Fault | None, headers: Mapping[str, str]) -> Response:
        if fault is None or fault.changes_job:
            return response
        return FaultyResponse(response, fault, self._error(self._provider.problem(fault.status_code), headers))


def _media(world: World) -> Starlette:
    async def result(request: Request) -> Response:
        job = world.find_file(request.path_params["name"])
        if job is None:
            return PlainTextResponse("Not Found", 404)
        fault = job.faults.take("media", succeeded=True)
        if fault is None:
            return _file(job)
        return FaultyResponse(_file(job), fault, PlainTextResponse(f"Error {fault.status_code}"))

    return Starlette(routes=[Route("/{name}", result)])


def _file(job: StoredJob, headers: Mapping[str, str] | None = None) -> Response:
    """A result. Starlette answers Range and If-Range, and refuses what cannot be satisfied."""
    told = {"etag": job.media.etag, "last-modified": job.last_modified, **(headers or {})}
    return FileResponse(job.media.path, headers=told, media_type=job.media.content_type)
