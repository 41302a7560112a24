"""What workflows and activities pass to each other, and what therefore is in histories: names, refs and paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Any

GENERATE = "generation_jobs.generate"
GENERATE_MANY = "generation_jobs.generate_many"
CANCEL = "generation_jobs.cancel"
"""The names of the activities."""

DAY = 86_400.0


def _check(name: str, value: object, kinds: Any, advice: str) -> None:
    """Raise `TypeError` unless a value is of these kinds: no worker could decode it, and each would try for ever."""
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise TypeError(f"{name} is of type {type(value).__name__}: give {advice}")


def _check_wait(request: JobRequest | BatchRequest) -> None:
    for name, seconds in {"timeout": request.timeout, "heartbeat": request.heartbeat}.items():
        _check(name, seconds, int | float, "a number of seconds above 0")
        if not 0 < seconds < inf:
            raise ValueError(f"{name}={seconds!r}: give a finite number of seconds above 0")
    _check("task_queue", request.task_queue, str | None, "the name of a task queue")


@dataclass
class Submit:
    """One submit.

    Attributes:
        provider: The provider's name.
        parameters: Its fields; see `generation_jobs.parameters`. They are in the history, so they must be JSON.
        key: Tells the submits of one workflow apart. The workflow's ID and this key name one submit for ever.
    """

    provider: str
    parameters: dict[str, Any]
    key: str | None = None

    def __post_init__(self) -> None:
        """Raise `TypeError` for a value of another type."""
        _check("provider", self.provider, str, "the name of a provider, such as 'oxen'")
        _check("parameters", self.parameters, dict, "a dict of the provider's fields")
        _check("key", self.key, str | None, "text, such as the number of an order")


@dataclass
class JobRequest(Submit):
    """What `GenerateJob` takes: a submit, and how to wait for it.

    Attributes:
        timeout: Seconds until the workflow gives up; the job continues at the provider.
        heartbeat: Seconds of silence after which a worker counts as dead, and another one takes over.
        task_queue: Where the workers with the activities are, None for the workflow's own task queue.
    """

    timeout: float = DAY
    heartbeat: float = 20.0
    task_queue: str | None = None

    def __post_init__(self) -> None:
        """Raise `TypeError` for a value of another type, and `ValueError` for seconds that are not above 0."""
        super().__post_init__()
        _check_wait(self)


@dataclass
class JobResult:
    """What a submit made.

    Attributes:
        refs: Its jobs. Empty for a provider that answers with the result itself (Bland).
        files: The paths of the saved results, on the worker that saved them.
        error: Why there is no result, None if there is one. Only in batches: a single job raises.
    """

    refs: list[str] = field(default_factory=list[str])
    files: list[str] = field(default_factory=list[str])
    error: str | None = None


@dataclass
class BatchRequest:
    """What `GenerateBatch` takes.

    Attributes:
        requests: The submits. Without a key of its own, the key of a submit is its place in the list.
        timeout: Seconds until the jobs that are still running get an error; they continue at the provider.
        heartbeat: See `JobRequest`.
        task_queue: See `JobRequest`.
        in_flight: The most jobs of one provider that are under way at the same time.
        window: Seconds after which results are handed to the workflow, and new jobs are begun.
        max_events: Events after which the workflow continues as new. Temporal ends a workflow at 51,200.
        results: What has ended, by key; set by the workflow when it continues as new, like the following.
        keys: The keys of all submits, in the order of the results.
        deadline: When the timeout is over, in seconds since 1970.
    """

    requests: list[Submit]
    timeout: float = DAY
    heartbeat: float = 20.0
    task_queue: str | None = None
    in_flight: int = 500
    window: float = 300.0
    max_events: int = 8_000
    results: dict[str, JobResult] = field(default_factory=dict[str, JobResult])
    keys: list[str] | None = None
    deadline: float | None = None

    def __post_init__(self) -> None:
        """Raise `TypeError` for a value of another type, and `ValueError` for seconds that are not above 0."""
        _check("requests", self.requests, list | tuple, "a list of submits: [Submit(…), …]")
        for place, request in enumerate(self.requests):
            _check(f"requests[{place}]", request, Submit, "a Submit(provider, parameters)")
        _check("in_flight", self.in_flight, int, "a number of jobs")
        _check("window", self.window, int | float, "a number of seconds")
        _check("max_events", self.max_events, int, "a number of events")
        _check_wait(self)


@dataclass
class Share:
    """The part of a batch that one activity works on: submits of one provider."""

    requests: list[Submit]
    window: float


@dataclass
class Progress:
    """What an activity has made of its share; None for submits that have not ended."""

    results: list[JobResult | None]
