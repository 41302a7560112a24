"""Placeholders that a person has to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import walk
from scripts.codegen.openapi.findings import Finding
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document, Json

FILL_IN = "FILL_IN"


def unfilled(overlay: Document) -> Iterator[Finding]:
    """Yield every overlay action that still has a placeholder, with its description."""
    for number, action in enumerate(items(overlay.get("actions"))):
        if any(_has_placeholder(value) for _, value in walk(action)):
            why = str(mapping(action).get("description", "")).strip()
            yield Finding(f"/actions/{number}", "unfilled", f"replace {FILL_IN}: {why}")


def _has_placeholder(value: Json) -> bool:
    names = list(value) if isinstance(value, dict) else [value]
    return any(isinstance(name, str) and FILL_IN in name for name in names)
