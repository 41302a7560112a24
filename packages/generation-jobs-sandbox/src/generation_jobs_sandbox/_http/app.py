"""The ASGI apps: the imitated APIs, the media host, and the page for people."""

import json
from functools import partial
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from generation_jobs_sandbox._http.fault_responses import FaultyResponse
from generation_jobs_sandbox._http.journal import Journal
from generation_jobs_sandbox._http.page import RESULTS, render_changes, render_page
from generation_jobs_sandbox._http.results import result_file
from generation_jobs_sandbox._http.routes import ProviderRoutes
from generation_jobs_sandbox._state.world import MEDIA_HOST, World, check_world
from generation_jobs_sandbox.providers import PROVIDERS
from generation_jobs_sandbox.providers.base import Provider


def create_app(world: World) -> ASGIApp:
    """Return all APIs as one app, each under its own prefix (`/breeze`, `/playai`, …), with a page for people at `/`.

    Args:
        world: The jobs that the APIs know.

    Raises:
        ValueError: This is no `World`.
    """
    check_world(world)
    apis = Starlette(routes=[Mount(f"/{provider.name}", _api(world, provider)) for provider in PROVIDERS.values()])
    for_people = [
        Route("/", partial(_page, world)),
        Route("/changes", partial(_changes, world), methods=["POST"]),
        Route(f"{RESULTS}/{{name}}", partial(_result, world)),
        Route("/{provider}/openapi.json", _openapi),
    ]
    return Starlette(routes=[*for_people, Mount("/", Journal(apis, world))])


def create_media_app(world: World) -> ASGIApp:
    """Return the media host as an app. Like a real one it needs no key, and clients must not send it one.

    Args:
        world: The jobs whose results it serves.

    Raises:
        ValueError: This is no `World`.
    """
    check_world(world)
    return Journal(_media(world), world)


def asgi_by_host(world: World) -> dict[str, ASGIApp]:
    """Return one app for each provider's real host, with its real paths, and one for the media host.

    For `httpx.ASGITransport`, so that recordings have the real URLs.

    Args:
        world: The jobs that the apps know.

    Returns:
        The apps by host name.
    """
    apps = {provider.host: Journal(_api(world, provider), world) for provider in PROVIDERS.values()}
    return {**apps, MEDIA_HOST: create_media_app(world)}


async def _page(world: World, _request: Request) -> Response:
    return render_page(world)


async def _changes(world: World, request: Request) -> Response:
    try:
        page = json.loads(await request.body())
        return render_changes(world, str(page["state"]), map(str, page["known"]))
    except (ValueError, KeyError, TypeError):
        return PlainTextResponse("Bad Request", 400)


async def _result(world: World, request: Request) -> Response:
    job = world.store.find_file(request.path_params["name"])
    return PlainTextResponse("Not Found", 404) if job is None else result_file(job)


async def _openapi(request: Request) -> Response:
    """Answer with a provider's spec, with this imitation as its server."""
    name = request.path_params["provider"]
    if name not in PROVIDERS:
        return PlainTextResponse("Not Found", 404)
    spec = json.loads(files("generation_jobs_sandbox").joinpath("models", f"{name}.json").read_bytes())
    return JSONResponse(spec | {"servers": [{"url": f"{request.base_url}{name}"}]})


def _api(world: World, provider: Provider) -> Starlette:
    own = ProviderRoutes(world, provider)
    variants = [own, *(ProviderRoutes(world, variant) for variant in provider.variants)]
    routes = own.job_routes() + [route for variant in variants for route in variant.other_routes()]
    return Starlette(routes=routes, exception_handlers={HTTPException: own.not_routed})


def _media(world: World) -> Starlette:
    async def result(request: Request) -> Response:
        job = world.store.find_file(request.path_params["name"])
        if job is None:
            return PlainTextResponse("Not Found", 404)
        fault = job.faults.take("media", succeeded=True)
        if fault is None:
            return result_file(job)
        return FaultyResponse(result_file(job), fault, PlainTextResponse(f"Error {fault.status_code}"))

    return Starlette(routes=[Route("/{name}", result)])
