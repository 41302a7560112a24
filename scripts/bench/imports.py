"""What importing costs."""

from __future__ import annotations

import subprocess
import sys

from scripts.bench.figures import ROUNDS, Figure, wall


def imports() -> list[Figure]:
    """The facade and a client, beside httpx."""
    peer = _import_time("import httpx")
    return [
        Figure(f"import {name}", "import httpx", _import_time(f"import {name}"), peer, "ms")
        for name in ("generation_jobs", "breeze_jobs_client")
    ]


def _import_time(statement: str) -> float:
    return min(wall(lambda: subprocess.run([sys.executable, "-c", statement], check=True)) for _ in range(ROUNDS)) * 1e3
