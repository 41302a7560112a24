"""The files of a commit, to run its own scripts."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[3]
NOX = ROOT / ".nox"


class CommitMissingError(Exception):
    """The commit to compare with is not in this clone."""


def sources_of(commit: str) -> Path:
    """Check out a commit into a folder of its own, unless it is there already.

    Raises:
        CommitMissingError: The commit is not in this clone.
    """
    folder = NOX / "bench-sources" / commit
    if not folder.is_dir():
        check_out(commit, folder.with_suffix(".new"))
        folder.with_suffix(".new").rename(folder)
    return folder


def check_out(commit: str, folder: Path, *paths: str) -> None:
    """Write the files of a commit, or those under some paths, into a folder.

    Raises:
        CommitMissingError: The commit is not in this clone.
    """
    _check(commit)
    command = ["git", "archive", "--format=zip", commit, *paths]
    archived = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    with ZipFile(io.BytesIO(archived)) as archive:
        archive.extractall(folder)


def _check(commit: str) -> None:
    command = ["git", "cat-file", "-e", f"{commit}^{{commit}}"]
    if subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode != 0:
        raise CommitMissingError(
            f"commit {commit} is not in this clone, so there is nothing to compare with: fetch the whole history with "
            "`git fetch --unshallow`, or name another commit with `--before COMMIT`"
        )
