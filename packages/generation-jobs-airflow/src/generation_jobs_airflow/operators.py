"""The operator that submits a job, waits for it without a worker, and saves its results."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.providers.standard.triggers.temporal import TimeDeltaTrigger
from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import TaskDeferred
from generation_jobs import ConfigurationError, GenerationJobsError, JobStatus, Outcome
from generation_jobs.errors import check_folder, check_seconds

from generation_jobs_airflow.failures import failures
from generation_jobs_airflow.hooks import NO_LEDGER, GenerationJobsHook
from generation_jobs_airflow.states import needs_its_job
from generation_jobs_airflow.submits import NotSettledYet, submit_once
from generation_jobs_airflow.triggers import JobTrigger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from airflow.sdk import Context
    from airflow.sdk.types import RuntimeTaskInstanceProtocol
    from generation_jobs import Job, Jobs

_DAY = 86_400.0


class GenerateOperator(BaseOperator):
    """Submits a job, waits for it in the triggerer, and saves its results. Each task instance pays once.

    The submit has a name in the ledger: DAG, run, task and map index. It is the same in retries, after clears and after
    workers were killed, so that they get the job of the first attempt. It returns `{"refs": […], "files": […]}`.

    Args:
        provider: The provider's name, such as "oxen".
        parameters: Its fields; the types are in `generation_jobs.parameters`, such as `OxenParameters`. Templated.
        directory: Where the results are saved. Templated.
        conn_id: The connection with key and ledger, by default PROVIDER_default. Templated.
        key: A name for the submit in place of that of the task instance, such as the number of an order. Templated.
        timeout: Seconds until the wait ends. The job continues, and a retry goes on waiting.
        cancel_on_kill: Whether the job is cancelled if a person ends the waiting task. Only Oxen can.
        shortest_wait: Seconds that the wait in the triggerer lasts at least. Airflow takes a task for failed that goes
            on before the process that deferred it has ended, and the scheduler knows of that.
        kwargs: Arguments of all operators.

    Raises:
        ConfigurationError: `timeout` or `shortest_wait` is not a number of seconds.
    """

    template_fields: Collection[str] = ("parameters", "directory", "conn_id", "key")
    template_fields_renderers = {"parameters": "json"}  # noqa: RUF012  (Airflow's name and form)
    ui_color = "#e4dcf5"

    def __init__(
        self,
        *,
        provider: str,
        parameters: Mapping[str, object],
        directory: str,
        conn_id: str | None = None,
        key: str | None = None,
        timeout: float = _DAY,
        cancel_on_kill: bool = True,
        shortest_wait: float = 5.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)  # pyright: ignore[reportUnknownMemberType]  (Airflow has dicts without types)
        check_seconds(timeout)
        if shortest_wait != 0:
            check_seconds(shortest_wait, "shortest_wait")
        self.provider, self.parameters, self.directory = provider, parameters, directory
        self.conn_id = conn_id or f"{provider}_default"
        self.key, self.timeout, self.cancel_on_kill = key, timeout, cancel_on_kill
        self.shortest_wait = shortest_wait
        self._is_killed = False

    def execute(self, context: Context) -> dict[str, list[str]]:
        """Submit unless that is done, and hand the wait to the triggerer.

        Raises:
            TaskDeferred: The job is submitted, or it is not known yet whether it is.
            AirflowException: See `failures`.
        """
        with failures(is_paid=False):
            check_folder(self.directory)  # before anything is paid for
            jobs = self._jobs()
        with jobs:
            submitted = self._submit(jobs, context)
            refs = [job.ref for job in submitted if job.ref is not None]
            with failures(is_paid=True):
                if not refs:
                    return self._save(jobs, submitted)  # Bland answers with the result itself
                self._cancel_if_killed(jobs, refs, context)
                if _have_ended(jobs, submitted):
                    return self._end(jobs, jobs.wait_all(refs))
        raise TaskDeferred(trigger=self._trigger(refs), method_name="execute_complete")

    def _trigger(self, refs: Sequence[str]) -> JobTrigger:
        now = time.time()
        ends = {"end_time": now + self.timeout, "not_before": now + self.shortest_wait}
        return JobTrigger(self.conn_id, self.provider, refs, cancel_on_kill=self.cancel_on_kill, **ends)

    def _submit(self, jobs: Jobs, context: Context) -> tuple[Job, ...]:
        with failures(is_paid=False):
            try:
                submitted = submit_once(jobs, self.provider, self.parameters, self.key or _name_of(context))
            except NotSettledYet as error:
                seconds = max(error.seconds, self.shortest_wait)
                self.log.warning("%s; the next look is in %.0f s", error, seconds)
                timer = TimeDeltaTrigger(timedelta(seconds=seconds))
                raise TaskDeferred(trigger=timer, method_name="execute_again") from None
        self.log.info("submitted %s", ", ".join(job.ref for job in submitted if job.ref is not None))
        return submitted

    def on_kill(self) -> None:
        """Let a submit that is under way end: its answer says what was paid for, and what to cancel."""
        self._is_killed = True

    def _cancel_if_killed(self, jobs: Jobs, refs: Sequence[str], context: Context) -> None:
        """Cancel the jobs if a person ended the task during the submit, and it does not run again."""
        if not (self._is_killed and self.cancel_on_kill) or needs_its_job(_instance(context)):
            return
        for ref in refs:
            try:
                self.log.info("%s is %s", ref, jobs.cancel(ref).status)
            except GenerationJobsError as error:
                self.log.warning("%s was not cancelled, and continues at the provider: %s", ref, error)

    def execute_again(self, context: Context, event: object) -> dict[str, list[str]]:  # noqa: ARG002  (of the timer)
        """Look again at a submit whose response was lost."""
        return self.execute(context)

    def execute_complete(self, context: Context, event: dict[str, Any]) -> dict[str, list[str]]:  # noqa: ARG002
        """Save the results of jobs that have ended.

        Raises:
            AirflowException: See `failures`; for the first job without a result, after the others are saved.
        """
        with failures(is_paid=True), self._jobs() as jobs:
            return self._end(jobs, [Outcome.from_dict(outcome) for outcome in event["outcomes"]])

    def _end(self, jobs: Jobs, outcomes: Sequence[Outcome]) -> dict[str, list[str]]:
        """Save the results of the jobs that succeeded, then raise the error of the first one that did not."""
        saved = self._save(jobs, [one.ref for one in outcomes if one.error is None])
        if errors := [one.error for one in outcomes if one.error is not None]:
            raise errors[0]
        return saved

    def _save(self, jobs: Jobs, ended: Iterable[Job | str]) -> dict[str, list[str]]:
        """Save all results, then raise the first error."""
        refs: list[str] = []
        files: list[Path] = []
        errors: list[GenerationJobsError] = []
        for job in ended:
            try:
                files += jobs.download(job, self.directory)
            except GenerationJobsError as error:
                errors.append(error)
            refs += [ref] if (ref := job if isinstance(job, str) else job.ref) else []
        if errors:
            raise errors[0]
        return {"refs": refs, "files": [str(file.resolve()) for file in files]}

    def _jobs(self) -> Jobs:
        """Return a client with a ledger."""
        account = GenerationJobsHook(self.conn_id, self.provider).account()
        jobs = account.jobs()
        if jobs.ledger is None:
            jobs.close()
            raise ConfigurationError(f"the connection {self.conn_id!r}: {NO_LEDGER}")
        return jobs


def _have_ended(jobs: Jobs, submitted: Iterable[Job]) -> bool:
    """Return whether all jobs have ended, as in a retry: a wait for them could be over before it has begun.

    Airflow takes a task for failed whose trigger fires before the scheduler has heard that the task was deferred.
    """
    if any(job.status in {JobStatus.QUEUED, JobStatus.RUNNING} for job in submitted):  # those just submitted
        return False
    return all(jobs.look(job).job.status.is_final for job in submitted)


def _instance(context: Context) -> RuntimeTaskInstanceProtocol:
    return context["ti"]  # pyright: ignore[reportTypedDictNotRequiredAccess]  (Airflow always sets it)


def _name_of(context: Context) -> str:
    """Return the name of a task instance, which is the same in all its attempts."""
    instance = _instance(context)
    return "/".join(["airflow", instance.dag_id, instance.run_id, instance.task_id, str(instance.map_index)])
