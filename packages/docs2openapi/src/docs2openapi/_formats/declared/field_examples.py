"""JSON under a title that is the name of one field: it shows that field, and not the whole body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs2openapi._model.schema import is_object, types_of
from docs2openapi._openapi.example_schema import infer_schema
from docs2openapi._vocabulary.types import owner_name, type_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.field import Field
    from docs2openapi._model.findings import Findings
    from docs2openapi._sections.examples import ExampleBlock
    from docs2openapi._sections.parsed_page import ParsedPage

_SENT = ("body", "request", "unknown")


def take_field_examples(blocks: Sequence[ExampleBlock], findings: Findings, page: ParsedPage) -> list[ExampleBlock]:
    """Give the fields that such JSON shows what it has inside, and return the other examples."""
    objects = [each.field for each in findings.fields if each.location in _SENT and _may_be_object(each.field)]
    return [block for block in blocks if not any(_shows(block, field, page) for field in objects)]


def _may_be_object(field: Field) -> bool:
    return len(field.path) == 1 and types_of(field.schema) in ([], ["object"]) and "enum" not in field.schema


def _shows(block: ExampleBlock, field: Field, page: ParsedPage) -> bool:
    """Return whether JSON shows a field, which gets its properties then."""
    value = block.example.value if block.example and block.location == "body" else None
    title = page.outline.at(block.line).innermost
    names = {type_letters(title), type_letters(owner_name(title))}
    if not is_object(value) or field.line > block.line or type_letters(field.name) not in names or field.name in value:
        return False
    field.schema.setdefault("type", "object")
    field.schema.setdefault("properties", (infer_schema([value]) or {}).get("properties", {}))
    return True
