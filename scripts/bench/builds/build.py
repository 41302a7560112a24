"""A build of our packages in an environment of its own, and how to run measuring programs in it."""

from __future__ import annotations

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar
from zipfile import ZipFile

from scripts.bench.builds.environments import wheels_python
from scripts.bench.builds.sources import ROOT
from scripts.bench.builds.wheels import OUR_WHEELS, wheels_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

BEFORE = "c1711e8008a332ed2feee1076b4bf8c690369fab"
"""The last commit before the rebuild."""

_SECONDS = 1_200.0

_PRINT_INSTALLED = "import importlib.util, sys; print(*filter(importlib.util.find_spec, sys.argv[1:]))"


@dataclass(frozen=True)
class Build:
    """One build; `packages` are the import names of our handwritten packages in its environment."""

    name: str
    python: Path
    packages: tuple[str, ...]

    def run(self, program: str, result: Callable[..., T], *, seconds: float = _SECONDS, **arguments: Any) -> T:
        """Run a module of `scripts.bench.programs` in this build, and give its result.

        Raises:
            subprocess.SubprocessError: It failed, or did not end within so many seconds.
        """
        command = [str(self.python), "-m", f"scripts.bench.programs.{program}", json.dumps(arguments)]
        ran = subprocess.run(command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, timeout=seconds, check=True)
        return result(**json.loads(ran.stdout))


@cache
def build_now() -> Build:
    """Return the build of this tree, from the wheels that nox made."""
    return _build("now", OUR_WHEELS)


@cache
def build_before(commit: str) -> Build:
    """Return the build of a commit."""
    return _build("before", wheels_of(commit))


def _build(name: str, wheels: Path) -> Build:
    python = wheels_python(name, wheels)
    command = [str(python), "-c", _PRINT_INSTALLED, *_import_names(wheels)]
    installed = subprocess.run(command, cwd=wheels, env=_environment(), stdout=subprocess.PIPE, check=True, text=True)
    return Build(name, python, tuple(installed.stdout.split()))


def _import_names(wheels: Path) -> list[str]:
    """Return the import names of our handwritten packages: of all wheels but the clients."""
    found: set[str] = set()
    for wheel in wheels.glob("*.whl"):
        if "_jobs_client-" not in wheel.name:
            with ZipFile(wheel) as archive:
                found.update(name.partition("/")[0] for name in archive.namelist())
    return sorted(name for name in found if not name.endswith(".dist-info"))


def _environment() -> dict[str, str]:
    """Return the caller's variables, without those that change what Python imports or the order of its sets."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONHASHSEED": "0"}


@dataclass(frozen=True)
class Builds:
    """The two builds that are compared."""

    now: Build
    before: Build

    def at_once(self, program: str, result: Callable[..., T], **arguments: Any) -> tuple[T, T]:
        """Run a program in both builds at the same time; return the current build's result, then the older one's."""
        with ThreadPoolExecutor(2) as pool:
            running = [
                pool.submit(partial(build.run, program, result, **arguments)) for build in (self.now, self.before)
            ]
            now, before = (one.result() for one in running)
        return now, before

    def in_turns(self, rounds: int, program: str, result: Callable[..., T], **arguments: Any) -> list[tuple[T, T]]:
        """Run a program again and again, in both builds by turns: a busy moment of the machine hits both."""
        return [
            (self.now.run(program, result, **arguments), self.before.run(program, result, **arguments))
            for _ in range(rounds)
        ]
