"""The public surface of the limiter's package."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sliding_window_quota

MODULES = {
    "checks",
    "distributed",
    "errors",
    "headers",
    "io",
    "limiter",
    "quota",
    "redis_store",
    "sliding_window",
    "store",
}


def test_all_is_sorted_and_is_what_there_is() -> None:
    public = {name for name in vars(sliding_window_quota) if not name.startswith("_")} - MODULES - {"annotations"}
    assert sorted(sliding_window_quota.__all__) == sorted(public)


@pytest.mark.parametrize("module", ["redis", "asyncio"])
def test_nothing_that_costs_is_imported_before_it_is_used(module: str) -> None:
    code = (
        "import sys; from sliding_window_quota import *\n"
        "with SlidingWindowLimiter(Rate(1, 1.0)).acquire(): pass\n"
        f"sys.exit({module!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
