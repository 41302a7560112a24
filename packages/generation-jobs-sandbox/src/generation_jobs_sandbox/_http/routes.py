"""Answers to every request of one provider.

Every body is held against the contract models before it leaves, so that the sandbox cannot drift from the specs unseen.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from generation_jobs_sandbox._base.life import Phase
from generation_jobs_sandbox._base.request import Act, Call
from generation_jobs_sandbox._http.events import EventStream
from generation_jobs_sandbox._http.fault_responses import FaultyResponse, HeldResponse
from generation_jobs_sandbox._http.rate_limits import SlidingWindow
from generation_jobs_sandbox._state.world import Submission, World
from generation_jobs_sandbox.providers.base import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from pydantic import TypeAdapter
    from starlette.requests import Request

    from generation_jobs_sandbox._base.faults import Fault
    from generation_jobs_sandbox._state.jobs import StoredJob
    from generation_jobs_sandbox.providers.base import Json, Provider, Snapshot

    Answer: TypeAlias = Callable[[Call, Mapping[str, str]], Response]


class Desk:
    """Answers for one provider, or one face of it."""

    def __init__(self, world: World, provider: Provider) -> None:
        self._world = world
        self._provider = provider
        rates = {rate for rate in (provider.reads, provider.submits) if rate is not None}
        self._windows = {rate: SlidingWindow(rate.limit, rate.window) for rate in rates}

    def job_routes(self) -> list[Route]:
        """One job, and its result."""
        provider = self._provider
        told = {provider.path: (provider.describe, provider.contract), **provider.more_paths}
        tellers = [self._route(path, partial(self._job, *how)) for path, how in told.items()]
        return tellers + [self._route(path, self._audio) for path in provider.audio_paths]

    def routes(self) -> list[Route]:
        """Everything else."""
        acts = [self._route(act.path, partial(self._act, act), act.method, act.kind) for act in self._provider.acts]
        streams = self._provider.events_path
        return acts if streams is None else [*acts, self._route(streams, self._events)]

    def _route(self, path: str, answer: Answer, method: str = "GET", kind: str = "read") -> Route:
        async def endpoint(request: Request) -> Response:
            headers: dict[str, str] = {}
            try:
                key = self._provider.authenticate(request.headers)
                headers |= self._provider.headers(key)
                headers |= self._count(key, kind)
                call = Call(
                    self._world,
                    self._provider,
                    key,
                    request.path_params,
                    request.query_params,
                    await request.body(),
                    own_path=path.startswith(self._provider.path),
                )
                return answer(call, headers)
            except Problem as problem:
                return self._error(problem, headers)

        return Route(path, endpoint, methods=[method])

    def _job(
        self,
        describe: Callable[[Snapshot], Json],
        contract: TypeAdapter[Any],
        call: Call,
        headers: Mapping[str, str],
    ) -> Response:
        if self._asks_for_audio(call):
            return self._audio(call, headers)
        job = call.job()
        fault = job.faults.take("api", succeeded=job.life.phase(call.now) is Phase.SUCCEEDED)
        if job.body is not None:
            return Response(job.body, headers=headers, media_type="application/json")
        told = describe(job.snapshot(call.now, self._world.url_of(job), fault))
        kept = contract if fault is None or not fault.changes_job else None
        return self._spoil(self._json(told, 200, headers, kept), fault, headers)

    def _audio(self, call: Call, headers: Mapping[str, str]) -> Response:
        job = call.job()
        snapshot = call.snapshot(job)
        if snapshot.phase in self._provider.unready:
            return self._error(self._provider.unready[snapshot.phase], headers)
        fault = job.faults.take("media", succeeded=True)
        return self._spoil(result_file(job, {**self._provider.audio_headers(snapshot), **headers}), fault, headers)

    def _act(self, act: Act, call: Call, headers: Mapping[str, str]) -> Response:
        fault = self._world.take_fault(self._provider.name, act.kind)
        if fault is not None and not fault.lets_through:
            self._log(act, call, accepted=False)
            return self._spoil(Response(), fault, headers)
        try:
            reply = act.answer(call)
        except Problem:
            self._log(act, call, accepted=False)
            raise
        self._log(act, call, accepted=True)
        told = {**headers, **reply.headers}
        if reply.sound is None:
            return self._spoil(self._json(reply.body, reply.status, told, act.contract), fault, headers)
        sound = Response(reply.sound.content, headers=told, media_type=reply.sound.content_type)
        return self._held(call, self._spoil(sound, fault, headers))

    def _events(self, call: Call, _headers: Mapping[str, str]) -> Response:
        return EventStream(self._world, self._provider, call.key)

    async def not_routed(self, _request: Request, error: Exception) -> Response:
        """Answer a path or a method that is none of the provider's."""
        assert isinstance(error, HTTPException)
        return self._error(self._provider.problem(error.status_code), {})

    def _asks_for_audio(self, call: Call) -> bool:
        if self._provider.audio_query is None:
            return False
        name, value = self._provider.audio_query
        return call.query.get(name) == value

    def _count(self, key: str, kind: str) -> dict[str, str]:
        """The headers that tell where the key stands. Raises `Problem` 429 where nothing is left."""
        rate = self._provider.submits if kind == "submit" else None
        rate = rate or self._provider.reads
        if rate is None:
            return {}
        budget = self._windows[rate].take(key, self._world.now())
        if budget.retry_after is None:
            return budget.headers()
        problem = self._provider.problem(429)
        problem.code = rate.code or problem.code
        problem.headers = budget.headers()
        raise problem

    def _log(self, act: Act, call: Call, *, accepted: bool) -> None:
        if act.kind == "submit":
            ids = tuple(call.started)
            self._world.submissions.append(Submission(self._provider.name, call.now, call.text, accepted, ids))

    def _held(self, call: Call, response: Response) -> Response:
        """A generation that is under way until its answer is sent."""
        place = (self._provider.name, call.key)
        self._world.in_flight[place] += 1

        def done() -> None:
            self._world.in_flight[place] -= 1

        return HeldResponse(response, done)

    def _json(self, body: Json, status: int, headers: Mapping[str, str], contract: TypeAdapter[Any] | None) -> Response:
        response = JSONResponse(body, status, headers=headers)
        if contract is not None:
            extra: Literal["ignore"] | None = "ignore" if self._provider.merges else None
            contract.validate_json(bytes(response.body), strict=True, extra=extra)
        return response

    def _error(self, problem: Problem, headers: Mapping[str, str]) -> Response:
        told = {**headers, **problem.headers}
        return self._json(self._provider.envelope(problem), problem.status, told, self._provider.error_contract)

    def _spoil(self, response: Response, fault: Fault | None, headers: Mapping[str, str]) -> Response:
        if fault is None or fault.changes_job:
            return response
        return FaultyResponse(response, fault, self._error(self._provider.problem(fault.status_code), headers))


def result_file(job: StoredJob, headers: Mapping[str, str] | None = None) -> Response:
    """A result. Starlette answers Range and If-Range, and refuses what cannot be satisfied."""
    told = {"etag": job.media.etag, "last-modified": job.last_modified, **(headers or {})}
    if job.media.made is not None:
        return Response(job.media.made, headers=told, media_type=job.media.content_type)
    return FileResponse(job.media.path, headers=told, media_type=job.media.content_type)
