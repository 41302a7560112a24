"""The recipes for task engines. `nox -s engines` runs all of them; here the one that needs no engine."""

from __future__ import annotations

import os
import runpy
import sys
from contextlib import contextmanager
from random import Random
from types import ModuleType, SimpleNamespace

import pytest
import redis

from scripts.engines.engines import ENGINES, FOLDERS
from scripts.engines.services import redis_server
from scripts.engines.table import judge, total
from scripts.engines.trial import Result, Trial, kill_points
from tests.redisserver import BINARY

RECIPES = sorted(FOLDERS["ours"].glob("*.py"))
FIGURES = Result(
    orders=10,
    accepted=10,
    paid_twice=0,
    lost=0,
    seconds=10.0,
    cpu_seconds=3.0,
    submits=10,
    polls=15,
    lists=5,
    stored=1000,
    log="what it printed",
)


def test_every_engine_has_its_two_programs():
    recipes = {engine.recipe for engine in ENGINES.values()}
    for folder in FOLDERS.values():
        assert {path.stem for path in folder.glob("*.py")} == recipes


@pytest.mark.parametrize("seconds", ["20", "600"])
def test_a_retry_of_celery_comes_before_redis_delivers_it_again(tmp_path, monkeypatch, seconds):
    """Otherwise there are two of it, each of which retries: twice as many with every retry."""
    options = {}

    class Celery:
        def __init__(self, name, broker):
            self.conf = SimpleNamespace()

        def task(self, **given):
            options.update(given)
            return lambda function: function

    celery = ModuleType("celery")
    celery.Celery = Celery
    monkeypatch.setitem(sys.modules, "celery", celery)
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1/0")
    monkeypatch.setenv("VISIBILITY_TIMEOUT", seconds)
    monkeypatch.setenv("OXEN_API_KEY", "sandbox")
    monkeypatch.chdir(tmp_path)
    program = runpy.run_path(str(FOLDERS["ours"] / "celery_redis.py"))
    program["jobs"].close()
    assert options["retry_backoff_max"] < int(seconds)


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_recipes_are_short_programs_that_compile(path):
    text = path.read_text(encoding="utf-8")
    compile(text, str(path), "exec")
    assert len(text.splitlines()) <= 40


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="processes are killed in groups, which this system does not have")
def test_a_pool_of_processes_that_is_killed_in_mid_submit_pays_once():
    result = Trial(ENGINES["multiprocessing"], "ours", 12, 1, 0, 1, Random(1), lambda _: None).run()
    assert (result.accepted, result.paid_twice, result.lost) == (12, 0, 0), result.log
    assert result.submits == 12
    assert result.lists > 0


@pytest.mark.skipif(BINARY is None, reason="needs redis-server")
def test_the_processes_of_a_trial_share_a_rate_limit_of_their_own(monkeypatch):
    """That of the driver's environment is not theirs."""
    counted = []

    @contextmanager
    def watched(environ):
        with redis_server(environ) as service:
            yield service
            with redis.Redis.from_url(service.environ["REDIS_URL"]) as client:
                counted.extend(client.keys())

    monkeypatch.setattr("scripts.engines.trial.redis_server", watched)
    monkeypatch.setenv("GENJOBS_BUDGET", "nonsense")
    options = {"shares_budget": True}
    result = Trial(ENGINES["multiprocessing"], "ours", 12, 0, 0, 1, Random(1), lambda _: None, **options).run()
    assert (result.accepted, result.lost) == (12, 0), result.log
    assert counted


@pytest.mark.parametrize(("orders", "kills"), [(200, 2), (12, 1), (20, 9)])
def test_a_kill_in_mid_submit_leaves_enough_orders_to_fill_the_worker(orders, kills):
    points = kill_points(orders, kills, 4, Random(3))
    assert len(points) == kills
    assert points == sorted(points)
    assert all(0 < point <= orders - 8 for point in points)


def test_missed_targets_are_named():
    slow = FIGURES._replace(seconds=12.0)
    wrong = FIGURES._replace(paid_twice=2, lost=1)
    busy = FIGURES._replace(polls=35)
    rows = [("multiprocessing", FIGURES), ("slow", slow), ("wrong", wrong), ("busy", busy)]
    lines = list(judge([(name, {"naive": FIGURES, "ours": ours}) for name, ours in rows]))
    assert [line.partition(":")[0] for line in lines] == ["slow", "wrong", "busy"]
    assert "1.20 x" in lines[0]
    assert "paid 2 twice and lost 1" in lines[1]
    assert "1.7 x the requests" in lines[2]


def test_several_runs_are_added_up_with_the_median_of_their_seconds():
    runs = [FIGURES, FIGURES._replace(seconds=90.0, paid_twice=1, polls=25), FIGURES._replace(seconds=12.0)]
    assert total(runs) == FIGURES._replace(
        orders=30, accepted=30, paid_twice=1, submits=30, polls=55, lists=15, stored=3000, seconds=12.0
    )
