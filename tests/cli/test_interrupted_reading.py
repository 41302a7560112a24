"""Ctrl-C that comes just before something is read from a pipe to which nobody writes."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from generation_jobs_cli.fields import parse_fields
from generation_jobs_cli.refs_file import RefsFile

from tests.interrupts import check_heard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in its file system")


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    descriptor = os.open(path, os.O_RDWR)  # or opening it for reading would wait for a writer
    yield path
    os.close(descriptor)


def test_the_value_of_a_field(pipe: Path) -> None:
    check_heard(lambda: parse_fields("finetuning", [f"tags=@{pipe}"]))


def test_refs(pipe: Path) -> None:
    with pipe.open("rb") as file:
        check_heard(lambda: list(RefsFile(file).read()))
