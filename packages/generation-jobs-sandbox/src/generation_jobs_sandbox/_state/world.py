"""The world that the imitated providers live in: their jobs, their clock, and every request that arrived."""

import json
import random
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from generation_jobs_sandbox._base.faults import PROVIDER_PLACES, Fault, FaultQueue, Where
from generation_jobs_sandbox._base.life import ENDED, Life, Phase
from generation_jobs_sandbox._base.media import MEDIA, MediaFile
from generation_jobs_sandbox._base.types import Json
from generation_jobs_sandbox._state.jobs import JobStore, StoredJob
from generation_jobs_sandbox._state.records import Delivery, Exchange, SeenRequest, Submission
from generation_jobs_sandbox._state.scenario import (
    Scenario,
    check_clock,
    check_id,
    check_places,
    check_seconds,
    make_scenario,
)
from generation_jobs_sandbox.providers import PROVIDERS, find_provider
from generation_jobs_sandbox.providers.base import Provider

MEDIA_HOST = "media.sandbox.example"  # where results are while no server runs; RFC 2606 keeps the name unused

_MAX_EXCHANGES = 500  # for the page; `requests` keeps all of them


def utc_now() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)


def check_world(world: object) -> None:
    """Check that this is a `World`.

    Raises:
        ValueError: It is something else.
    """
    if not isinstance(world, World):
        kind = f"the class {world.__name__}" if isinstance(world, type) else f"of type {type(world).__name__}"
        raise ValueError(f"world is {kind}: give a World")


