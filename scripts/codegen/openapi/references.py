"""References inside a spec that must lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

from scripts.codegen.openapi.document import CodegenError, Document

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Json


def resolved(spec: Document, value: Document) -> Document:
    """Follow ``$ref`` inside the spec until there is none.

    Raises:
        CodegenError: The reference leads out of the spec, or nowhere, or in a circle.
    """
    seen: list[str] = []
    while "$ref" in value:
        reference = str(value["$ref"])
        if reference in seen or not reference.startswith("#/"):
            raise CodegenError(f"{reference}: does not lead to a value inside the spec")
        seen.append(reference)
        value = followed(spec, reference)
    return value


def followed(spec: Document, reference: str) -> Document:
    """Return the mapping that a reference points to.

    Raises:
        CodegenError: There is none.
    """
    value: Json = spec
    for step in unquote(reference).removeprefix("#/").split("/"):
        value = value.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(value, dict) else None
    if not isinstance(value, dict):
        raise CodegenError(f"{reference}: there is no such value in the spec")
    return cast("Document", value)
