"""The ways of asking for a result: as JSON, as a file, as text or as a stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.operations.media_types import is_lines

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document

Content = dict[str, list[tuple[str, "Document"]]]
"""The media types of a response with their media objects, by category: json, file, text or stream."""

Way = dict[str, tuple[str, list[tuple[str, "Document"]]]]
"""For each status a category and its media types."""

_NOTHING: tuple[str, list[tuple[str, Document]]] = ("", [])


def ways_of(contents: dict[str, Content]) -> dict[str, Way]:
    """Return the ways of asking for a result by their suffix; the first is the method without one.

    Text beside files, such as subtitles in two formats, is bytes as well: which of them comes is up to the server.
    """
    contents = {status: _with_text_as_file(content) for status, content in contents.items()}
    base = {status: _first(content, ("json", "file", "text", "stream")) for status, content in contents.items()}
    main = next((each for each in ("json", "file", "text", "stream") if each in _categories(base)), "")
    kept = {"json", "file"} if main in ("json", "file") else {main}
    base = {status: found for status, found in base.items() if found[0] in {*kept, ""}}
    file = {status: _first(content, ("file", "json")) for status, content in contents.items()}
    stream = {status: _first(content, ("stream",)) for status, content in contents.items() if "stream" in content}
    found = {"": base}
    if any(category == "file" != base.get(status, _NOTHING)[0] for status, (category, _) in file.items()):
        found["_file"] = file
    text = {status: ("text", own) for status, content in contents.items() if (own := _own_text(content))}
    if main == "json" and text:
        found["_text"] = text
    if stream and "stream" not in _categories(base):
        found["_events"] = stream
    return found


def _with_text_as_file(content: Content) -> Content:
    if not {"file", "text"} <= content.keys():
        return content
    rest = {category: kinds for category, kinds in content.items() if category != "text"}
    return {**rest, "file": [*content["file"], *content["text"]]}


def _own_text(content: Content) -> list[tuple[str, Document]]:
    """Return the text that a response may be beside its JSON: many list several media types for one schema."""
    known = [media.get("schema") for _, media in content.get("json", [])]
    return [each for each in content.get("text", []) if known and each[1].get("schema") not in known]


def _first(content: Content, categories: tuple[str, ...]) -> tuple[str, list[tuple[str, Document]]]:
    """Return the first category that a response has, with its media types: of streams, those of one form."""
    found = next((each for each in categories if each in content), "")
    kinds = content.get(found, [])
    return found, [each for each in kinds if found != "stream" or is_lines(each[0]) == is_lines(kinds[0][0])]


def _categories(way: Way) -> set[str]:
    return {category for category, _ in way.values()}


def statuses_of(way: Way) -> list[list[int]]:
    """Return the statuses that respond with a file, and those with JSON; those of both are told by content type."""
    exact = [(int(status), category) for status, (category, _) in way.items() if status.isdecimal()]
    return [[status for status, category in exact if category == wanted] for wanted in ("file", "json")]
