"""Adapt responses: one success with the form of all successes, and errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.operations.media_types import essence, is_json, is_media_type, is_text
from scripts.codegen.external.references import follow
from scripts.codegen.external.schemas.response_unions import or_null
from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.external.schemas.response_schemas import ResponseSchemas
    from scripts.codegen.openapi.document import Document, Json

_FILE: Document = {"type": "string", "format": "binary"}
_TEXT: Document = {"type": "string"}


class ResponseReader:
    """Reads the responses of one operation."""

    def __init__(self, document: Document, schemas: ResponseSchemas, notes: Notes, operation: str) -> None:
        self._document = document
        self._schemas = schemas
        self._notes = notes
        self._operation = operation

    def responses(self, operation: Document) -> Document:
        """Return the adapted responses.

        Raises:
            Unsupported: A success cannot be read.
        """
        declared = {str(status).upper(): raw for status, raw in mapping(operation.get("responses")).items()}
        successes = [raw for status, raw in declared.items() if re.fullmatch(r"2(\d\d|XX)", status)]
        if not successes and "DEFAULT" in declared:
            self._notes.add("has no success but a default response, which is used for it")
            successes = [declared["DEFAULT"]]
        if not successes:
            self._notes.add("has no success: any is accepted, and its content is ignored")
        errors = {
            status: self._error(raw) for status, raw in declared.items() if re.fullmatch(r"[45](\d\d|XX)", status)
        }
        return {"200": self._success([follow(self._document, raw).value for raw in successes]), **errors}

    def _error(self, raw: Json) -> Document:
        try:
            return {"description": "", **text_of(follow(self._document, raw).value)}
        except Unsupported:
            return {"description": ""}

    def _success(self, responses: list[Document]) -> Document:
        contents = [mapping(each.get("content")) for each in responses]
        kinds = [(kind, media) for content in contents for kind, media in content.items()]
        chosen = self._chosen([kind for kind, _ in kinds])
        taken = [(kind, mapping(media)) for kind, media in kinds if kind in chosen]
        is_read = bool(taken) and is_json(taken[0][0])
        if not is_read or all(contents):
            return {"description": "", "content": self._content(taken)}
        content = {kind: {"schema": or_null(media["schema"], True)} for kind, media in self._content(taken).items()}
        return {"description": "", "content": content, "x-may-be-empty": [True]}

    def _chosen(self, kinds: list[str]) -> list[str]:
        """Return the media types that are read: JSON before files, and text last."""
        known = [kind for kind in dict.fromkeys(kinds) if is_media_type(kind)]
        json = [kind for kind in known if is_json(kind)]
        files = [kind for kind in known if not is_json(kind) and not is_text(kind)]
        ranges = [kind for kind in dict.fromkeys(kinds) if kind not in known]
        chosen = json or files or known or ranges[:1]
        passed = [kind for kind in dict.fromkeys(kinds) if kind not in chosen]
        if passed:
            self._notes.add(f"responds with {', '.join(chosen)}; {', '.join(passed)} is ignored")
        if "text/event-stream" in chosen:
            self._notes.add("responds with an event stream, which is returned as text when it ends")
        return chosen

    def _content(self, taken: list[tuple[str, Document]]) -> Document:
        if not taken:
            return {}
        kinds = list(dict.fromkeys(essence(kind) for kind, _ in taken))
        if is_json(kinds[0]):
            return {kind: {"schema": self._schema([media for _, media in taken])} for kind in kinds}
        if is_text(kinds[0]):
            return {kind: {"schema": _TEXT} for kind in kinds}
        schema = mapping(taken[0][1].get("schema"))
        if is_media_type(kinds[0]) or not schema or schema.get("format") == "binary":
            return {kind if is_media_type(kind) else "application/octet-stream": {"schema": _FILE} for kind in kinds}
        return {"application/json": {"schema": self._schema([taken[0][1]])}}

    def _schema(self, media: list[Document]) -> Document:
        schemas = [each.get("schema", {}) for each in media]
        different = [each for place, each in enumerate(schemas) if each not in schemas[:place]]
        raw: Json = different[0] if len(different) == 1 else {"anyOf": different}
        return self._schemas.schema(raw, f"{self._operation} Result")


def is_file(responses: Document) -> bool:
    """Return whether the success is a file, for which there is a streaming method."""
    return any(media["schema"] is _FILE for media in responses["200"]["content"].values())
