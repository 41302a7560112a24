"""Check that each overlay action has a reason and a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.codegen.openapi.findings import Finding
from scripts.codegen.openapi.navigation import items, mapping
from scripts.codegen.specs.overlay_form import resolved_action
from scripts.codegen.specs.placeholders import unfilled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scripts.codegen.openapi.document import Document

_SOURCE = re.compile(r"https://\S+|pypi:[\w.-]+==[\w.]+|npm:@?[\w./-]+@[\w.]+|pages/[\w.-]+")


def lint_overlay(overlay: Document, folder: Path) -> tuple[Finding, ...]:
    """Check that each action has a reason and a source; unfilled placeholders are reported first.

    Args:
        overlay: The overlay document.
        folder: The provider's folder, which contains pages/.
    """
    return tuple(unfilled(overlay)) or tuple(
        finding
        for number, action in enumerate(items(overlay.get("actions")))
        for finding in _lint_action(f"/actions/{number}", resolved_action(overlay, mapping(action)), folder)
    )


def _lint_action(place: str, action: Document, folder: Path) -> Iterator[Finding]:
    reason, sources = action.get("description"), items(action.get("x-source"))
    if not (isinstance(reason, str) and reason.strip()):
        yield Finding(place, "action-without-reason", "add a `description`: why the action is needed")
    if not sources:
        yield Finding(place, "action-without-source", "list the sources in `x-source`")
        return
    for source in sources:
        if not (isinstance(source, str) and _SOURCE.fullmatch(source)):
            advice = f"{source!r} is not an https URL, pypi:NAME==VERSION, npm:NAME@VERSION or pages/FILE"
            yield Finding(place, "unknown-source", advice)
        elif source.startswith("pages/") and not (folder / source).is_file():
            yield Finding(place, "unknown-source", f"{source} does not exist")
