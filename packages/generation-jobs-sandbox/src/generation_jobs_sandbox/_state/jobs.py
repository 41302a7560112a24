"""A job as its provider keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from generation_jobs_sandbox._base.life import Life, Phase
from generation_jobs_sandbox.providers.base import Json, Provider, Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs_sandbox._base.faults import Fault, FaultQueue
    from generation_jobs_sandbox._base.media import MediaFile


@dataclass(frozen=True)
class StoredJob:
    """One job.

    `owner` is the key that submitted it, None for one that every key may see; `asked` is what was submitted,
    `reason` why it fails, `body` a published example, told word for word. A `hidden` one is in no list.
    """

    provider: Provider
    id: str
    life: Life
    media: MediaFile
    token: str
    faults: FaultQueue
    body: bytes | None = None
    owner: str | None = None
    asked: Mapping[str, Json] = field(default_factory=dict[str, Json])
    reason: str | None = None
    hidden: bool = False

    @property
    def last_modified(self) -> str:
        """When its result was made, as an HTTP date."""
        return format_datetime(self.life.ends_at.astimezone(UTC), usegmt=True)

    @property
    def file_name(self) -> str:
        """The path of its result on the media host: nobody guesses it."""
        return f"{self.token}.{self.media.extension}"

    @property
    def webhook(self) -> str | None:
        """Whom to call back when it has ended."""
        told = self.asked.get("webhook")
        return told if isinstance(told, str) and self.provider.webhook_agent else None

    def visible_to(self, key: str) -> bool:
        """Whether it is there for this key."""
        return self.owner in (None, key)

    def snapshot(self, now: datetime, url: str, fault: Fault | None = None) -> Snapshot:
        """How it stands at `now`; `url` is where its result will be."""
        phase = self.life.phase(now)
        word = self.provider.words[phase]
        completed_at = self.life.completed_at(now)
        if fault is not None and fault.kind == "unknown_status":
            phase, word, completed_at = Phase.RUNNING, fault.word, None
        told = phase is Phase.SUCCEEDED and not (fault is not None and fault.kind == "missing_result")
        return Snapshot(
            id=self.id,
            phase=phase,
            word=word,
            created_at=self.life.created_at,
            started_at=self.life.started_at(now),
            completed_at=completed_at,
            media=self.media,
            url=url if told else None,
            asked=self.asked,
            reason=self.reason,
        )
