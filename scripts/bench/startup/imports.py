"""What importing costs: modules, and CPU time net of the interpreter's own, each in an environment of its own."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.bench.builds.environments import our_python, peer_python
from scripts.bench.report.figures import Figure, cpu_of_children

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PEERS = {
    "openai": "openai",
    "replicate": "replicate",
    "fal-client": "fal_client",
    "runwayml": "runwayml",
    "breeze-blue": "breeze_blue",
}
"""The module of each package."""

_ROUNDS = 15
_MOST_BEFORE, _MOST_AFTER = 0.3, 1.6  # of `import httpx`, before and after the first use
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
        """How many modules it has imported by then, the interpreter's own among them."""
        ran = subprocess.run([self.python, "-c", f"{self.code}\n{_PRINT_MODULES}"], check=True, capture_output=True)
        return int(ran.stdout)


def imports(base_url: str) -> list[Figure]:
    """The facade before and after its first use, beside httpx, other SDKs, and httpx after a first use of its own."""
    programs = _programs(base_url)
    counts = {name: program.modules() for name, program in programs.items()}
    modules = {name: count - counts[_NOTHING] for name, count in counts.items()}
    return [*_figures(_milliseconds(programs), "ms CPU", most=True), *_figures(modules, "modules", most=False)]


def _programs(base_url: str) -> dict[str, _Program]:
    ours, httpx = our_python(), peer_python("httpx")
    used = f'jobs = Jobs([Breeze(api_key="brz_bench", base_url="{base_url}")])'
    return {
        _NOTHING: _Program(httpx, ""),
        _HTTPX: _Program(httpx, _HTTPX),
        _HTTPX_USED: _Program(httpx, f'{_HTTPX}\nhttpx.Client().get("{base_url}/v1/generation-jobs/job_1")'),
        _OURS: _Program(ours, _OURS),
        _BUILT: _Program(ours, f"from generation_jobs import Breeze, Jobs\n{used}"),
        _USED: _Program(ours, f'from generation_jobs import Breeze, Jobs\n{used}\njobs.get("breeze:job_1")'),
        _CLIENT: _Program(ours, _CLIENT),
        **{
            f"import {module}": _Program(peer_python(package), f"import {module}") for package, module in _PEERS.items()
        },
    }


def _milliseconds(programs: dict[str, _Program]) -> dict[str, float]:
    """What each costs at its best. They take turns, so that a busy moment of the machine hits all of them."""
    best = dict.fromkeys(programs, float("inf"))
    for _ in range(_ROUNDS):
        for name, program in programs.items():
            best[name] = min(best[name], cpu_of_children(program.run) * 1e3)
    return {name: milliseconds - best[_NOTHING] for name, milliseconds in best.items()}


def _figures(cost: Mapping[str, float], unit: str, *, most: bool) -> list[Figure]:
    def row(what: str, beside: str, limit: float | None = None) -> Figure:
        return Figure(what, beside, cost[what], cost[beside], unit, most_ratio=limit if most else None)

    return [
        row(_OURS, _HTTPX, _MOST_BEFORE),
        row(_BUILT, _HTTPX, _MOST_AFTER),
        row(_USED, _HTTPX, _MOST_AFTER),
        row(_USED, _HTTPX_USED),
        *(row(_USED, f"import {module}") for module in _PEERS.values()),
        row(_CLIENT, _HTTPX),
    ]
