"""Reads an API docs page and returns an OpenAPI document, with notes on what the page does not say."""

from __future__ import annotations

from docs2openapi._model.page import Note, UnreadablePage
from docs2openapi._openapi.document import count_facts
from docs2openapi._read import Result, read_page
from docs2openapi._text.json_text import parse_json
from docs2openapi._text.plain_values import BadValue
from docs2openapi._text.yaml_text import parse_yaml
from docs2openapi._text.yaml_writer import yaml_text

__all__ = [
    "BadValue",
    "Note",
    "Result",
    "UnreadablePage",
    "count_facts",
    "parse_json",
    "parse_yaml",
    "read_page",
    "yaml_text",
]
