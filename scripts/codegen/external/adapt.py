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
from scripts.codegen.external.access import Access, access_of, note_access, security_of
from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.naming import Names, note_name, snake
from scripts.codegen.external.notes import Notes, Unsupported, operation_label
from scripts.codegen.external.operations.job_ids import job_id_of
from scripts.codegen.external.operations.parameters import ParameterReader, declared_parameters
from scripts.codegen.external.operations.request_bodies import body_kinds, body_of, content_type
from scripts.codegen.external.operations.responses import ResponseReader
from scripts.codegen.external.operations.streams import has_switch, names_switch, with_result, with_stream
from scripts.codegen.external.operations.webhooks import webhook_models
from scripts.codegen.external.references import follow
from scripts.codegen.external.schemas.request_schemas import RequestSchemas
from scripts.codegen.external.schemas.response_schemas import ResponseSchemas
from scripts.codegen.external.schemas.sent_back import name_models
from scripts.codegen.external.schemas.size_limits import SizeLimits
from scripts.codegen.external.servers import base_url, server_of
from scripts.codegen.external.swagger.operations import without_swagger
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
        further = {"query": item.get("query"), **mapping(item.get("additionalOperations"))}  # new in OpenAPI 3.2
        every = {**{each: item.get(each) for each in METHODS}, **further}
        found = {method: each for method, each in every.items() if re.fullmatch(r"[A-Za-z-]+", method)}
        if "$ref" in mapping(raw) and not any(isinstance(each, dict) for each in found.values()):
            notes.left_out[f"* {path}"] = f"refers to {mapping(raw)['$ref']}, which has no operation"
        for method, operation in found.items():
            if isinstance(operation, dict):
                yield ("paths", path, method), item, operation


class _Adapter:
    """Reads the operations of one document."""

    def __init__(self, document: Document, package: str, class_prefix: str) -> None:
        self.notes = Notes()
        self._document = document
        self._operations = [_readable(document, item, each) for _, item, each in _operations(document, Notes())]
        if "swagger" in document:
            self.notes.add("is Swagger 2.0: it is read as OpenAPI 3.0")
        self._base_url = base_url(document.get("servers"), self.notes)
        self._access = access_of(document, self._operations, package, self.notes)
        reserved = {name for name in (*RESERVED_CLASSES, *imported_names()) if name[0].isupper()}
        classes = Names({*reserved, *ERRORS, f"{class_prefix}Client", f"Async{class_prefix}Client"})
        self._methods = Names({*RESERVED_METHODS, package})
        self._responses = ResponseSchemas(document, classes, self.notes)
        self._requests = RequestSchemas(document, classes, self.notes)
        self._found: dict[tuple[str, str], tuple[str, Document]] = {}

    def add(self, place: Place, item: Document, operation: Document) -> None:
        """Add an operation in all of its ways, or note why it is left out."""
        label = operation_label(place)
        self.notes.where = label
        try:
            for suffix, path, found in self._read(place, item, operation):
                path, method = _spec_place(path, str(place[2]), found)
                if (path, method) in self._found:
                    raise Unsupported(f"has the same path as {self._found[path, method][0]}")
                self._found[path, method] = f"{label} ({suffix.strip('_')})" if suffix else label, found
        except Unsupported as reason:
            self.notes.left_out[label] = str(reason)
        except RecursionError:
            self.notes.left_out[label] = TOO_DEEP

    def finished(self) -> Adapted:
        """Return the spec, after all operations were added."""
        self.notes.where = "document"
        sent = webhook_models(self._document, self._operations, self._responses, self.notes)
        self._responses.close_discriminators()
        self._requests.close_discriminators()
        name_models(self._requests.objects, self._responses.objects, self._responses.components)
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
        adapted.notes.kept = _kept(adapted)
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

    def _read(self, place: Place, item: Document, operation: Document) -> Iterator[tuple[str, str, Document]]:
        """Yield the operation in each way of sending its body and of asking for its result: suffix, path, operation."""
        operation = without_swagger(self._document, _with_parameters(self._document, item, operation), self.notes)
        operation = with_stream(self._document, operation)
        note_access(self._access, self._document, operation, self.notes)
        name = self._named(place, operation)
        reader = self._reader(name)
        bodies = body_kinds(reader, operation) or {"": ""}
        responses = ResponseReader(self._document, self._responses, self.notes, name)
        results = responses.results(operation, str(place[2]), has_switch=names_switch(reader, operation))
        suffixes = [body + result.suffix for body in bodies for result in results]
        start = name.rstrip("_")
        names = {suffix: self._methods.free(start + suffix) if suffix else name for suffix in suffixes}
        if len(names) > 1:
            self.notes.add(f"is the methods {', '.join(names.values())}")
        for body, kind in bodies.items():
            path, request = self._request(place, operation, name + body, kind)
            if has_switch(request) and not any(result.is_stream for result in results):
                self.notes.add("has the argument stream, but documents no stream: what it responds with is not decoded")
            for result in results:
                suffix = body + result.suffix
                own = names[suffix]
                variant = with_result(request, result, names.get(f"{body}_events"))
                found = {**self._described(item, operation), **variant}
                found["operationId"] = self._with_stream(own) if result.is_file else own
                yield suffix, f"{path}#{own}" if suffix else path, {**found, "x-variant": bool(suffix)}

    def _reader(self, name: str) -> ParameterReader:
        return ParameterReader(self._document, self._requests, self.notes, name, self._access.sent)

    def _request(self, place: Place, operation: Document, name: str, kind: str) -> tuple[str, Document]:
        """Return the path, and the parameters and the body in one media type."""
        reader = self._reader(name)
        declared = operation["parameters"]
        path, parameters = reader.path(str(place[1]), declared)
        parameters += reader.others(declared)
        body = body_of(reader, operation, kind) if kind else {}
        return path, {"parameters": [*parameters, *content_type(body)], **body}

    def _described(self, item: Document, operation: Document) -> Document:
        """Return what does not depend on how the body is sent and what is asked for."""
        return {
            "tags": [_tag(operation)],
            **text_of(operation, "summary"),
            **text_of(operation),
            "security": security_of(self._access, self._document, operation),
            "x-more": True,
            **server_of(self._document, item, operation, self._base_url, self.notes),
        }

    def _named(self, place: Place, operation: Document) -> str:
        identifier = operation.get("operationId")
        wanted = snake(
            identifier if isinstance(identifier, str) and identifier else f"{place[2]} {place[1]}", str(place[2])
        )
        found = self._methods.free(f"do_{wanted}" if wanted in RESERVED_METHODS else wanted)
        if found != wanted:
            self.notes.add(f"is the method {found}: the name {wanted} is in use")
        elif isinstance(identifier, str):
            note_name(self.notes, "operation", identifier, "the method", found)
        return found

    def _with_stream(self, name: str) -> str:
        """Return a name whose variant for the streaming method is free, too."""
        found = name
        while stream_name(found) in self._methods:
            found = self._methods.free(name)
        if found != name:
            self.notes.add(f"is the method {found}: the name {stream_name(name)} is in use")
        self._methods.take([stream_name(found)])
        return found


