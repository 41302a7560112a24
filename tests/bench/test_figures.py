"""When a target counts as met, and how figures are written."""

import math

import pytest

from scripts.bench.report.figures import Figure, at_least, at_most, ratio_at_most
from scripts.bench.report.tables import table_of


@pytest.mark.parametrize(
    ("value", "target", "text", "met"),
    [
        (115.0, ratio_at_most(1.15), "≤ 1.15 ×", True),
        (116.0, ratio_at_most(1.15), "≤ 1.15 ×", False),
        (20.0, at_most(20), "≤ 20 MB", True),
        (20.1, at_most(20), "≤ 20 MB", False),
        (10.0, at_least(10), "≥ 10 MB", True),
        (9.0, at_least(10), "≥ 10 MB", False),
        (1e9, None, "", None),
    ],
)
def test_target(value, target, text, met):
    record = Figure("ours", value, "peer", 100.0, "MB", target).record()
    assert (record["target"], record["met"], record["ratio"]) == (text, met, value / 100)


@pytest.mark.parametrize(("value", "ratio"), [(0.0, 1.0), (3.0, math.inf)])
def test_ratio_beside_nothing(value, ratio):
    assert Figure("refused", value, "before", 0.0, "answers").ratio == ratio


def test_a_table_has_a_row_for_each_figure():
    figures = [Figure("reads", 3.0, "before", 0.0, "reads"), Figure("lag", 1234.5, "before", 2.0, "s", at_most(9))]
    assert table_of(figures).row_count == 2
