"""Faults that can be made, and faults that cannot."""

from __future__ import annotations

from typing import Any, cast

import pytest
from generation_jobs_sandbox import Fault, Sandbox, World


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
    with pytest.raises(ValueError, match="world is of type str: give a World, or leave it out"):
        Sandbox(cast("World", "oxen"))
