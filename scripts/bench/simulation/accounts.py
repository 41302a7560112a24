"""The accounts that jobs are simulated for, each provider with durations that fit it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from scripts.bench.simulation.finetuning import SimulatedFinetuning
from scripts.bench.simulation.lives import MUSIC, VIDEO
from scripts.bench.simulation.oxen import SimulatedOxen

if TYPE_CHECKING:
    from generation_jobs import Clock

    from scripts.bench.simulation.provider import SimulatedProvider


def simulated(provider: str, jobs: int, seed: int, clock: Clock, latency: float = 0.0) -> SimulatedProvider:
    """Return an account with so many jobs, all of which start with the clock."""
    if provider == "oxen":
        return SimulatedOxen(VIDEO.durations(Random(seed), jobs), clock, latency)
    return SimulatedFinetuning(MUSIC.durations(Random(seed), jobs), clock, latency)
