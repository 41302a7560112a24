"""Texts of an external document, shortened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Json

LONGEST = 4_000


def text_of(value: Json, key: str = "description") -> dict[str, str]:
    """Return the text at a key, with the key and shortened if too long; an empty dict if there is none."""
    text = mapping(value).get(key)
    if not isinstance(text, str) or not text.strip():
        return {}
    return {key: text if len(text) <= LONGEST else f"{text[:LONGEST]}…"}
