"""A job as it stands at one moment: all that a provider's bodies are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generation_jobs_sandbox._base.life import ENDED, Phase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from generation_jobs_sandbox._base.media import MediaFile
    from generation_jobs_sandbox._base.types import Json


@dataclass(frozen=True)
class Snapshot:
    """A job as it stands at one moment.

    Attributes:
        id: The provider's id of the job.
        phase: State of the job.
        status: The provider's own word for the state.
        created_at: Aware time, as are the next two.
        started_at: None while the job is queued.
        completed_at: None while the job has not ended.
        media: The result that the job has or will have.
        url: Where the result is; None while there is none.
        token: Random hex digits that belong to this job alone.
        parameters: What was submitted; empty for a job that a test added.
        reason: Why the job fails, if that is known.
    """

    id: str
    phase: Phase
    status: str
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    media: MediaFile
    url: str | None
    token: str
    parameters: Mapping[str, Json] = field(default_factory=dict[str, "Json"])
    reason: str | None = None

    @property
    def ended(self) -> bool:
        """Whether the job has succeeded, failed or been cancelled."""
        return self.phase in ENDED

    @property
    def failed(self) -> bool:
        """Whether the job has failed; a cancelled job has not."""
        return self.phase is Phase.FAILED
