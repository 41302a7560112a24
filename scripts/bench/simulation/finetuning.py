"""Finetuning.ai, simulated: 60 reads a minute for the account, lists in pages of up to 99, the newest job first.

https://docs.finetuning.ai/docs/rate-limits. The order of the list is not documented.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from generation_jobs import Finetuning

from scripts.bench.simulation.jobs import State
from scripts.bench.simulation.provider import SimulatedProvider
from scripts.bench.simulation.rate_limit import RateLimit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generation_jobs import Clock, Settings

_READS_PER_MINUTE = 60
_DEFAULT_PAGE, _LARGEST_PAGE = 20, 99
_PATH = "/v1/generations"
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_ROW = {
    "id": "%s",
    "title": "lofi piano",
    "prompt": "lofi piano, rain",
    "status": "processing",
    "audioUrl": None,
    "duration": 60,
    "fileSize": None,
    "isPublic": False,
    "playCount": 0,
    "downloadCount": 0,
    "likeCount": 0,
    "parameters": {"bpm": 110, "duration": 60, "keyscale": "A major", "timesignature": 4, "seed": 440},
    "errorMessage": None,
    "generationTime": None,
    "createdAt": "2026-01-01 00:00:00",
    "completedAt": None,
}
_RESULT = {
    "status": "completed",
    "audioUrl": "https://media.finetuning.ai/audio/%s.mp3",
    "generationTime": 40,
    "completedAt": "%sZ",
}
_RUNNING_ROW = json.dumps(_ROW).encode()
_SUCCEEDED_ROW = json.dumps(_ROW | _RESULT).encode()


class SimulatedFinetuning(SimulatedProvider):
    """See the module, and `SimulatedProvider`."""

    name: ClassVar[str] = "finetuning"
    words: ClassVar[Mapping[str, State]] = {"processing": State.RUNNING, "completed": State.SUCCEEDED}

    def __init__(self, durations: Sequence[float], clock: Clock, latency: float = 0.0) -> None:
        super().__init__(durations, clock, RateLimit(_READS_PER_MINUTE), latency)

    def settings(self) -> Settings:
        """Return the settings that `Jobs` and `AsyncJobs` take."""
        return Finetuning(api_key="ft_live_" + "5a" * 16)

    def job_id(self, number: int) -> str:
        """Like `gen_00000000002a`."""
        return f"gen_{number:012x}"

    def body(self, path: str, query: Mapping[str, str], now: float) -> bytes:
        """Return one job, or a page of the list."""
        if path != _PATH:
            return b'{"data":%s}' % self.one(path, now)
        size, start = min(int(query.get("limit", _DEFAULT_PAGE)), _LARGEST_PAGE), int(query.get("offset", 0))
        rows, total = self.listed(query.get("status"), start, size, now)
        more, following = (b"true", b"%d" % (start + size)) if start + size < total else (b"false", b"null")
        return b'{"data":{"generations":%s,"hasMore":%s,"nextOffset":%s}}' % (rows, more, following)

    def row(self, number: int, now: float) -> bytes:
        """Return a generation."""
        name = self.job_id(number).encode()
        if self.jobs.state(number, now) is State.RUNNING:
            return _RUNNING_ROW % name
        ended = _EPOCH + timedelta(seconds=self.jobs.durations[number])
        return _SUCCEEDED_ROW % (name, name, ended.isoformat(timespec="milliseconds")[:23].encode())
