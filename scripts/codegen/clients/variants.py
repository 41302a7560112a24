"""Turn `x-variants`, operations that share a path and method, into separate operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import CodegenError, pointer
from scripts.codegen.openapi.navigation import operations, with_own_operations
from scripts.codegen.openapi.references import resolved

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.codegen.openapi.document import Document, Place


def with_variants(document: Document) -> Document:
    """Return a copy of the spec with an operation for every `x-variants` entry.

    A variant responds with its own media type; the original operation keeps the others. The path of a variant ends
    with its fixed query parameters, which `request_of` reads again.

    Raises:
        CodegenError: A variant, or the original operation, has no media type left.
    """
    spec = with_own_operations(document)
    paths: Document = {}
    for place, operation in operations(spec):
        path = str(place[1])
        paths[path] = spec["paths"][path]
        variants = operation.pop("x-variants", [])
        if variants:
            paths.update(_split(spec, place, operation, variants))
    return {**spec, "paths": paths}


def _split(spec: Document, place: Place, operation: Document, variants: list[Document]) -> Document:
    """Return the paths of the variants, and remove from the operation what is theirs."""
    _, path, method = place
    paths: Document = {}
    fixed = {name for variant in variants for name in variant["query"]}
    operation["parameters"] = [each for each in operation.get("parameters", []) if not _is_query(spec, each, fixed)]
    for variant in variants:
        own: Document = {
            key: variant[key] for key in ("operationId", "summary", "description", "security") if key in variant
        }
        query = "&".join(f"{name}={value}" for name, value in variant["query"].items())
        responses = _responses(spec, place, operation, variant["content"].__eq__)
        varied = {**operation, **own, "responses": responses}
        varied.pop("x-job-id", None)  # a file has no fields
        paths[f"{path}?{query}"] = {method: varied}
    taken = {variant["content"] for variant in variants}
    operation["responses"] = _responses(spec, place, operation, lambda kind: kind not in taken)
    return paths


def _is_query(spec: Document, parameter: Document, names: set[str]) -> bool:
    found = resolved(spec, parameter)
    return found["in"] == "query" and found["name"] in names


def _responses(spec: Document, place: Place, operation: Document, is_kept: Callable[[str], bool]) -> Document:
    """Return the responses with the kept media types, without successes that have none of them."""
    kept: Document = {}
    for status, declared in operation["responses"].items():
        response = resolved(spec, declared)
        content = {kind: media for kind, media in response.get("content", {}).items() if is_kept(kind)}
        if not str(status).startswith("2"):
            kept[status] = declared
        elif content:
            kept[status] = {**response, "content": content}
    if not any(str(status).startswith("2") for status in kept):
        raise CodegenError(
            f"{pointer(place)}: x-variants: a variant, or the operation itself, has no success with its media type"
        )
    return kept
