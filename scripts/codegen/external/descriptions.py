"""Texts of an external document, shortened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Json

LONGEST = 4_000


def text_of(value: Json, key: str = "description") -> dict[str, str]:
    """Return the text at a key, with the key and shortened if too long; an empty dict if there is none.

    A description of something deprecated begins with that, since nothing else in a client says so.
    """
    text = mapping(value).get(key)
    text = text if isinstance(text, str) and text.strip() else ""
    if key == "description" and mapping(value).get("deprecated") is True:
        text = f"Deprecated. {text}".strip()
    if not text:
        return {}
    return {key: text if len(text) <= LONGEST else f"{text[:LONGEST]}…"}
