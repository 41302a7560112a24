"""Adapt responses: the ways of asking for a result, and errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.external.descriptions import text_of
from scripts.codegen.external.notes import Unsupported
from scripts.codegen.external.operations.media_types import (
    EVENTS,
    accepted,
    essence,
    is_json,
    is_media_type,
    is_range,
    is_stream,
    is_text,
)
from scripts.codegen.external.operations.response_ways import statuses_of, ways_of
from scripts.codegen.external.references import content_of, follow
from scripts.codegen.external.schemas.discriminators import discriminator_of
from scripts.codegen.external.schemas.merging import kinds_of
from scripts.codegen.external.schemas.response_unions import is_object, or_null, union_of
from scripts.codegen.openapi.combining import ANNOTATIONS
from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.external.operations.response_ways import Content, Way
    from scripts.codegen.external.schemas.response_schemas import ResponseSchemas
    from scripts.codegen.openapi.document import Document, Json

_PLAIN: tuple[list[str], ...] = ([], ["string"], ["string", "null"])
_FILE: Document = {"type": "string", "format": "binary"}
_TEXT: Document = {"type": "string"}
_OBJECT: Document = {"type": "object"}
_BYTES = "application/octet-stream"
_JSON = "application/json"

_EMPTY = ("204", "205")
"""The statuses of responses without content (RFC 9110, 15.3.5 and 15.3.6)."""

_READ = re.compile(r"[245](\d\d|XX)|30[1234678]|DEFAULT|X-.*", re.DOTALL)
"""The statuses of responses that are read, and what begins an extension."""

_UNPARSED = "the error has no `parsed` body"

_EVENT = {"event", "data", "id", "retry", "comment"}
"""The fields of an event; a schema with these describes the event, any other the data of one."""


@dataclass(frozen=True)
class Result:
    """One way of asking for a result: the suffix of its method, and the responses of the spec."""

    suffix: str
    responses: Document

    @property
    def is_file(self) -> bool:
        """Whether the result is a file, for which there is a streaming method."""
        return any(media["schema"] is _FILE for media in self.responses["200"].get("content", {}).values())

    @property
    def is_stream(self) -> bool:
        """Whether the result is an iterator of events."""
        return "x-stream" in self.responses["200"]


class ResponseReader:
    """Reads the responses of one operation."""

    def __init__(self, document: Document, schemas: ResponseSchemas, notes: Notes, operation: str) -> None:
        self._document = document
        self._schemas = schemas
        self._notes = notes
        self._operation = operation

    def results(self, operation: Document, method: str, *, has_switch: bool) -> list[Result]:
        """Return the ways of asking for a result: as JSON, as a file, as a stream.

        Those that differ by the status only, such as a file or the news that it is not ready, are one.

        Args:
            operation: The operation.
            method: Its method.
            has_switch: Whether it has an argument for a stream instead of JSON.

        Raises:
            Unsupported: A success cannot be read.
        """
        declared = {str(status).upper(): raw for status, raw in mapping(operation.get("responses")).items()}
        if unread := [status for status in declared if not _READ.fullmatch(status)]:
            self._notes.add(f"its responses {', '.join(unread)} are ignored: neither results nor errors")
        found = {status: follow(self._document, declared[status]).value for status in self._successes(declared)}
        others = {**self._redirects(declared), **self._errors(declared, has_default="DEFAULT" not in found)}
        if method == "head":
            return [Result("", {"200": {"description": "", "x-accept": ["*/*"], "x-headers": True}, **others})]
        contents = {status: self._content(each, status, method) for status, each in found.items()}
        contents = {status: self._without_empty_json(each, has_switch) for status, each in contents.items()}
        ways = ways_of(contents)
        self._note_ignored(contents, ways)
        if links := _named("links", found):
            self._notes.add(f"its links {', '.join(links)} are not followed: call the operation that they lead to")
        headers = _named("headers", found)
        if headers and not any(contents.values()):
            self._notes.add(f"responds with headers only: they are the result: {', '.join(headers)}")
            return [Result("", {"200": {"description": "", "x-accept": ["*/*"], "x-headers": True}, **others})]
        if headers:
            self._notes.add(f"its headers {', '.join(headers)} are not in the result; `sync_detailed` returns them")
        only = {"x-redirect": True} if not found and any(status != "304" for status in _redirects(declared)) else {}
        return [Result(suffix, {"200": {**self._success(way), **only}, **others}) for suffix, way in ways.items()]

    def _success(self, way: Way) -> Document:
        """Return the one success that has the form of all successes of a way."""
        way = self._with_objects(way)
        kinds: Content = {}
        for category, found in way.values():
            kinds.setdefault(category, []).extend(found)
        self._note_unread(kinds)
        every = [kind for category, found in kinds.items() for kind in found if category]
        accept = list(dict.fromkeys(_accepted(kind, media) for kind, media in every))
        if "file" in kinds and "*/*" in accept:
            accept = ["*/*"]  # a server would prefer JSON, which is named more exactly
        success: Document = {"description": "", "x-accept": accept or ["*/*"]}
        if "stream" in kinds:
            return {**success, **self._stream(*kinds["stream"][0])}
        is_empty = "" in kinds and len(kinds) > 1
        if "json" in kinds:
            success |= self._by_status(way) or {"content": {_JSON: {"schema": self._json(kinds["json"])}}}
            if is_empty:
                media = success["content"][_JSON]
                success["content"] = {_JSON: {"schema": or_null(media["schema"], True)}}
            success |= {"x-files": statuses_of(way)} if "file" in kinds else {}
        elif "file" in kinds:
            success |= {"content": {_BYTES: {"schema": _FILE}}}
        elif "text" in kinds:
            success |= {"content": {"text/plain": {"schema": _TEXT}}}
        if any(_may_be_any(kind) for kind, _ in kinds.get("file", [])):
            success["x-any"] = True
        return {**success, "x-may-be-empty": True} if is_empty else success

    def _with_objects(self, way: Way) -> Way:
        """Return a way whose JSON without a schema is an object, if any other has a schema: all would be Any."""
        media = [(status, each) for status, (category, found) in way.items() if category == "json" for _, each in found]
        empty = [status for status, each in media if "schema" not in each]
        if not empty or len(empty) == len(media):
            return way
        self._notes.add(
            f"JSON of {', '.join(empty)} has no schema: it is read as a dict, unless it fits another result"
        )
        objects = {status: [(kind, {"schema": _OBJECT, **each}) for kind, each in way[status][1]] for status in empty}
        return {status: (category, objects.get(status, found)) for status, (category, found) in way.items()}

    def _json(self, found: list[tuple[str, Document]]) -> Document:
        return self._schema([media for _, media in found], f"{self._operation} Result")

    def _by_status(self, way: Way) -> Document:
        """Return a success whose status decides which objects it may be; empty if it does not, or need not."""
        found = {
            status: media.get("schema", {})
            for status, (category, kinds) in way.items()
            if category == "json"
            for _, media in kinds[:1]
        }
        wholes = [self._schemas.whole(each) for each in found.values()]
        if not self._are_apart(wholes):
            return {}
        adapted = {
            status: self._schemas.schema(raw, f"{self._operation} {status} Result") for status, raw in found.items()
        }
        variants = {status: each.get("anyOf", [each]) for status, each in adapted.items()}
        if not all("$ref" in each for found in variants.values() for each in found):
            return {}
        names = {status: [str(each["$ref"]).rpartition("/")[2] for each in found] for status, found in variants.items()}
        return {"content": {_JSON: {"schema": union_of([*adapted.values()])}}, "x-by-status": names}

    def _are_apart(self, wholes: list[Document]) -> bool:
        """Return whether these are objects, or unions of some, that only the status tells apart."""
        variants = [self._schemas.whole(each) for whole in wholes for each in self._schemas.variants(whole)]
        is_one = not wholes or all(each == wholes[0] for each in wholes)
        if is_one or not all(map(is_object, variants)):
            return False
        return discriminator_of(variants, [None for _ in variants], None, self._schemas.whole) is None

    def _stream(self, kind: str, media: Document) -> Document:
        """Return the success of a stream: the schema of an item, and how items are written."""
        raw = self._item_of(media)
        schema = self._schemas.whole(raw)
        if essence(kind) != EVENTS:
            return {"content": {_JSON: {"schema": self._item(self._line(kind, raw, schema))}}, "x-stream": "lines"}
        events = [self._schemas.whole(each) for each in self._schemas.variants(schema)]
        if all(map(_is_event, events)):
            return self._events(raw, schema, events)
        fields = mapping(schema.get("properties"))
        is_text = not schema or kinds_of(schema) == ["string"] or (bool(fields) and fields.keys() <= _EVENT)
        item = {} if is_text else {"content": {_JSON: {"schema": self._item(raw)}}}
        return {**item, "x-stream": "events" if is_text else "data"}

    def _item_of(self, media: Document) -> Json:
        """Return the schema of an item; a list is the stream as a whole (OpenAPI 3.2, 4.14.3)."""
        raw = media.get("schema", {})
        whole = self._schemas.whole(raw)
        is_list = kinds_of(whole) == ["array"] and isinstance(whole.get("items"), dict)
        return media.get("itemSchema", whole["items"] if is_list else raw)

    def _line(self, kind: str, raw: Json, schema: Document) -> Json:
        """Return the schema of one line; that of a text is of the stream as a whole."""
        if kinds_of(schema) == ["string"]:
            self._notes.add(f"{kind} is documented as text: each line is typed as Any")
            return {}
        return raw

    def _events(self, raw: Json, schema: Document, events: list[Document]) -> Document:
        """Return the success of a stream whose schema describes the events themselves, not only their data."""
        decoded = [self._as_sent(each) for each in events]
        if decoded != events:
            union: Document = {"anyOf": decoded, "discriminator": schema.get("discriminator")}
            raw = union if len(decoded) > 1 else decoded[0]
        data = [self._schemas.whole(mapping(each["properties"])["data"]) for each in decoded]
        are_texts = ["string" in kinds_of(each) or isinstance(each.get("const"), str) for each in data]
        kind = "text_event" if all(are_texts) else "mixed_event" if any(are_texts) else "event"
        return {"content": {_JSON: {"schema": self._item(raw)}}, "x-stream": kind}

    def _as_sent(self, schema: Document) -> Document:
        """Return an event with what its texts contain: JSON with a schema (OpenAPI 3.2, 4.14.4), and no numbers."""
        fields = mapping(schema["properties"])
        data = self._schemas.whole(fields["data"])
        if is_json(str(data.get("contentMediaType", ""))) and "contentSchema" in data:
            fields = {**fields, "data": data["contentSchema"]}
        if {"integer", "number"} & {*kinds_of(self._schemas.whole(fields.get("id")))}:
            self._notes.add("the id of an event is documented as a number: it is read as the text that it is")
            fields = {**fields, "id": {"type": "string", **text_of(fields["id"])}}
        return schema if fields == schema["properties"] else {**schema, "properties": fields}

    def _item(self, raw: Json) -> Document:
        return self._schemas.schema(raw, f"{self._operation} Event")

    def _successes(self, declared: Document) -> list[str]:
        successes = [status for status in declared if re.fullmatch(r"2(\d\d|XX)", status)]
        if not successes and not _redirects(declared):
            if "DEFAULT" in declared:
                self._notes.add("has no success but a default response, which is used for it")
                return ["DEFAULT"]
            self._notes.add("has no success: any is accepted, and its content is ignored")
        return successes

    def _redirects(self, declared: Document) -> Document:
        """Return the documented redirects, whose result is an address, and 304."""
        redirects = _redirects(declared)
        if [status for status in redirects if status != "304"]:
            self._notes.add("documents a redirect: the result is its address, which is not followed")
        return {status: {"description": "", **text_of(declared[status])} for status in redirects}

    def _errors(self, declared: Document, *, has_default: bool) -> Document:
        wanted = r"[45](\d\d|XX)|DEFAULT" if has_default else r"[45](\d\d|XX)"
        found = {status: raw for status, raw in declared.items() if re.fullmatch(wanted, status)}
        return {status.replace("DEFAULT", "default"): self._error(raw, status) for status, raw in found.items()}

    def _error(self, raw: Json, status: str) -> Document:
        """Return an error response; what cannot be read of it is noted."""
        try:
            response = follow(self._document, raw).value
            found = self._errors_as_json(self._content(response), status)
            schema = self._schema([media for _, media in found], f"{self._operation} {status} Error")
            typed = {"content": {_JSON: {"schema": schema}}, "x-typed": True} if found and schema else {}
            return {"description": "", **text_of(response), **typed}
        except Unsupported as reason:
            self._notes.add(f"response {status}: {reason}: {_UNPARSED}")
            return {"description": ""}

    def _errors_as_json(self, content: Content, status: str) -> list[tuple[str, Document]]:
        """Return the media types of an error that are JSON: also those of objects, whatever they are called."""
        if "json" in content:
            return content["json"]
        kinds = [each for found in content.values() for each in found]
        objects = [each for each in kinds if is_object(self._schemas.whole(each[1].get("schema")))]
        found = [each for each in objects if not is_text(each[0])]
        if objects:
            names = ", ".join(kind for kind, _ in objects)
            self._notes.add(f"response {status}: {names}: " + ("is read as JSON" if found else _UNPARSED))
        return found

    def _content(self, response: Document, status: str = "", method: str = "") -> Content:
        found: Content = {}
        if status in _EMPTY:
            if response.get("content"):
                self._notes.add(f"documents content for {status}, which has none: it is ignored")
            return found
        if "content" not in response and _is_unsaid(response, status, method):
            self._notes.add("does not say what it responds with: what comes is returned as bytes")
            return {"file": [("*/*", {})]}
        for kind, media in content_of(self._document, response).items():
            category = self._category(kind, media)
            found.setdefault(category, []).append((kind, media))
        return found

    def _note_unread(self, kinds: Content) -> None:
        """Note each media type of a result whose schema says more than that it is text or a file."""
        for category, form in (("text", "text"), ("file", "bytes")):
            for kind, media in kinds.get(category, []):
                if kinds_of(self._schemas.whole(media.get("schema"))) not in _PLAIN or "itemSchema" in media:
                    self._notes.add(f"{kind} is returned as {form}: its schema is not read")

    def _without_empty_json(self, found: Content, has_switch: bool) -> Content:
        """Return what a response may be without JSON of any kind beside a file or stream: FastAPI adds it by itself."""
        schemas = {kind: self._schemas.whole(media.get("schema")) for kind, media in found.get("json", [])}
        empty = [kind for kind, schema in schemas.items() if not {*schema} - ANNOTATIONS]
        if not empty or ("file" not in found and ("stream" not in found or has_switch)):
            return found
        self._notes.add(
            f"{', '.join(empty)} has no schema beside a {'file' if 'file' in found else 'stream'}: it is ignored"
        )
        kept = [each for each in found["json"] if each[0] not in empty]
        return {category: kinds for category, kinds in {**found, "json": kept}.items() if kinds}

    def _category(self, kind: str, media: Document) -> str:
        raw = media.get("schema")
        schema = follow(self._document, raw).value
        if schema.get("format") == "binary" or schema.get("type") == "file":
            return "file"
        if is_stream(kind):
            return "stream"
        if is_json(kind) or (raw and not is_media_type(kind) and essence(kind) in ("*/*", "")):
            return "json"
        return "text" if is_text(kind) else "file"

    def _note_ignored(self, contents: dict[str, Content], ways: dict[str, Way]) -> None:
        used = [kind for way in ways.values() for _, kinds in way.values() for kind, _ in kinds]
        every = [kind for content in contents.values() for kinds in content.values() for kind, _ in kinds]
        ignored = [kind for kind in dict.fromkeys(every) if kind not in used]
        if ignored:
            self._notes.add(f"responds with {', '.join(dict.fromkeys(used))}; {', '.join(ignored)} is ignored")

    def _schema(self, media: list[Document], hint: str) -> Document:
        schemas = [each.get("schema", {}) for each in media]
        different = [each for place, each in enumerate(schemas) if each not in schemas[:place]]
        if not different:
            return {}
        raw: Json = different[0] if len(different) == 1 else {"anyOf": different}
        return self._schemas.schema(raw, hint)


def _named(key: str, responses: dict[str, Document]) -> list[str]:
    """Return the names at a key of any of these responses, each once."""
    return list(dict.fromkeys(name for each in responses.values() for name in mapping(each.get(key))))


def _is_event(schema: Document) -> bool:
    fields = mapping(schema.get("properties"))
    return fields.keys() <= _EVENT and "data" in fields


def _is_unsaid(response: Document, status: str, method: str) -> bool:
    """Return whether a response without documented content has some: FastAPI documents files and streams so."""
    is_of_fastapi = response.get("description") == "Successful Response" and method != "delete"
    return status == "200" and (method == "get" or is_of_fastapi)


def _accepted(kind: str, media: Document) -> str:
    """Return what to ask for: any type where a file is documented as JSON, or as nothing that is a media type."""
    is_file = mapping(media.get("schema")).get("format") == "binary"
    return "*/*" if (is_file and is_json(kind)) or not (is_media_type(kind) or is_range(kind)) else accepted(kind)


def _may_be_any(kind: str) -> bool:
    """Return whether a file may be anything, also JSON, text or several parts."""
    is_known = (is_media_type(kind) or is_range(kind)) and essence(kind) not in ("*/*", _BYTES)
    return not is_known or is_json(kind) or is_text(kind) or essence(kind).startswith(("multipart/", "message/"))


def _redirects(declared: Document) -> list[str]:
    return [status for status in declared if re.fullmatch(r"30[123478]", status)]
