"""The public names: those of now, and those of version 0.1."""

from __future__ import annotations

import inspect
import pickle
from importlib.resources import files
from pathlib import Path
from runpy import run_path

import generation_jobs
import pytest
from generation_jobs import AsyncJobs, Jobs

ROOT = Path(__file__).parents[3]


def test_all_is_what_there_is() -> None:
    everything: dict[str, object] = {}
    exec("from generation_jobs import *", everything)
    public = sorted(generation_jobs.__all__)  # ruff keeps their order in the source
    assert public == sorted(everything.keys() - {"__builtins__"}) == dir(generation_jobs)


def test_what_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="module 'generation_jobs' has no attribute 'Job5'"):
        _ = generation_jobs.Job5  # type: ignore[attr-defined]
    with pytest.raises(ImportError, match="cannot import name 'Job5'"):
        exec("from generation_jobs import Job5")


def test_the_names_of_0_1_are_still_there() -> None:
    run_path(str(ROOT / "tests/typing/names_of_0_1.py"))


def test_a_class_pickles_by_its_name() -> None:
    assert pickle.loads(pickle.dumps(Jobs)) is Jobs


def test_it_is_typed() -> None:
    assert files("generation_jobs").joinpath("py.typed").is_file()


def test_both_shells_offer_the_same() -> None:
    def offered(shell: type) -> dict[str, list[str]]:
        members = inspect.getmembers(shell, callable)
        return {name: list(inspect.signature(m).parameters) for name, m in members if not name.startswith("_")}

    assert offered(Jobs) == offered(AsyncJobs)
    looking = {"from_env", "get", "look", "wait", "as_completed", "wait_all", "download", "close"}
    acting = {"submit", "submit_many", "generate", "list", "cancel", "delete", "find_submitted", "pending", "recover"}
    assert set(offered(Jobs)) == looking | acting
