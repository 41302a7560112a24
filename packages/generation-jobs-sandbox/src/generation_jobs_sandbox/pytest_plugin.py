"""pytest fixtures with a running sandbox, for users' own tests. pytest finds them by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generation_jobs_sandbox.server import Sandbox


@pytest.fixture
def generation_sandbox() -> Iterator[Sandbox]:
    """Run a `Sandbox` with a fresh `World` on free ports of this machine until the test ends."""
    from generation_jobs_sandbox.server import Sandbox  # late: pytest imports this module in every run

    with Sandbox() as box:
        yield box


@pytest.fixture
def generation_sandbox_env(generation_sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """Run a `Sandbox` as `generation_sandbox` does, with keys and base URLs in the environment: for `from_env()`."""
    for name, value in generation_sandbox.environ().items():
        monkeypatch.setenv(name, value)
    return generation_sandbox
