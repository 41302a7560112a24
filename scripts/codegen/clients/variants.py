"""Operations that share a path and a verb: `x-variants` of an operation become operations of their own."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import CodegenError, pointer
from scripts.codegen.openapi.navigation import operations
from scripts.codegen.openapi.references import resolved

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.codegen.openapi.document import Document, Steps


def with_variants(document: Document) -> Document:
    """Give the spec with an operation for every `x-variants` entry, told apart by fixed query parameters.

    A variant has the media type that it names for itself, whatever success that belongs to; the operation that it
    varies keeps the others. Its path only has to differ: `request_of` takes the query behind it for parameters.
    """
    spec = deepcopy(document)
    paths: Document = {}
    for place, operation in operations(spec):
        path = str(place[1])
        paths[path] = spec["paths"][path]
        variants = operation.pop("x-variants", [])
        if variants:
            paths.update(_parted(spec, place, operation, variants))
    return {**spec, "paths": paths}


def _parted(spec: Document, place: Steps, operation: Document, variants: list[Document]) -> Document:
    """Give the paths of the variants, and leave the rest to the operation."""
    _, path, method = place
    paths: Document = {}
    fixed = {name for variant in variants for name in variant["query"]}
    operation["parameters"] = [each for each in operation.get("parameters", []) if not _is_query(spec, each, fixed)]
    for variant in variants:
        told: Document = {
            key: variant[key] for key in ("operationId", "summary", "description", "security") if key in variant
        }
        query = "&".join(f"{name}={value}" for name, value in variant["query"].items())
        answers = _answers(spec, place, operation, variant["content"].__eq__)
        varied = {**deepcopy(operation), **told, "responses": answers}
        paths[f"{path}?{query}"] = {method: varied}
    taken = {variant["content"] for variant in variants}
    operation["responses"] = _answers(spec, place, operation, lambda kind: kind not in taken)
    return paths


def _is_query(spec: Document, parameter: Document, names: set[str]) -> bool:
    found = resolved(spec, parameter)
    return found["in"] == "query" and found["name"] in names


def _answers(spec: Document, place: Steps, operation: Document, is_kept: Callable[[str], bool]) -> Document:
    """Give the responses with the media types that are kept; a success that has none of them goes."""
    kept: Document = {}
    for status, given in operation["responses"].items():
        response = resolved(spec, given)
        content = {kind: media for kind, media in response.get("content", {}).items() if is_kept(kind)}
        if not str(status).startswith("2"):
            kept[status] = given
        elif content:
            kept[status] = {**response, "content": content}
    if not any(str(status).startswith("2") for status in kept):
        raise CodegenError(f"{pointer(place)}: x-variants leave it, or name, a media type that no success has")
    return kept
