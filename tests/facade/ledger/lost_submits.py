"""Lost submits at Finetuning, and the pages of its list in which they are searched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import Search, SubmitUncertain

from tests.facade.script import Answer, lost, reply

if TYPE_CHECKING:
    from generation_jobs import Submitted

    from tests.facade.shells import Face, World

URL = "https://pub.finetuning.ai/v1/generations"
LIST = f"{URL}?limit=99"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def row(number: int | str, prompt: str | None = "lofi", at: datetime | None = NOW) -> dict[str, Any]:
    created = {} if at is None else {"createdAt": f"{at:%Y-%m-%d %H:%M:%S}"}
    return {"id": f"gen_{number}", "status": "completed", "prompt": prompt, **created}


def page(*rows: dict[str, Any], following: int | None = None, date: datetime | None = None) -> Answer:
    body = {"generations": list(rows), "hasMore": following is not None, "nextOffset": following}
    return reply({"data": body}, 200, **({} if date is None else {"date": format_datetime(date, usegmt=True)}))


def submit_lost(world: World, jobs: Face, tags: str = "lofi", **more: object) -> SubmitUncertain:
    world.script.on(URL, lost())
    with pytest.raises(SubmitUncertain) as caught:
        jobs.submit("finetuning", tags=tags, **more)
    return caught.value


def find(world: World, jobs: Face, *rows: dict[str, Any], date: datetime | None = None, tags: str = "lofi") -> Search:
    """Search for a submit of `NOW` at `date`, or half an hour later."""
    error = submit_lost(world, jobs, tags)
    world.clock.advance(1800)
    world.script.on(LIST, page(*rows, date=date))
    return jobs.find_submitted(error)


def refs(search: Search | Submitted) -> list[str]:
    return [str(job.ref).removeprefix("finetuning:gen_") for job in search.jobs]


LATER = NOW + 30 * MINUTE
