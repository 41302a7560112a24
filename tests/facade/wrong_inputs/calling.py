"""Calls with wrong inputs, and clients for them that reach no server."""

from __future__ import annotations

import asyncio
import inspect
from contextlib import closing
from datetime import UTC, datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import trio
from generation_jobs import (
    AsyncJobs,
    Breeze,
    ConfigurationError,
    Finetuning,
    GenerationJobsError,
    Job,
    Jobs,
    Oxen,
    Policy,
    PollInterval,
)
from generation_jobs.ledger import Intent, SQLiteLedger

if TYPE_CHECKING:
    from collections.abc import Callable

NOWHERE = httpx.MockTransport(lambda request: httpx.Response(404))
BREEZE = Breeze(api_key="brz_key_of_nobody")
ALL = (BREEZE, Oxen(api_key="ox_key_of_nobody"), Finetuning(api_key="ft_key_of_nobody"))
REF = "breeze:job_1"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SPEECH: dict[str, Any] = {"voice_id": "voc_1", "text": "Hello."}


def create(settings: Any = ALL, **options: Any) -> Jobs:
    return Jobs(settings, **{"transport": NOWHERE, **options})


def in_jobs(call: Callable[[Any], object]) -> Callable[[], object]:
    """Call a method of `Jobs`; what it yields is read."""

    def run() -> object:
        with create() as jobs:
            found = call(jobs)
            return list(found) if inspect.isgenerator(found) else found

    return run


def called(kind: Any, *args: Any, **keywords: Any) -> object:
    """Call a class with what no type checker lets pass."""
    return kind(*args, **keywords)


def through_proxy(url: str) -> object:
    with Jobs([BREEZE], proxy=url) as jobs:
        return jobs.get(REF)


def interval(*values: Any) -> Policy:
    return Policy(poll_interval=PollInterval(*values))


def in_ledger(call: Callable[[Any], object]) -> Callable[[], object]:
    """Call a method of a ledger with one submit."""

    def run() -> object:
        with TemporaryDirectory() as folder, closing(SQLiteLedger(f"{folder}/ledger")) as ledger:
            ledger.begin(Intent("oxen", "a", "d", NOW))
            return call(ledger)

    return run


def in_trio() -> object:
    return trio.run(AsyncJobs([BREEZE], transport=NOWHERE).get, REF)


def not_awaited() -> object:
    """Pass a call on that returns a job only when it is awaited."""

    async def run() -> object:
        async with AsyncJobs([BREEZE], transport=NOWHERE) as jobs:
            with closing(jobs.get(REF)) as call:
                return await jobs.wait(call)  # type: ignore[arg-type]

    return asyncio.run(run())


def not_awaited_for_many() -> object:
    async def run() -> object:
        async with AsyncJobs([BREEZE], transport=NOWHERE) as jobs:
            with closing(jobs.get(REF)) as call:
                return await jobs.wait_all([call])  # type: ignore[list-item]

    return asyncio.run(run())


def stored(**fields: object) -> Callable[[], Job]:
    return lambda: Job.from_dict({"ref": REF, "status": "running", **fields})


def on_closed(call: Callable[[Any], object]) -> Callable[[], object]:
    """Call a method of a client that is closed."""

    def run() -> object:
        jobs = create()
        jobs.close()
        return call(jobs)

    return run


def check_error(call: Callable[[], object], result: str) -> None:
    """Fail unless a call raises an error of configuration that matches, and that names no key."""
    with pytest.raises(GenerationJobsError, match=result) as raised:
        call()
    assert type(raised.value) is ConfigurationError
    assert "key_of_nobody" not in str(raised.value)
