"""The imitated providers as ASGI apps. Every answer is JSON or a result file, but for what people look at."""

from __future__ import annotations

import json
from functools import partial
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from generation_jobs_sandbox._http.fault_responses import FaultyResponse
from generation_jobs_sandbox._http.journal import Journal
from generation_jobs_sandbox._http.page import page
from generation_jobs_sandbox._http.routes import Desk, result_file
from generation_jobs_sandbox._state.world import MEDIA_HOST, World
from generation_jobs_sandbox.providers import PROVIDERS

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

    from generation_jobs_sandbox.providers.base import Provider


def create_app(world: World) -> ASGIApp:
    """All five APIs, each under its own prefix (`/breeze`, `/playai`, …), and at `/` a page for people."""
    mounts = [Mount(f"/{provider.name}", _api(world, provider)) for provider in PROVIDERS.values()]
    for_people = [Route("/", partial(_page, world)), Route("/{provider}/openapi.json", _openapi)]
    return Starlette(routes=[*for_people, Mount("/", Journal(Starlette(routes=mounts), world))])


def create_media_app(world: World) -> ASGIApp:
    """The result files. It asks for no key, as a media host does not, and must be told none."""
    return Journal(_media(world), world)


def asgi_by_host(world: World) -> dict[str, ASGIApp]:
    """One app for each provider's real host, with its real paths, and for the media host.

    For `httpx.ASGITransport`, so that what is recorded carries the real URLs.
    """
    apps = {provider.host: Journal(_api(world, provider), world) for provider in PROVIDERS.values()}
    return {**apps, MEDIA_HOST: create_media_app(world)}


async def _page(world: World, _request: Request) -> Response:
    return page(world)


async def _openapi(request: Request) -> Response:
    """The provider's spec, with this imitation as its server."""
    name = request.path_params["provider"]
    if name not in PROVIDERS:
        return PlainTextResponse("Not Found", 404)
    spec = json.loads(files("generation_jobs_sandbox").joinpath("models", f"{name}.json").read_bytes())
    return JSONResponse(spec | {"servers": [{"url": f"{request.base_url}{name}"}]})


def _api(world: World, provider: Provider) -> Starlette:
    home = Desk(world, provider)
    routes = home.job_routes() + [route for face in (provider, *provider.faces) for route in Desk(world, face).routes()]
    return Starlette(routes=routes, exception_handlers={HTTPException: home.not_routed})


def _media(world: World) -> Starlette:
    async def result(request: Request) -> Response:
        job = world.find_file(request.path_params["name"])
        if job is None:
            return PlainTextResponse("Not Found", 404)
        fault = job.faults.take("media", succeeded=True)
        if fault is None:
            return result_file(job)
        return FaultyResponse(result_file(job), fault, PlainTextResponse(f"Error {fault.status_code}"))

    return Starlette(routes=[Route("/{name}", result)])
