"""Pages of Markdown and MDX: what front matter, tags, tables, lists, examples and commands say of one operation.

A page may use several of these manners at once; each reader gives what its own says, and all is put into one operation.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docs2openapi._assemble.endpoint import decide_endpoint, decide_keys
from docs2openapi._assemble.locations import Placer
from docs2openapi._assemble.responses import Answers, response_prose
from docs2openapi._fields.field import make_field
from docs2openapi._fields.stacked import read_stack
from docs2openapi._formats.components import read_components
from docs2openapi._formats.lists import read_lists
from docs2openapi._formats.tables import PLACES, Told, read_grid
from docs2openapi._model.operation import Listed, Operation, Remark
from docs2openapi._sections.examples import read_shown
from docs2openapi._sections.outline import MIME, Context
from docs2openapi._text.inline import plain
from docs2openapi._text.tags import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._sections.examples import Shown
    from docs2openapi._sections.parsed_page import Survey

_TYPE_SPAN = re.compile(rf"`({MIME.pattern})`", re.IGNORECASE)
_BODIES = ("application/", "multipart/")
MAX_LINE = 2_000


def read_markup(survey: Survey) -> Operation | None:
    """Read what a page says of one operation; None where it says nothing of any."""
    told = _told(survey)
    after = next((listed.field.line for listed in told.listed if listed.place == "answer"), None)
    shown = read_shown(survey, after)
    if not told.listed and not survey.operations:
        return None
    operation = _head(survey)
    decide_endpoint(operation, survey.operations, survey.calls, survey.bases)
    answers = Answers(operation)
    answers.take_titles(survey.outline)
    _take_shown(operation, answers, shown)
    _read_body_types(operation, survey)
    Placer(operation, answers, survey.calls).place(told.listed)
    answers.take_errors(told.errors)
    answers.take_values(told.values)
    answers.finish(response_prose(survey))
    _read_answer_types(operation, survey)
    decide_keys(operation, list(enumerate(survey.prose, 1)), survey.calls)
    operation.remarks += survey.remarks
    told_any = (
        operation.path
        or operation.parameters
        or operation.body
        or operation.body_of
        or any(each.fields for each in operation.answers)
    )
    return operation if told_any else None


def _told(survey: Survey) -> Told:
    told = Told(read_components(survey.tags, survey.outline, survey.remarks), [], [])
    for grid in survey.grids:
        read = read_grid(grid, survey.outline.at(grid.line), survey.remarks)
        told.listed.extend(read.listed)
        told.errors.extend(read.errors)
        name = _field_around(survey, grid.line)
        told.values.extend([row._replace(name=name) for row in read.values] if name else read.values)
    told.listed.extend(_stacked(survey))
    lists = read_lists(survey.prose, survey.tags, survey.outline, survey.remarks)
    told.listed.extend(lists.listed)
    told.errors.extend(lists.errors)
    return told


def _field_around(survey: Survey, line: int) -> str | None:
    """Name the field in whose description a line stands."""
    around = [tag for tag in survey.tags if tag.name in FIELDS and tag.line < line < tag.end]
    names = (
        (around[-1].attributes.get(place) for place in ("name", "body", "query", "path", "header")) if around else ()
    )
    return next((name for name in names if name), None)


def _stacked(survey: Survey) -> Iterator[Listed]:
    """Read the fields that have a heading each, with type, flags and description under it."""
    headings = sorted(block.first for block in survey.found if block.kind in ("h3", "h4", "h5", "h6"))
    for line, following in pairwise([*headings, len(survey.prose) + 1]):
        context = survey.outline.at(line)
        stack = read_stack(survey.prose, line - 1) if context.role in PLACES else None
        if stack is None or not stack.is_heading or context.role is None:
            continue
        text = "\n".join(survey.prose[stack.end : following - 1]).strip()
        field = make_field(stack.written._replace(description=text), survey.remarks)
        yield from [Listed(context.role, field, context.status)] if field else []


def _head(survey: Survey) -> Operation:
    heading, front = survey.heading, survey.front
    title = front.title or (plain(heading.text) if heading else None)
    operation = Operation(line=heading.first if heading else 1, title=title, description=front.description)
    operation.keys, operation.is_open = [front.key] if front.key else [], front.is_open
    if heading and operation.description is None:
        following = next((block for block in survey.found if block.first > heading.last), None)
        is_text = following is not None and following.kind == "p" and not following.text.startswith(("<", "{%", "["))
        is_text = is_text and not any(line.line == following.first for line in survey.operations if following)
        operation.description = following.text if following and is_text else None
    return operation


def _take_shown(operation: Operation, answers: Answers, shown: list[Shown]) -> None:
    for one in shown:
        if one.place == "body":
            operation.body_examples += [one.example] if one.example else []
        else:
            answers.take_shown(one)


def _read_body_types(operation: Operation, survey: Survey) -> None:
    """Read the content types that titles and lines name for what is sent."""
    for _, context in _typed_contexts(survey):
        if context.role in ("body", "sent"):
            operation.body_types += [name for name in context.types if name not in operation.body_types]


def _read_answer_types(operation: Operation, survey: Survey) -> None:
    """Read the content types that titles and lines name for what comes back."""
    for line, context in _typed_contexts(survey):
        if context.role != "answer" or not context.types:
            continue
        answer = next((each for each in operation.answers if each.status == context.status), None)
        answer = answer or next((each for each in operation.answers if each.is_success), None)
        if answer is None:
            operation.remarks.append(Remark(line, "a content type of an answer that the page does not show"))
        else:
            answer.types += [name for name in context.types if name not in answer.types]


def _typed_contexts(survey: Survey) -> Iterator[tuple[int, Context]]:
    """Give the contexts that name types: of titles, of ``Content type: `…```, and of prose with a type as code."""
    yield from zip(survey.outline.lines, survey.outline.contexts, strict=True)
    for line, text in enumerate(survey.prose, 1):
        if "/" not in text or len(text) > MAX_LINE or text.lstrip().startswith(("|", "<", "-", "*")):
            continue
        words = plain(text).lower()
        is_label = words.startswith(("content type", "content-type"))
        types = MIME.findall(words) if is_label else _TYPE_SPAN.findall(text)
        context = survey.outline.at(line)._replace(types=tuple(types))
        # "Pictures must be `image/png`" tells of a field, not of the body.
        if types and (is_label or context.role == "answer" or all(name.startswith(_BODIES) for name in types)):
            yield line, context
