"""What all events have in common."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events. No API key is in it; a prompt may be in `job.raw` and in a `SubmitUncertain`.

    Attributes:
        at: When it happened, by the client's clock.
        provider: The provider's name.
        ref: The job; None if it has no ref, or the event is about no single job.
    """

    at: datetime
    provider: str
    ref: str | None
