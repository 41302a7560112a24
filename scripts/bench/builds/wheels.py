"""Wheels of our packages, of this tree and of a commit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.bench.builds.sources import NOX, check_out

OUR_WHEELS = NOX / "our-wheels"
"""Where noxfile.py puts the wheels of this tree."""


def wheels_of(commit: str) -> Path:
    """Build the wheels of packages/ and generated/ as they were at a commit, unless they are there already.

    Raises:
        CommitMissingError: The commit is not in this clone.
    """
    folder = NOX / "bench-wheels" / commit
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder.parent) as temporary:
            sources, built = Path(temporary, "sources"), Path(temporary, "wheels")
            check_out(commit, sources, "packages", "generated")
            _build([path.parent for path in sorted(sources.glob("*/*/pyproject.toml"))], built)
            built.rename(folder)
    return folder


def _build(packages: list[Path], folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*command, *map(str, packages)], check=True)
