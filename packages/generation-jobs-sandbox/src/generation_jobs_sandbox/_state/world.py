"""What the imitated providers know: the jobs, their clock, and every request that arrived."""

from __future__ import annotations

import random
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from generation_jobs_sandbox._base.faults import OF_A_PROVIDER, Fault, FaultQueue
from generation_jobs_sandbox._base.life import Life, Phase
from generation_jobs_sandbox._base.media import MEDIA, MediaFile
from generation_jobs_sandbox._state.jobs import StoredJob
from generation_jobs_sandbox._state.scenario import Plan, check_places, checked_id, media_of, plan_of_job, provider_of
from generation_jobs_sandbox.providers import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from generation_jobs_sandbox._base.faults import Where
    from generation_jobs_sandbox._http.journal import Exchange, SeenRequest
    from generation_jobs_sandbox._http.webhooks import Delivery
    from generation_jobs_sandbox.providers.base import Json, Provider

_REMEMBERED = 500  # exchanges for the page; `requests` keeps them all
MEDIA_HOST = "media.sandbox.example"  # where results are while no server runs; RFC 2606 keeps the name unused


@dataclass(frozen=True)
class Submission:
    """One attempt to start a generation: `accepted` ones cost money, and gave the jobs `ids`."""

    provider: str
    at: datetime
    body: bytes
    accepted: bool
    ids: tuple[str, ...] = ()


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)


