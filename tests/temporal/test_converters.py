"""Payloads that are encrypted, and those of pydantic's converter; and a replay without keys."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from generation_jobs_temporal import BatchRequest, GenerateBatch, GenerateJob, GenerationJobsPlugin, JobRequest, Submit
from temporalio.api.common.v1 import Payload
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter, DefaultFailureConverterWithEncodedAttributes, PayloadCodec
from temporalio.worker import Replayer, Worker

from tests.temporal.stage import astronaut
from tests.temporal.worker import quick_jobs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.temporal.stage import Stage


class Cipher(PayloadCodec):
    """Hides payloads from who reads a history, as an encryption does."""

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        hidden = (base64.b64encode(payload.SerializeToString()) for payload in payloads)
        return [Payload(metadata={"encoding": b"binary/hidden"}, data=data) for data in hidden]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        return [Payload.FromString(base64.b64decode(payload.data)) for payload in payloads]


ENCRYPTED = DataConverter(payload_codec=Cipher(), failure_converter_class=DefaultFailureConverterWithEncodedAttributes)
PYDANTIC = replace(pydantic_data_converter, payload_codec=Cipher())


@pytest.mark.parametrize("converter", [ENCRYPTED, PYDANTIC], ids=["encrypted", "pydantic"])
def test_jobs_and_batches(stage: Stage, converter: DataConverter) -> None:
    async def story() -> None:
        plugin = GenerationJobsPlugin(quick_jobs, directory=stage.files)
        client = await Client.connect(stage.address, plugins=[plugin], data_converter=converter)
        submits = [Submit("oxen", astronaut("one of a batch")), Submit("oxen", {"model": "flux-2-dev"})]
        async with Worker(client, task_queue=stage.name):
            handle = await client.start_workflow(
                GenerateJob.run, JobRequest("oxen", astronaut("alone")), id=stage.name, task_queue=stage.name
            )
            assert (await handle.result()).files
            results = await client.execute_workflow(
                GenerateBatch.run, BatchRequest(submits), id=f"{stage.name}-batch", task_queue=stage.name
            )
        assert [bool(result.files) for result in results] == [True, False]
        assert results[1].error is not None
        history = (await handle.fetch_history()).to_json()
        assert "alone" not in history and "oxen" not in history

    asyncio.run(story())


def test_a_replay_needs_no_keys(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a check of a new version, which has the plugin of the workers."""

    async def story() -> None:
        async with stage.client() as client:
            request = JobRequest("oxen", astronaut("replayed"))
            handle = await client.start_workflow(GenerateJob.run, request, id=stage.name, task_queue=stage.name)
            await handle.result()
        for name in ("OXEN_API_KEY", "GENJOBS_LEDGER"):
            monkeypatch.delenv(name, raising=False)
        await Replayer(workflows=[], plugins=[GenerationJobsPlugin()]).replay_workflow(await handle.fetch_history())

    asyncio.run(story())
