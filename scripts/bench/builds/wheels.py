"""Wheels of our packages, of this tree and of a commit."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).parents[3]
NOX = ROOT / ".nox"
OUR_WHEELS = NOX / "our-wheels"
"""Where noxfile.py puts the wheels of this tree."""


class CommitMissingError(Exception):
    """The commit to compare with is not in this clone."""


def wheels_of(commit: str) -> Path:
    """Build the wheels of packages/ and generated/ as they were at a commit, unless they are there already.

    Raises:
        CommitMissingError: The commit is not in this clone.
    """
    folder = NOX / "bench-wheels" / commit
    if not folder.is_dir():
        _check_commit(commit)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent) as temporary:
            sources, built = Path(temporary, "sources"), Path(temporary, "wheels")
            _check_out(commit, sources)
            _build([path.parent for path in sorted(sources.glob("*/*/pyproject.toml"))], built)
            built.rename(folder)
    return folder


def _check_commit(commit: str) -> None:
    command = ["git", "cat-file", "-e", f"{commit}^{{commit}}"]
    if subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode != 0:
        raise CommitMissingError(
            f"commit {commit} is not in this clone, so there is nothing to compare with: fetch the whole history with "
            "`git fetch --unshallow`, or name another commit with `--before COMMIT`"
        )


def _check_out(commit: str, folder: Path) -> None:
    command = ["git", "archive", "--format=zip", commit, "packages", "generated"]
    archived = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    with ZipFile(io.BytesIO(archived)) as archive:
        archive.extractall(folder)


def _build(packages: list[Path], folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*command, *map(str, packages)], check=True)
