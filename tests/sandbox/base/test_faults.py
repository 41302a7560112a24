"""Faults that can be made, and faults that cannot."""

from __future__ import annotations

from typing import Any

import pytest
from generation_jobs_sandbox import Fault


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kind": "earthquake"}, "unknown fault 'earthquake'; one of: status, html"),
        ({"kind": "html", "on": "moon"}, "is on 'moon'; one of: api, media"),
        ({"kind": "html", "times": 0}, "happens 0 times; give a whole number above 0"),
        ({"kind": "missing_result", "on": "media"}, "can only be on 'api'"),
        ({"kind": "html", "times": 1.5}, "happens 1.5 times; .* a whole number"),
        ({"kind": "status", "status": 1000}, "has the status 1000; give one from 200 to 599"),
        ({"kind": "stall", "seconds": -1}, "takes -1 seconds; at least 0"),
        ({"kind": "stall", "seconds": float("inf")}, "takes inf seconds; .* not for ever"),
        ({"kind": "repeated_row"}, "is on 'api'; only a list has rows"),
    ],
)
def test_a_fault_that_can_never_happen_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Fault(**arguments)
