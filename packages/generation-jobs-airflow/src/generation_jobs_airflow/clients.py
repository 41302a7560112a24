"""Clients that the triggers of one process share: one poller for each account."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from generation_jobs import AsyncJobs

    from generation_jobs_airflow.accounts import Account


@dataclass
class _Client:
    account: Account
    jobs: AsyncJobs
    users: int = 0


_clients: list[_Client] = []


@asynccontextmanager
async def shared_jobs(account: Account) -> AsyncGenerator[AsyncJobs]:
    """Give the client of an account, which is closed when its last user has left."""
    client = await _client(account)
    client.users += 1
    try:
        yield client.jobs
    finally:
        client.users -= 1
        if not client.users:
            _clients.remove(client)
            await client.jobs.close()


async def _client(account: Account) -> _Client:
    """Return the client of an account. It is made in a thread, since its imports would hold up all triggers."""
    if (known := _known(account)) is not None:
        return known
    made = _Client(account, await asyncio.to_thread(account.async_jobs))
    if (known := _known(account)) is not None:  # another trigger was quicker
        await made.jobs.close()
        return known
    _clients.append(made)
    return made


def _known(account: Account) -> _Client | None:
    return next((client for client in _clients if client.account == account), None)
