"""The public names: those of now, and those of version 0.1."""

from __future__ import annotations

import inspect
import pickle
from importlib.resources import files
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, get_type_hints

import generation_jobs
import pytest
from generation_jobs import (
    AsyncJobs,
    Durations,
    Jobs,
    adapters,
    errors,
    ledger,
    notebook,
    otel,
    provider_names,
    testing,
    webhooks,
)
from generation_jobs.ledger import SQLiteLedger
from generation_jobs.notebook import Progress
from generation_jobs.otel import OpenTelemetry
from generation_jobs.testing import VirtualClock
from generation_jobs.webhooks import Inbox

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]


def test_all_is_what_there_is() -> None:
    everything: dict[str, object] = {}
    exec("from generation_jobs import *", everything)
    public = sorted(generation_jobs.__all__)  # ruff keeps their order in the source
    assert public == sorted(everything.keys() - {"__builtins__"}) == dir(generation_jobs)


def test_every_error_is_a_name_of_the_package() -> None:
    assert set(errors.__all__) <= set(generation_jobs.__all__)
    assert all(getattr(generation_jobs, name) is getattr(errors, name) for name in errors.__all__)


def test_what_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="module 'generation_jobs' has no attribute 'Job5'"):
        _ = generation_jobs.Job5  # type: ignore[attr-defined]
    with pytest.raises(ImportError, match="cannot import name 'Job5'"):
        exec("from generation_jobs import Job5")


def test_the_names_of_0_1_are_still_there() -> None:
    run_path(str(ROOT / "tests/typing/names_of_0_1.py"))


def test_a_class_pickles_by_its_name() -> None:
    assert pickle.loads(pickle.dumps(Jobs)) is Jobs


@pytest.mark.parametrize("kind", [Jobs, AsyncJobs])
def test_a_client_shows_its_providers_and_no_key(kind: type[Jobs] | type[AsyncJobs]) -> None:
    client = kind([generation_jobs.Oxen(api_key="secret"), generation_jobs.Breeze(api_key="secret")])
    assert repr(client) == f"<{kind.__name__} of oxen, breeze>"
    assert repr(client.oxen) == f"<{type(client.oxen).__name__}>"
    assert repr(kind([])) == f"<{kind.__name__} of no provider>"


def _annotated() -> Iterator[object]:
    """Everything public that has annotations: classes, functions, methods and properties."""
    for module in (generation_jobs, adapters, errors, ledger, notebook, otel, testing, webhooks):
        for name in getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")]):
            found = getattr(module, name)
            if inspect.isfunction(found):
                yield found
            elif inspect.isclass(found):
                yield found
                yield from _methods(found)
    for provider in provider_names():
        yield from _methods(type(getattr(Jobs([]), provider)))


def _methods(kind: type) -> Iterator[object]:
    for name in dir(kind):
        found = inspect.getattr_static(kind, name)
        found = found.fget if isinstance(found, property) else getattr(found, "__func__", found)
        if inspect.isfunction(found) and (name == "__init__" or not name.startswith("_")):
            yield found


def test_type_hints_of_everything_public_can_be_read() -> None:
    unreadable: dict[str, str] = {}
    for one in _annotated():
        try:
            get_type_hints(one)
        except NameError as error:
            unreadable[str(one)] = str(error)
    assert unreadable == {}
    assert get_type_hints(Jobs.get)["return"] is generation_jobs.Job


def test_every_public_class_has_a_repr_of_its_own() -> None:
    classes = {found for found in _annotated() if inspect.isclass(found) and not vars(found).get("_is_protocol")}
    ours = {found for found in classes if found.__module__.startswith("generation_jobs")}
    assert Durations in ours
    assert [found for found in ours if found.__repr__ is object.__repr__] == []


def test_reprs_of_what_a_program_prints() -> None:
    clock = VirtualClock()
    clock.advance(90)
    durations = Durations()
    durations.learn("oxen/image/flux-2-dev", 8.0)
    shown = [VirtualClock(), clock, durations, Inbox(), Progress(), SQLiteLedger("jobs.sqlite"), OpenTelemetry()]
    assert list(map(repr, shown)) == [
        "<VirtualClock: 0 s after 2026-01-01T00:00:00+00:00>",
        "<VirtualClock: 90 s after 2026-01-01T00:00:00+00:00>",
        "<Durations: 1 of 1 kinds of jobs>",
        "Inbox()",
        "<Progress: nothing yet>",
        "SQLiteLedger('jobs.sqlite')",
        "<OpenTelemetry: 0 open spans>",
    ]


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
