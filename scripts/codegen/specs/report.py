"""Summaries of built specs, for tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import operation_names
from scripts.codegen.specs.build import build_spec

if TYPE_CHECKING:
    from scripts.codegen.pages.provider import Provider
    from scripts.codegen.specs.build import Built


@dataclass(frozen=True)
class SummaryRow:
    """One provider: names, and the numbers of facts, notes and overlay actions."""

    provider: str
    page: str
    shape: str
    facts: int
    notes: int
    actions: int
    operations: tuple[str, ...]
    client: str


def summary_row(provider: Provider) -> SummaryRow:
    """Build the spec of a provider and summarise it.

    Raises:
        CodegenError: As `build_spec`.
    """
    return row_of(build_spec(provider))


def row_of(built: Built) -> SummaryRow:
    """Summarise a built spec."""
    return SummaryRow(
        provider=built.provider.name,
        page="\n".join(page.file for page in built.provider.pages),
        shape=", ".join(dict.fromkeys(reading.shape for reading in built.readings)),
        facts=sum(reading.facts for reading in built.readings),
        notes=sum(len(reading.notes) for reading in built.readings),
        actions=built.actions,
        operations=operation_names(built.document),
        client=built.provider.distribution,
    )
