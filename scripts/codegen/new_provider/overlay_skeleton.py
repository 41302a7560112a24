"""The first overlay of a provider: what its pages leave out, action by action, as far as the lint can tell.

What is only a matter of form (a name for an operation, null as OpenAPI 3.1 writes it) is filled in. What the pages do
not say is left to a person, under the word FILL_IN, with the reason; nothing about the provider is guessed.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from scripts.codegen.new_provider.error_fields import error_pointers
from scripts.codegen.new_provider.job_fields import answer_of, job_operation, places_of, status_words
from scripts.codegen.new_provider.suggested_names import operation_name, schema_name
from scripts.codegen.openapi.locations import json_path, place_at, quoted, resolved_place, value_at
from scripts.codegen.openapi.navigation import items, mapping, nodes, operations, resolve
from scripts.codegen.specs.lint import lint_spec
from scripts.codegen.specs.overlay import apply_overlay
from scripts.codegen.specs.placeholders import FILL_IN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.codegen.openapi.document import Document, Json, Steps
    from scripts.codegen.openapi.findings import Finding

_SPECIFICATION = "https://spec.openapis.org/oas/v3.1.0.html"
_SOMEWHERE = f"{FILL_IN} (the https URL of where this is known from)"
_UNSAID = "Not described on the page."
_ROUNDS = 4
"""What one action brings to light, the next round sees to."""

_ANNOTATIONS = {"nullable", "description", "title", "example", "examples", "default", "deprecated", "readOnly"}
"""What a schema says beside the type: it stays where it is when the type becomes a choice with null."""


class Skeleton:
    """An overlay in the making: each action is applied at once, so that the next sees what it did."""

    def __init__(self, document: Document, pages: Sequence[str], title: str, base_url: str | None = None) -> None:
        self.document = document
        self._pages = [f"pages/{page}" for page in pages]
        self._title = title
        self._base_url = base_url
        self._actions: list[Document] = []
        self._say_missing_parts()
        for place, operation in list(operations(self.document)):
            self._say_answer(place, operation)
        self._cure()
        for place, operation in list(operations(self.document)):
            self._name_answer(place, operation)
        self._say_status_words()
        self._move_from_unknown()

    @property
    def overlay(self) -> Document:
        """The overlay; its actions, at least one."""
        return self._overlay(self._actions)

    @property
    def left(self) -> tuple[Finding, ...]:
        """What the lint still finds, and no action here can see to."""
        return tuple(found for found in lint_spec(self.document) if not self._is_open(found))

    def _overlay(self, actions: list[Document]) -> Document:
        info = {"title": f"What the pages of {self._title} leave out", "version": "0.1.0"}
        return {"overlay": "1.1.0", "info": info, "actions": actions}

    def _add(self, place: Steps | str, why: str, *sources: str, **what: Any) -> None:
        target = place if isinstance(place, str) else json_path(place)
        action: Document = {"target": target, "description": why, "x-source": list(sources or self._pages), **what}
        self._actions.append(action)
        self.document = apply_overlay(self.document, self._overlay([action]))

    def _at(self, place: Steps) -> Document:
        return mapping(value_at(self.document, place))

    def _is_open(self, found: Finding) -> bool:
        """Whether somebody has to fill in what is found there anyway."""
        value = value_at(self.document, place_at(self.document, found.pointer))
        return FILL_IN in f"{found}{value if isinstance(value, str) else ''}"

    def _cure(self) -> None:
        """Do what can be done about each finding, by the lint's rule."""
        cures: dict[str, Callable[[Steps], None]] = {
            "not-3.1": self._upgrade,
            "nullable": self._allow_null,
            "no-info": self._say_info,
            "no-server": self._say_server,
            "no-operation-id": self._name_operation,
            "no-tag": self._tag_operation,
            "untold": self._describe,
            "no-security": self._say_security,
            "error-without-body": self._give_body,
            "no-error-body": self._say_error_body,
            "empty": self._remove_empty,
        }
        for _ in range(_ROUNDS):
            before = len(self._actions)
            # The innermost first: what stands inside moves with what it stands in.
            for found in sorted(lint_spec(self.document), key=lambda one: -one.pointer.count("/")):
                if found.rule in cures and not self._is_open(found):
                    cures[found.rule](place_at(self.document, found.pointer))
            if len(self._actions) == before:
                return

    def _say_missing_parts(self) -> None:
        """Take the marks of what is missing away, each with what supplies it."""
        marked = [(place, mapping(value)["x-missing"]) for place, value in nodes(self.document) if _is_marked(value)]
        for place, missing in marked:
            told = f"The page does not say: {', '.join(map(str, items(missing)))}."
            if len(place) == len(("paths", "path", "method")):
                self._add((*place, "x-missing"), f"{told} Other actions supply it.", remove=True)
            else:
                why = f"{told} Look whether what stands here is right, and say where it is known from."
                self._add((*place, "x-missing"), why, _SOMEWHERE, remove=True)

    def _say_answer(self, place: Steps, operation: Document) -> None:
        """Leave the answer of an operation to a person where the page shows none at all."""
        if mapping(operation.get("responses")):
            return
        schema = {"type": "object", "properties": {FILL_IN: {"type": "string"}}}
        answer = {"description": _UNSAID, "content": {"application/json": {"schema": schema}}}
        why = "The page shows no answer: write its status and its fields."
        self._add(place, why, _SOMEWHERE, update={"responses": {"200": answer}})

    def _say_server(self, _: Steps) -> None:
        why = "The page does not name the API's base URL: https, without a slash at its end."
        self._add("$", why, _SOMEWHERE, update={"servers": [{"url": self._base_url or FILL_IN}]})

    def _say_security(self, place: Steps) -> None:
        known = self._at(("components", "securitySchemes"))
        every: Document = {name: [] for name in known}
        needed: list[Any] = [each for each in items(self.document.get("security")) if each] or [every]
        if not any(needed):
            why = (
                "The page does not say how a caller is known. For a key in a header write the header's name; for a "
                "bearer token write `type: http` and `scheme: bearer` instead of the three lines."
            )
            scheme = {"type": "apiKey", "in": "header", "name": FILL_IN}
            self._add("$", why, _SOMEWHERE, update={"components": {"securitySchemes": {"ApiKeyAuth": scheme}}})
            needed = [{"ApiKeyAuth": []}]
        if "security" in self._at(place):
            self._add((*place, "security"), "An empty list, which says that no key is needed.", remove=True)
        self._add(place, "Said by the operation, where generators look.", update={"security": needed})

    def _upgrade(self, _: Steps) -> None:
        why = "OpenAPI 3.1, as the other documents; the actions on `nullable` are what the change asks for."
        self._add(("openapi",), why, *self._pages, _SPECIFICATION, update="3.1.0")

    def _allow_null(self, place: Steps) -> None:
        schema = self._at(place)
        if schema["nullable"] is not True:
            self._add((*place, "nullable"), "OpenAPI 3.1 has no `nullable`.", _SPECIFICATION, remove=True)
            return
        inner = {key: value for key, value in schema.items() if key not in _ANNOTATIONS}
        keys = ", ".join(quoted(key) for key in (*inner, "nullable"))
        why = "OpenAPI 3.1 has no `nullable`; it writes null as a choice."
        self._add(f"{json_path(place)}[{keys}]", f"{why} Said below.", *self._pages, _SPECIFICATION, remove=True)
        if inner:
            self._add(place, why, *self._pages, _SPECIFICATION, update={"anyOf": [inner, {"type": "null"}]})

    def _name_operation(self, place: Steps) -> None:
        taken = {str(one.get("operationId")) for at, one in operations(self.document) if at != place}
        name = operation_name(place, self._at(place), taken, PurePath(self._pages[0]).stem)
        self._add(place, "The name of the client's method; change it as you like.", update={"operationId": name})

    def _tag_operation(self, place: Steps) -> None:
        why = "The name of the client's module; change it as you like."
        if "tags" in self._at(place):
            self._add((*place, "tags"), why, update="Jobs")
        else:
            self._add(place, why, update={"tags": ["Jobs"]})

    def _describe(self, place: Steps) -> None:
        """A parameter, or the fields of a body, that the page says nothing of."""
        if place[-2] == "parameters":
            self._add(resolved_place(self.document, place), _UNSAID, update={"description": _UNSAID})
            return
        schema = resolved_place(self.document, (*place, "schema"))
        for name, field in mapping(self._at(schema).get("properties")).items():
            if "description" not in {**mapping(field), **mapping(resolve(self.document, field))}:
                self._add((*schema, "properties", name), _UNSAID, update={"description": _UNSAID})

    def _give_body(self, place: Steps) -> None:
        content = {"application/json": {"x-unverified": True, "schema": {"type": "object"}}}
        why = "The page shows no body of this error; clients take any."
        self._add(resolved_place(self.document, place), why, update={"content": content})

    def _say_error_body(self, _: Steps) -> None:
        if "x-error-body" in self.document:  # one finding for each of its two halves
            return
        told = error_pointers(self.document)
        if all(told.values()):
            self._add("$", "Where an error's code and message stand, by the page.", update={"x-error-body": told})
            return
        why = (
            "The page does not show where an error's code and message stand: JSON pointers into its body. One that "
            "leads nowhere does no harm: where nobody knows, write `/code` and `/message`."
        )
        body = {key: found or [f"/{FILL_IN}"] for key, found in told.items()}
        self._add("$", why, _SOMEWHERE, update={"x-error-body": body})

    def _remove_empty(self, place: Steps) -> None:
        if place[-1] == "description" and place[-3] == "responses":  # which has to have one
            self._add(place, "Empty: it says nothing.", update=_UNSAID)
            return
        self._add(place, "Empty: it says nothing.", remove=True)

    def _say_info(self, place: Steps) -> None:
        value = "1" if place[-1] == "version" else self._title
        self._add("$", "The page does not tell it, and OpenAPI wants one.", update={"info": {str(place[-1]): value}})

    def _name_answer(self, place: Steps, operation: Document) -> None:
        """Give an answer that the page writes inline a name: models are called by it."""
        status, schema = answer_of(self.document, operation)
        whole = mapping(schema)
        if "$ref" in whole or not ("properties" in whole or whole.get("type") == "object"):
            return
        at = (*resolved_place(self.document, (*place, "responses", status)), "content", "application/json", "schema")
        name = schema_name(str(operation.get("operationId")), self._at(("components", "schemas")))
        self._add("$", "A place for the answer, which is written inline.", update=_components("schemas", {name: {}}))
        self._add(("components", "schemas", name), "The answer gets a name.", copy=json_path(at))
        self._add(at, f"Said by {name} now.", remove=True)
        self._add(at[:-1], f"The answer is {name}.", update={"schema": {"$ref": f"#/components/schemas/{name}"}})

    def _say_status_words(self) -> None:
        found = job_operation(self.document)
        _, schema = answer_of(self.document, found[1]) if found else ("", None)
        pointer = places_of(self.document, schema).status
        if not pointer or status_words(self.document, schema, pointer):
            return
        why = (
            f"The page does not list the words that {pointer} can hold: write them, each on a line of its own. Where "
            "nobody knows them all, take this action away, and write those that are known into the adapter."
        )
        self._add(self._field(schema, pointer), why, _SOMEWHERE, update={"enum": [FILL_IN]})

    def _field(self, schema: Json, pointer: str) -> Steps:
        """The place of a field, by its JSON pointer into an answer whose schema has a name."""
        place = place_at(self.document, str(mapping(schema)["$ref"]).removeprefix("#"))
        for step in place_at({}, pointer):
            place = resolved_place(self.document, (*place, "properties", step))
        return place

    def _move_from_unknown(self) -> None:
        for method in list(self._at(("paths", "/UNKNOWN"))):
            place = ("paths", "/UNKNOWN", method)
            told = [mapping(resolve(self.document, each)) for each in items(self._at(place).get("parameters"))]
            names = [f"/{{{one.get('name')}}}" for one in told if one.get("in") == "path"]
            path = f"/{FILL_IN}{''.join(names)}"
            why = "The page does not say the path (and for `get` maybe not the method): write it in both actions."
            self._add(("paths",), why, _SOMEWHERE, update={path: {method: {}}})
            self._add(("paths", path, method), "What the page says, under its path.", copy=json_path(place))
            self._add(place[:2], "Said under its path now.", remove=True)


def _is_marked(value: Json) -> bool:
    return isinstance(value, dict) and "x-missing" in value


def _components(kind: str, named: Document) -> Document:
    return {"components": {kind: named}}
