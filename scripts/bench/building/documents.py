"""CPU and memory of making clients of foreign documents, beside the stock generator and the build before.

The made documents are those of `bigdocument` with a hundred to 1,600 operations; `--document FILE` adds real ones,
which are not ours to keep here. What the stock generator cannot read it leaves out with a warning, and so does less.
"""

from __future__ import annotations

import math
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from scripts.bench.building.bigdocument import big_document
from scripts.bench.building.untyped import left_untyped, typed_any
from scripts.bench.builds.sources import ROOT, sources_of
from scripts.bench.measuring.cost import Cost, cost_of
from scripts.bench.measuring.process import in_a_process
from scripts.bench.report.figures import BEFORE, Figure, at_most, ratio_at_most

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.bench.context import Context

_SIZES = (100, 400, 1600)
_STOCK = "openapi-python-client"
_MOST_CPU, _MOST_MEMORY = ratio_at_most(0.5), ratio_at_most(0.7)
_MOST_EXPONENT, _MOST_IMPORT = at_most(1.1), at_most(60)
_MOST_ANY = ratio_at_most(1.2)
_ROUNDS = 9


def documents(context: Context) -> Iterator[Figure]:
    """Measure each document by ours, the stock generator and the build before, and how our time grows."""
    before = sources_of(context.commit)
    seconds: dict[int, float] = {}
    with TemporaryDirectory() as folder:
        for operations in _SIZES:
            path = _made(Path(folder), operations)
            ours, figures = _compared(context, path, f"{operations:,} operations", before)
            seconds[operations] = ours.cpu
            yield from figures
        for path in context.documents:
            yield from _compared(context, path.resolve(), path.name, before)[1]
    yield _growth(seconds)


def _made(folder: Path, operations: int) -> Path:
    """Write a document with three schemas for each of its operations.

    In a process of its own: Linux counts what a process has when it starts a command as memory of the command.
    """
    path = folder / f"made-{operations}.json"
    in_a_process(partial(_write, path, operations))
    return path


def _write(path: Path, operations: int) -> None:
    path.write_text(big_document(3 * operations, operations), encoding="utf-8")


def _compared(context: Context, path: Path, name: str, before: Path) -> tuple[Cost, list[Figure]]:
    context.progress(f"{name}: ours")
    with TemporaryDirectory() as out:
        ours = _ours(path, ROOT, out)
        imported, httpx = _import_over_httpx(Path(out))
        untyped = in_a_process(partial(_untyped, Path(out), path))
    context.progress(f"{name}: before")
    with TemporaryDirectory() as out:
        earlier = _ours(path, before, out)
    context.progress(f"{name}: {_STOCK}")
    stock = _stock(path)
    beside, least = (_STOCK, stock.cpu) if stock.cpu < earlier.cpu else (BEFORE, earlier.cpu)
    return ours, [
        Figure(f"{name}: CPU", ours.cpu, beside, least, "s", _MOST_CPU),
        Figure(f"{name}: import of the client, over httpx", imported, "import httpx", httpx, "ms", _MOST_IMPORT),
        Figure(f"{name}: memory", ours.memory, BEFORE, earlier.memory, "MB", _MOST_MEMORY),
        Figure(f"{name}: names typed Any", untyped[0], "left untyped by it", untyped[1], "names", _MOST_ANY),
    ]


def _untyped(package: Path, document: Path) -> tuple[int, int]:
    """Count names; in a process of its own, as `_made`."""
    return len(typed_any(package)), len(left_untyped(document))


def _ours(path: Path, sources: Path, out: str) -> Cost:
    command = [sys.executable, "-m", "scripts.generate", "--spec", str(path), "--name", "made", "--out", out]
    return cost_of(command, sources, {"PYTHONPATH": str(sources / "packages" / "docs2openapi" / "src")})


def _import_over_httpx(out: Path) -> tuple[float, float]:
    """Milliseconds of CPU that importing a client takes over `import httpx`, and those of httpx; each at its best."""
    package = next(out.glob("*/src/*")).parent
    best = {"import httpx": math.inf, "import httpx; from made import MadeClient": math.inf}
    for _ in range(_ROUNDS):
        for code in best:
            best[code] = min(best[code], cost_of([sys.executable, "-c", code], package).cpu * 1e3)
    httpx, both = best.values()
    return both - httpx, httpx


def _stock(path: Path) -> Cost:
    with TemporaryDirectory() as out:
        command = [sys.executable, "-m", "openapi_python_client", "generate", f"--path={path}", f"--output-path={out}"]
        return cost_of([*command, "--overwrite"], Path(out))


def _growth(seconds: dict[int, float]) -> Figure:
    """Return the exponent of our time between the smallest and the largest document; 1 is linear."""
    small, large = min(seconds), max(seconds)
    exponent = math.log(seconds[large] / seconds[small]) / math.log(large / small)
    return Figure("CPU grows with a document's size", exponent, "linear", 1.0, "exponent", _MOST_EXPONENT)