class World:
    """Jobs on a clock.

    `now` gives an aware time and may be replaced at any moment. `media_url` is where the media app is
    mounted: a `Sandbox` says so itself, and for plain ASGI apps it is `https://media.sandbox.example`. `seed`
    makes ids and result URLs come out the same each time, for recording; without it they are unguessable.

    A submitted job waits for `queued` seconds and runs for `running`. `requests` is every request that arrived,
    `submissions` every attempt to start a generation, `webhooks` every callback that was due. Callbacks are sent
    to this machine alone, and only with `allow_private_webhooks`.
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
        self.now = now
        self.media_url = media_url
        self.queued = queued
        self.running = running
        self.allow_private_webhooks = allow_private_webhooks
        self.requests: list[SeenRequest] = []
        self.exchanges: deque[Exchange] = deque(maxlen=_REMEMBERED)
        self.submissions: list[Submission] = []
        self.webhooks: list[Delivery] = []
        self.to_call_back: list[str] = []  # ids, so that nobody has to look through all jobs for them
        self.in_flight: Counter[tuple[str, str]] = Counter()
        self.stream_epoch = 0
        self._account_plans: dict[str, str] = {}
        self._plans: defaultdict[str, deque[Plan]] = defaultdict(deque)
        self._faults: defaultdict[str, FaultQueue] = defaultdict(FaultQueue)
        self._random = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311
        self._jobs: dict[tuple[str, str], StoredJob] = {}
        self._files: dict[str, StoredJob] = {}
        for provider in PROVIDERS.values():
            self._keep_example(provider)

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
        """Start a job now and return its id, which looks like the provider's own unless you give one.

        It is queued and then running for so many seconds, then ends as `succeeded`, `failed` or `cancelled`.
        `media` is `audio`, `wav`, `image` or `video`; the default is what the provider makes.

        Raises:
            ValueError: for what the provider does not have; the message names what it has.
        """
        owner = provider_of(provider)
        plan = plan_of_job(owner, outcome, queued, running, media, faults)
        given = None if id is None else checked_id(id)
        return self._start(owner, plan, MEDIA[media_of(owner, media)], id=given).id

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
        """Say what becomes of the next job that somebody submits; once, and the next call is for the one after.

        Takes what `add` takes; durations that are not given are the world's.

        Raises:
            ValueError: for what the provider does not have; the message names what it has.
        """
        owner = provider_of(provider)
        self._plans[provider].append(plan_of_job(owner, outcome, queued, running, media, faults))

    def spoil(self, provider: str, *faults: Fault) -> None:
        """Let the next submits, lists or actions of a provider go wrong, in this order.

        Raises:
            ValueError: for a fault that belongs to a job: `add` and `next_job` take those.
        """
        check_places(faults, OF_A_PROVIDER, "World.spoil")
        self._faults[provider_of(provider).name].add(faults)

    def set_plan(self, provider: str, plan: str) -> None:
        """Put the accounts on a plan of the provider's: Breeze's `pro`, Bland's `topped-up`.

        Raises:
            ValueError: naming the plans that there are.
        """
        known = provider_of(provider).plans
        if plan not in known:
            raise ValueError(f"{provider} has no plan {plan!r}; one of: {', '.join(known) or 'none'}")
        self._account_plans[provider] = plan

    def plan_of(self, provider: Provider) -> str:
        """The plan that its accounts are on, the first of its table unless set."""
        return self._account_plans.get(provider.name, next(iter(provider.plans), ""))

    def cut_streams(self) -> None:
        """End every event stream that is open now, as a lost connection does."""
        self.stream_epoch += 1

    def add_demo(self, stretch: float = 1.0) -> list[str]:
        """Four jobs that end within 6 to 12 seconds times `stretch`, and Bland's stored one.

        Returns their refs: `breeze:job_01…`.
        """
        jobs = [("breeze", 2, 4), ("playai", 2, 6), ("oxen", 3, 7), ("finetuning", 4, 8)]
        refs = [f"{name}:{self.add(name, queued=q * stretch, running=r * stretch)}" for name, q, r in jobs]
        return [*refs, f"bland:{self.add('bland')}"]

    def find(self, provider: str, id: str) -> StoredJob | None:  # noqa: A002
        """A job by its id."""
        return self._jobs.get((provider, id))

    def jobs(self, provider: str) -> list[StoredJob]:
        """All jobs of a provider but the published example, the oldest first."""
        return [job for (name, _), job in self._jobs.items() if name == provider and job.body is None]

    def submit(
        self,
        provider: Provider,
        key: str,
        asked: Mapping[str, Json],
        media: MediaFile,
        *,
        reason: str | None = None,
        at_once: bool = False,
    ) -> StoredJob:
        """Accept a job from `key`: what `next_job` said becomes of it, else it succeeds, or fails for `reason`."""
        plans = self._plans[provider.name]
        plan = plans.popleft() if plans else Plan()
        if reason is not None:
            plan = replace(plan, outcome=Phase.FAILED)
        if at_once:
            plan = replace(plan, queued=0.0, running=0.0)
        made = media if plan.media is None else MEDIA[plan.media]
        return self._start(provider, plan, made, owner=key, asked=asked, reason=reason)

    def cancel(self, job: StoredJob) -> None:
        """End a job now."""
        self._keep_changed(replace(job, life=job.life.cancelled(self.now())))

    def hide(self, job: StoredJob) -> None:
        """Take a job out of every list."""
        self._keep_changed(replace(job, hidden=True))

    def delete(self, job: StoredJob) -> None:
        """Forget a job and its result."""
        del self._jobs[job.provider.name, job.id]
        del self._files[job.file_name]

    def take_fault(self, provider: str, on: Where) -> Fault | None:
        """What goes wrong with the next request of this kind, used up by this."""
        return self._faults[provider].take(on)

    def find_file(self, name: str) -> StoredJob | None:
        """The job whose result lies under this path of the media host."""
        return self._files.get(name)

    def url_of(self, job: StoredJob) -> str:
        """Where a job's result is."""
        base = self.media_url or f"https://{MEDIA_HOST}"
        return f"{base.rstrip('/')}/{job.file_name}"

    def _start(
        self,
        provider: Provider,
        plan: Plan,
        media: MediaFile,
        *,
        id: str | None = None,  # noqa: A002
        owner: str | None = None,
        asked: Mapping[str, Json] | None = None,
        reason: str | None = None,
    ) -> StoredJob:
        job = StoredJob(
            provider,
            provider.new_id(self._random) if id is None else id,
            self._life(provider, plan),
            media,
            self._new_token(),
            FaultQueue(plan.faults),
            owner=owner,
            asked=asked or {},
            reason=reason,
        )
        self._keep(job)
        if job.webhook is not None:
            self.to_call_back.append(job.id)
        return job

    def _life(self, provider: Provider, plan: Plan) -> Life:
        queued = self.queued if plan.queued is None else plan.queued
        running = self.running if plan.running is None else plan.running
        if not provider.has_status:
            queued = running = 0.0
        return Life(self.now(), timedelta(seconds=queued), timedelta(seconds=running), plan.outcome)

    def _keep_changed(self, job: StoredJob) -> None:
        self._jobs[job.provider.name, job.id] = job
        self._files[job.file_name] = job

    def _keep(self, job: StoredJob) -> None:
        key = (job.provider.name, job.id)
        if key in self._jobs:
            raise ValueError(f"there is a job {':'.join(key)} already")
        self._jobs[key] = job
        self._files[job.file_name] = job

    def _keep_example(self, provider: Provider) -> None:
        if provider.example is None:
            return
        example = provider.example
        life = Life(example.created_at, timedelta(), timedelta(), Phase.SUCCEEDED)
        media = MEDIA[provider.makes[0]]
        self._keep(StoredJob(provider, example.id, life, media, self._new_token(), FaultQueue(()), example.body))

    def _new_token(self) -> str:
        return f"{self._random.getrandbits(128):032x}"
