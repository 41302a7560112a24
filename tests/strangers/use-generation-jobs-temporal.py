"""What a stranger does with generation-jobs-temporal alone: write a workflow, set up a plugin, read an error."""

import asyncio
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from generation_jobs import AsyncJobs, ConfigurationError
from generation_jobs_temporal import (
    BatchRequest,
    GenerationActivities,
    GenerationJobsPlugin,
    JobRequest,
    JobResult,
    Submit,
    generate,
)
from temporalio import workflow
from temporalio.testing import ActivityEnvironment


@workflow.defn
class MakeCover:
    @workflow.run
    async def run(self, title: str) -> list[str]:
        result: JobResult = await generate("oxen", {"model": "flux-2-dev", "prompt": title}, key="cover")
        return result.files


async def main() -> None:
    assert version("generation-jobs-temporal")
    assert GenerationJobsPlugin(directory="out").name().startswith("generation_jobs_temporal.")
    assert BatchRequest([Submit("oxen", {})]).window > 0
    try:
        GenerationActivities(AsyncJobs([], ledger="off"))
    except ConfigurationError as error:
        assert "GENJOBS_LEDGER" in str(error)
    with TemporaryDirectory() as folder:
        async with AsyncJobs([], ledger=Path(folder, "ledger.sqlite")) as jobs:
            activities = GenerationActivities(jobs, folder)
            try:
                await ActivityEnvironment().run(activities.generate, JobRequest("oxen", {"prompt": "An astronaut"}))
            except Exception as error:
                assert "OXEN_API_KEY" in str(error)
                print("as expected:", error)


if __name__ == "__main__":
    asyncio.run(main())
