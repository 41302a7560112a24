"""What a stranger writes with generation-jobs-sandbox alone."""

from datetime import UTC, datetime
from typing import assert_type

from generation_jobs_sandbox import Fault, Sandbox, World


def main() -> None:
    world = World(now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    job = world.add("breeze", queued=1, running=2, faults=[Fault("html")])
    assert_type(job, str)
    with Sandbox(world) as box:
        assert_type(box.base_url("breeze"), str)
        print(box.base_url("breeze"), box.media_url, job)


if __name__ == "__main__":
    main()
