"""One run: orders go through an engine, its worker is killed, and the provider's books are read."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import ExitStack, closing
from datetime import timedelta
from functools import partial
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

from generation_jobs_sandbox import Fault, Sandbox, World

from scripts.engines.engines import ORDERS, Engine, Variant
from scripts.engines.services import redis_server, size_of
from scripts.engines.workers import Worker, run, tend

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from random import Random

_PATIENCE: dict[Variant, float] = {"naive": 120.0, "ours": 800.0}
"""Seconds without a new file after which a run ends. A submit that was killed on its way to the provider may be sent
again after ten minutes; the naive programs never wait for that."""

_STALL = 600.0  # longer than it takes to see that all requests stall, and to kill
_LIST = "/generations"  # whose last part is a job's ID in a poll
_SECOND = timedelta(seconds=1)
_LATE = 0.5  # a server that is killed takes longer to come back

Moment: TypeAlias = Literal["in mid-submit", "in mid-download", "at any moment"]
"""When a worker is killed, in turn. In mid-submit, all its submits are accepted and not answered; in mid-download,
downloads have begun as well. So no submit is on its way then, whose verdict would take ten minutes."""

_MOMENTS: tuple[Moment, ...] = get_args(Moment)


class Result(NamedTuple):
    """The figures of a run.

    Attributes:
        orders: How many there were.
        accepted: Submits that the provider accepted, and charges for.
        paid_twice: Accepted submits beyond one for each order.
        lost: Orders without a file.
        seconds: From the first start of the worker to the last file.
        cpu_seconds: CPU time of the workers; unlike the seconds, it does not depend on what else the machine does.
        submits: Requests to the provider's API that submit.
        polls: Those that ask for one job.
        lists: Those that read a page of the list.
        stored: Bytes that engine and ledger have stored.
        log: The end of what the worker printed.
    """

    orders: int
    accepted: int
    paid_twice: int
    lost: int
    seconds: float
    cpu_seconds: float
    submits: int
    polls: int
    lists: int
    stored: int
    log: str

    @property
    def has_lost_money(self) -> bool:
        """Whether an order was paid twice, or has no file."""
        return self.paid_twice > 0 or self.lost > 0

    @property
    def requests(self) -> int:
        """All requests to the provider's API; files come from elsewhere."""
        return self.submits + self.polls + self.lists


