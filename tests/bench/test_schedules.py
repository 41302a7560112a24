"""What the simulation of schedules counts, and when a peer counts as beaten."""

import itertools
from random import Random

import pytest

from scripts.bench.polling.schedules import Verdict
from scripts.bench.schedules.estimators import estimator_now
from scripts.bench.schedules.timetables import PEERS, Seen, seen
from scripts.bench.schedules.trials import Trial
from scripts.bench.simulation.lives import LIVES


def test_the_first_poll_after_the_end_is_the_last():
    assert seen([[0.0, 1.0, 2.0, 3.0]], [0.0, 1.0, 1.5]) == Seen(requests=2.0, median=0.0, p95=0.5)


def test_jobs_take_timetables_in_turn():
    assert seen([[0.0, 10.0], [0.0, 4.0]], [4.0, 4.0]).requests == 2
    assert seen([[0.0, 10.0], [0.0, 4.0]], [4.0, 4.0]).p95 == 6.0


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_peers_never_poll_sooner_than_they_say(peer):
    ages = peer.timetable(Random(1), 300)
    steps = [after - before for before, after in itertools.pairwise(ages)]
    assert min(steps) >= peer.smallest - 1e-9
    assert ages[-1] >= 300


@pytest.mark.parametrize(
    ("equal", "cold", "beaten", "right"),
    [
        (Seen(10, 0.9, 1.8), Seen(5, 3, 6), True, True),
        (Seen(10, 0.9, 2.1), Seen(20, 0.5, 1), False, True),
        (Seen(11, 0.9, 1.8), Seen(20, 0.5, 2.5), False, False),
    ],
)
def test_verdict(equal, cold, beaten, right):
    verdict = Verdict("jobs", "peer", Seen(10, 1, 2), equal, cold)
    assert (verdict.beaten, verdict.right) == (beaten, right)


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)
def test_warm_ours_has_less_lag_than_runway_for_as_many_requests(life):
    trial, runway = Trial(life, 11, estimator_now()), PEERS[4]
    theirs = trial.of(runway)
    equal = trial.matched(trial.warm, theirs.requests)
    assert equal.requests <= theirs.requests
    assert equal.median < theirs.median
    assert equal.p95 < theirs.p95
