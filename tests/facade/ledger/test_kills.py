"""`kill -9` at any moment: nothing is paid for twice, and nothing that was paid for is lost."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from generation_jobs import Jobs, Oxen
from generation_jobs_sandbox import Fault, Sandbox

from tests.postgresserver import needs_postgres

if TYPE_CHECKING:
    from collections.abc import Generator

SUBMITTER = Path(__file__).with_name("submitter.py")
KILLS = 6


def charges(box: Sandbox) -> list[tuple[str, tuple[str, ...]]]:
    """Prompt and ids of every submit that costs money; of a killed process a part of a request may arrive."""
    return [(str(json.loads(one.body)["prompt"]), one.ids) for one in box.world.submissions if one.accepted]


@contextmanager
def submitter(url: str, ledger: str, first: int = 0) -> Generator[subprocess.Popen[str]]:
    """Run it until the block ends, and kill it then."""
    command = [sys.executable, str(SUBMITTER), url, ledger, str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_kills_at_random_moments(tmp_path: Path) -> None:
    kill_at_random_moments(str(tmp_path / "ledger.sqlite"), KILLS)


@needs_postgres
def test_kills_with_a_ledger_in_postgres(database: str) -> None:
    kill_at_random_moments(database, KILLS // 2)


def kill_at_random_moments(ledger: str, kills: int) -> None:
    random = Random(11)
    with Sandbox() as box:
        url = box.base_url("oxen")
        for _ in range(kills):
            # the last orders of the killed run are tried again
            first = max(0, len(charges(box)) - 2)
            with submitter(url, ledger, first) as process:
                assert process.stdout is not None
                assert process.stdout.readline() == "ready\n"
                time.sleep(random.uniform(0.0, 0.1))  # real time: the kernel knows no other
        before = dict(charges(box))
        with Jobs([Oxen(api_key="k", base_url=url)], ledger=ledger) as jobs:
            orders = {str(one.key).replace("-", " "): one for one in jobs.recover()}
        # what the last killed process sent may arrive as late as this
        after = charges(box)
    assert before
    assert set(Counter(prompt for prompt, _ in after).values()) == {1}, "an order was paid for twice"
    found = {prompt: one for prompt, one in orders.items() if one.state in {"known", "found"}}
    assert before.keys() <= found.keys() <= dict(after).keys()
    for prompt, one in found.items():
        assert [job.ref for job in one.jobs] == [f"oxen:{job_id}" for job_id in dict(after)[prompt]]
    for prompt in orders.keys() - found.keys():  # killed before it was sent
        assert orders[prompt].state == "unknowable"
        assert orders[prompt].jobs == ()


def test_a_kill_while_the_answer_is_awaited(tmp_path: Path) -> None:
    with Sandbox() as box:
        url, path = box.base_url("oxen"), tmp_path / "ledger.sqlite"
        box.world.inject_fault("oxen", Fault("stall", on="submit", accepted=True))
        with submitter(url, str(path)):
            while not box.world.submissions:
                time.sleep(0.01)
        with Jobs([Oxen(api_key="k", base_url=url)], ledger=path) as jobs:
            assert [(one.key, one.state) for one in jobs.pending()] == [("order-0", "lost")]
            (found,) = jobs.recover()
            assert (found.key, found.state) == ("order-0", "found")
            assert [job.ref for job in found.jobs] == [f"oxen:{box.world.submissions[0].ids[0]}"]
            again = jobs.submit("oxen", key="order-0", model="flux-2-dev", prompt="order 0")
            assert again.ref == found.jobs[0].ref
        assert len(box.world.submissions) == 1
