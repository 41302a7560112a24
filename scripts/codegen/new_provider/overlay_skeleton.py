"""Generate the first overlay of a provider: an action for each gap that the lint finds.

Matters of form are filled in, for instance names of operations, and null as in OpenAPI 3.1. Facts that the pages do not
document are left to a person, as FILL_IN with a reason; nothing about the provider is guessed.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from scripts.codegen.new_provider.error_fields import error_pointers
from scripts.codegen.new_provider.job_fields import job_fields_of, job_operation, response_of, status_words
from scripts.codegen.new_provider.suggested_names import operation_name, schema_name
from scripts.codegen.new_provider.unused_components import unused_components
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.json_schema import example_faults
from scripts.codegen.openapi.navigation import examples, items, mapping, nodes, operations, resolve
from scripts.codegen.openapi.places import json_path, place_at, quoted, resolved_place, value_at
from scripts.codegen.specs.lint import lint_spec
from scripts.codegen.specs.overlay import apply_overlay
from scripts.codegen.specs.placeholders import FILL_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.codegen.openapi.document import Document, Json, Place
    from scripts.codegen.openapi.findings import Finding

_SPECIFICATION = "https://spec.openapis.org/oas/v3.1.0.html"
_UNKNOWN_SOURCE = f"{FILL_IN} (the https URL of the source)"
_ANY, _JSON = "*/*", "application/json"
_UNDOCUMENTED = "Not documented on the page."
_BASE_URL_FORM = "https, without a trailing slash, such as `https://api.example.com/v1`"
_ROUNDS = 4
"""An action can cause new findings, which the next round addresses."""

_REFERENCES = {"requestBody", "parameters", "responses", "requestBodies", "headers"}
"""Keys of what may be a reference with a description (OpenAPI 3.1, Reference Object), or of a map or list of such."""

_ANNOTATIONS = {"nullable", "description", "title", "example", "examples", "default", "deprecated", "readOnly"}
"""Keywords that stay beside `anyOf` when a type becomes a choice with null."""


class OverlaySkeleton:
    """The first overlay; each action is applied at once, so that the next ones see its effect.

    Attributes:
        misfits: How many examples and defaults do not fit their schemas, and are removed.

    Args:
        document: The document of the pages.
        pages: Their file names.
        title: The name of the provider.
        base_url: Of the API, if known.
        kept: The operations that stay, as ``GET /v1/things``; all if none is named.
    """

    def __init__(
        self,
        document: Document,
        pages: Sequence[str],
        title: str,
        base_url: str | None = None,
        kept: Sequence[str] = (),
    ) -> None:
        self.document = document
        self._pages = [f"pages/{page}" for page in pages]
        self._title = title
        self._base_url = base_url
        self._actions: list[Document] = []
        self.misfits: int = 0
        if kept:
            self._keep_operations({" ".join(name.split()) for name in kept})
        self._remove_marks()
        self._remove_siblings()
        for place, operation in list(operations(self.document)):
            self._add_response(place, operation)
            self._name_json(place, operation)
            self._keep_json(place)
            self._require_body(place)
        self._address_findings()
        self._leave_out_unions()
        self._remove_examples()
        for place, operation in list(operations(self.document)):
            self._name_response(place, operation)
        self._add_status_words()
        self._move_from_unknown()

    @property
    def overlay(self) -> Document:
        """The overlay."""
        return self._overlay(self._actions)

    @property
    def left(self) -> tuple[Finding, ...]:
        """The findings that no action addresses."""
        return tuple(found for found in lint_spec(self.document) if not self._has_placeholder(found))

    def _overlay(self, actions: list[Document]) -> Document:
        info = {"title": f"Corrections of the pages of {self._title}", "version": "0.1.0"}
        return {"overlay": "1.1.0", "info": info, "actions": actions}

    def _add(self, place: Place | str, why: str, *sources: str, **what: Any) -> None:
        target = place if isinstance(place, str) else json_path(place)
        action: Document = {"target": target, "description": why, "x-source": list(sources or self._pages), **what}
        if action in self._actions:  # on a part that several operations share
            return
        self._actions.append(action)
        self.document = apply_overlay(self.document, self._overlay([action]))

    def _at(self, place: Place) -> Document:
        return mapping(value_at(self.document, place))

    def _has_placeholder(self, found: Finding) -> bool:
        """Return whether the place of a finding has a placeholder already."""
        value = value_at(self.document, place_at(self.document, found.pointer))
        return FILL_IN in f"{found}{value if isinstance(value, str) else ''}"

    def _address_findings(self) -> None:
        """Add the actions for each finding, by its rule."""
        handlers: dict[str, Callable[[Place], None]] = {
            "not-3.1": self._upgrade,
            "nullable": self._allow_null,
            "no-info": self._add_info,
            "no-server": self._add_server,
            "odd-server": self._replace_server,
            "shared-parameters": self._move_parameters,
            "no-operation-id": self._name_operation,
            "no-tag": self._tag_operation,
            "no-description": self._describe,
            "no-security": self._add_security,
            "unknown-security": self._add_scheme,
            "error-without-body": self._add_error_content,
            "no-error-body": self._add_error_pointers,
            "empty": self._remove_empty,
        }
        for _ in range(_ROUNDS):
            before = len(self._actions)
            # Innermost first: an action on an outer part moves the inner ones.
            for found in sorted(lint_spec(self.document), key=lambda one: -one.pointer.count("/")):
                if found.rule in handlers and not self._has_placeholder(found):
                    handlers[found.rule](place_at(self.document, found.pointer))
            if len(self._actions) == before:
                return

    def _keep_operations(self, kept: set[str]) -> None:
        """Remove the operations that are not named."""
        places = {f"{str(place[2]).upper()} {place[1]}": place for place, _ in operations(self.document)}
        if unknown := sorted(kept - set(places)):
            raise CodegenError(f"{', '.join(unknown)}: no such operation; the pages describe {', '.join(places)}")
        why = "The client does not need this operation."
        used = {places[name][:2] for name in kept}
        for name in sorted(set(places) - kept):
            if places[name][:2] in used:
                self._add(places[name], why, remove=True)
        if others := sorted({str(place[1]) for place in places.values() if place[:2] not in used}):
            self._remove_keys(("paths",), others, "The client does not need these operations.")
        self._remove_unused()

    def _remove_unused(self) -> None:
        for kind, unused in unused_components(self.document).items():
            self._remove_keys(("components", kind), unused, "No operation that is left needs these.")

    def _remove_keys(self, place: Place, keys: Sequence[str], why: str) -> None:
        self._add(f"{json_path(place)}[{', '.join(map(quoted, keys))}]", why, remove=True)

    def _remove_marks(self) -> None:
        """Remove the marks of missing parts."""
        marked = [(place, mapping(value)["x-missing"]) for place, value in nodes(self.document) if _is_marked(value)]
        for place, missing in marked:
            if len(place) == len(("paths", "path", "method")):
                gap = f"The page does not document: {', '.join(map(str, items(missing)))}."
                self._add((*place, "x-missing"), f"{gap} Other actions add it.", remove=True)
            else:
                why = (
                    f"The page does not name the HTTP status of this response; {place[-1]} is assumed. If you find the "
                    "right one, copy the response to it. The source is where you found it, or the page."
                )
                self._add((*place, "x-missing"), why, _UNKNOWN_SOURCE, remove=True)

    def _add_response(self, place: Place, operation: Document) -> None:
        """Add a placeholder for the response of an operation without any success."""
        if any(str(status)[0] in "23dD" for status in mapping(operation.get("responses"))):
            return
        schema = {"type": "object", "properties": {FILL_IN: {"type": "string"}}}
        response = {"description": _UNDOCUMENTED, "content": {_JSON: {"schema": schema}}}
        why = "The page does not document the response: add its status and its fields, such as `state: {type: string}`."
        self._add(place, why, _UNKNOWN_SOURCE, update={"responses": {"200": response}})

    def _name_json(self, place: Place, operation: Document) -> None:
        """Call by its name what comes or is sent as `*/*`, but is no file."""
        holders = [(*place, "requestBody"), *((*place, "responses", status) for status in operation["responses"])]
        for holder in holders:
            at = (*resolved_place(self.document, holder), "content")
            content = self._at(at)
            schema = mapping(resolve(self.document, mapping(content.get(_ANY)).get("schema")))
            if _JSON not in content and schema and schema.get("format") != "binary":
                why = "The page says `*/*`, but its schema is not that of a file."
                self._add(at, why, update={_JSON: {}})
                self._add((*at, _JSON), why, copy=json_path((*at, _ANY)))
                self._add((*at, _ANY), f"{why} Copied above.", remove=True)

    def _keep_json(self, place: Place) -> None:
        """Remove the other kinds of a body that may be JSON."""
        at = (*resolved_place(self.document, (*place, "requestBody")), "content")
        if _JSON in self._at(at) and (others := [kind for kind in self._at(at) if kind != _JSON]):
            why = (
                "A client sends one kind of body, here JSON. What only the others take, such as files, it cannot send."
            )
            self._remove_keys(at, others, why)

    def _require_body(self, place: Place) -> None:
        """Require a body with a required field: pages say it of the field alone, and OpenAPI of the body."""
        at = resolved_place(self.document, (*place, "requestBody"))
        schema = mapping(resolve(self.document, mapping(self._at((*at, "content")).get(_JSON)).get("schema")))
        if schema.get("required") and "required" not in self._at(at):
            self._add(at, "A field of the body is required.", update={"required": True})

    def _leave_out_unions(self) -> None:
        """Remove the operations with unions whose variants a client cannot tell apart, but not the one of a job."""
        unions = [one.pointer for one in lint_spec(self.document) if one.rule == "undiscriminated"]
        job, document = job_operation(self.document), self.document
        for place, _ in operations(document) if unions else ():
            found = [each for each in unions if _leads_to(document, place, place_at(document, each))]
            if found and not (job and job[0] == place):
                why = f"The client cannot tell the variants of {found[0]} apart: make them one object to have it."
                self._add(place, why, remove=True)
        if self.document is not document:
            self._remove_unused()

    def _add_server(self, _: Place) -> None:
        why = f"The page does not document the base URL of the API: {_BASE_URL_FORM}."
        self._add("$", why, _UNKNOWN_SOURCE, update={"servers": [{"url": self._base_url or FILL_IN}]})

    def _replace_server(self, place: Place) -> None:
        """Ask for the base URL where the page only has one of an example, such as `https://localhost:8080`."""
        why = f"The page names no base URL of a live API: {_BASE_URL_FORM}."
        self._add(place, why, _UNKNOWN_SOURCE, update=self._base_url or FILL_IN)

    def _add_security(self, place: Place) -> None:
        known = self._at(("components", "securitySchemes"))
        every: Document = {name: [] for name in known}
        needed: list[Any] = [each for each in items(self.document.get("security")) if each] or [every]
        if not any(needed):
            why = (
                "The page does not document the authentication. For a key in a header, write the name of the header, "
                "such as `X-API-Key`; for a bearer token, write `type: http` and `scheme: bearer` instead of the three "
                "lines."
            )
            scheme = {"type": "apiKey", "in": "header", "name": FILL_IN}
            self._add("$", why, _UNKNOWN_SOURCE, update={"components": {"securitySchemes": {"ApiKeyAuth": scheme}}})
            needed = [{"ApiKeyAuth": []}]
        if "security" in self._at(place):
            self._add((*place, "security"), "An empty list means that no credential is needed.", remove=True)
        self._add(place, "Generators read the security of the operation only.", update={"security": needed})

    def _add_scheme(self, place: Place) -> None:
        """Declare a scheme that an operation needs."""
        why = (
            "The document does not declare this scheme. For a key in a header, write the name of the header, such as "
            "`X-API-Key`; for a bearer token, write `type: http` and `scheme: bearer` instead of the three lines."
        )
        scheme = {"type": "apiKey", "in": "header", "name": FILL_IN}
        needed = {name for each in items(self._at(place).get("security")) for name in mapping(each)}
        for name in sorted(needed - set(self._at(("components", "securitySchemes")))):
            self._add("$", why, _UNKNOWN_SOURCE, update={"components": {"securitySchemes": {name: scheme}}})

    def _upgrade(self, _: Place) -> None:
        why = "OpenAPI 3.1, like the other specs; the actions on `nullable` are needed for it."
        self._add(("openapi",), why, *self._pages, _SPECIFICATION, update="3.1.0")

    def _allow_null(self, place: Place) -> None:
        schema = self._at(place)
        if schema["nullable"] is not True:
            self._add((*place, "nullable"), "OpenAPI 3.1 has no `nullable`.", _SPECIFICATION, remove=True)
            return
        inner = {key: value for key, value in schema.items() if key not in _ANNOTATIONS}
        keys = ", ".join(quoted(key) for key in (*inner, "nullable"))
        why = "OpenAPI 3.1 has no `nullable`; null is a choice."
        self._add(f"{json_path(place)}[{keys}]", f"{why} Added below.", *self._pages, _SPECIFICATION, remove=True)
        if inner:
            self._add(place, why, *self._pages, _SPECIFICATION, update={"anyOf": [inner, {"type": "null"}]})

    def _move_parameters(self, place: Place) -> None:
        """Give the parameters of a path to its operations; one that an operation has itself stays as it is."""
        shared, why = items(value_at(self.document, place)), "Generators read the parameters of the operation only."
        for at, operation in [each for each in operations(self.document) if each[0][:2] == place[:2]]:
            own = [_placed(self.document, each) for each in items(operation.get("parameters"))]
            if missing := [each for each in shared if _placed(self.document, each) not in own]:
                self._add(at, why, update={"parameters": missing})
        self._add(place, f"{why} Each has them.", remove=True)

    def _name_operation(self, place: Place) -> None:
        taken = {str(one.get("operationId")) for at, one in operations(self.document) if at != place}
        name = operation_name(place, self._at(place), taken, PurePath(self._pages[0]).stem)
        self._add(place, "The name of the client's method; you may change it.", update={"operationId": name})

    def _tag_operation(self, place: Place) -> None:
        why = "The name of the client's module; you may change it."
        if "tags" in self._at(place):
            self._add((*place, "tags"), why, update="Jobs")
        else:
            self._add(place, why, update={"tags": ["Jobs"]})

    def _describe(self, place: Place) -> None:
        """Describe a parameter, or the fields of a body, that the page does not document."""
        if place[-2] == "parameters":
            self._add(resolved_place(self.document, place), _UNDOCUMENTED, update={"description": _UNDOCUMENTED})
            return
        body = resolved_place(self.document, place[:-2])
        schema = resolved_place(self.document, (*body, *place[-2:], "schema"))
        for name, field in mapping(self._at(schema).get("properties")).items():
            if "description" not in {**mapping(field), **mapping(resolve(self.document, field))}:
                self._add((*schema, "properties", name), _UNDOCUMENTED, update={"description": _UNDOCUMENTED})

    def _add_error_content(self, place: Place) -> None:
        general = mapping(mapping(self._at(place[:-1]).get("default")).get("content")).get(_JSON)
        if general is None:
            content: Document = {_JSON: {"x-unverified": True, "schema": {"type": "object"}}}
            why = "The page does not document the body of this error; clients accept any."
        else:
            content = {_JSON: {"schema": mapping(general)["schema"]}}
            why = "The page documents one body for all errors."
        self._add(resolved_place(self.document, place), why, update={"content": content})

    def _add_error_pointers(self, _: Place) -> None:
        if "x-error-body" in self.document:  # there is a finding for each of its two parts
            return
        pointers = error_pointers(self.document)
        if all(pointers.values()):
            self._add("$", "The code and the message of an error, by the page.", update={"x-error-body": pointers})
            return
        missing = [key for key, found in pointers.items() if not found]
        unknown = " and ".join(f"`/{key}`" for key in missing)
        why = (
            f"The page does not document the {' and the '.join(missing)} of an error: JSON pointers into its body, "
            f"such as `/error/{missing[0]}`. If unknown, write {unknown}: a pointer that leads nowhere is ignored."
        )
        body = {key: found or [f"/{FILL_IN}"] for key, found in pointers.items()}
        self._add("$", why, _UNKNOWN_SOURCE, update={"x-error-body": body})

    def _remove_empty(self, place: Place) -> None:
        if place[-1] == "description" and place[-3] == "responses":  # a response must have one
            self._add(place, "Empty.", update=_UNDOCUMENTED)
            return
        self._add(place, "Empty.", remove=True)

    def _remove_siblings(self) -> None:
        """Remove what stands beside a reference to anything but a schema, which OpenAPI does not allow."""
        for place, value in list(nodes(self.document)):
            beside = sorted(set(mapping(value)) - {"$ref", "summary", "description"})
            is_reference = "$ref" in mapping(value) and bool({place[-1], *place[-2:-1]} & _REFERENCES)
            if is_reference and beside:
                self._remove_keys(place, beside, "Nothing else may stand beside a reference.")

    def _remove_examples(self) -> None:
        """Remove examples and defaults that do not fit their schemas, the last first: the others keep their places."""
        for place, schema, example in reversed(list(examples(self.document))):
            fault = next(example_faults(example, self.document, schema), None)
            if fault is not None:
                self.misfits += 1
                kind = "default" if place[-1] == "default" else "example"
                message = (
                    f"This {kind} does not fit its schema: {fault[1]}. If the schema is wrong, correct it instead."
                )
                self._add(place, message, remove=True)

    def _add_info(self, place: Place) -> None:
        value = "1" if place[-1] == "version" else self._title
        self._add("$", "Not documented on the page, but required by OpenAPI.", update={"info": {str(place[-1]): value}})

    def _name_response(self, place: Place, operation: Document) -> None:
        """Give a name to an inline response schema: models are named after it."""
        status, schema = response_of(self.document, operation)
        whole = mapping(schema)
        if "$ref" in whole or not ("properties" in whole or whole.get("type") == "object"):
            return
        at = (*resolved_place(self.document, (*place, "responses", status)), "content", _JSON, "schema")
        name = schema_name(str(operation.get("operationId")), self._at(("components", "schemas")))
        self._add("$", "A schema for the response, which is inline.", update=_components("schemas", {name: {}}))
        self._add(("components", "schemas", name), "The response as a schema with a name.", copy=json_path(at))
        self._add(at, f"Replaced by {name}.", remove=True)
        self._add(at[:-1], f"The response is {name}.", update={"schema": {"$ref": f"#/components/schemas/{name}"}})

    def _add_status_words(self) -> None:
        found = job_operation(self.document)
        _, schema = response_of(self.document, found[1]) if found else ("", None)
        pointer = job_fields_of(self.document, schema).status
        if not pointer or status_words(self.document, schema, pointer):
            return
        why = (
            f"The page does not list the values of {pointer}: write them, each on a line of its own. If they are not "
            "all known, remove this action, and write the known ones into the adapter."
        )
        self._add(self._field(schema, pointer), why, _UNKNOWN_SOURCE, update={"enum": [FILL_IN]})

    def _field(self, schema: Json, pointer: str) -> Place:
        """Return the place of a field, given its JSON pointer into a response whose schema has a name."""
        place = place_at(self.document, str(mapping(schema)["$ref"]).removeprefix("#"))
        for step in place_at({}, pointer):
            inner = ("items",) if step == "0" else ("properties", step)
            place = resolved_place(self.document, (*place, *inner))
        return place

    def _move_from_unknown(self) -> None:
        for method in list(self._at(("paths", "/UNKNOWN"))):
            place = ("paths", "/UNKNOWN", method)
            parameters = [mapping(resolve(self.document, each)) for each in items(self._at(place).get("parameters"))]
            names = [f"/{{{one.get('name')}}}" for one in parameters if one.get("in") == "path"]
            path = f"/{FILL_IN}{''.join(names)}"
            why = (
                "The page does not document the path (and possibly not the method): write it in both actions, such as "
                f"`/v1/jobs{''.join(names)}`."
            )
            self._add(("paths",), why, _UNKNOWN_SOURCE, update={path: {method: {}}})
            self._add(("paths", path, method), "The operation, under its path.", copy=json_path(place))
            self._add(place[:2], "Moved to its path.", remove=True)


def _is_marked(value: Json) -> bool:
    return isinstance(value, dict) and "x-missing" in value


def _placed(document: Document, parameter: Json) -> tuple[Json, Json]:
    """Return what identifies a parameter: its place and its name."""
    found = mapping(resolve(document, parameter))
    return found.get("in"), found.get("name")


def _leads_to(document: Document, operation: Place, place: Place) -> bool:
    """Return whether a place is in an operation, or in a component that it needs."""
    _, path, method = operation
    alone = {**document, "paths": {path: {method: value_at(document, operation)}}}
    unused = unused_components(alone)
    return place[:3] == operation or (place[0] == "components" and place[2] not in unused.get(str(place[1]), ()))


def _components(kind: str, named: Document) -> Document:
    return {"components": {kind: named}}
