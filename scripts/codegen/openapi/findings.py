"""What a lint finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import pointer

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Steps


@dataclass(frozen=True)
class Finding:
    """What is wrong, where (JSON pointer), by which rule, and what to do about it."""

    pointer: str
    rule: str
    advice: str

    def __str__(self) -> str:
        return f"{self.pointer or 'root'}: {self.rule}: {self.advice}"


def finding(place: Steps, rule: str, advice: str) -> Finding:
    """Give the finding for a place in a document."""
    return Finding(pointer(place), rule, advice)
