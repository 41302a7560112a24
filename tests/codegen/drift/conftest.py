"""Repositories with a release in them: made once for each provider, and copied for each test."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.codegen.drift.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

Make = Callable[[str], Repository]


@pytest.fixture(scope="session")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> Make:
    @cache
    def make(provider: str) -> Repository:
        repository = Repository(tmp_path_factory.mktemp(provider), provider)
        assert repository.release() == 0
        return repository

    return make


@pytest.fixture
def released(tmp_path: Path, released_once: Make) -> Make:
    """Give a repository of a provider in which what is committed has been released."""
    return lambda provider: Repository(tmp_path, provider).take(released_once(provider))
