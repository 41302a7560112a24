"""Compare and replace built folders."""

from __future__ import annotations

import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping


_LEFT_BEHIND = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", "build", "dist"}
"""Files that tools leave behind."""

_BUILDING = ".building-"
_LONGEST_RUN = 3600
"""Seconds after which a temporary folder is that of a run that was killed."""


def differing_files(built: Path, folder: Path) -> tuple[str, ...]:
    """Return the names of files that are not the same in both folders."""
    ours, theirs = _files(built), _files(folder)
    return tuple(sorted(name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)))


def replace_folder(built: Path, folder: Path) -> None:
    """Replace ``folder`` with ``built``."""
    replace_folders({built: folder})


def replace_folders(built: Mapping[Path, Path]) -> None:
    """Replace folders with built ones: all of them, or none.

    Args:
        built: The folder to replace, by the built folder.

    Raises:
        OSError: One could not be moved; everything is as it was.
    """
    old = {folder: fresh.with_name(f"{fresh.name}.old") for fresh, folder in built.items()}
    moves = [(folder, path) for folder, path in old.items() if folder.exists()]
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in (*moves, *built.items()):
            source.rename(target)
            done.append((source, target))
    except BaseException:
        for source, target in reversed(done):
            target.rename(source)
        raise
    for path in old.values():
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def workshop(beside: Path) -> Generator[Path]:
    """Give a temporary folder beside another one, on the same disk; those of runs that were killed are removed."""
    beside.parent.mkdir(parents=True, exist_ok=True)
    for left in beside.parent.glob(f"{_BUILDING}*"):
        if time.time() - left.stat().st_mtime > _LONGEST_RUN:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_BUILDING, dir=beside.parent) as name:
        yield Path(name)


def _files(folder: Path) -> dict[str, bytes]:
    """Read every file, except those that tools leave behind."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and _LEFT_BEHIND.isdisjoint(path.relative_to(folder).parts)
    }
