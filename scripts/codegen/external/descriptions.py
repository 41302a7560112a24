"""What a foreign document says to people, at a length that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Json

LONGEST = 4_000


def said(value: Json, key: str = "description") -> dict[str, str]:
    """Give a text with its key, cut where it is too long; nothing where it is none."""
    text = mapping(value).get(key)
    if not isinstance(text, str) or not text.strip():
        return {}
    return {key: text if len(text) <= LONGEST else f"{text[:LONGEST]}…"}
