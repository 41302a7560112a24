"""An environment of its own for each package whose import is measured: what else is installed costs, too."""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[3]
ENVIRONMENTS = ROOT / ".nox" / "bench-environments"
WHEELS = ROOT / ".nox" / "our-wheels"
CONSTRAINTS = ROOT / "constraints.txt"
PEERS = Path(__file__).with_name("peers.txt")


def peer_python(package: str) -> Path:
    """The interpreter of an environment that holds this package, at the version of peers.txt."""
    constraints = PEERS.read_text(encoding="utf-8")
    return _python(package, f"{sys.version}\n{constraints}", PEERS, package)


def our_python() -> Path:
    """The interpreter of an environment that holds the facade and one client, as wheels that nox built."""
    wheels = [next(WHEELS.glob(pattern)) for pattern in ("generation_jobs-*.whl", "breeze_jobs_client-*.whl")]
    python = _python("ours", f"{sys.version}\n{CONSTRAINTS.read_text(encoding='utf-8')}", CONSTRAINTS, *wheels)
    _pip(python, "--no-deps", "--force-reinstall", *wheels)  # the version stays, the code may have changed
    return python


def _python(name: str, stamp: str, constraints: Path, *what: str | Path) -> Path:
    """Make the environment, unless it was made before of the very same; a broken one is made anew."""
    folder = ENVIRONMENTS / name
    python, made = folder / "bin" / "python", folder / "made-of.txt"
    if not made.is_file() or made.read_text(encoding="utf-8") != stamp:
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True, symlinks=True)
        _pip(python, "-c", constraints, *what)
        made.write_text(stamp, encoding="utf-8")
    return python


def _pip(python: Path, *arguments: str | Path) -> None:
    command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)
