"""What workflows and activities pass to each other, and what therefore is in histories: names, refs and paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

GENERATE = "generation_jobs.generate"
GENERATE_MANY = "generation_jobs.generate_many"
CANCEL = "generation_jobs.cancel"
"""The names of the activities."""

DAY = 86_400.0


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


@dataclass
class Share:
    """The part of a batch that one activity works on: submits of one provider."""

    requests: list[Submit]
    window: float


@dataclass
class Progress:
    """What an activity has made of its share; None for submits that have not ended."""

    results: list[JobResult | None]
