"""Whatever a provider does, waiting for many comes to an end, loses nobody, and never runs in circles."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from generation_jobs import Jobs, Policy
from generation_jobs.testing import VirtualClock

from tests.facade.account import Account
from tests.facade.bodies import SETTINGS
from tests.facade.script import HTML, Answer, lost, reply

if TYPE_CHECKING:
    from collections.abc import Callable

TROUBLE = [
    reply({}, 500),
    reply({}, 429),
    reply({}, 429, Retry_After="9"),
    reply({}, 404),
    reply({}, 403),
    reply({}, 401),
    reply({}, 425),
    reply(None),
    reply({"data": {"generations": [{"id": 7}]}}),
    reply({"data": {"id": "x", "status": "dreaming"}}),
    HTML,
    lost(),
]
TIMEOUT = 900.0


class Watched(VirtualClock):
    """A clock that finds out who runs in circles: nothing may happen two thousand times in one moment."""

    def __init__(self) -> None:
        super().__init__()
        self._idle = 0

    def sleep(self, seconds: float) -> None:
        self._idle = 0 if seconds > 0 else self._idle + 1
        assert self._idle < 2000, "it runs in circles"
        super().sleep(seconds)


def sometimes(random: Random, share: float) -> Callable[[], Answer | None]:
    """Trouble in this share of the answers, None otherwise."""
    return lambda: random.choice(TROUBLE) if random.random() < share else None


@pytest.mark.parametrize("seed", range(25))
def test_it_ends_and_everybody_has_an_outcome(seed: int) -> None:
    random = Random(seed)
    account = Account(Watched())
    share = random.choice([0.0, 0.05, 0.3, 1.0])
    refs: list[str] = []
    for number in range(random.choice([1, 3, 40, 300])):
        refs += account.add(
            [f"gen_{number}"],
            random.lognormvariate(3, 1.5),
            outcome=random.choice(["completed"] * 9 + ["failed", "dreaming"]),
            created_at=random.choice([0.0, -50.0, -1e6, 7200.0]),
            listed=random.random() < 0.9,
            bare=random.random() < 0.1,
        )
    account.spoil = sometimes(random, share)
    at_once = random.choice([1, 8])
    policies = {"finetuning": Policy(max_concurrency=at_once)}
    plugged = {"clock": account.clock, "transport": account.transport(), "random": random}
    with Jobs([SETTINGS["finetuning"]], policies=policies, **plugged) as jobs:
        outcomes = list(jobs.as_completed(refs, timeout=TIMEOUT))
    assert sorted(outcome.ref for outcome in outcomes) == sorted(refs)
    assert account.clock.monotonic() <= TIMEOUT + 1
    assert account.refusals == 0 or at_once > 1  # where a thread may stand still between its turn and its request
    if share == 0.0:
        kinds = {type(outcome.error).__name__ for outcome in outcomes if outcome.error}
        assert kinds <= {"JobFailed", "WaitTimeout"}
