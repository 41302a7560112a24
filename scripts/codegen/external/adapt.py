"""Adapt an external document to a spec that clients can be generated from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.codegen.clients.generator import ERRORS
from scripts.codegen.clients.operations.operation import stream_name
from scripts.codegen.clients.operations.request import request_of
from scripts.codegen.clients.operations.request_schemas import Shapes
from scripts.codegen.clients.reserved_names import RESERVED_CLASSES, RESERVED_METHODS, imported_names
from scripts.codegen.external.access import Access, access_of, alternatives, base_url, check_access, check_server
from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.naming import Names, snake
from scripts.codegen.external.notes import Notes, Unsupported, operation_label
from scripts.codegen.external.operations.job_ids import job_id_of
from scripts.codegen.external.operations.parameters import ParameterReader, declared_parameters
from scripts.codegen.external.operations.request_bodies import body_of, content_type
from scripts.codegen.external.operations.responses import ResponseReader, is_file
from scripts.codegen.external.operations.webhooks import webhook_models
from scripts.codegen.external.references import follow
from scripts.codegen.external.schemas.request_schemas import RequestSchemas
from scripts.codegen.external.schemas.response_schemas import ResponseSchemas
from scripts.codegen.external.schemas.size_limits import SizeLimits
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import METHODS, items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.codegen.openapi.document import Document, Place

TOO_DEEP = "its schemas are nested too deeply"


@dataclass
class Adapted:
    """A spec, and the notes on the document that it was made from."""

    spec: Document
    access: Access
    notes: Notes
    places: dict[str, Place] = field(default_factory=dict[str, "Place"])
    """The place of each operation in the spec, by its label."""


def adapt(document: Document, package: str, class_prefix: str) -> Adapted:
    """Return a spec with every operation that clients support; the notes list the others.

    Args:
        document: The external document.
        package: The import name of the client.
        class_prefix: The prefix of its class names.
    """
    adapter = _Adapter(document, package, class_prefix)
    for place, item, operation in _operations(document, adapter.notes):
        adapter.add(place, item, operation)
    return adapter.finished()


def _operations(document: Document, notes: Notes) -> Iterator[tuple[Place, Document, Document]]:
    """Yield each operation with its place and the item of its path; unreadable paths are noted."""
    for path, raw in document["paths"].items():
        if str(path).startswith("x-"):
            continue
        try:
            item = {
                **follow(document, raw).value,
                **{key: value for key, value in mapping(raw).items() if key != "$ref"},
            }
        except Unsupported as reason:
            notes.left_out[f"* {path}"] = str(reason)
            continue
        further = [*(["query"] if "query" in item else []), *mapping(item.get("additionalOperations"))]
        for method in further:
            notes.left_out[f"{method.upper()} {path}"] = (
                "clients do not support this method, which is new in OpenAPI 3.2"
            )
        for method in METHODS:
            if isinstance(item.get(method), dict):
                yield ("paths", path, method), item, item[method]


class _Adapter:
    """Reads the operations of one document."""

    def __init__(self, document: Document, package: str, class_prefix: str) -> None:
        self.notes = Notes()
        self._document = document
        self._operations = [operation for _, _, operation in _operations(document, Notes())]
        self._base_url = base_url(document.get("servers"), self.notes)
        self._access = access_of(document, self._operations, package, self.notes)
        reserved = {name for name in (*RESERVED_CLASSES, *imported_names()) if name[0].isupper()}
        classes = Names({*reserved, *ERRORS, f"{class_prefix}Client", f"Async{class_prefix}Client"})
        self._methods = Names({*RESERVED_METHODS, package})
        self._responses = ResponseSchemas(document, classes, self.notes)
        self._requests = RequestSchemas(document, classes, self.notes)
        self._found: dict[tuple[str, str], tuple[str, Document]] = {}

    def add(self, place: Place, item: Document, operation: Document) -> None:
        """Add an operation, or note why it is left out."""
        label = operation_label(place)
        self.notes.where = label
        try:
            path, found = self._read(place, item, operation)
            if (path, str(place[2])) in self._found:
                raise Unsupported(f"has the same path as {self._found[path, str(place[2])][0]}")
        except Unsupported as reason:
            self.notes.left_out[label] = str(reason)
        except RecursionError:
            self.notes.left_out[label] = TOO_DEEP
        else:
            self._found[path, str(place[2])] = label, found

    def finished(self) -> Adapted:
        """Return the spec, after all operations were added."""
        self.notes.where = "document"
        sent = webhook_models(self._document, self._operations, self._responses, self.notes)
        self._responses.close_discriminators()
        spec = {**self._spec(), "x-models": sent}
        limits = SizeLimits(self._requests.components, self.notes)
        for component in self._requests.components.values():
            limits.apply(component)
        adapted = Adapted(spec, self._access, self.notes)
        for (path, method), (label, operation) in self._found.items():
            self.notes.where = label
            for media in mapping(mapping(operation.get("requestBody")).get("content")).values():
                limits.apply(media["schema"])
            adapted.places[label] = ("paths", path, method)
            if method == "get" and (job_id := job_id_of(spec, path, operation)):
                operation["x-job-id"] = job_id
        _check_requests(adapted)
        return adapted

    def _spec(self) -> Document:
        paths: dict[str, Document] = {}
        for (path, method), (_, operation) in self._found.items():
            paths.setdefault(path, {})[method] = operation
        return {
            "openapi": "3.1.0",
            "info": {"title": "External", "version": "1"},
            "servers": [{"url": self._base_url}],
            "paths": paths,
            "components": {
                "schemas": {**self._responses.components, **self._requests.components},
                "securitySchemes": self._access.schemes,
            },
            "x-error-body": ERROR_BODY,
        }

    def _read(self, place: Place, item: Document, operation: Document) -> tuple[str, Document]:
        check_server(self._document, item, operation)
        check_access(self._access, self._document, operation)
        name = self._named(place, operation)
        reader = ParameterReader(self._document, self._requests, self.notes, name, self._access.sent)
        declared = declared_parameters(self._document, item, operation)
        path, parameters = reader.path(str(place[1]), declared)
        parameters += reader.others([*declared, *self._keys(operation)])
        body = body_of(reader, operation)
        responses = ResponseReader(self._document, self._responses, self.notes, name).responses(operation)
        found: Document = {
            "operationId": self._with_stream(name) if is_file(responses) else name,
            "tags": [_tag(operation)],
            **text_of(operation, "summary"),
            **text_of(operation),
            "deprecated": operation.get("deprecated") is True,
            "security": self._access.security,
            "parameters": [*parameters, *content_type(body)],
            "responses": responses,
        }
        return path, {**found, **body}

    def _named(self, place: Place, operation: Document) -> str:
        identifier = operation.get("operationId")
        wanted = snake(
            identifier if isinstance(identifier, str) and identifier else f"{place[2]} {place[1]}", str(place[2])
        )
        return self._methods.free(f"do_{wanted}" if wanted in RESERVED_METHODS else wanted)

    def _with_stream(self, name: str) -> str:
        """Return a name whose variant for the streaming method is free, too."""
        found = name
        while stream_name(found) in self._methods:
            found = self._methods.free(name)
        self._methods.take([stream_name(found)])
        return found

    def _keys(self, operation: Document) -> list[Document]:
        """Return parameters for the keys in the query, which are arguments of each operation."""
        needed = {name for each in alternatives(self._document, operation)[:1] for name in each}
        keys = [key for scheme, key in self._access.query_keys.items() if scheme in needed]
        for key in keys:
            self.notes.add(f"the key {key} is in the query: it is an argument of the operation")
        return [{"name": key, "in": "query", "required": True, "schema": {"type": "string"}} for key in keys]


ERROR_BODY = {
    "code": ["/error/code", "/code", "/error/type", "/errors/0/code", "/error"],
    "message": ["/error/message", "/message", "/detail", "/errors/0/message", "/error_description", "/title", ""],
}
"""Common pointers to code and message of errors, which a document does not identify."""


def _tag(operation: Document) -> str:
    tags = [each for each in items(operation.get("tags")) if isinstance(each, str) and re.search(r"[^\W_]", each)]
    return snake(tags[0], "tag") if tags else "default"


def _check_requests(adapted: Adapted) -> None:
    """Leave out operations whose requests are still not supported."""
    shapes = Shapes(adapted.spec)
    for label, (_, path, method) in list(adapted.places.items()):
        item = adapted.spec["paths"][path]
        try:
            request_of(adapted.spec, ("paths", path, method), item[method], shapes)
        except (CodegenError, RecursionError) as error:
            leave_out(adapted, label, str(error) if isinstance(error, CodegenError) else TOO_DEEP)
            shapes = Shapes(adapted.spec)
    adapted.notes.kept = list(adapted.places)


def leave_out(adapted: Adapted, label: str, why: str) -> None:
    """Remove an operation from the spec, and note why."""
    _, path, method = adapted.places.pop(label)
    del adapted.spec["paths"][path][method]
    if not adapted.spec["paths"][path]:
        del adapted.spec["paths"][path]
    adapted.notes.left_out[label] = why
    adapted.notes.kept = list(adapted.places)
