"""Single waits for jobs of one provider, in any number of threads or tasks: one reading of its list serves them all."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from math import inf
from typing import TYPE_CHECKING

from generation_jobs._core.errors import APIError, TransportError
from generation_jobs._core.io import Waker
from generation_jobs._polling.list_reader import Lister, Scope, Sweep, id_of, lacks
from generation_jobs._polling.poller import Look, Sighting

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from generation_jobs._core.models import Job
    from generation_jobs._provider_session import ProviderSession
    from generation_jobs.providers.operations import Row

log: logging.Logger = logging.getLogger("generation_jobs")

ENOUGH = 3
"""Waits from which on the list is read rather than each job asked for."""

_LATER = 120.0
"""Seconds for which a list is left alone that could not be read, or that does not tell our jobs."""


class Place:
    """One wait among its companions."""

    def __init__(self, companions: Companions, job_id: str) -> None:
        self.id: str = job_id
        self.bell: Waker = Waker()
        self.news: Job | None = None
        """What another's reading of the list told of the job since the last look."""
        self.asking: bool = False
        """Whether it waits for a reading to be over."""
        self.unlisted: bool = False
        """Whether the list was read for it in vain."""
        self._companions = companions

    def nudge(self) -> Waker | None:
        """What rings when there are news; None while there are too few for a list."""
        return self.bell if self._companions.many else None

    async def look(self, alone: Look, deadline: float) -> Sighting:
        """A look at the job: by the list if that is read for all, otherwise `alone`."""
        if (news := (await self._companions.tell(self, deadline))) is not None:
            return Sighting(news, None)
        try:
            return await alone(deadline)
        finally:
            self.take()  # what was told meanwhile is older

    def take(self) -> Job | None:
        """The news, once."""
        news, self.news = self.news, None
        self.bell.event.clear()
        return news


class Companions:
    """All single waits at one provider whose list tells how jobs stand."""

    def __init__(self, desk: ProviderSession) -> None:
        self._desk, self._lister = desk, Lister.of(desk)
        self._clock = desk.config.clock
        self._places: dict[Place, None] = {}
        self._lock = threading.Lock()
        self._reading = False
        self._from = -inf

    @contextmanager
    def joined(self, job_id: str) -> Generator[Place]:
        """A wait for this job, in here."""
        place = Place(self, job_id)
        with self._lock:
            self._places[place] = None
        try:
            yield place
        finally:
            with self._lock:
                del self._places[place]

    @property
    def many(self) -> bool:
        """Whether there are enough for the list."""
        return len(self._places) >= ENOUGH and self._clock.monotonic() >= self._from

    async def tell(self, place: Place, deadline: float) -> Job | None:
        """What the list tells of a job: by another's reading, or by one of our own. None where it has to be asked for.

        Errors of the list are not raised: without it each job is asked for.
        """
        if (news := place.take()) is not None or place.unlisted or not self.many:
            return news
        if self._leads():
            try:
                await self._read(deadline)
            finally:
                self._over()
            place.unlisted = place.news is None
        else:
            await self._listen(place, deadline)
        return place.take()

    async def _listen(self, place: Place, deadline: float) -> None:
        place.asking = True
        try:
            if self._reading:  # otherwise it was over before this one could be told so
                await self._desk.io.wait(place.bell, max(0.0, deadline - self._clock.monotonic()))
        finally:
            place.asking = False

    def _leads(self) -> bool:
        with self._lock:
            leads, self._reading = not self._reading, True
            return leads

    def _over(self) -> None:
        with self._lock:
            self._reading = False
            for place in self._places:
                if place.asking:
                    place.bell.wake()  # whoever was not told asks alone

    async def _read(self, deadline: float) -> None:
        now = self._clock.monotonic()
        assert self._lister is not None, "only such providers have companions"
        sweep = Sweep(self._lister, Scope.ALL, (None,), now, None)
        log.debug("%s: %d waits; the list is read for all", self._desk.provider, len(self._places))
        try:
            while True:
                rows = (await sweep.page(2 * len(self._places), deadline)) or ()
                if sweep.take(rows, self._told(rows), len(self._places)) or self._all_in(sweep.found):
                    break
        except (APIError, TransportError) as error:
            log.debug("%s: its list cannot be read: %s", self._desk.provider, error)
            self._from = now + _LATER
        if not sweep.found:
            self._from = now + _LATER

    def _all_in(self, found: set[str]) -> bool:
        with self._lock:
            return all(place.id in found for place in self._places)

    def _told(self, rows: Sequence[Row]) -> list[Job]:
        """Give the jobs of a page to those that wait for them."""
        by_id = {id_of(row.job): row.job for row in rows if not lacks(row.job)}
        with self._lock:
            waiting = [place for place in self._places if place.id in by_id]
            for place in waiting:
                place.news = by_id[place.id]
                place.bell.wake()
        return [by_id[place.id] for place in waiting]
