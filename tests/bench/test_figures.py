"""When a target counts as met."""

import pytest

from scripts.bench.report.figures import Figure


@pytest.mark.parametrize(
    ("cost", "limits", "target", "met"),
    [
        (115.0, {"most_ratio": 1.15}, "ratio ≤ 1.15", True),
        (116.0, {"most_ratio": 1.15}, "ratio ≤ 1.15", False),
        (19.9, {"most_cost": 20}, "< 20 MB", True),
        (20.0, {"most_cost": 20}, "< 20 MB", False),
        (1e9, {}, "", None),
    ],
)
def test_target(cost, limits, target, met):
    told = Figure("ours", "peer", cost, 100.0, "MB", **limits).record()
    assert (told["target"], told["met"], told["ratio"]) == (target, met, cost / 100)
