"""Try each package alone in a new environment: install its wheel, run a user's script, check its types.

python -m scripts.wheels FOLDER [PACKAGE...]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
STRANGERS = ROOT / "tests" / "strangers"

_HTTP = {"anyio", "certifi", "h11", "httpcore", "httpcore2", "httpx", "httpx2", "idna", "truststore"}
_ALLOWED = {*_HTTP, "attrs", "typing-extensions"}
"""httpx or httpx2, and attrs, with their dependencies: all that a client may install."""


@dataclass(frozen=True)
class Case:
    """A package to install, and the script to run and check."""

    requirement: str
    script: Path

    @property
    def is_client(self) -> bool:
        """Whether it may only depend on httpx or httpx2, and attrs."""
        return self.requirement.endswith("-jobs-client")


def main(arguments: list[str]) -> int:
    """Try the named packages, default all, from the wheels in the folder that is the first argument."""
    wheels, *names = arguments
    console = Console()
    table = Table("package", "packages installed", "script", "mypy", "pyright", box=None, header_style="bold")
    cases = [case for case in _cases() if not names or case.requirement in names]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for case, installed in zip(cases, pool.map(partial(_try_apart, Path(wheels)), cases), strict=True):
            table.add_row(case.requirement, str(installed), "ran", "strict", "strict")
            console.print(f"{case.requirement}: passed")
    console.print(table)
    return 0


def _cases() -> list[Case]:
    scripts = {path.stem.removeprefix("use-"): path for path in sorted(STRANGERS.glob("use-*.py"))}
    return [Case(name.replace("-all", "[all]"), path) for name, path in scripts.items()]


def _try_apart(wheels: Path, case: Case) -> int:
    with TemporaryDirectory() as folder:
        return _try(case, wheels, Path(folder))


def _try(case: Case, wheels: Path, folder: Path) -> int:
    """Try a package.

    Returns:
        The number of packages that were installed.

    Raises:
        SystemExit: Something failed.
    """
    venv.create(folder, with_pip=True)
    python = next(path for path in (folder / "bin/python", folder / "Scripts/python.exe") if path.exists())
    before = _installed(python)
    constraints = ["-c", str(ROOT / "constraints.txt"), "--find-links", str(wheels)]
    _run(python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *constraints, case.requirement)
    names = _installed(python) - before
    if case.is_client and (strangers := names - _ALLOWED - {case.requirement}):
        raise SystemExit(
            f"{case.requirement}: installs {', '.join(sorted(strangers))}, but should only need httpx(2) and attrs"
        )
    _run(python, "-I", "-W", "error", "-W", "default::UserWarning", case.script, cwd=folder)
    _run(sys.executable, "-m", "mypy", "--strict", "--python-executable", python, case.script, cwd=folder)
    _check_by_pyright(case.script, python, folder)
    return len(names)


def _installed(python: Path) -> set[str]:
    listed = _run(python, "-m", "pip", "list", "--format", "json", "--disable-pip-version-check")
    return {entry["name"].lower().replace("_", "-") for entry in json.loads(listed)}


def _check_by_pyright(script: Path, python: Path, folder: Path) -> None:
    config = folder / "pyrightconfig.json"
    config.write_text(json.dumps({"typeCheckingMode": "strict", "include": [str(script)]}))
    _run(sys.executable, "-m", "pyright", "-p", config, "--pythonpath", python, cwd=folder)


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command and return its output; exit with it if the command fails."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
