"""References inside a spec."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scripts.codegen.openapi.document import CodegenError, Document

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Json


def resolved(spec: Document, value: Document) -> Document:
    """Follow ``$ref`` inside the spec to what it stands for.

    Raises:
        CodegenError: The reference leads out of the spec, or nowhere, or in a circle.
    """
    seen: list[str] = []
    while "$ref" in value:
        reference = str(value["$ref"])
        if reference in seen or not reference.startswith("#/"):
            raise CodegenError(f"{reference}: not a reference inside the spec that leads to something")
        seen.append(reference)
        value = followed(spec, reference)
    return value


def followed(spec: Document, reference: str) -> Document:
    """Give what stands where a reference points to. Raises `CodegenError` where that is nothing."""
    value: Json = spec
    for step in reference.removeprefix("#/").split("/"):
        value = value.get(step.replace("~1", "/").replace("~0", "~")) if isinstance(value, dict) else None
    if not isinstance(value, dict):
        raise CodegenError(f"{reference}: leads to nothing in the spec")
    return cast("Document", value)
