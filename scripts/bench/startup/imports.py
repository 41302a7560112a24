"""CPU of importing and of the first call, net of the interpreter's own, each in an environment of its own."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.bench.builds.environments import peer_python
from scripts.bench.measuring.server import serving
from scripts.bench.measuring.timing import cpu_of_children
from scripts.bench.report.figures import BEFORE, Figure, ratio_at_most

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scripts.bench.context import Context
    from scripts.bench.report.figures import Target

_PEERS = {
    "openai": "openai",
    "replicate": "replicate",
    "fal-client": "fal_client",
    "runwayml": "runwayml",
    "breeze-blue": "breeze_blue",
}
"""The module of each package."""

_ROUNDS = 15
_MOST_IMPORT, _MOST_USED = ratio_at_most(1.0), ratio_at_most(0.9)  # of the build before
_MOST_IMPORT_OF_HTTPX, _MOST_USED_OF_HTTPX = ratio_at_most(0.3), ratio_at_most(1.6)  # of `import httpx`
_NOTHING = "nothing"
_HTTPX, _HTTPX_USED = "import httpx", "httpx imported, first get"
_OURS, _BUILT, _USED = "import generation_jobs", "Jobs imported and built", "Jobs imported and built, first get"
_CLIENT = "from breeze_jobs_client import BreezeClient"
_PRINT_MODULES = "import sys; print(len(sys.modules))"


@dataclass(frozen=True)
class _Program:
    """Something to run in a new interpreter."""

    python: Path
    code: str

    def run(self) -> None:
        """Run it to its end."""
        subprocess.run([self.python, "-c", self.code], check=True)

    def modules(self) -> int:
        """Return the number of modules that it has imported by then, the interpreter's own among them."""
        ran = subprocess.run([self.python, "-c", f"{self.code}\n{_PRINT_MODULES}"], check=True, capture_output=True)
        return int(ran.stdout)


def imports(context: Context) -> list[Figure]:
    """Measure the facade before and after its first call, beside the build before, httpx, and other SDKs."""
    with serving() as base_url:
        programs = _programs(context, base_url)
        context.progress("modules that are imported")
        counts = {name: program.modules() for name, program in programs.items()}
        modules = {name: count - counts[_NOTHING] for name, count in counts.items()}
        return [*_figures(_milliseconds(context, programs), "ms", limited=True), *_figures(modules, "modules")]


def _programs(context: Context, base_url: str) -> dict[str, _Program]:
    context.progress("environments of the peers")
    httpx = peer_python("httpx")
    before = {_before(name): program for name, program in _ours(context.builds.before.python, base_url).items()}
    peers = [_Program(peer_python(package), f"import {module}") for package, module in _PEERS.items()]
    return {
        _NOTHING: _Program(httpx, ""),
        _HTTPX: _Program(httpx, _HTTPX),
        _HTTPX_USED: _Program(httpx, f'{_HTTPX}\nhttpx.Client().get("{base_url}/v1/generation-jobs/job_1")'),
        **_ours(context.builds.now.python, base_url),
        **before,
        _CLIENT: _Program(context.builds.now.python, _CLIENT),
        **{peer.code: peer for peer in peers},
    }


def _ours(python: Path, base_url: str) -> dict[str, _Program]:
    built = f'''from generation_jobs import Breeze, Jobs
jobs = Jobs([Breeze(api_key="brz_bench", base_url="{base_url}")])'''
    return {
        _OURS: _Program(python, _OURS),
        _BUILT: _Program(python, built),
        _USED: _Program(python, f'{built}\njobs.get("breeze:job_1")'),
    }


def _before(what: str) -> str:
    return f"{what}, before"


def _milliseconds(context: Context, programs: dict[str, _Program]) -> dict[str, float]:
    """Return what each costs at its best. They take turns: a busy moment of the machine hits all of them."""
    best = dict.fromkeys(programs, float("inf"))
    for number in range(_ROUNDS):
        context.progress(f"imports, round {number + 1} of {_ROUNDS}")
        for name, program in programs.items():
            best[name] = min(best[name], cpu_of_children(program.run) * 1e3)
    return {name: milliseconds - best[_NOTHING] for name, milliseconds in best.items()}


def _figures(cost: Mapping[str, float], unit: str, *, limited: bool = False) -> list[Figure]:
    def row(what: str, beside: str, target: Target | None = None) -> Figure:
        shown = BEFORE if beside == _before(what) else beside
        return Figure(what, cost[what], shown, cost[beside], unit, target if limited else None)

    return [
        row(_OURS, _before(_OURS), _MOST_IMPORT),
        row(_BUILT, _before(_BUILT)),
        row(_USED, _before(_USED), _MOST_USED),
        row(_OURS, _HTTPX, _MOST_IMPORT_OF_HTTPX),
        row(_BUILT, _HTTPX, _MOST_USED_OF_HTTPX),
        row(_USED, _HTTPX, _MOST_USED_OF_HTTPX),
        row(_USED, _HTTPX_USED),
        *(row(_USED, f"import {module}") for module in _PEERS.values()),
        row(_CLIENT, _HTTPX),
    ]
