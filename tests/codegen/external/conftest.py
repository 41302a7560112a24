"""A client with an operation of each kind, and a file to upload."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.codegen.external.every_kind import every_kind

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return every_kind(tmp_path_factory.mktemp("calls"))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"JPEG" * 50_000)
    return path
