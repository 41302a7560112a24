"""The trigger that waits for jobs. It never submits."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

from airflow.triggers.base import BaseTrigger, TriggerEvent
from generation_jobs import GenerationJobsError, Outcome

from generation_jobs_airflow.clients import shared_jobs
from generation_jobs_airflow.hooks import GenerationJobsHook
from generation_jobs_airflow.states import needs_its_job

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from generation_jobs import AsyncJobs


class JobTrigger(BaseTrigger):
    """Waits until jobs have ended, and sends one event: `{"outcomes": [Outcome.to_dict(), …]}`, without their results.

    All triggers of a triggerer with the same account share a client, so that their jobs are polled together. After a
    restart of the triggerer the wait begins anew, with the same end.

    Args:
        conn_id: The connection of the account.
        provider: The provider's name.
        refs: The jobs.
        end_time: When to give up, in seconds since 1970.
        cancel_on_kill: Whether the jobs are cancelled if a person ends the task (marks it failed, for instance). A task
            that is cleared runs again and needs them: they continue.
        not_before: The earliest moment of the event, in seconds since 1970: see `GenerateOperator`.
    """

    def __init__(
        self,
        conn_id: str,
        provider: str,
        refs: Sequence[str],
        end_time: float,
        cancel_on_kill: bool = True,
        not_before: float = 0.0,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Airflow's, likewise below
        self.conn_id, self.provider, self.refs = conn_id, provider, list(refs)
        self.end_time, self.cancel_on_kill, self.not_before = end_time, cancel_on_kill, not_before

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Return the class and its arguments, by which Airflow creates it again in any triggerer."""
        arguments = {
            "conn_id": self.conn_id,
            "provider": self.provider,
            "refs": self.refs,
            "end_time": self.end_time,
            "cancel_on_kill": self.cancel_on_kill,
            "not_before": self.not_before,
        }
        return "generation_jobs_airflow.triggers.JobTrigger", arguments

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Wait, and yield the event."""
        async with shared_jobs(await self._hook().async_account()) as jobs:
            outcomes = await jobs.wait_all(self.refs, timeout=max(self.end_time - time.time(), 1.0))
        await asyncio.sleep(max(self.not_before - time.time(), 0.0))
        results = [Outcome(one.ref, None, one.error).to_dict() for one in outcomes]
        yield TriggerEvent({"outcomes": results})  # type: ignore[no-untyped-call]

    async def on_kill(self) -> None:
        """Cancel the jobs, unless the task runs again. Airflow calls this when a person ends the deferred task."""
        if not self.cancel_on_kill:
            return
        try:
            await self._cancel_unless_needed()
        except asyncio.CancelledError:  # Airflow waits for 30 seconds, [triggerer] on_kill_timeout
            self._warn(", ".join(self.refs), "on_kill took longer than Airflow waits for it")
            raise

    async def _cancel_unless_needed(self) -> None:
        if self.task_instance is not None and await asyncio.to_thread(needs_its_job, self.task_instance):
            self.log.info("the task runs again, and waits for the same jobs: %s", ", ".join(self.refs))
            return
        async with shared_jobs(await self._hook().async_account()) as jobs:
            await asyncio.gather(*(self._cancel(jobs, ref) for ref in self.refs))

    async def _cancel(self, jobs: AsyncJobs, ref: str) -> None:
        try:
            self.log.info("%s is %s", ref, (await jobs.cancel(ref)).status)
        except GenerationJobsError as error:
            self._warn(ref, error)

    def _warn(self, refs: str, reason: object) -> None:
        self.log.warning("%s was not cancelled, and continues at the provider: %s", refs, reason)

    def _hook(self) -> GenerationJobsHook:
        return GenerationJobsHook(self.conn_id, self.provider)
