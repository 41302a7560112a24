"""What is known of durations: what the schedule goes by, and what one program leaves to the next."""

from __future__ import annotations

import json
import math
from random import Random
from typing import ClassVar

import pytest
from generation_jobs import Durations, Job, JobStatus
from generation_jobs._core.config import PollInterval
from generation_jobs._core.durations import DurationHint
from generation_jobs._polling.estimator import DurationEstimator, poll_delay
from hypothesis import given
from hypothesis import strategies as st

TOPIC = "oxen/video/kling-video-o3"
PRIOR = DurationHint(60, 240)
PACE = PollInterval(floor=2.0, ceiling=15.0, learned_ceiling=120.0)

durations = st.lists(st.floats(0, 1e6), max_size=60)
ages = st.floats(0, 5_000)


def learned(*seconds):
    known = Durations()
    for one in seconds:
        known.learn(TOPIC, one)
    return known


class Source:
    """As much of a provider as the estimator asks for: all jobs are of one group, `oxen/video/`."""

    name = "oxen"
    duration_hints: ClassVar = {"": PRIOR}

    def duration_group(self, job):
        return "video", "kling-video-o3"


def distribution(known, group=TOPIC):
    estimator = DurationEstimator(Source(), known)
    for job in (None, Job("oxen:1", JobStatus.RUNNING)):
        estimator.group(job)
    return estimator.distribution(group)


def curve(seconds):
    return distribution(learned(*seconds))


def test_without_anything_seen_the_documented_figures_hold():
    result = curve([])
    assert result.median == pytest.approx(60, rel=0.05)
    assert result.quantile(0.95) > 240  # pages are wrong by factors
    assert not result.is_observed


def test_what_was_seen_outweighs_what_is_documented():
    result = curve([600.0] * 50)
    assert result.median == pytest.approx(600, rel=0.15)
    assert result.is_observed


def test_newer_durations_weigh_more():
    assert curve([10.0] * 3000 + [100.0] * 1500).median == pytest.approx(100, rel=0.15)


def test_weights_stay_finite_however_many_durations_were_seen(monkeypatch):
    monkeypatch.setattr("generation_jobs._core.durations._HALF_LIFE", 1)  # or it takes a million
    result = curve([10.0] * 1100 + [100.0])
    known = learned(*[10.0] * 1100, 100.0).export()["topics"][TOPIC]
    assert [weight for _, weight in known] == pytest.approx([1.0, 1.0])
    assert 10 < result.median < 100


def test_topics_are_apart():
    known = learned(600.0)
    assert (known.seen(TOPIC), known.seen("oxen/image/"), known.total) == (1, 0, 1)
    assert distribution(known, "oxen//").median < 70


@pytest.mark.parametrize("nonsense", [-1.0, math.inf, math.nan])
def test_what_is_no_duration_is_passed_over(nonsense):
    assert learned(nonsense).total == 0


def test_exported_and_loaded_it_expects_the_same():
    known = learned(*(20.0 + place for place in range(50)))
    loaded = Durations.load(json.loads(json.dumps(known.export())))
    for share in (0.05, 0.5, 0.95):
        assert distribution(loaded).quantile(share) == pytest.approx(distribution(known).quantile(share), rel=0.02)
    assert loaded.export() == Durations.load(loaded.export()).export()


@pytest.mark.parametrize(
    "exported",
    [
        {},
        {"version": 2, "topics": {}},
        {"version": 1},
        {"version": 1, "topics": []},
        {"version": 1, "topics": {TOPIC: 7}},
        {"version": 1, "topics": {TOPIC: [[1.0]]}},
        {"version": 1, "topics": {TOPIC: [["soon", 1.0]]}},
        {"version": 1, "topics": {TOPIC: [[-1.0, 1.0]]}},
        {"version": 1, "topics": {TOPIC: [[1.0, math.nan]]}},
        {"version": 1, "topics": {TOPIC: [[math.inf, 1.0]]}},
    ],
)
def test_what_export_never_gave_is_refused(exported):
    with pytest.raises(ValueError, match=r"[dD]urations"):
        Durations.load(exported)


@given(durations, ages, ages)
def test_the_lag_to_be_expected_grows_with_time(seconds, seen, more):
    result = curve(seconds)
    assert (
        0
        <= result.mean_square_lag(seen, seen + more / 2)
        <= result.mean_square_lag(seen, seen + more) * (1 + 1e-6) + 1e-3
    )
    assert result.mean_square_lag(seen, seen + more) <= more**2 + 1e-3  # nobody is late by more than that


@given(durations, st.floats(0, 600), st.floats(0.05, 20))
def test_it_is_worth_a_look_when_the_lag_has_grown_to_the_price(seconds, seen, price):
    result = curve(seconds)
    at = result.next_poll_age(seen, price)
    assert at >= seen
    if result.ended_share(at) < 0.999:  # far behind all that was seen only a trace of a share is left to reckon with
        assert math.sqrt(result.mean_square_lag(seen, at)) == pytest.approx(price, rel=0.01)


@given(durations, st.floats(0, 600))
def test_quantiles_are_in_order(seconds, age):
    result = curve(seconds)
    found = [result.quantile(share, age) for share in (0.05, 0.25, 0.5, 0.75, 0.95)]
    assert found == sorted(found)
    assert found[0] >= age - 1e-6


@given(durations, st.floats(0, 1e7), st.integers())
def test_a_look_comes_within_floor_and_ceiling_whatever_was_seen(seconds, age, seed):
    result = curve(seconds)
    delay = poll_delay(PACE, result, age, JobStatus.RUNNING, None, Random(seed))
    assert delay >= PACE.floor
    assert delay <= (PACE.longest if result.is_observed else PACE.ceiling)


def test_a_ceiling_bounds_whatever_was_seen():
    mine = PollInterval(floor=2.0, ceiling=5.0)
    assert poll_delay(mine, curve([600.0] * 50), 0.0, JobStatus.RUNNING, None, Random(1)) <= 5.0


def test_what_was_learned_changes_the_next_look():
    def delay(*seconds):
        return poll_delay(PACE, curve(seconds), 0.0, JobStatus.RUNNING, None, Random(1))

    assert delay(*[5.0] * 50) < delay() < delay(*[600.0] * 50)
    assert delay(*[600.0] * 50) > PACE.ceiling  # it cannot be done yet


def test_it_looks_often_when_a_job_is_about_to_end_and_rarely_before():
    result = curve([100.0 + place / 10 for place in range(50)])
    early, late = (poll_delay(PACE, result, age, JobStatus.RUNNING, None, Random(1)) for age in (0.0, 99.0))
    assert early > 4 * late
