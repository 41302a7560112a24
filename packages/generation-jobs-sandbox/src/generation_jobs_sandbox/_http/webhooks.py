"""Callbacks of ended jobs: once each, never again, and to this machine alone.

One for this machine is refused on submit already, unless `World.allow_private_webhooks` says otherwise.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generation_jobs_sandbox._base.life import ENDED
from generation_jobs_sandbox._base.urls import is_loopback
from generation_jobs_sandbox.providers import PROVIDERS

if TYPE_CHECKING:
    from generation_jobs_sandbox._state.jobs import StoredJob
    from generation_jobs_sandbox._state.world import World

_LOOK = 0.02  # seconds between two looks at the jobs, by the machine's clock
_PATIENCE = 5.0  # seconds for a receiver; Finetuning documents none


@dataclass
class Delivery:
    """A callback that was due; `status` is the receiver's, None where it was not sent or not answered."""

    job: str
    url: str
    body: bytes
    user_agent: str
    sent: bool = False
    status: int | None = None


def due(world: World) -> list[Delivery]:
    """The callbacks of jobs that have ended since the last look."""
    provider = PROVIDERS["finetuning"]  # the only one whose callback is documented
    waiting = [job for job in (world.find(provider.name, one) for one in world.to_call_back) if job is not None]
    ended = [job for job in waiting if job.life.phase(world.now()) in ENDED]
    world.to_call_back[:] = [job.id for job in waiting if job not in ended]
    return [_delivery(world, job, job.webhook or "") for job in ended]


def _delivery(world: World, job: StoredJob, url: str) -> Delivery:
    body = job.provider.callback(job.snapshot(world.now(), world.url_of(job)))
    return Delivery(job.id, url, json.dumps(body).encode(), job.provider.webhook_agent)


async def send_due(world: World) -> None:
    """Send callbacks as they become due, until cancelled."""
    while True:
        fresh = list(due(world))
        world.webhooks.extend(fresh)
        await asyncio.gather(*(asyncio.to_thread(_send, one) for one in fresh if is_loopback(one.url)))
        await asyncio.sleep(_LOOK)


def _send(delivery: Delivery) -> None:
    """In plain HTTP, also where the URL says https, as providers insist: who tests has no certificate."""
    parts = urlsplit(delivery.url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_PATIENCE)
    headers = {"Content-Type": "application/json", "User-Agent": delivery.user_agent}
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    delivery.sent = True
    try:
        connection.request("POST", target, delivery.body, headers)
        delivery.status = connection.getresponse().status
    except (OSError, HTTPException):  # once, whatever comes of it
        delivery.status = None
    finally:
        connection.close()
