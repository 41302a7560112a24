"""The kinds of elements in an OpenAPI document, as a table.

A kind defines how two of its values are compared (`form`), and its name in reports (`subject`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from scripts.codegen.openapi.document import Json

Form = Literal["node", "path", "map", "list", "alternatives", "set", "atom", "nested", "schema"]
"""`node`: keys are OpenAPI keywords; `path`: a node with operations by their methods; `map`: keys are names chosen by
the provider; `list`: entries are identified by `key`, or by position; `alternatives`: schemas without order; `set`:
values without order; `atom`: compared as a whole; `nested`: compared leaf by leaf; `schema`: a node that is compared by
its facets."""


@dataclass(frozen=True)
class Kind:
    """One kind.

    Attributes:
        children: The kinds of known keys of a node.
        entries: The kind of the entries of a map or list.
        fallback: The kind of unknown keys of a node.
        key: Returns what identifies an entry of a list, or by its name an entry of a map.
        default: The value of a missing flag.
        is_text: For people only, without effect on behaviour.
    """

    subject: str
    form: Form = "atom"
    children: Mapping[str, str] = field(default_factory=dict[str, str])
    entries: str = ""
    fallback: str = "detail"
    key: Callable[[Json], Hashable] | None = None
    default: Json = None
    is_text: bool = False
    can_be_renamed: bool = False


def kind_at(name: str, key: str) -> str:
    """Return the kind of the value at a key of a node."""
    parent = KINDS[name]
    if key.startswith("x-") and key not in parent.children:
        return "extension"
    return parent.children.get(key, parent.fallback)


def _parameter(value: Json) -> Hashable:
    entry = mapping(value)
    where, name = str(entry.get("in")), str(entry.get("name"))
    return str(entry.get("$ref")) if "$ref" in entry else (where, name.lower() if where == "header" else name)


def _template(path: Json) -> Hashable:
    """Return a path without the names of its parameters, which servers do not see."""
    return re.sub(r"{[^{}]*}", "{}", str(path))


def _variant(value: Json) -> Hashable:
    return str(mapping(value).get("operationId"))


def _table(text: str) -> dict[str, str]:
    """Parse "keyword:kind" pairs."""
    return dict(pair.split(":") for pair in text.split())


_LIMITS = (
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern"),
    *("minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties", "const"),
)
_TEXTS: dict[str, str] = dict.fromkeys(
    ("summary", "description", "title", "example", "examples", "externalDocs", "$comment"), "text"
)
_FLAGS = _table("required:requiredness deprecated:deprecation")
_CARRIER = {**_TEXTS, **_FLAGS, **_table("schema:schema content:contents name:name")}

_DOCUMENT = _table("openapi:text info:text tags:text servers:servers security:security paths:paths webhooks:paths")
_COMPONENTS = _table("schemas:schemas responses:shared-responses parameters:shared-parameters headers:headers")
_PATH = {**_TEXTS, **_table("parameters:parameters servers:servers")}
_OPERATION = _table("parameters:parameters requestBody:body responses:responses security:security servers:servers")
_RESPONSE = _table("headers:headers content:contents $ref:type x-error-codes:error-codes")
_SCHEMA = _table("type:type $ref:type null:nullability format:format default:default enum:words properties:fields")
_PARTS = _table("items:schema anyOf:alternatives oneOf:alternatives allOf:alternatives additionalProperties:openness")

KINDS: dict[str, Kind] = {
    "document": Kind(
        "document", "node", {**_TEXTS, **_DOCUMENT, **_table("components:components x-error-body:details")}
    ),
    "servers": Kind("server", "list", entries="server"),
    "server": Kind("server", "node", {**_TEXTS, "url": "address"}),
    "address": Kind("server"),
    "security": Kind("auth"),
    "components": Kind(
        "components",
        "node",
        {**_COMPONENTS, **_table("requestBodies:shared-bodies securitySchemes:schemes examples:text")},
    ),
    "schemes": Kind("auth scheme", "map", entries="scheme", can_be_renamed=True),
    "scheme": Kind("auth scheme", "node", _TEXTS, fallback="scheme-detail"),
    "scheme-detail": Kind("auth scheme", "nested"),
    "paths": Kind("endpoint", "map", entries="path", key=_template, can_be_renamed=True),
    "path": Kind("endpoint", "path", _PATH),
    "methods": Kind("operation", "map", entries="operation", can_be_renamed=True),
    "operation": Kind(
        "operation",
        "node",
        {
            **_TEXTS,
            **_FLAGS,
            **_OPERATION,
            **_table(
                "operationId:name tags:tags callbacks:callbacks x-variants:variants x-pages:details x-job-id:details "
                "x-codeSamples:text"
            ),
        },
    ),
    "callbacks": Kind("callback", "map", entries="callback"),
    "callback": Kind("callback", "map", entries="path"),
    "tags": Kind("tag", "set"),
    "name": Kind("name"),
    "variants": Kind("operation", "list", entries="variant", key=_variant),
    "variant": Kind("operation", "node", {**_TEXTS, **_table("operationId:name security:security")}),
    "parameters": Kind("parameter", "list", entries="parameter", key=_parameter, can_be_renamed=True),
    "shared-parameters": Kind("parameter", "map", entries="parameter", can_be_renamed=True),
    "parameter": Kind("parameter", "node", _CARRIER),
    "headers": Kind("header", "map", entries="header", can_be_renamed=True),
    "header": Kind("header", "node", _CARRIER),
    "shared-bodies": Kind("body", "map", entries="body"),
    "body": Kind("body", "node", {**_TEXTS, **_FLAGS, "content": "contents"}),
    "responses": Kind("status", "map", entries="response"),
    "shared-responses": Kind("response", "map", entries="response", can_be_renamed=True),
    "response": Kind("response", "node", {**_TEXTS, **_RESPONSE}),
    "error-codes": Kind("error code", "set"),
    "contents": Kind("content type", "map", entries="media"),
    "media": Kind("content type", "node", {**_TEXTS, "schema": "schema"}),
    "schemas": Kind("schema", "map", entries="schema", can_be_renamed=True),
    "schema": Kind(
        "schema",
        "schema",
        {
            **_TEXTS,
            **dict.fromkeys(_LIMITS, "limit"),
            **_SCHEMA,
            **_PARTS,
            **_table("deprecated:deprecation discriminator:details x-from:documentation"),
        },
    ),
    "fields": Kind("field", "map", entries="schema", can_be_renamed=True),
    "alternatives": Kind("alternative", "alternatives", entries="schema"),
    "openness": Kind("openness"),
    "words": Kind("word", "set"),
    "limit": Kind("limit"),
    "type": Kind("type"),
    "nullability": Kind("nullability", default=False),
    "requiredness": Kind("requiredness", default=False),
    "required-names": Kind("requiredness", "set"),
    "documentation": Kind("documentation"),
    "deprecation": Kind("deprecation", default=False),
    "format": Kind("format"),
    "default": Kind("default"),
    "text": Kind("text", "nested", is_text=True),
    "detail": Kind("detail"),
    "details": Kind("detail", "nested"),
    "extension": Kind("detail", "nested", is_text=True),
}
