"""Oxen, simulated: no documented rate limit, lists in pages of up to 1,000, the newest job first.

https://docs.oxen.ai, async queue and generations. The order of the lists is not documented.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from generation_jobs import Oxen

from scripts.bench.simulation.jobs import State
from scripts.bench.simulation.provider import SimulatedProvider

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generation_jobs import Clock, Settings

_DEFAULT_PAGE, _LARGEST_PAGE = 50, 1000
_HISTORY, _QUEUE = "/api/ai/generations", "/api/ai/queue"
_MEDIA_TYPE = "video"
_EPOCH = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
_ROW = {
    "generation_id": "%s",
    "model_name": "kling-video-o3-pro-reference-to-video",
    "media_type": _MEDIA_TYPE,
    "status": "processing",
    "enqueued_at": _EPOCH,
    "started_at": _EPOCH,
    "completed_at": None,
    "result_url": None,
    "error_message": None,
    "cost": None,
    "user_id": "0b6a2c53-6d3c-4a57-9a0c-6c5b0f6a9f10",
    "username": "bench",
    "user_image": None,
    "target_namespace": None,
    "target_repo": None,
    "target_directory": None,
    "prompt": "An astronaut walking on Mars",
}
_RESULT = {
    "status": "succeeded",
    "completed_at": "%d",
    "result_url": "https://hub.oxen.ai/api/repos/bench/results/file/main/%s.mp4",
    "cost": "0.04",
}
_RUNNING_ROW = json.dumps(_ROW).encode()
_SUCCEEDED_ROW = json.dumps(_ROW | _RESULT).replace('"%d"', "%d").encode()


class SimulatedOxen(SimulatedProvider):
    """See the module, and `SimulatedProvider`."""

    name: ClassVar[str] = "oxen"
    words: ClassVar[Mapping[str, State]] = {"processing": State.RUNNING, "succeeded": State.SUCCEEDED}

    def __init__(self, durations: Sequence[float], clock: Clock, latency: float = 0.0) -> None:
        super().__init__(durations, clock, None, latency)

    def settings(self) -> Settings:
        """Return the settings that `Jobs` and `AsyncJobs` take."""
        return Oxen(api_key="bench")

    def job_id(self, number: int) -> str:
        """Return a UUID."""
        return f"7cf9b23a-1234-4678-9abc-{number:012x}"

    def body(self, path: str, query: Mapping[str, str], now: float) -> bytes:
        """Return one generation, a page of the history, or the queue."""
        status = "none" if query.get("media_type", _MEDIA_TYPE) != _MEDIA_TYPE else query.get("status")
        if path == _HISTORY:
            return self._page(status, int(query.get("page", 1)), int(query.get("page_size", _DEFAULT_PAGE)), now)
        if path == _QUEUE:
            rows, total = self.listed(status or "processing", 0, len(self.jobs), now)
            return b'{"count":%d,"generations":%s}' % (total, rows)
        job = self.one(path, now)
        if path.startswith(_QUEUE):
            return job
        return b'{"status":"success","status_message":"resource_found","generation":%s}' % job

    def _page(self, status: str | None, page: int, size: int, now: float) -> bytes:
        size = min(size, _LARGEST_PAGE)
        rows, total = self.listed(status, (page - 1) * size, size, now)
        count = max(0, min(size, total - (page - 1) * size))
        facts = (count, page, size, ceil(total / size), total)
        counts = b'"count":%d,"page_number":%d,"page_size":%d,"total_pages":%d,"total_entries":%d' % facts
        return b'{%s,"total_cost":null,"generations":%s}' % (counts, rows)

    def row(self, number: int, now: float) -> bytes:
        """Return a generation."""
        name = self.job_id(number).encode()
        if self.jobs.state(number, now) is State.RUNNING:
            return _RUNNING_ROW % name
        return _SUCCEEDED_ROW % (name, _EPOCH + int(self.jobs.durations[number]), name)
