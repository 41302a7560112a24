"""Whether a task instance still needs its job."""

from __future__ import annotations

from typing import Protocol

from airflow.sdk.execution_time.task_runner import RuntimeTaskInstance

_GOES_ON = frozenset({None, "scheduled", "queued", "running", "restarting", "deferred", "up_for_retry"})
"""States of a task instance that runs, or will run again: a cleared one has none, None."""


class Instance(Protocol):
    """What names a task instance."""

    dag_id: str
    run_id: str
    task_id: str
    map_index: int | None


def needs_its_job(instance: Instance) -> bool:
    """Ask Airflow whether a task instance that was stopped will run again, as after a clear."""
    map_index = -1 if instance.map_index is None else instance.map_index
    states = RuntimeTaskInstance.get_task_states(
        instance.dag_id, map_index, task_ids=[instance.task_id], run_ids=[instance.run_id]
    )
    found = list(states.get(instance.run_id, {}).values())
    return bool(found) and found[0] in _GOES_ON  # none is found if its run was deleted
