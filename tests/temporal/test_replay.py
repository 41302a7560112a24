"""Workflows that older versions have begun go on with this one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from generation_jobs_temporal import GenerateBatch, GenerateJob
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

HISTORIES = sorted(Path(__file__).parent.glob("histories/*.json"))


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
def test_recorded_histories_replay(path: Path) -> None:
    history = WorkflowHistory.from_json(path.stem, path.read_text(encoding="utf-8"))
    asyncio.run(Replayer(workflows=[GenerateJob, GenerateBatch]).replay_workflow(history))


def test_there_are_histories() -> None:
    assert {path.stem for path in HISTORIES} >= {"batch", "cancelled-job", "job"}
