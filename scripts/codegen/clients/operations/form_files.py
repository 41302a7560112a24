"""The files in the forms of our own specs; those of external documents are marked already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.openapi.references import resolved

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document

_FILE = "FileTypes"


def with_files(spec: Document, form: Document) -> Document:
    """Return the schema of a form in several parts, whose files are marked by their Python type (`x-file`)."""
    properties = {key: _marked(spec, schema) for key, schema in form.get("properties", {}).items()}
    return {**form, "properties": properties} if properties else form


def required_files(form: Document) -> Document:
    """Return how files that have to be given are written, by key: the attributes of a `Part` in the client."""
    properties = form.get("properties", {})
    files = {key: str(schema["x-file"]) for key, schema in properties.items() if "x-file" in schema}
    return {key: {"is_required": True} for key in form.get("required", []) if "None" not in files.get(key, "None")}


def _marked(spec: Document, schema: Document) -> Document:
    found = resolved(spec, schema)
    is_list = found.get("type") == "array"
    if "x-file" in found or not _is_file(resolved(spec, found.get("items", {})) if is_list else found):
        return schema
    description = schema.get("description", found.get("description", ""))
    return {"type": "string", "x-file": f"list[{_FILE}]" if is_list else _FILE, "description": description}


def _is_file(schema: Document) -> bool:
    """Return whether a text is a file, by OpenAPI 3.0 or 3.1."""
    kind = str(schema.get("contentMediaType", ""))
    is_media = bool(kind) and not kind.startswith("text/") and not kind.endswith("json")
    return schema.get("format") == "binary" or (is_media and "contentEncoding" not in schema)
