"""Rules for specs beyond validity: each is a function of the document.

Every rule is here because a client that was generated from a valid document went wrong without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from scripts.codegen.openapi.findings import Finding, finding
from scripts.codegen.openapi.json_schema import example_faults
from scripts.codegen.openapi.navigation import are_names, examples, items, mapping, nodes, operations, resolve
from scripts.codegen.specs.pagination import check_pagination

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scripts.codegen.openapi.document import Document, Json


_TEXTS = {"title", "description", "summary", "operationId", "version", "url"}
_CONTAINERS = {"callbacks", "headers", "parameters", "required", "security", "servers", "tags", "variables"}


def lint_unchecked(document: Document) -> tuple[Finding, ...]:
    """Check what must be right before a document can be validated."""
    return (*missing_parts(document), *references_lead_somewhere(document))


def lint_spec(document: Document) -> tuple[Finding, ...]:
    """Check a valid document against every rule, in the order of `RULES`."""
    return lint_unchecked(document) or tuple(found for rule in RULES for found in rule(document))


def missing_parts(document: Document) -> Iterator[Finding]:
    """Find parts that the page does not document and no overlay supplies."""
    for place, value in nodes(document):
        if isinstance(value, dict) and "x-missing" in value:
            parts = ", ".join(map(str, items(value["x-missing"])))
            advice = f"the page does not document: {parts}; add it in overlay.yaml with its source"
            yield finding(place, "missing", advice)


def references_lead_somewhere(document: Document) -> Iterator[Finding]:
    """Find references that leave the document: a validator would fetch them, and pages are third-party text."""
    for place, value in nodes(document):
        if not isinstance(value, dict) or "$ref" not in value or are_names(place):
            continue
        if not isinstance(resolve(document, value), dict):
            advice = f"{value['$ref']!r} is not in this document"
            yield finding((*place, "$ref"), "reference", advice)


def version_31(document: Document) -> Iterator[Finding]:
    """The code generation reads OpenAPI 3.1 only."""
    if not str(document.get("openapi", "")).startswith("3.1."):
        yield finding(("openapi",), "not-3.1", "upgrade the document in overlay.yaml (nullable, then openapi)")


def info_is_described(document: Document) -> Iterator[Finding]:
    """Title and version are used in the client."""
    info = mapping(document.get("info"))
    for key in ("title", "version"):
        if key not in info:
            yield finding(("info", key), "no-info", f"give the document a {key}")


def servers_are_real(document: Document) -> Iterator[Finding]:
    """The first server is the client's default base URL."""
    servers = items(document.get("servers"))
    if not servers:
        yield finding(("servers",), "no-server", "name the API's base URL in overlay.yaml")
        return
    for number, server in enumerate(servers):
        url = str(mapping(server).get("url", ""))
        if not re.fullmatch(r"https://[\w-]+(\.[\w-]+)+(/[\w./-]*[\w-])?", url) or ".dev." in f".{url[8:]}":
            advice = f"{url!r} is not an https URL of a live API without a trailing slash"
            yield finding(("servers", number, "url"), "odd-server", advice)


def operations_are_named(document: Document) -> Iterator[Finding]:
    """Methods are named after the operationId, modules after the first tag."""
    for place, operation in operations(document):
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", str(operation.get("operationId", ""))):
            yield finding(place, "no-operation-id", "add an operationId in snake_case: the name of the method")
        if not operation.get("tags"):
            yield finding(place, "no-tag", "add a tag: the name of the module")


def parameters_are_of_operations(document: Document) -> Iterator[Finding]:
    """Generators read the parameters of the operation only."""
    for path, item in mapping(document.get("paths")).items():
        if mapping(item).get("parameters"):
            advice = "copy the parameters into each operation of the path, and remove them here"
            yield finding(("paths", path, "parameters"), "shared-parameters", advice)


def arguments_are_described(document: Document) -> Iterator[Finding]:
    """Docstrings and help texts use these descriptions."""
    for place, operation in operations(document):
        for number, parameter in enumerate(items(operation.get("parameters"))):
            if not _is_described(document, parameter):
                yield finding((*place, "parameters", number), "no-description", "describe the parameter")
        body = mapping(resolve(document, operation.get("requestBody")))
        for kind, media in mapping(body.get("content")).items():
            fields = mapping(mapping(resolve(document, mapping(media).get("schema"))).get("properties"))
            for name in (name for name, field in fields.items() if not _is_described(document, field)):
                yield finding(
                    (*place, "requestBody", "content", kind), "no-description", f"describe the field {name!r}"
                )


