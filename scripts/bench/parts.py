"""The parts of the bench, each of which runs alone: `nox -s bench -- waits`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.bench.building.docs_pages import docs_pages
from scripts.bench.building.documents import documents
from scripts.bench.building.rebuild import rebuilds
from scripts.bench.polling.batches import batches
from scripts.bench.polling.memory import memory
from scripts.bench.polling.poll_cost import polls
from scripts.bench.polling.scale import million, scale
from scripts.bench.polling.schedules import schedules
from scripts.bench.polling.sockets import sockets
from scripts.bench.polling.waits import waits
from scripts.bench.requests.calls import calls
from scripts.bench.requests.decoding import decoding
from scripts.bench.requests.downloads import downloads
from scripts.bench.requests.ledger import ledger
from scripts.bench.startup.help import help_pages
from scripts.bench.startup.imports import imports
from scripts.bench.startup.structure import structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scripts.bench.context import Context
    from scripts.bench.report.figures import Figure

PARTS: dict[str, Callable[[Context], Iterable[Figure]]] = {
    "waits": waits,
    "batches": batches,
    "scale": scale,
    "million": million,
    "polls": polls,
    "calls": calls,
    "decoding": decoding,
    "imports": imports,
    "help": help_pages,
    "structure": structure,
    "schedules": schedules,
    "memory": memory,
    "downloads": downloads,
    "ledger": ledger,
    "sockets": sockets,
    "rebuilds": rebuilds,
    "documents": documents,
    "docs_pages": docs_pages,
}
