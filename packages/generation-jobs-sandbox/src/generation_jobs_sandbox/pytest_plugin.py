"""A pytest fixture with a running sandbox, for users' own tests. pytest finds it by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generation_jobs_sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def generation_sandbox() -> Iterator[Sandbox]:
    """Run a `Sandbox` with a fresh `World` on free ports of this machine until the test ends."""
    with Sandbox() as box:
        yield box
