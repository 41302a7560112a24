"""For users' own tests: a fixture with a running sandbox. pytest finds it by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generation_jobs_sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def generation_sandbox() -> Iterator[Sandbox]:
    """A running `Sandbox` with a fresh `World`, on free ports of this machine; it stops with the test."""
    with Sandbox() as box:
        yield box
