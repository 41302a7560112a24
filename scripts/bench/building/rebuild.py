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
from scripts.bench.measuring.timing import wall
from scripts.bench.report.figures import Figure, at_most
from scripts.codegen.pages.provider import ROOT, provider_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.bench.context import Context

_MOST_ALL, _MOST_UNCHANGED, _MOST_ONE, _MOST_BIG = at_most(30), at_most(2), at_most(8), at_most(60)
_ONE = "breeze"
_PEER = "openapi-python-client generate"


def rebuilds(context: Context) -> list[Figure]:
    """Measure generating all clients, all once more, one client, and the large document, one run each."""
    context.progress("the generator alone")
    five, one = (_peer_time([_spec(name) for name in names]) for names in (provider_names(), [_ONE]))
    context.progress("our clients from their pages")
    _build()  # so that there is nothing left to do
    start = sum(wall(partial(_python, "-c", f"import scripts.{chore}")) for chore in ("specs", "generate"))
    unchanged, every, single = (wall(partial(_build, *how)) for how in ((), ("--check",), (_ONE, "--check")))
    context.progress("a large document")
    big, big_floor = _large()
    return [
        Figure("five clients from their pages", every, _PEER, five, "s", _MOST_ALL),
        Figure("the same, nothing changed", unchanged, "imports of both chores", start, "s", _MOST_UNCHANGED),
        Figure(f"{_ONE} from its pages", single, _PEER, one, "s", _MOST_ONE),
        Figure("a client of 600 schemas, imported", big, _PEER, big_floor, "s", _MOST_BIG),
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
