"""What a plugin and its activities are set up with; wrong values are refused before anything is paid for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import AsyncJobs, ConfigurationError, Oxen
from generation_jobs_temporal import GenerationActivities, GenerationJobsPlugin

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("jobs", ["out", None])
def test_a_folder_in_the_place_of_the_client_is_refused(jobs: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^jobs is of type .*; the folder for results is directory=…$"):
        GenerationJobsPlugin(jobs)


def test_a_folder_that_is_a_file_is_refused_when_the_worker_starts(tmp_path: Path) -> None:
    async def start() -> None:
        async with AsyncJobs([Oxen(api_key="k")], ledger=tmp_path / "ledger.sqlite") as jobs:
            GenerationActivities(jobs, __file__)

    with pytest.raises(ConfigurationError, match="is a file; give the path of a folder"):
        asyncio.run(start())
