"""How late the end of a job was noticed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def percentile(lags: Sequence[float], share: float) -> float:
    """Return the lag that this share of the jobs does not exceed; not a number where there are none."""
    return sorted(lags)[min(int(len(lags) * share), len(lags) - 1)] if lags else math.nan