ERROR_BODY = {
    "code": [
        *("/error/code", "/code", "/error/type", "/errors/0/code", "/detail/code", "/detail/status", "/err_code"),
        *("/error", "/name"),
    ],
    "message": [
        *("/error/message", "/message", "/message/0", "/detail", "/detail/message", "/detail/0/msg"),
        *("/errors/0/message", "/errors/0/detail", "/errors/0", "/error_description", "/err_msg", "/msg", "/title"),
        *("/0/message", "/0/msg", ""),
    ],
}
"""Common pointers to code and message of errors, which a document does not identify."""


def _spec_place(path: str, method: str, operation: Document) -> tuple[str, str]:
    """Return where an operation is in the spec: methods that the generator does not know are `post` with a fragment."""
    if method in METHODS:
        return path, method
    operation["x-method"] = method.upper()
    return f"{path.partition('#')[0]}#{operation['operationId']}", "post"


def _with_parameters(document: Document, item: Document, operation: Document) -> Document:
    """Return an operation with all of its parameters, those of its path included."""
    return {**operation, "parameters": declared_parameters(document, item, operation)}


def _readable(document: Document, item: Document, operation: Document) -> Document:
    """Return an operation with all of its parameters, or with none if they cannot be read."""
    try:
        return _with_parameters(document, item, operation)
    except Unsupported:
        return {**operation, "parameters": []}


def _tag(operation: Document) -> str:
    tags = [each for each in items(operation.get("tags")) if isinstance(each, str) and re.search(r"[^\W_]", each)]
    return snake(tags[0], "tag") if tags else "default"


def leave_out_requests(adapted: Adapted) -> None:
    """Leave out operations whose requests are still not supported."""
    shapes = Shapes(adapted.spec)
    for label, (_, path, method) in list(adapted.places.items()):
        item = adapted.spec["paths"][path]
        try:
            request_of(adapted.spec, ("paths", path, method), item[method], shapes)
        except (CodegenError, RecursionError) as error:
            leave_out(adapted, label, str(error) if isinstance(error, CodegenError) else TOO_DEEP)
            shapes = Shapes(adapted.spec)


def leave_out(adapted: Adapted, label: str, why: str) -> None:
    """Remove an operation from the spec, and note why."""
    _, path, method = adapted.places.pop(label)
    del adapted.spec["paths"][path][method]
    if not adapted.spec["paths"][path]:
        del adapted.spec["paths"][path]
    adapted.notes.left_out[label] = why
    adapted.notes.kept = _kept(adapted)


def _kept(adapted: Adapted) -> list[str]:
    """Return the operations of the document that are in the client, each once."""
    paths = adapted.spec["paths"]
    return [label for label, (_, path, method) in adapted.places.items() if not paths[path][method]["x-variant"]]
