"""CPU of decoding a page of a provider's list into the models of its client."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from oxen_jobs_client.models import GenerationsIndexResponse

from scripts.bench.programs import print_result


@dataclass(frozen=True)
class Rows:
    """Microseconds of CPU of one row."""

    cpu_us: float


def measure(rows: int, times: int) -> Rows:
    """Decode the same page again and again; the best time counts."""
    page = page_of(rows)
    return Rows(min(_decode(page) for _ in range(times)) / rows * 1e6)


def page_of(rows: int) -> dict[str, Any]:
    """Return a page with so many rows, in the form that Oxen documents."""
    counts = {"count": rows, "page_number": 1, "page_size": rows, "total_pages": 1, "total_entries": rows}
    return {**counts, "total_cost": "25.0", "generations": [_row(number) for number in range(rows)]}


def _row(number: int) -> dict[str, Any]:
    started = 1_700_000_000 + number
    return {
        "generation_id": f"gen_{number}",
        "status": "succeeded",
        "media_type": "image",
        "model_name": "flux-2-dev",
        "prompt": "An astronaut walking on Mars",
        "enqueued_at": started,
        "started_at": started + 2,
        "completed_at": started + 30,
        "cost": "0.025",
        "error_message": None,
        "result_url": f"https://media.test/{number}.png",
        "target_directory": "images",
        "target_namespace": None,
        "target_repo": None,
        "user_id": "user_1",
        "user_image": None,
        "username": "someone",
    }


def _decode(page: dict[str, Any]) -> float:
    start = time.process_time()
    GenerationsIndexResponse.from_dict(page)
    return time.process_time() - start


if __name__ == "__main__":
    print_result(measure)
