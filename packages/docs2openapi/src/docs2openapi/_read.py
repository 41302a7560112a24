"""Which shape a page has, and what comes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docs2openapi._formats.flattened import read_tables
from docs2openapi._formats.markup import read_markup
from docs2openapi._formats.openapi_fence import named_fences, openapi_fences, read_fence
from docs2openapi._model.page import Note, Page, load_page
from docs2openapi._openapi.document import build, count_facts, merge
from docs2openapi._sections.parsed_page import Survey, survey
from docs2openapi._sections.split import split
from docs2openapi._text.markdown import blocks
from docs2openapi._text.tags import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from docs2openapi._model.operation import Operation, Remark


_MARK = re.compile(r"^\s{0,3}(?:#{1,6}\s+|(?:`{3,}|~{3,}).*$)")
_HTML = re.compile(r"\s*(?:<!doctype html|<html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a page.

    ``document`` is the OpenAPI document, JSON values only. ``shape`` is ``fence``, ``components`` or ``tables``.
    ``notes`` tell, in the order of the page, what it does not say and what could not be decided. ``facts`` counts
    the values that the document takes from the page. ``missing`` names what an operation cannot do without and
    the page does not say: ``path``, ``method``, ``server``, ``security``, or a ``$ref`` that leads nowhere.
    """

    document: dict[str, Any]
    shape: str
    notes: tuple[Note, ...]
    facts: int
    missing: tuple[str, ...]


def read_page(path: Path | str) -> Result:
    """Read one docs page and give an OpenAPI document.

    Raises:
        UnreadablePage: No document can be made of it; the message is ``file:line: reason``.
    """
    page = load_page(path)
    found = blocks(page.text)
    fences = openapi_fences(page, found)
    if len(fences) > 1:
        fences = named_fences(fences) or fences  # the others are examples of something
    if len(fences) > 1:
        raise page.unreadable(fences[1].first, "a second OpenAPI document: one page tells one operation")
    if fences:
        read = read_fence(page, fences[0])
        return _result(page, "fence", read.document, read.missing, read.remarks)
    surveyed = survey(page)
    broken = list(surveyed.remarks)
    operations = _read_markup(surveyed) if _is_marked_up(surveyed) else []
    if all(map(_is_bare, operations)) and (flattened := read_tables(_unmarked(page, surveyed))) is not None:
        operations = operations if operations and _is_bare(flattened) else [flattened]
    if operations:
        has_tags = any(tag.name in FIELDS for tag in surveyed.tags)
        return _built(page, "components" if has_tags else "tables", operations)
    if broken:
        raise page.unreadable(*broken[0])
    raise page.unreadable(1, _reason(page))


def _read_markup(surveyed: Survey) -> list[Operation]:
    return [operation for part in split(surveyed) if (operation := read_markup(part)) is not None]


def _is_marked_up(surveyed: Survey) -> bool:
    """Whether a page has Markdown in it, or is flattened to text."""
    kinds = {block.kind for block in surveyed.found}
    names = {tag.name for tag in surveyed.tags}
    has_tags = bool(names & {*FIELDS, "table", "dl", "swagger"})
    return has_tags or bool(surveyed.front.end or kinds & {"fence", "table", "h1", "h2", "h3", "h4", "h5", "h6"})


def _is_bare(operation: Operation) -> bool:
    """Whether nothing is told of an operation but its name."""
    fields = [*operation.body, *(field for own in operation.body_of.values() for field in own)]
    fields += [*(given.field for given in operation.parameters)]
    fields += [field for answer in operation.answers for field in (*answer.fields, *answer.headers)]
    return not any(field.schema.get("type") for field in fields)


def _unmarked(page: Page, surveyed: Survey) -> Page:
    """Give a page without the marks of headings and fences: some flatten tables and keep those."""
    if not surveyed.found:
        return page
    lines = ["" if at < surveyed.front.end else _MARK.sub("", line) for at, line in enumerate(page.lines)]
    return Page(page.file, "\n".join(lines))


def _reason(page: Page) -> str:
    if _HTML.match(page.text):
        return "is a page of HTML that holds no API docs: a login, an error, or a site to be pulled as Markdown"
    return "no OpenAPI fence, no ParamField or ResponseField tag, no operation and table in text"


def _built(page: Page, shape: str, operations: Sequence[Operation]) -> Result:
    built = merge([build(operation) for operation in operations])
    noted = [remark for operation in operations for remark in operation.remarks]
    return _result(page, shape, built.document, built.missing, [*noted, *built.remarks])


def _result(
    page: Page, shape: str, document: dict[str, Any], missing: tuple[str, ...], remarks: Iterable[Remark]
) -> Result:
    notes = tuple(page.note(line, reason) for line, reason in sorted(set(remarks)))
    return Result(document, shape, notes, count_facts(document), missing)
