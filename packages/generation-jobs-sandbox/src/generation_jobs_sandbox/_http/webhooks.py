"""Sends the callbacks of ended jobs: once each, and only to this machine.

Without `World.allow_private_webhooks`, a submit with a callback to this machine is refused already.
"""

from __future__ import annotations

import asyncio
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generation_jobs_sandbox._base.urls import is_loopback

if TYPE_CHECKING:
    from generation_jobs_sandbox._state.records import Delivery
    from generation_jobs_sandbox._state.world import World

_POLL_INTERVAL = 0.02  # seconds between two looks at the jobs, by the machine's clock
_TIMEOUT = 5.0  # seconds for a receiver; Finetuning documents none


async def send_due(world: World) -> None:
    """Send callbacks as they become due, until cancelled."""
    while True:
        due = world.due_callbacks()
        world.webhooks.extend(due)
        await asyncio.gather(*(asyncio.to_thread(_send, one) for one in due if is_loopback(one.url)))
        await asyncio.sleep(_POLL_INTERVAL)


def _send(delivery: Delivery) -> None:
    """Send in plain HTTP though the URL says https, which providers require: a test's receiver has no certificate."""
    parts = urlsplit(delivery.url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=_TIMEOUT)
    headers = {"Content-Type": "application/json", "User-Agent": delivery.user_agent}
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    delivery.sent = True
    try:
        connection.request("POST", target, delivery.body, headers)
        delivery.status = connection.getresponse().status
    except (OSError, HTTPException):  # it is sent once, whatever happens
        delivery.status = None
    finally:
        connection.close()
