"""MDX pages that list their fields in ``<ParamField>`` and ``<ResponseField>`` tags, with an example in a fence."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from docs2openapi.operation import (
    ABSENT,
    MAX_STEPS,
    Absent,
    Answer,
    Field,
    Operation,
    Parameter,
    Remark,
    name_path,
)
from docs2openapi.tags import Tag, find_tags
from docs2openapi.typewords import Schema, schema_of, types_of
from docs2openapi.values import BadValue, Json, parse_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi.markdown import Block
    from docs2openapi.page import Page

_FIELDS = ("paramfield", "responsefield")
_SENT = ("path", "query", "header")
_STATUS = re.compile(r"(?:^|\s)([1-5]\d\d)(?=\s|$)")


def has_components(page: Page, found: Sequence[Block]) -> bool:
    """Whether a page lists fields in tags."""
    return any(tag.name in _FIELDS for tag in find_tags(_prose(page, found)).tags)


def broken_tags(page: Page, found: Sequence[Block]) -> list[Remark]:
    """Tell what is wrong with tags: a page of which a part is cut off may have none that is whole."""
    return find_tags(_prose(page, found)).remarks


def read_components(page: Page, found: Sequence[Block]) -> Operation:
    """Read what the tags of a page say of one operation; such a page names neither method nor path nor server."""
    heading = next((block for block in found if block.kind == "h1"), None)
    operation = Operation(line=heading.first if heading else 1)
    if heading:
        operation.title = heading.text
        operation.description = _after(heading, found)
    reading = find_tags(_prose(page, found))
    operation.remarks += reading.remarks
    fields = _read_fields(reading.tags, operation.remarks)
    operation.parameters = [Parameter(place, field) for place, field in fields if place in _SENT]
    operation.body = [field for place, field in fields if place == "body"]
    answered = [field for place, field in fields if place == "response"]
    operation.answers = _read_answers(reading.tags, found, answered, operation.remarks)
    return operation


def _prose(page: Page, found: Sequence[Block]) -> str:
    """The page with its fences blanked, each line in its place: a tag in a fence is an example of code."""
    lines = page.lines
    for block in found:
        if block.kind == "fence":
            lines[block.first - 1 : block.last] = [""] * (block.last - block.first + 1)
    return "\n".join(lines)


def _after(heading: Block, found: Sequence[Block]) -> str | None:
    following = next((block for block in found if block.first > heading.last), None)
    is_text = following is not None and following.kind == "p" and not following.text.startswith("<")
    return following.text if following and is_text else None


def _read_fields(tags: Sequence[Tag], remarks: list[Remark]) -> list[tuple[str, Field]]:
    """Read each field with its place; one inside another belongs to that one's value."""
    read: dict[int, tuple[str, Field]] = {}
    for tag in tags:
        if tag.name not in _FIELDS:
            continue
        outer = read.get(tag.parent) if tag.parent is not None else None
        place, name = _place_and_name(tag, outer, remarks)
        field = _read_field(tag, name, _inside(outer), remarks) if place else None
        if field is not None:
            read[tag.number] = (place, field)
    return list(read.values())


def _place_and_name(tag: Tag, outer: tuple[str, Field] | None, remarks: list[Remark]) -> tuple[str, str]:
    places = [place for place in (*_SENT, "body") if place in tag.attributes]
    if tag.name == "responsefield":
        return outer[0] if outer else "response", tag.attributes.get("name") or ""
    if len(places) == 1:
        return places[0], tag.attributes[places[0]] or ""
    told = " and ".join(places) or "no place that is known"
    remarks.append(Remark(tag.line, f"ParamField: is sent in {told}; left out"))
    return "", ""


def _inside(outer: tuple[str, Field] | None) -> tuple[str, ...]:
    if outer is None:
        return ()
    field = outer[1]
    return (*field.path, "[]") if "array" in types_of(field.schema) else field.path


def _read_field(tag: Tag, name: str, outer: tuple[str, ...], remarks: list[Remark]) -> Field | None:
    path = name_path(name)
    if path is None or len(outer) + len(path) > MAX_STEPS:
        remarks.append(Remark(tag.line, f"{name!r} is not the name of a field; left out"))
        return None
    schema = _read_type(tag, name, remarks)
    _read_default(tag, name, schema, remarks)
    if _is_set(tag, "deprecated"):
        schema["deprecated"] = True
    description = dedent(tag.text).strip()
    if description:
        schema["description"] = description
    return Field((*outer, *path), tag.line, schema, _is_set(tag, "required"))


