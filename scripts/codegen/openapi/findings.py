"""Findings of a lint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import pointer

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Place


@dataclass(frozen=True)
class Finding:
    """One finding: where it is (JSON pointer), the rule that it breaks, and what to do."""

    pointer: str
    rule: str
    advice: str

    def __str__(self) -> str:
        return f"{self.pointer or 'root'}: {self.rule}: {self.advice}"


def finding(place: Place, rule: str, advice: str) -> Finding:
    """Make the finding for a place in a document."""
    return Finding(pointer(place), rule, advice)
