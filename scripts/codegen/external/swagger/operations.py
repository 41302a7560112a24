"""Bodies, parameters and responses that are written as in Swagger 2.0, also in documents of OpenAPI 3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.references import content_of, follow
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document, Json

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data"
_FILE = {"type": "string", "format": "binary"}

_SCHEMA = ("type", "items", "properties", "enum", "allOf", "anyOf", "oneOf")
"""Keywords that only a schema has; one of them beside a name, or in a media type, begins one."""

_NOT_OF_SCHEMA = ("name", "in", "required", "description", "collectionFormat", "allowEmptyValue", "style", "explode")

_STYLES: dict[str, Document] = {
    "csv": {"style": "form", "explode": False},
    "multi": {"style": "form", "explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "tsv": {"style": "tabDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
}


def without_swagger(document: Document, operation: Document, notes: Notes) -> Document:
    """Return an operation as OpenAPI 3 describes it.

    Args:
        document: The document.
        operation: The operation, with all of its parameters.
        notes: Get a note on what is written as in Swagger 2.0, unless the whole document is.
    """
    reader = _Reader(document, operation, notes)
    declared = [mapping(each) for each in items(operation["parameters"])]
    found = {**operation, "parameters": [reader.parameter(each) for each in declared if each.get("in") not in _BODY]}
    if body := reader.body([each for each in declared if each.get("in") in _BODY]):
        found["requestBody"] = body
    responses = mapping(operation.get("responses"))
    return {**found, "responses": {status: reader.response(status, raw) for status, raw in responses.items()}}


_BODY = ("body", "formData")


class _Reader:
    """Reads one operation."""

    def __init__(self, document: Document, operation: Document, notes: Notes) -> None:
        self._document = document
        self._operation = operation
        self._notes = notes
        self._is_swagger = "swagger" in document

    def parameter(self, declared: Document) -> Document:
        """Return a parameter whose schema stands beside its name with one of its own."""
        if "schema" in declared or "content" in declared or not {*_SCHEMA} & {*declared}:
            return declared
        self._note(f"parameter {declared.get('name')}")
        schema = {key: value for key, value in declared.items() if key not in _NOT_OF_SCHEMA}
        return {**declared, "schema": schema, **self._style(declared)}

    def body(self, parameters: list[Document]) -> Document:
        """Return the body: that of the operation, or its parameters that are one or are fields of one."""
        if not parameters:
            return self._with_content(self._operation.get("requestBody"), self._kinds("consumes"), "the body")
        self._note("the body")
        whole = next((each for each in parameters if each["in"] == "body"), None)
        if whole is not None:
            content: Document = {kind: {"schema": whole.get("schema", {})} for kind in self._kinds("consumes")}
            return {"content": content, "required": whole.get("required") is True}
        return {"content": self._form(parameters), "required": any(each.get("required") is True for each in parameters)}

    def response(self, status: str, raw: Json) -> Json:
        """Return a response whose schema stands in no media type with its content."""
        kinds = self._kinds("produces") if status.startswith("2") else [_JSON]  # what is produced may be a file
        return self._with_content(raw, kinds, f"response {status}") or raw

    def _form(self, parameters: list[Document]) -> Document:
        fields = {str(each.get("name")): self.parameter(each) for each in parameters}
        schemas: Document = {name: _file_or(each["schema"]) for name, each in fields.items()}
        required = [name for name, each in fields.items() if each.get("required") is True]
        is_parts = _PARTS in self._kinds("consumes") or any(each == _FILE for each in schemas.values())
        styles = {
            name: {key: each[key] for key in ("style", "explode") if key in each} for name, each in fields.items()
        }
        schema = {"type": "object", "properties": schemas, "required": required}
        encoding = {name: style for name, style in styles.items() if style}
        return {_PARTS if is_parts else _FORM: {"schema": schema, "encoding": encoding}}

    def _style(self, declared: Document) -> Document:
        """Return the style of a list; in Swagger 2.0 its items are in one text unless it says otherwise."""
        if declared.get("type") != "array" or not (self._is_swagger or "collectionFormat" in declared):
            return {}
        form = str(declared.get("collectionFormat", "csv"))
        is_simple = form == "csv" and declared.get("in") in ("path", "header")
        return {} if is_simple else _STYLES.get(form, {"style": form})

    def _with_content(self, raw: Json, kinds: list[str], what: str) -> Document:
        """Return a body or a response whose schema is in its media types, empty if it is there already."""
        try:
            holder = follow(self._document, raw).value
            content = content_of(self._document, holder)
        except Unsupported:
            return {}
        if "schema" in holder and "content" not in holder:
            self._note(what)
            rest = {key: value for key, value in holder.items() if key != "schema"}
            return {**rest, "content": {kind: {"schema": holder["schema"]} for kind in kinds}}
        bare = [kind for kind, media in content.items() if "schema" not in media and {*_SCHEMA} & {*media}]
        if not bare:
            return {}
        self._notes.add(
            f"{what}: {', '.join(bare)} has its schema not below schema, but in its place: it is read there"
        )
        return {**holder, "content": {**content, **{kind: {"schema": holder["content"][kind]} for kind in bare}}}

    def _kinds(self, key: str) -> list[str]:
        """Return the media types that an operation consumes or produces."""
        found = items(self._operation.get(key)) or items(self._document.get(key))
        return [each for each in found if isinstance(each, str)] or [_JSON]

    def _note(self, what: str) -> None:
        if not self._is_swagger:
            self._notes.add(f"{what} is written as in Swagger 2.0: it is read so")


def _file_or(schema: Document) -> Document:
    return _FILE if schema.get("type") == "file" else schema
