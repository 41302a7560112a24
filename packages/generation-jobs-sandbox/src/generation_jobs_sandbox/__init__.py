"""A local server that imitates five providers of generated media, for trying out and for tests.

with Sandbox() as box:
    id = box.world.add("breeze", queued=1, running=2)
    client = BreezeClient(api_key="brz_test", base_url=box.base_url("breeze"))
"""

from __future__ import annotations

from generation_jobs_sandbox._base.faults import Fault, FaultKind
from generation_jobs_sandbox._http.app import asgi_by_host, create_app, create_media_app
from generation_jobs_sandbox._state.jobs import StoredJob
from generation_jobs_sandbox._state.records import Delivery, Exchange, SeenRequest, Submission
from generation_jobs_sandbox._state.world import World
from generation_jobs_sandbox.server import Sandbox

__all__ = [
    "Delivery",
    "Exchange",
    "Fault",
    "FaultKind",
    "Sandbox",
    "SeenRequest",
    "StoredJob",
    "Submission",
    "World",
    "asgi_by_host",
    "create_app",
    "create_media_app",
]