class World:
    """Jobs on a clock.

    Args:
        now: Gives an aware time; may be replaced at any moment.
        media_url: Where the media app is mounted. A `Sandbox` sets it itself; for plain ASGI apps it is
            `https://media.sandbox.example`.
        seed: Makes ids and result URLs the same each time, for recording; without it they cannot be guessed.
        queued: Seconds that a submitted job waits.
        running: Seconds that it then runs.
        allow_private_webhooks: Whether callbacks are sent, which go to this machine alone.

    Attributes:
        requests: Every request that arrived.
        exchanges: The last requests with their answers.
        submissions: Every attempt to start a generation.
        webhooks: Every callback that was due.

    Raises:
        ValueError: `queued` or `running` is negative or endless, or `now` gives no aware time.
    """

    def __init__(
        self,
        now: Callable[[], datetime] = utc_now,
        media_url: str | None = None,
        *,
        seed: str | None = None,
        queued: float = 1.0,
        running: float = 3.0,
        allow_private_webhooks: bool = False,
    ) -> None:
        check_clock(now)
        check_seconds("queued", queued)
        check_seconds("running", running)
        self.now = now
        self.media_url = media_url
        self.queued = queued
        self.running = running
        self.allow_private_webhooks = allow_private_webhooks
        self.requests: list[SeenRequest] = []
        self.exchanges: deque[Exchange] = deque(maxlen=_MAX_EXCHANGES)
        self.submissions: list[Submission] = []
        self.webhooks: list[Delivery] = []
        self.store = JobStore()
        self.in_flight: Counter[tuple[str, str]] = Counter()
        self.stream_epoch = 0
        self._without_callback: list[StoredJob] = []  # so that nobody has to look through all jobs for them
        self._account_plans: dict[str, str] = {}
        self._scenarios: defaultdict[str, deque[Scenario]] = defaultdict(deque)
        self._faults: defaultdict[str, FaultQueue] = defaultdict(FaultQueue)
        self._random = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311
        for provider in PROVIDERS.values():
            self._add_example(provider)

    def __repr__(self) -> str:
        return f"<World: {len(self.submissions)} submits, {len(self.requests)} requests>"

    def add(
        self,
        provider: str,
        outcome: str = "succeeded",
        *,
        queued: float = 0.0,
        running: float = 0.0,
        media: str | None = None,
        faults: Iterable[Fault] = (),
        id: str | None = None,  # noqa: A002
    ) -> str:
        """Start a job now, for every key to see.

        Args:
            provider: Name of the provider.
            outcome: How it ends: `succeeded`, `failed` or `cancelled`.
            queued: Seconds in the queue.
            running: Seconds of work after that.
            media: `audio`, `wav`, `image`, …; the default is what the provider makes.
            faults: What goes wrong with the answers about it.
            id: Its id; the default looks like the provider's own.

        Returns:
            The id.

        Raises:
            ValueError: The provider does not have such jobs; the message names what it has.
        """
        owner = find_provider(provider)
        scenario = make_scenario(owner, outcome, queued, running, media, faults)
        given = None if id is None else check_id(id)
        return self._start(owner, scenario, owner.default_media, job_id=given).id

    def next_job(
        self,
        provider: str,
        outcome: str = "succeeded",
        *,
        queued: float | None = None,
        running: float | None = None,
        media: str | None = None,
        faults: Iterable[Fault] = (),
    ) -> None:
        """Decide how the next submitted job goes; a second call is for the job after that.

        The arguments are those of `add`. Durations that are not given are the world's.

        Raises:
            ValueError: The provider does not have such jobs; the message names what it has.
        """
        owner = find_provider(provider)
        self._scenarios[provider].append(make_scenario(owner, outcome, queued, running, media, faults))

    def inject_fault(self, provider: str, *faults: Fault) -> None:
        """Make the next submits, lists or actions of a provider go wrong.

        Args:
            provider: Name of the provider.
            faults: What goes wrong, in this order for each place.

        Raises:
            ValueError: A fault belongs to a job: `add` and `next_job` take those.
        """
        check_places(faults, PROVIDER_PLACES, "World.inject_fault")
        self._faults[find_provider(provider).name].add(faults)

    spoil = inject_fault  # its first name, still accepted

    def set_plan(self, provider: str, plan: str) -> None:
        """Put a provider's accounts on one of its plans.

        Args:
            provider: Name of the provider.
            plan: Name of the plan, such as Breeze's `pro` or Bland's `topped-up`.

        Raises:
            ValueError: There is no such plan; the message names those there are.
        """
        known = find_provider(provider).plans
        if not known:
            raise ValueError(f"{provider} has no plans")
        if plan not in known:
            raise ValueError(f"{provider} has no plan {plan!r}; one of: {', '.join(known)}")
        self._account_plans[provider] = plan

    def cut_streams(self) -> None:
        """End every open event stream, as a lost connection does."""
        self.stream_epoch += 1

    def add_demo(self, stretch: float = 1.0) -> list[str]:
        """Start four jobs that end within 6 to 12 seconds, and a stored one of Bland.

        Args:
            stretch: Multiplies the seconds.

        Returns:
            Their refs, such as `breeze:job_01…`.
        """
        jobs = [("breeze", 2, 4), ("playai", 2, 6), ("oxen", 3, 7), ("finetuning", 4, 8)]
        refs = [f"{name}:{self.add(name, queued=q * stretch, running=r * stretch)}" for name, q, r in jobs]
        return [*refs, f"bland:{self.add('bland')}"]

    def find(self, provider: str, id: str) -> StoredJob | None:  # noqa: A002
        """Return a job by its id, or None."""
        return self.store.find(provider, id)

    def jobs(self, provider: str) -> list[StoredJob]:
        """Return all jobs of a provider except its published example, the oldest first."""
        return self.store.of(provider)

    # What follows is for the imitated providers themselves.

    def submit(
        self,
        provider: Provider,
        key: str,
        parameters: Mapping[str, Json],
        media: MediaFile,
        *,
        reason: str | None = None,
        at_once: bool = False,
    ) -> StoredJob:
        """Start a job of a key; it goes as `next_job` says, else it succeeds, or fails for `reason`."""
        scenarios = self._scenarios[provider.name]
        scenario = scenarios.popleft() if scenarios else Scenario()
        if reason is not None:
            scenario = replace(scenario, outcome=Phase.FAILED)
        if at_once:
            scenario = replace(scenario, queued=0.0, running=0.0)
        return self._start(provider, scenario, media, owner=key, parameters=parameters, reason=reason)

    def plan_of(self, provider: Provider) -> str:
        """Return the plan that a provider's accounts are on: the first of its table unless set."""
        return self._account_plans.get(provider.name, next(iter(provider.plans), ""))

    def take_fault(self, provider: str, on: Where) -> Fault | None:
        """Remove and return the fault of the next request of this kind, or None."""
        return self._faults[provider].take(on)

    def due_callbacks(self) -> list[Delivery]:
        """Return the callbacks of jobs that have ended since the last call."""
        waiting = [job for old in self._without_callback if (job := self.find(old.provider.name, old.id))]
        ended = [job for job in waiting if job.life.phase(self.now()) in ENDED]
        self._without_callback = [job for job in waiting if job not in ended]
        return [self._callback(job) for job in ended]

    def url_of(self, job: StoredJob) -> str:
        """Return where a job's result is."""
        base = self.media_url or f"https://{MEDIA_HOST}"
        return f"{base.rstrip('/')}/{job.file_name}"

    def _callback(self, job: StoredJob) -> Delivery:
        body = job.provider.callback(job.snapshot(self.now(), self.url_of(job)))
        return Delivery(job.id, job.webhook or "", json.dumps(body).encode(), job.provider.webhook_agent)

    def _start(
        self,
        provider: Provider,
        scenario: Scenario,
        media: MediaFile,
        *,
        job_id: str | None = None,
        owner: str | None = None,
        parameters: Mapping[str, Json] | None = None,
        reason: str | None = None,
    ) -> StoredJob:
        defaults = (self.queued, self.running) if provider.has_status else (0.0, 0.0)
        job = StoredJob(
            provider,
            provider.new_id(self._random) if job_id is None else job_id,
            scenario.life(self.now(), *defaults),
            media if scenario.media is None else MEDIA[scenario.media],
            self._new_token(),
            FaultQueue(scenario.faults),
            owner=owner,
            parameters=parameters or {},
            reason=reason,
        )
        if job_id is not None:
            self._check_documented(job)
        self.store.add(job)
        if job.webhook is not None:
            self._without_callback.append(job)
        return job

    def _check_documented(self, job: StoredJob) -> None:
        """Check that the provider's answers can have the job's id; an answer that is not as documented is not sent."""
        body = json.dumps(job.provider.describe(job.snapshot(self.now(), self.url_of(job))))
        try:
            job.provider.contract.validate_json(body, strict=True, extra="ignore")
        except ValidationError as error:
            problem = error.errors()[0]["msg"]
            raise ValueError(f"{job.id!r} cannot be an id of {job.provider.name}: {problem}") from None

    def _add_example(self, provider: Provider) -> None:
        if provider.example is None:
            return
        example = provider.example
        life = Life(example.created_at, timedelta(), timedelta(), Phase.SUCCEEDED)
        self.store.add(
            StoredJob(provider, example.id, life, provider.default_media, self._new_token(), body=example.body)
        )

    def _new_token(self) -> str:
        return f"{self._random.getrandbits(128):032x}"
