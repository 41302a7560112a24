"""Run both type checkers, strict, over handwritten and generated code, several at once.

    python -m scripts.typecheck [CLIENT...]

Packages are checked as they are installed. Clients that have not changed since they passed are left out; named ones
are all that is checked. Stamps cover the installed files, the settings, and the versions of checkers and dependencies.
They are not in the repository, so that CI checks every package. Exit code: 0 all pass; 1 one does not, or is not
installed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from scripts.codegen.pages.provider import ROOT, load_providers
from scripts.codegen.specs.stamps import Stamps, digest_of

_TOOLS = ("mypy", "pyright", "httpx", "httpx2", "attrs")
_CHECKED_ELSEWHERE = {"generation_jobs_airflow"}  # in its session, which has Airflow
_VERIFIED = ("generation_jobs", "sliding_window_quota")  # whose public names must all have complete types


def main(arguments: list[str] | None = None) -> int:
    """Run the chore, and return the exit code."""
    packages = arguments or [provider.package for provider in load_providers(())]
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 1
    stamps = Stamps()
    stale = [package for package in packages if not stamps.has(_stamp(package), _digest(package))]
    print(
        f"type checks of clients: {len(stale)} to run, {len(packages) - len(stale)} unchanged since they passed",
        flush=True,
    )
    work = [*([] if arguments else handwritten()), *commands(stale)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        if not all(list(pool.map(_passes, work))):  # all are run, so that one run tells everything
            return 1
    for package in stale:
        stamps.put(_stamp(package), _digest(package))
    return 0


def handwritten() -> list[list[str]]:
    """Return the commands for handwritten code, slowest first."""
    names = {path.parent.name.replace("-", "_") for path in ROOT.glob("packages/*/pyproject.toml")}
    packages = sorted(names - _CHECKED_ELSEWHERE)
    config = ["--config-file", str(ROOT / "pyproject.toml")]
    return [
        ["pyright", "--project", str(ROOT / "pyproject.toml"), "--pythonpath", sys.executable],
        ["mypy", "--strict", *(word for package in packages for word in ("-p", package))],
        ["mypy", *config, *(str(ROOT / place) for place in ("scripts", "noxfile.py"))],
        ["mypy", *config, str(ROOT / "tests/typing")],
        *(["pyright", "--verifytypes", package, "--ignoreexternal"] for package in _VERIFIED),
    ]


def commands(packages: list[str]) -> list[list[str]]:
    """Return the commands for clients."""
    if not packages:
        return []
    # pyright only checks the interface of installed packages; the code is checked in the repository.
    places = [str(path) for path in sorted(ROOT.glob("generated/*/src/*")) if path.name in packages]
    return [
        ["mypy", "--strict", *(word for package in packages for word in ("-p", package))],
        *(["pyright", "--verifytypes", package, "--ignoreexternal"] for package in packages),
        ["pyright", "--project", str(ROOT / "pyproject.toml"), "--pythonpath", sys.executable, *places],
    ]


def _passes(command: list[str]) -> bool:
    """Run a checker in a folder without sources, whose cache is its own."""
    line, env = [sys.executable, "-m", *command], {**os.environ, "MYPYPATH": str(ROOT)}
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(line, cwd=folder, env=env, capture_output=True, text=True, check=False)
    passed = run.returncode == 0 and "No source files found" not in run.stdout
    what = " ".join(command).replace(f"{ROOT}{os.sep}", "")
    print(f"{what}: {'passed' if passed else run.stdout + run.stderr}", flush=True)
    return passed


def _stamp(package: str) -> str:
    return f"types of {package}"


def _digest(package: str) -> str:
    sources = [path for path in ROOT.glob("generated/*/src/*") if path.name == package]
    return digest_of([_folder(package), *sources, ROOT / "pyproject.toml"], _TOOLS)


def _folder(package: str) -> Path:
    found = find_spec(package)
    assert found is not None and found.origin is not None, "checked in main"
    return Path(found.origin).parent


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
