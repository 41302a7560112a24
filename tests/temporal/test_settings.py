"""What a plugin and its activities are set up with; wrong values are refused before anything is paid for."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from generation_jobs import AsyncJobs, ConfigurationError, Oxen
from generation_jobs_temporal import (
    BatchRequest,
    GenerationActivities,
    GenerationJobsPlugin,
    JobRequest,
    Submit,
    generate,
)
from temporalio import workflow

if TYPE_CHECKING:
    from pathlib import Path

    from tests.temporal.stage import Stage


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


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"provider": 17}, "provider is of type int: give the name of a provider"),
        ({"parameters": "x"}, "parameters is of type str: give a dict"),
        ({"key": 17}, "key is of type int: give text"),
        ({"timeout": "60"}, "timeout is of type str: give a number of seconds"),
        ({"timeout": timedelta(minutes=1)}, "timeout is of type timedelta: give a number of seconds"),
        ({"heartbeat": 0}, "heartbeat=0: give a finite number of seconds above 0"),
        ({"task_queue": 1}, "task_queue is of type int"),
    ],
)
def test_a_wrong_value_is_refused_where_a_request_is_made(values: dict[str, Any], message: str) -> None:
    """A worker could not even decode it: the workflow would begin again and again."""
    with pytest.raises((TypeError, ValueError), match=f"^{message}"):
        JobRequest(**cast("dict[str, Any]", {"provider": "oxen", "parameters": {}}) | values)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"requests": Submit("oxen", {})}, "requests is of type Submit: give a list of submits"),
        ({"requests": ["oxen"]}, r"requests\[0\] is of type str: give a Submit"),
        ({"timeout": -1.0}, "timeout=-1.0: give a finite number of seconds above 0"),
        ({"in_flight": 2.5}, "in_flight is of type float"),
        ({"window": None}, "window is of type NoneType"),
        ({"max_events": "8000"}, "max_events is of type str"),
    ],
)
def test_a_wrong_value_is_refused_where_a_batch_is_made(values: dict[str, Any], message: str) -> None:
    with pytest.raises((TypeError, ValueError), match=f"^{message}"):
        BatchRequest(**cast("dict[str, Any]", {"requests": [Submit("oxen", {})]}) | values)


@workflow.defn
class WrongKey:
    """A workflow with a mistake."""

    @workflow.run
    async def run(self) -> str:
        """Return the error that its author gets."""
        try:
            await generate("oxen", {}, key=17)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return "none"


def test_a_wrong_value_is_refused_inside_a_workflow(stage: Stage) -> None:
    async def story() -> str:
        async with stage.client([WrongKey]) as client:
            return await client.execute_workflow(WrongKey.run, id=stage.name, task_queue=stage.name)

    assert asyncio.run(story()) == "TypeError: key is of type int: give text, such as the number of an order"
