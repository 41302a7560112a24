"""Render the templates of templates/facade/."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment

from scripts.codegen.clients.escaping import FILTERS
from scripts.codegen.clients.generator import TEMPLATE_LOADER
from scripts.codegen.pages.provider import ROOT
from scripts.codegen.specs.formatting import formatted

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = ROOT / "packages" / "generation-jobs" / "src" / "generation_jobs"
"""The facade."""


def render(template: str, path: Path, **context: Any) -> str:
    """Return the formatted text of a module that will be written to ``path``."""
    environment = Environment(  # noqa: S701  (it writes Python, not HTML; every text goes through a filter)
        loader=TEMPLATE_LOADER, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters.update(FILTERS)
    return formatted(environment.get_template(template).render(**context), path)
