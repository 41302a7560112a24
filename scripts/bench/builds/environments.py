"""Virtual environments, each with one package and what it needs: what else is installed costs time, too."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.bench.builds.sources import NOX, ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENVIRONMENTS = NOX / "bench-environments"
_CONSTRAINTS = ROOT / "constraints.txt"
_PEERS = Path(__file__).with_name("peers.txt")


def peer_python(package: str) -> Path:
    """Return the interpreter of an environment that holds this package, at the version of peers.txt."""
    return _python(package, _PEERS, [package], _PEERS.read_bytes())


def wheels_python(name: str, wheels: Path) -> Path:
    """Return the interpreter of an environment with our facade, command line and clients, from a folder of wheels."""
    patterns = ("generation_jobs-*.whl", "generation_jobs_cli-*.whl", "*_jobs_client-*.whl")
    found = [wheel for pattern in patterns for wheel in sorted(wheels.glob(pattern))]
    contents = b"".join(hashlib.sha256(wheel.read_bytes()).digest() for wheel in sorted(wheels.glob("*.whl")))
    what = ["--find-links", str(wheels), *map(str, found)]
    return _python(name, _CONSTRAINTS, what, _CONSTRAINTS.read_bytes() + contents)


def _python(name: str, constraints: Path, what: Sequence[str], contents: bytes) -> Path:
    """Make the environment, unless it was made before of the same contents."""
    folder = _ENVIRONMENTS / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "made-of.txt"
    digest = hashlib.sha256(sys.version.encode() + contents).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != digest:
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
        command = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "-c", str(constraints)]
        subprocess.run([str(python), *command, *what], check=True)
        stamp.write_text(digest, encoding="ascii")
    return python
