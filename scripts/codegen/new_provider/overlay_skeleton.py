"""Generate the first overlay of a provider: an action for each gap that the lint finds.

Matters of form are filled in, for instance names of operations, and null as in OpenAPI 3.1. Facts that the pages do not
document are left to a person, as FILL_IN with a reason; nothing about the provider is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.new_provider.skeleton import forms, gaps, removals
from scripts.codegen.new_provider.skeleton.actions import Actions
from scripts.codegen.openapi.navigation import operations
from scripts.codegen.openapi.places import place_at, value_at
from scripts.codegen.specs.lint import lint_spec
from scripts.codegen.specs.placeholders import FILL_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.codegen.openapi.document import Document, Place
    from scripts.codegen.openapi.findings import Finding

_ROUNDS = 4
"""An action can cause new findings, which the next round addresses."""

_ACTIONS: dict[str, Callable[[Actions, Place], None]] = {
    "not-3.1": forms.upgrade,
    "nullable": forms.allow_null,
    "no-info": gaps.add_info,
    "no-server": gaps.add_server,
    "odd-server": gaps.replace_server,
    "shared-parameters": forms.move_parameters,
    "no-operation-id": forms.name_operation,
    "no-tag": forms.tag_operation,
    "no-description": forms.describe,
    "no-security": gaps.add_security,
    "unknown-security": gaps.add_scheme,
    "error-without-body": gaps.add_error_content,
    "no-error-body": gaps.add_error_pointers,
    "empty": removals.remove_empty,
}
"""What adds the actions for a finding, by the rule of the finding."""


class OverlaySkeleton(Actions):
    """The first overlay.

    Attributes:
        misfits: How many examples and defaults do not fit their schemas, and are removed.

    Args:
        document: The document of the pages.
        pages: Their file names.
        title: The name of the provider.
        base_url: Of the API, if known.
        kept: The operations that stay, as ``GET /v1/things``; all if none is named.
    """

    def __init__(
        self,
        document: Document,
        pages: Sequence[str],
        title: str,
        base_url: str | None = None,
        kept: Sequence[str] = (),
    ) -> None:
        super().__init__(document, pages, title, base_url)
        if kept:
            removals.keep_operations(self, {" ".join(name.split()) for name in kept})
        removals.remove_marks(self)
        removals.remove_siblings(self)
        for place, operation in list(operations(self.document)):
            gaps.add_response(self, place, operation)
            forms.name_json(self, place, operation)
            removals.keep_json(self, place)
            forms.require_body(self, place)
        self._address_findings()
        removals.leave_out_unions(self)
        self.misfits: int = removals.remove_examples(self)
        for place, operation in list(operations(self.document)):
            forms.name_response(self, place, operation)
        gaps.add_status_words(self)
        gaps.move_from_unknown(self)

    @property
    def left(self) -> tuple[Finding, ...]:
        """The findings that no action addresses."""
        return tuple(found for found in lint_spec(self.document) if not self._has_placeholder(found))

    def _has_placeholder(self, found: Finding) -> bool:
        """Return whether the place of a finding has a placeholder already."""
        value = value_at(self.document, place_at(self.document, found.pointer))
        return FILL_IN in f"{found}{value if isinstance(value, str) else ''}"

    def _address_findings(self) -> None:
        """Add the actions for each finding, by its rule."""
        for _ in range(_ROUNDS):
            before = len(self.actions)
            # Innermost first: an action on an outer part moves the inner ones.
            for found in sorted(lint_spec(self.document), key=lambda one: -one.pointer.count("/")):
                if found.rule in _ACTIONS and not self._has_placeholder(found):
                    _ACTIONS[found.rule](self, place_at(self.document, found.pointer))
            if len(self.actions) == before:
                return
