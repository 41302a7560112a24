"""Breeze as it would be with 60 reads in any second and a half: sixty in a minute, forty times as fast."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from generation_jobs import Breeze, Rate
from generation_jobs.providers.breeze import ADAPTER as BREEZE

RATE = Rate(60, 1.5)
ADAPTER = replace(BREEZE, rate_limits={"read": RATE, "submit": Rate(10, 1.5)})


class Hasty(Breeze):
    """See above."""

    adapter: ClassVar[str] = __name__