def operations_are_secured(document: Document) -> Iterator[Finding]:
    """Generators read the security of the operation only."""
    known = mapping(mapping(document.get("components")).get("securitySchemes"))
    for place, operation in operations(document):
        security: list[Any] = operation.get("security") or []
        if not any(security):
            yield finding(place, "no-security", "declare the security schemes of the operation")
        for scheme in sorted({name for needed in security for name in needed} - set(known)):
            yield finding(place, "unknown-security", f"{scheme} is not declared in components.securitySchemes")


def errors_have_bodies(document: Document) -> Iterator[Finding]:
    """An error needs a declared body to be decoded."""
    for place, operation in operations(document):
        for status, response in mapping(operation.get("responses")).items():
            content = mapping(resolve(document, response)).get("content")
            if not status.startswith("2") and not content:
                where = (*place, "responses", status)
                yield finding(where, "error-without-body", "declare the content of this error")


def error_body_is_declared(document: Document) -> Iterator[Finding]:
    """Clients find the code and message of an error by these JSON pointers."""
    declared = mapping(document.get("x-error-body"))
    for key in ("code", "message"):
        pointers = items(declared.get(key))
        if not (pointers and all(map(_is_pointer, pointers))):
            yield finding(
                ("x-error-body", key), "no-error-body", f"list JSON pointers to an error's {key}, such as /{key}"
            )


def no_nullable(document: Document) -> Iterator[Finding]:
    """OpenAPI 3.1 has no ``nullable``; some tools support it nevertheless, others do not."""
    for place, value in nodes(document):
        if isinstance(value, dict) and isinstance(value.get("nullable"), bool) and not are_names(place):
            yield finding(place, "nullable", "write null as a type: anyOf with {type: 'null'}")


def unions_can_be_told_apart(document: Document) -> Iterator[Finding]:
    """Generators try the variants of a union in turn; with open enums the first always fits."""
    for place, value in nodes(document):
        if not isinstance(value, dict) or "discriminator" in value:
            continue
        for key in ("oneOf", "anyOf"):
            if sum(map(_has_constant, items(value.get(key)))) > 1:
                advice = "one-value enums tell the variants apart; flatten them into one object"
                yield finding((*place, key), "undiscriminated", advice)


def nothing_is_empty(document: Document) -> Iterator[Finding]:
    """Empty texts and containers have no meaning here; an empty security list means "none needed"."""
    for place, value in nodes(document):
        if not isinstance(value, dict) or are_names(place):
            continue
        for key, child in value.items():
            blank = isinstance(child, str) and not child.strip()
            if (key in _TEXTS and blank) or (key in _CONTAINERS and child in ([], {})):
                yield finding((*place, key), "empty", "fill it or remove it in overlay.yaml")


def examples_fit(document: Document) -> Iterator[Finding]:
    """An example or default that does not fit its schema (often a date-time) shows that the schema is wrong."""
    for place, schema, example in examples(document):
        for inner, message in example_faults(example, document, schema):
            yield finding((*place, *inner), "example", f"{message}; correct the schema in overlay.yaml")


RULES: tuple[Callable[[Document], Iterable[Finding]], ...] = (
    version_31,
    info_is_described,
    servers_are_real,
    operations_are_named,
    parameters_are_of_operations,
    arguments_are_described,
    operations_are_secured,
    errors_have_bodies,
    error_body_is_declared,
    no_nullable,
    unions_can_be_told_apart,
    nothing_is_empty,
    examples_fit,
    check_pagination,
)


def _is_described(document: Document, value: Json) -> bool:
    return "description" in mapping(value) or "description" in mapping(resolve(document, value))


def _has_constant(variant: Json) -> bool:
    properties = mapping(mapping(variant).get("properties"))
    return any(_is_constant(mapping(value)) for value in properties.values())


def _is_constant(schema: Document) -> bool:
    return "const" in schema or len(items(schema.get("enum"))) == 1


def _is_pointer(value: Json) -> bool:
    return isinstance(value, str) and (value == "" or value.startswith("/"))
