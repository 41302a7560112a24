"""Generation jobs as Temporal workflows: each job paid for once, whatever happens to the workers.

    client = await Client.connect("localhost:7233", plugins=[GenerationJobsPlugin(directory="out")])
    result = await client.execute_workflow(
        GenerateJob.run, JobRequest("oxen", {"model": "flux-2-dev", "prompt": "…"}), id="order-17", task_queue="media"
    )

Public are the names in `__all__`. Workflow code may import this module: it loads temporalio and nothing else.
"""

from typing import TYPE_CHECKING

from generation_jobs_temporal.payloads import BatchRequest, JobRequest, JobResult, Submit
from generation_jobs_temporal.workflows import GenerateBatch, GenerateJob, generate

if TYPE_CHECKING:
    from generation_jobs_temporal.activities import GenerationActivities as GenerationActivities
    from generation_jobs_temporal.plugin import GenerationJobsPlugin as GenerationJobsPlugin

__all__ = [
    "BatchRequest",
    "GenerateBatch",
    "GenerateJob",
    "GenerationActivities",
    "GenerationJobsPlugin",
    "JobRequest",
    "JobResult",
    "Submit",
    "generate",
]

_LATE = {"GenerationActivities": "activities", "GenerationJobsPlugin": "plugin"}
"""Names that need the facade, by module: workflows, which import this package in a sandbox, never use them."""


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
