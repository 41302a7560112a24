"""Faults that can be made, and faults that cannot."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

import pytest
from generation_jobs_sandbox import Fault, Sandbox, World, asgi_by_host, create_app, create_media_app

NOON = datetime(2026, 1, 1, 12)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kind": "earthquake"}, "unknown fault 'earthquake'; one of: status, html"),
        ({"kind": "html", "on": "moon"}, "is on 'moon'; one of: api, media"),
        ({"kind": "html", "times": 0}, "happens 0 times; give a whole number above 0"),
        ({"kind": "missing_result", "on": "media"}, "can only be on 'api'"),
        ({"kind": "html", "times": 1.5}, "happens 1.5 times; .* a whole number"),
        ({"kind": "status", "status": 1000}, "has the status 1000; give one from 200 to 599"),
        ({"kind": "status", "status": "500"}, "has status='500'; give a number"),
        ({"kind": "stall", "seconds": "1"}, "has seconds='1'; give a number"),
        ({"kind": "stall", "seconds": -1}, "takes -1 seconds; at least 0"),
        ({"kind": "stall", "seconds": float("inf")}, "takes inf seconds; .* not for ever"),
        ({"kind": "status", "body": {"error": 1}}, "has body=.*; give a text, such as json.dumps"),
        ({"kind": "repeated_row"}, "is on 'api'; only a list has rows"),
    ],
)
def test_a_fault_that_can_never_happen_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Fault(**arguments)


def test_a_word_in_place_of_a_fault_is_answered_by_how_to_write_one() -> None:
    world, word = World(), cast("Fault", "reset")
    with pytest.raises(ValueError, match=r"'reset' is no fault: .* such as Fault\('reset', on='submit'\)"):
        world.inject_fault("oxen", word)
    with pytest.raises(ValueError, match=r"'reset' is no fault: .* such as Fault\('reset', on='api'\)"):
        world.add("oxen", faults=[word])


def test_a_sandbox_of_something_else_is_refused() -> None:
    for use in (Sandbox, create_app, create_media_app, asgi_by_host):
        with pytest.raises(ValueError, match="world is of type str: give a World"):
            use(cast("World", "oxen"))
    with pytest.raises(ValueError, match="world is the class World: give a World"):
        Sandbox(cast("World", World))


def test_one_fault_in_place_of_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="faults is one Fault: give a list"):
        World().add("oxen", faults=cast("list[Fault]", Fault("html")))


def test_a_fault_without_its_provider_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown provider Fault.*; one of: breeze, playai"):
        World().inject_fault(cast("str", Fault("reset", on="submit")))


@pytest.mark.parametrize("now", [5, NOON, lambda: NOON, lambda: 5])
def test_a_clock_gives_times_with_a_zone(now: Any) -> None:
    with pytest.raises(ValueError, match="give a function that returns a datetime with a time zone"):
        World(now=now)


def test_a_port_is_a_number() -> None:
    with pytest.raises(ValueError, match="port is '8000': give 0 to 65535, 0 for a free one"):
        Sandbox(port=cast("int", "8000"))
