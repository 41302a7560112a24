"""The text of Segmind's pages: a name with its type stuck to it, and a star or its default behind: ``promptstr *``."""

from __future__ import annotations

import re
from itertools import pairwise

from docs2openapi._vocabulary.http import CONTENT_TYPE

_FIELD = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*?)(?P<type>enum:(?:str|int)|str|int|float|boolean|bool|array|object|string|number|integer)"
    r"\s(?:(?P<star>\*)|\( default: (?P<default>.{0,80}?) \))(?:\s*Affects Pricing)?"
)
_TITLES = {"Attributes": "Body parameters"}
_SUCCESS = "200 - OK"
_ENDS = ("*", ")", "Pricing")
_NO_DEFAULT = ("None", "")
MIN_FIELDS = 2


def rewrite_starred_fields(lines: list[str]) -> list[str] | None:
    """Put name, type and star on lines of their own; None if the page has fewer than two starred fields."""
    fields = [_FIELD.fullmatch(line.strip()) if line.rstrip().endswith(_ENDS) else None for line in lines]
    if len(list(filter(None, fields))) < MIN_FIELDS:
        return None
    kind = next((below for line, below in pairwise(lines) if line == "RESPONSE" and CONTENT_TYPE.fullmatch(below)), "")
    return [_written(field) if field else _titled(line, kind) for line, field in zip(lines, fields, strict=True)]


def _titled(line: str, kind: str) -> str:
    """Say what a title is over, and put the content type of the response below its status."""
    if line.startswith(_SUCCESS):
        return "\n".join(filter(None, (line, kind)))
    return _TITLES.get(line, line)


def _written(field: re.Match[str]) -> str:
    kind = "enum" if field["type"].startswith("enum") else field["type"]
    default = field["default"] or ""
    flags = ["required"] if field["star"] else [] if default in _NO_DEFAULT else [f"Defaults to {default}"]
    return "\n".join([field["name"], kind, *flags])
