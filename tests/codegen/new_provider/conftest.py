"""Workspaces with and without a new provider, and a host of docs pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.codegen.docs import Docs
from tests.codegen.new_provider.workspace import HOMEPAGE, LUMEN, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the provider lumen, which takes a second to make."""
    one = Workspace(tmp_path_factory.mktemp("finished"))
    assert one.run("lumen", LUMEN, *HOMEPAGE) == 0
    return one


@pytest.fixture
def lumen(finished: Workspace, tmp_path: Path) -> Workspace:
    return Workspace(tmp_path, finished)


@pytest.fixture
def docs() -> Iterator[Docs]:
    host = Docs()
    yield host
    host.end()
