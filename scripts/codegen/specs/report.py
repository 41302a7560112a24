"""What the road made of a provider, for tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import operation_names
from scripts.codegen.specs.build import build_spec

if TYPE_CHECKING:
    from scripts.codegen.pages.provider import Provider
    from scripts.codegen.specs.build import Built


@dataclass(frozen=True)
class RoadRow:
    """One provider's way from page to client: names, and how many facts, notes and actions there were."""

    provider: str
    page: str
    shape: str
    facts: int
    notes: int
    actions: int
    operations: tuple[str, ...]
    client: str


def road_row(provider: Provider) -> RoadRow:
    """Walk the road of a provider up to its spec and sum it up. Raises `CodegenError` as `build_spec` does."""
    return row_of(build_spec(provider))


def row_of(built: Built) -> RoadRow:
    """Sum up what was built."""
    return RoadRow(
        provider=built.provider.name,
        page="\n".join(page.file for page in built.provider.pages),
        shape=", ".join(dict.fromkeys(reading.shape for reading in built.readings)),
        facts=sum(reading.facts for reading in built.readings),
        notes=sum(len(reading.notes) for reading in built.readings),
        actions=built.actions,
        operations=operation_names(built.document),
        client=built.provider.distribution,
    )