class Trial:
    """Runs orders through an engine; use it as a context manager, which ends everything.

    Args:
        engine: The engine.
        variant: Which of its two programs.
        orders: How many.
        kills: How often the worker is killed.
        server_kills: How often the engine's server is killed, if it has one: broker, database or workflow server.
        workers: How many there are. Of several, a kill hits one, at any moment.
        random: Decides when.
        progress: Shows a line about the state of the run.
        running: Seconds that each job takes.
        shares_budget: Whether all clients share the provider's rate limit, through a Redis of their own.
    """

    def __init__(
        self,
        engine: Engine,
        variant: Variant,
        orders: int,
        kills: int,
        server_kills: int,
        workers: int,
        random: Random,
        progress: Callable[[str], None],
        running: float = 0.0,
        shares_budget: bool = False,
    ) -> None:
        self._engine = engine
        self._running, self._shares_budget = running, shares_budget
        self._variant: Variant = variant
        self._orders = [(f"order-{number}", f"A lighthouse, picture {number}") for number in range(orders)]
        moments = _MOMENTS if workers == 1 else _MOMENTS[2:]
        points = enumerate(kill_points(orders, kills, engine.slots, random))
        planned: list[tuple[int, Moment | None]] = [(point, moments[each % len(moments)]) for each, point in points]
        planned += [(point, None) for point in kill_points(orders, server_kills, engine.slots, random)]  # of the server
        self._kills = sorted(planned, key=itemgetter(0))
        self._server_kills = 0
        self._number = workers
        self._random = random
        self._progress = progress
        self._stack = ExitStack()

    def run(self) -> Result:
        """Run it to its end."""
        with self._stack:
            self._prepare()
            before = self._stored()
            seconds, cpu_seconds = self._work()
            return self._result(seconds, cpu_seconds, self._stored() - before)

    def _prepare(self) -> None:
        """Start sandbox and server, and write the orders down."""
        self._folder = Path(self._stack.enter_context(TemporaryDirectory()))
        self._box = self._stack.enter_context(Sandbox(World(queued=0.0, running=self._running)))
        self._progress("starting")
        environ = self._engine.environ(self._variant) | self._box.environ()
        if self._shares_budget:
            environ["GENJOBS_BUDGET"] = self._stack.enter_context(redis_server(environ)).environ["REDIS_URL"]
        self._service = self._stack.enter_context(self._engine.service(environ))
        self._environ = environ | dict(self._service.environ)
        (self._folder / ORDERS).write_text(json.dumps(self._orders), encoding="utf-8")
        command = self._command(self._engine.worker)
        self._workers = [Worker(command, self._folder, self._environ) for _ in range(self._number)]
        self._feeder = Worker(self._command(self._engine.after), self._folder, self._environ)
        for worker in (*self._workers, self._feeder):
            self._stack.callback(worker.kill)

    def _command(self, words: Sequence[str]) -> list[str]:
        return self._engine.command(tuple(words), self._variant, self._environ)

    def _work(self) -> tuple[float, float]:
        """Let the engine work to the last file, and return how long that took, and the CPU time of the workers."""
        for words in self._engine.before:
            run(self._command(words), self._folder, self._environ)
        start, used = time.monotonic(), _cpu_seconds_of_children()
        for worker in self._workers:
            worker.start()
        self._service.register()
        if self._engine.after:
            self._feeder.start()
        for accepted, moment in self._kills:
            self._follow(partial(self._has_accepted, accepted))
            if moment is not None:
                self._kill(moment)
            elif self._service.restart is not None:
                self._kill_server(self._service.restart)
        self._follow(lambda: False)
        for worker in (*self._workers, self._feeder):
            worker.kill()
            used -= worker.lost_cpu_seconds
        return self._last_file - start, _cpu_seconds_of_children() - used

    def _kill(self, moment: Moment) -> None:
        """Kill a worker and start it again."""
        if moment == "in mid-download":
            self._hold_downloads()
            self._hold_submits(_STALL, fewest=0)  # the other orders may all wait for a download
        elif moment == "in mid-submit":
            self._hold_submits(_STALL, fewest=self._engine.slots)
        self._progress(f"kill -9 {moment}")
        worker = self._random.choice(self._workers)
        worker.kill()
        self._drop_stalls()
        worker.start()

    def _drop_stalls(self) -> None:
        """Remove the stalls that no request has met, so that they do not hit the next worker."""
        while self._box.world.take_fault("oxen", "submit") is not None:
            pass
        for job in self._box.world.jobs("oxen"):
            job.faults.take("media", succeeded=True)

    def _hold_downloads(self) -> None:
        """Let downloads stall, as many as the engine has submits in flight."""
        since = self._box.world.now()
        for _ in range(self._engine.slots):
            self._box.world.next_job("oxen", faults=[Fault("stall", on="media", seconds=_STALL)])
        self._follow(lambda: self._stalled_downloads(since) >= self._engine.slots)

    def _kill_server(self, restart: Callable[[], None]) -> None:
        """Kill the server and start it again; every other time while submits are answered."""
        self._server_kills += 1
        if self._server_kills % 2:
            self._hold_submits(_LATE, fewest=self._engine.slots)
        self._progress(f"kill -9 of the server {_MOMENTS[0] if self._server_kills % 2 else _MOMENTS[2]}")
        restart()

    def _hold_submits(self, seconds: float, fewest: int) -> None:
        """Accept the next submits, as many as are in flight at once, and let their answers wait."""
        seen, since = self._accepted, self._box.world.now()
        self._box.world.inject_fault("oxen", Fault("stall", times=self._engine.slots, on="submit", seconds=seconds))
        self._follow(lambda: self._are_held(seen, since, fewest))

    def _are_held(self, seen: int, since: datetime, fewest: int) -> bool:
        """Return whether no submit is on its way: all stall and are accepted, or there is none for a second."""
        submits = len(self._answers(self._api, "POST", since))
        if self._accepted < seen + submits:
            return False
        if submits >= self._engine.slots or self._accepted >= len(self._orders):
            return True
        a_second_ago = self._box.world.now() - _SECOND
        return submits >= fewest and since < a_second_ago and not self._answers(self._api, "POST", a_second_ago)

    def _stalled_downloads(self, since: datetime) -> int:
        """Count downloads without an answer for a second; the others take milliseconds."""
        host = str(self._box.world.media_url).rpartition("/")[2]
        return self._answers(host, "GET", since, until=self._box.world.now() - _SECOND).count(None)

    def _answers(self, host: str, method: str, since: datetime, until: datetime | None = None) -> list[int | None]:
        """Return the statuses of responses, None for those that were not sent yet."""
        end = until or self._box.world.now()
        asked = [one for one in list(self._box.world.exchanges) if since <= one.at <= end]
        return [one.status for one in asked if (one.request.host, one.request.method) == (host, method)]

    @property
    def _api(self) -> str:
        return self._box.base_url("oxen").split("/")[2]

    def _follow(self, is_over: Callable[[], bool]) -> None:
        """Wait until something is the case, all orders have their files, or nothing happens any more."""
        done, self._last_file = self._done(), time.monotonic()
        while done < len(self._orders) and not is_over():
            time.sleep(0.05)
            tend(self._workers)
            self._service.tend()
            if self._feeder.has_failed:  # the server was killed; it sends all orders again
                self._feeder.start()
            if (now := self._done()) != done:
                done, self._last_file = now, time.monotonic()
                self._progress(f"{self._accepted} accepted, {done} of {len(self._orders)} done")
            elif time.monotonic() - self._last_file > _PATIENCE[self._variant]:
                return

    def _has_accepted(self, count: int) -> bool:
        return self._accepted >= count

    @property
    def _accepted(self) -> int:
        return len(self._box.world.jobs("oxen"))

    def _done(self) -> int:
        return len({path.parent for path in self._folder.glob("out/*/*.png")} | set(self._folder.glob("out/*.png")))

    def _stored(self) -> int:
        """Return the bytes that engine and ledger have stored, in the server and in the folder."""
        for path in self._folder.glob("*.sqlite"):
            with closing(sqlite3.connect(path)) as database:  # a killed process leaves up to 4 MB in the log beside it
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        others = [self._folder / "out", self._folder / "__pycache__"]
        ours = size_of(self._folder) - sum(size_of(folder) for folder in others)
        return self._service.size() + ours - sum(_size(self._folder / name) for name in (ORDERS, "worker.log"))

    def _result(self, seconds: float, cpu_seconds: float, stored: int) -> Result:
        prompts = [job.parameters["prompt"] for job in self._box.world.jobs("oxen")]
        log = self._folder / "worker.log"
        asked = [request for request in self._box.world.requests if request.host == self._api]
        submits = sum(request.method == "POST" for request in asked)
        lists = sum(request.method == "GET" and request.path.endswith(_LIST) for request in asked)
        return Result(
            orders=len(self._orders),
            accepted=len(prompts),
            paid_twice=len(prompts) - len(set(prompts)),
            lost=len(self._orders) - self._done(),
            seconds=seconds,
            cpu_seconds=cpu_seconds,
            submits=submits,
            polls=len(asked) - submits - lists,
            lists=lists,
            stored=stored,
            log=log.read_text(encoding="utf-8", errors="replace")[-3000:],
        )


def kill_points(orders: int, kills: int, slots: int, random: Random) -> list[int]:
    """Return after how many accepted submits the worker is killed; enough orders are left for one in mid-submit."""
    points = sorted(random.uniform(0.1, 0.9) * orders for _ in range(kills))
    return [min(int(point), max(orders - 2 * slots, 1)) for point in points]


def _cpu_seconds_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _size(path: Path) -> int:
    return path.stat().st_blocks * 512 if path.exists() else 0
