"""The plugin: one argument sets up a client and all workers that use it."""

import asyncio
import os
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

from generation_jobs import AsyncJobs, ConfigurationError
from temporalio.plugin import SimplePlugin

from generation_jobs_temporal.activities import GenerationActivities
from generation_jobs_temporal.workflows import GenerateBatch, GenerateJob


class GenerationJobsPlugin(SimplePlugin):
    """Adds the activities and workflows of this package to workers.

        client = await Client.connect("localhost:7233", plugins=[GenerationJobsPlugin(directory="out")])
        await Worker(client, task_queue="media").run()

    Give it to the client: its workers have it then, too. API keys stay in the workers: nothing of the client that is
    made here is ever part of a payload. A process that starts workflows without running workers needs no keys.

    Args:
        jobs: Creates the client of a process for all its workers; the default reads the environment. It needs a ledger
            that all workers share (GENJOBS_LEDGER).
        directory: Where results are saved.

    Raises:
        ConfigurationError: `jobs` is no function. The folder is checked when a worker starts.
    """

    def __init__(
        self, jobs: Callable[[], AsyncJobs] = AsyncJobs.from_env, *, directory: str | os.PathLike[str] = "."
    ) -> None:
        if not callable(cast("object", jobs)):
            what = f"jobs is of type {type(jobs).__name__}: give a function that creates an AsyncJobs"
            raise ConfigurationError(f"{what}; the folder for results is directory=…")
        self._create, self._directory = jobs, directory
        self._jobs: AsyncJobs | None = None
        self._activities: list[GenerationActivities] = []
        self._running = 0
        super().__init__(  # pyright: ignore[reportUnknownMemberType]  (temporalio names no result of activities)
            "generation_jobs_temporal.GenerationJobsPlugin",
            activities=self._with_activities,
            workflows=_with_workflows,
            run_context=self._run,
        )

    def _with_activities(self, others: Sequence[Callable[..., Any]] | None) -> Sequence[Callable[..., Any]]:
        if any(isinstance(getattr(one, "__self__", None), GenerationActivities) for one in others or ()):
            return others or ()  # the worker's client has this plugin as well
        self._jobs = self._jobs or self._create()
        self._activities.append(GenerationActivities(self._jobs, self._directory))
        return [*(others or ()), *self._activities[-1].all]

    @asynccontextmanager
    async def _run(self) -> AsyncGenerator[None]:
        """Hand over what still runs, and close the client, when the last worker of the process has ended."""
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            if not self._running and self._jobs is not None:
                (jobs, activities), (self._jobs, self._activities) = (self._jobs, self._activities), (None, [])
                await asyncio.gather(*(one.close() for one in activities))
                await jobs.close()


def _with_workflows(others: Sequence[type] | None) -> Sequence[type]:
    """Return the workflows of a worker, which may name ours itself, with ours."""
    return list(dict.fromkeys([*(others or ()), GenerateJob, GenerateBatch]))