def _read_type(tag: Tag, name: str, remarks: list[Remark]) -> Schema:
    words = tag.attributes.get("type")
    if words is None:
        remarks.append(Remark(tag.line, f"field {name}: the page does not say its type"))
        return {}
    schema = schema_of(words)
    if schema is None:
        remarks.append(Remark(tag.line, f"field {name}: type {words!r} is not known"))
    return schema or {}


def _read_default(tag: Tag, name: str, schema: Schema, remarks: list[Remark]) -> None:
    words = tag.attributes.get("default")
    if words is None:
        return
    is_text = schema.get("type") == "string"
    try:
        value = words if is_text and not words.startswith("{") else parse_json(_unbraced(words))
    except BadValue:
        remarks.append(Remark(tag.line, f"field {name}: default {words!r} cannot be read; left out"))
        return
    if is_text and not isinstance(value, str):
        remarks.append(Remark(tag.line, f"field {name}: default {words!r} is not a text; left out"))
        return
    schema["default"] = value


def _unbraced(words: str) -> str:
    """Give what a JSX attribute holds: ``{20}`` is 20."""
    return words[1:-1].strip() if words.startswith("{") and words.endswith("}") else words


def _is_set(tag: Tag, attribute: str) -> bool:
    """Whether a flag stands in a tag: ``required``, ``required={true}``, but not ``required={false}``."""
    return attribute in tag.attributes and _unbraced(tag.attributes[attribute] or "true") != "false"


def _read_answers(
    tags: Sequence[Tag], found: Sequence[Block], fields: list[Field], remarks: list[Remark]
) -> list[Answer]:
    answers = _one_per_status([_read_example(f, remarks) for f in _example_fences(tags, fields, found)], remarks)
    main = next((answer for answer in answers if (answer.status or "200").startswith("2")), None)
    if main is None and fields:
        main = Answer(line=fields[0].line)
        answers.insert(0, main)
    if main is not None:
        main.fields = fields
        main.description = _response_prose(tags, found)
    return answers


def _example_fences(tags: Sequence[Tag], fields: Sequence[Field], found: Sequence[Block]) -> list[Block]:
    spans = [(tag.line, tag.end) for tag in tags if tag.name == "responseexample"]
    start = fields[0].line if fields else None
    return [
        block
        for block in found
        if block.kind == "fence"
        and block.info.lower().startswith("json")
        and ((start and block.first > start) or any(first < block.first < end for first, end in spans))
    ]


def _read_example(fence: Block, remarks: list[Remark]) -> Answer:
    status = _STATUS.search(fence.info)
    example: Json | Absent = ABSENT
    try:
        example = parse_json(fence.text)
    except BadValue as error:
        line = min(fence.first + error.line, fence.last)  # the page may end where the example breaks off
        remarks.append(Remark(line, f"the example is {error.reason}; left out"))
    return Answer(line=fence.first, status=status[1] if status else None, example=example)


def _response_prose(tags: Sequence[Tag], found: Sequence[Block]) -> str:
    """Give the paragraphs between the heading over the first response field and the last such field's example."""
    shown = [tag for tag in tags if tag.name in ("responsefield", "responseexample")]
    if not shown:
        return ""
    heading = next((b for b in reversed(found) if b.kind.startswith("h") and b.last < shown[0].line), None)
    start = heading.last if heading else 0
    inside = [tag for tag in tags if tag.parent is None]
    texts = [
        block.text
        for block in found
        if block.kind == "p"
        and start < block.first < shown[-1].line
        and not any(tag.line <= block.last and block.first <= tag.end for tag in inside)
    ]
    tells_operation = heading is not None and heading.kind == "h1" and _after(heading, found) is not None
    return "\n\n".join(texts[1:] if tells_operation else texts)


def _one_per_status(answers: list[Answer], remarks: list[Remark]) -> list[Answer]:
    kept: dict[str | None, Answer] = {}
    for answer in answers:
        kept.setdefault(answer.status, answer)
    others = [answer for answer in answers if kept[answer.status] is not answer]
    remarks += [Remark(other.line, "another example of the same response; left out") for other in others]
    return list(kept.values())
