"""What it costs to make clients anew: the five from their pages, and one from a large foreign document.

`--check` does all the work of building and writes nothing. The peer is openapi-python-client's own command over specs
that are built already; it neither reads pages nor formats, where we do both.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.bench.building.bigdocument import big_document
from scripts.bench.report.figures import Figure, wall
from scripts.codegen.pages.provider import ROOT, provider_names

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALL_TARGET, _UNCHANGED_TARGET, _ONE_TARGET, _BIG_TARGET = 30, 2, 8, 60
_ONE = "breeze"
_PEER = "openapi-python-client generate"


def rebuilds() -> list[Figure]:
    """All clients, all once more, one client, and the large document; seconds of one run each."""
    five, one = (_peer_time([_spec(name) for name in names]) for names in (provider_names(), [_ONE]))
    _build()  # so that there is nothing left to do
    start = wall(partial(_python, "-c", "import scripts.specs")) + wall(
        partial(_python, "-c", "import scripts.generate")
    )
    big, big_floor = _large()
    return [
        Figure(
            "five clients from their pages", _PEER, wall(partial(_build, "--check")), five, "s", most_cost=_ALL_TARGET
        ),
        Figure(
            "the same, nothing changed", "imports of both chores", wall(_build), start, "s", most_cost=_UNCHANGED_TARGET
        ),
        Figure(
            f"{_ONE} from its pages", _PEER, wall(partial(_build, _ONE, "--check")), one, "s", most_cost=_ONE_TARGET
        ),
        Figure("a client of 600 schemas, imported", _PEER, big, big_floor, "s", most_cost=_BIG_TARGET),
    ]


def _build(*arguments: str) -> None:
    _python("-m", "scripts.specs", *arguments)
    _python("-m", "scripts.generate", *arguments)


def _large() -> tuple[float, float]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "openapi.json")
        path.write_text(big_document(), encoding="utf-8")
        command = ("-m", "scripts.generate", "--spec", str(path), "--name", "large", "--out", folder)
        return wall(partial(_python, *command)), _peer_time([path])


def _peer_time(specs: Sequence[Path]) -> float:
    with ExitStack() as stack:
        folders = [stack.enter_context(TemporaryDirectory()) for _ in specs]
        return sum(wall(partial(_peer, spec, folder)) for spec, folder in zip(specs, folders, strict=True))


def _peer(spec: Path, folder: str) -> None:
    _python("-m", "openapi_python_client", "generate", f"--path={spec}", f"--output-path={folder}", "--overwrite")


def _spec(name: str) -> Path:
    return ROOT / "specs" / name / "openapi.yaml"


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
