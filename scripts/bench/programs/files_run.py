"""The files of ours whose code runs during `genjobs wait`."""

from __future__ import annotations

import inspect
import sys
import threading
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.bench.programs import print_result
from scripts.bench.programs.command import run_genjobs

if TYPE_CHECKING:
    from types import FrameType


@dataclass(frozen=True)
class FilesRun:
    """How many files there are, are imported, and run: at least one function defined there is called."""

    existing: int
    imported: int
    run: int


def measure(base_url: str, ref: str, packages: list[str]) -> FilesRun:
    """Wait for a job by the command line. `packages` are the import names that count as ours."""
    tracer = _Tracer(packages)
    tracer.start()
    run_genjobs(base_url, "wait", ref)
    tracer.stop()
    existing = sum(len(list(_folder(package).rglob("*.py"))) for package in packages)
    return FilesRun(existing, len(tracer.imported), len(tracer.run))


class _Tracer:
    """Notes the file of every piece of code that starts to run, in all threads."""

    def __init__(self, packages: list[str]) -> None:
        self.imported: set[str] = set()
        self.run: set[str] = set()
        self._packages = packages

    def start(self) -> None:
        threading.settrace(self._trace)
        sys.settrace(self._trace)

    def stop(self) -> None:
        nothing: Any = None
        sys.settrace(nothing)
        threading.settrace(nothing)

    def _trace(self, frame: FrameType, event: str, argument: object) -> None:
        del event, argument  # only calls are traced: that is what returning None means
        is_generated = frame.f_code.co_filename.startswith("<")  # methods of dataclasses and named tuples
        if is_generated or str(frame.f_globals.get("__name__")).partition(".")[0] not in self._packages:
            return
        is_function = frame.f_code.co_flags & inspect.CO_OPTIMIZED  # the bodies of modules and classes are not
        (self.run if is_function else self.imported).add(frame.f_code.co_filename)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None, "the package is installed"
    assert spec.origin is not None, "it has an __init__.py"
    return Path(spec.origin).parent


if __name__ == "__main__":
    print_result(measure)
