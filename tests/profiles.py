"""Profiles of Hypothesis: a few steady examples in every run, many new ones where GENJOBS_DEEP is set."""

from __future__ import annotations

import os

from hypothesis import settings

DEEP = bool(os.environ.get("GENJOBS_DEEP"))

# The same examples on every run: what fails here fails for everybody. `nox -s tests -- --deep` looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("deep", deadline=None, max_examples=500)
settings.load_profile("deep" if DEEP else "steady")


def few(examples: int) -> settings:
    """Settings of a test whose examples are dear: as many as are named, or 200 where all go deep."""
    return settings(max_examples=200 if DEEP else examples)
