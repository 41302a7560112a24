"""Webhooks and callbacks: what an API sends to its users, who read it with a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.operations.media_types import is_json
from scripts.codegen.external.references import content_of, follow
from scripts.codegen.openapi.navigation import METHODS, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.codegen.external.notes import Notes
    from scripts.codegen.external.schemas.response_schemas import ResponseSchemas
    from scripts.codegen.openapi.document import Document, Json


def webhook_models(
    document: Document, operations: Iterable[Document], schemas: ResponseSchemas, notes: Notes
) -> list[Document]:
    """Adapt the JSON bodies of webhooks and callbacks, and return references to their models.

    Args:
        document: The external document.
        operations: Its operations.
        schemas: Get the models.
        notes: Get a note on each body.
    """
    found: list[Document] = []
    for name, schema in _bodies(document, operations, notes):
        try:
            adapted = schemas.schema(schema, f"{name} Event")
        except Unsupported as reason:
            notes.add(f"{name}: {reason}: there is no model for its body")
            continue
        found.append(adapted)
        models = [str(each["$ref"]).rpartition("/")[2] for each in adapted.get("anyOf", [adapted]) if "$ref" in each]
        how = ", ".join(f"models.{model}.from_dict" for model in models)
        notes.add(
            f"{name}: is sent to you; read its body with {how or 'json.loads, since it is no object with fields'}"
        )
    return found


def _bodies(document: Document, operations: Iterable[Document], notes: Notes) -> Iterator[tuple[str, Json]]:
    """Yield the name and the schema of each body."""
    for name, operation in _sent(document, operations, notes):
        try:
            content = content_of(document, follow(document, operation.get("requestBody")).value)
        except Unsupported as reason:
            notes.add(f"{name}: {reason}: there is no model for its body")
            continue
        schemas = [media.get("schema") for kind, media in content.items() if is_json(kind)]
        if not schemas and content:
            notes.add(f"{name}: is sent to you as {', '.join(content)}, for which there is no model")
        yield from ((name, schema) for schema in schemas[:1])


def _sent(document: Document, operations: Iterable[Document], notes: Notes) -> Iterator[tuple[str, Document]]:
    """Yield what the API sends, with its name."""
    items = [(name, item) for name, item in mapping(document.get("webhooks")).items()]
    for operation in operations:
        for name, callback in mapping(operation.get("callbacks")).items():
            items += [(name, item) for item in mapping(_followed(document, callback, notes)).values()]
    for name, item in items:
        found = _followed(document, item, notes)
        yield from ((name, found[method]) for method in METHODS if isinstance(found.get(method), dict))


def _followed(document: Document, value: Json, notes: Notes) -> Document:
    try:
        return follow(document, value).value
    except Unsupported as reason:
        notes.add(f"a webhook or callback {reason}: it is ignored")
        return {}
