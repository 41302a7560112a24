"""Accounts full of jobs on a virtual clock: Finetuning's with its list, Breeze's without one. As an httpx transport."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx

from tests.facade.bodies import breeze
from tests.facade.script import reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generation_jobs.testing import VirtualClock

    from tests.facade.bodies import Json
    from tests.facade.script import Answer

LIMIT = 60


@dataclass
class Entry:
    """One job: when it was created, when and how it ends, and what is answered instead of it, if anything."""

    id: str
    ends_at: float
    outcome: str = "completed"
    created_at: float = 0.0
    listed: bool = True
    bare: bool = False
    """Whether the list leaves its result out."""
    instead: Callable[[], Answer] | None = None
    list_says: str | None = None
    """The status that the list shows instead."""


@dataclass
class Account:
    """Jobs of one user at Finetuning, or at Breeze. `asked` counts what was asked for, by job or as `list …`."""

    clock: VirtualClock
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    asked: Counter[str] = field(default_factory=Counter[str])
    times: list[float] = field(default_factory=list[float])
    refusals: int = 0
    list_answer: Callable[[], Answer] | None = None
    before_page: Callable[[], object] | None = None
    submitted_take: float = 20.0
    """Seconds that jobs take which are submitted."""
    list_stops_at: float = math.inf
    """The list tells nothing that happened later."""
    names_twice: bool = False
    """Whether each page of the list names its first job twice."""
    spoil: Callable[[], Answer | None] | None = None
    """Gives what is answered instead, now and then."""

    def add(self, ids: Iterable[str], ends_at: float, **fields: Any) -> list[str]:
        """Jobs that end then; gives their refs."""
        refs: list[str] = []
        for one in ids:
            self.entries[one] = Entry(one, ends_at, **fields)
            refs.append(f"finetuning:{one}")
        return refs

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(lambda request: self._answer(request).response())

    @property
    def pages(self) -> int:
        """How many pages of the list were asked for."""
        return sum(number for what, number in self.asked.items() if what.startswith("list"))

    @property
    def alone(self) -> int:
        """How many requests were for one job."""
        return self.asked.total() - self.pages

    def _answer(self, request: httpx.Request) -> Answer:
        now = self.clock.monotonic()
        if request.url.host == "api.breeze.blue":
            return self._breeze(request.url.path.rpartition("/")[2])
        self.times = [at for at in self.times if at > now - 60]
        if len(self.times) >= LIMIT:
            self.refusals += 1
            return reply({"error": {"code": "RATE_LIMITED", "message": "Too many"}}, 429, Retry_After="7")
        self.times.append(now)
        if self.spoil and (spoiled := self.spoil()):
            self.asked["spoiled"] += 1
            return spoiled
        if request.method == "POST":
            return self._submit()
        return self._list(request) if request.url.path == "/v1/generations" else self._one(request.url.path)

    def _submit(self) -> Answer:
        self.asked["submit"] += 1
        now, one = self.clock.monotonic(), f"gen_{len(self.entries)}"
        self.add([one], now + self.submitted_take, created_at=now)
        return reply({"data": self._row(self.entries[one], now)}, 202)

    def _one(self, path: str) -> Answer:
        one = path.rpartition("/")[2]
        self.asked[one] += 1
        entry = self.entries.get(one)
        if entry is None:
            return reply({"error": {"code": "NOT_FOUND", "message": "Resource not found"}}, 404)
        return entry.instead() if entry.instead else reply({"data": self._row(entry, self.clock.monotonic())})

    def _breeze(self, one: str) -> Answer:
        self.asked[one] += 1
        entry = self.entries[one]
        if entry.instead:
            return entry.instead()
        status = "ready" if self.clock.monotonic() >= entry.ends_at else "active"
        return reply(breeze(status, generation_job_id=one))

    def _list(self, request: httpx.Request) -> Answer:
        query = request.url.params
        self.asked[f"list {query.get('status', '')}".strip()] += 1
        if self.before_page:
            self.before_page()
        if self.list_answer:
            return self.list_answer()
        limit, offset = int(query.get("limit", 20)), int(query.get("offset", 0))
        assert limit <= 99
        at = min(self.clock.monotonic(), self.list_stops_at)
        rows = [self._row(entry, at) for entry in reversed(self.entries.values()) if entry.listed]
        for row in rows:
            entry = self.entries[row["id"]]
            if entry.bare:
                row["audioUrl"] = None
            if entry.list_says:
                row |= {"status": entry.list_says, "audioUrl": None, "errorMessage": "GPU on fire"}
        rows = [row for row in rows if query.get("status") in (None, row["status"])]
        more = len(rows) > offset + limit
        here = rows[offset : offset + limit]
        here += here[:1] if self.names_twice else []
        return reply({"data": {"generations": here, "hasMore": more, "nextOffset": offset + limit if more else None}})

    def _row(self, entry: Entry, at: float) -> Json:
        ended = at >= entry.ends_at
        status = entry.outcome if ended else "processing"
        start = self.clock.now() - timedelta(seconds=self.clock.monotonic())
        created = start + timedelta(seconds=entry.created_at)
        return {
            "id": entry.id,
            "status": status,
            "audioUrl": f"https://media.finetuning.ai/{entry.id}.mp3" if status == "completed" else None,
            "errorMessage": "GPU on fire" if status == "failed" else None,
            "createdAt": f"{created:%Y-%m-%d %H:%M:%S}",
            "completedAt": (start + timedelta(seconds=entry.ends_at)).isoformat() if ended else None,
        }
