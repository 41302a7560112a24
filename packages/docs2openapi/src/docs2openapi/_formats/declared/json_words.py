"""Fields of bodies whose JSON has words about each value in its place: ``"size": "number (optional)"``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._fields.field import FieldText, build_field
from docs2openapi._model.findings import ListedField
from docs2openapi._model.schema import is_list, is_object
from docs2openapi._text.type_words import parse_type_words
from docs2openapi._vocabulary.flags import DEFAULT_WORD, FLAG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.page import Remark
    from docs2openapi._model.schema import Json
    from docs2openapi._sections.examples import ExampleBlock

# ``optional: low, high``
_VALUES_BEHIND_FLAG = re.compile(rf"(?:{FLAG.pattern})\s?[:：]\s?\w[\w.-]*(?:, \w[\w.-]*)+", re.IGNORECASE)
MAX_DEPTH = 16


def fields_of_words(block: ExampleBlock, remarks: list[Remark]) -> Iterator[ListedField]:
    """Return the fields of a body that is written in words for types, with what the words say besides."""
    for text, outer in _texts(block.words, (), block.line):
        field = build_field(text, remarks, outer)
        if field is not None:
            yield ListedField(block.location, field, block.status, block.content_types)


def _texts(value: Json, outer: tuple[str, ...], line: int) -> Iterator[tuple[FieldText, tuple[str, ...]]]:
    for name, child in value.items() if is_object(value) and len(outer) < MAX_DEPTH else ():
        if is_list(child):
            inner = child[0] if child else None
            words = parse_type_words(inner) if isinstance(inner, str) else None
            kind = (
                f"array of {words.type}s"
                if words and words.type
                else "array of objects"
                if is_object(inner)
                else "array"
            )
            yield FieldText(line, name, kind), outer
            yield from _texts(inner, (*outer, name, "[]"), line)
        elif is_object(child):
            yield FieldText(line, name, "object"), outer
            yield from _texts(child, (*outer, name), line)
        elif isinstance(child, str) and (words := parse_type_words(child)):
            yield _field_text(line, name, words.type, words.more), outer


def _field_text(line: int, name: str, kind: str, more: str) -> FieldText:
    flag, default = FLAG.search(more), DEFAULT_WORD.search(more)
    words = ", ".join(filter(None, (kind, flag[0] if flag else "")))
    rest = DEFAULT_WORD.sub("", FLAG.sub("", more, count=1)).strip(" ,;()-–—:")
    default_words = default["value"].strip() if default else None
    values = rest if _VALUES_BEHIND_FLAG.fullmatch(more) else ""
    return FieldText(line, name, words, default=default_words, values=values, description="" if values else rest)
