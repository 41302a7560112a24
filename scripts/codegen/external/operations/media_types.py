"""Classify media types: JSON, text or file."""

from __future__ import annotations

import re

_FORM = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+")
_TEXTS = re.compile(
    r"text/.*|application/(.*\+)?(xml|yaml|x-yaml|x-ndjson|ndjson|jsonl|x-jsonlines|javascript|graphql|x-www-form-urlencoded|sql|jwt|.*json-seq|stream\+json)"
)


def essence(kind: str) -> str:
    """Return a media type without parameters, in lower case."""
    return kind.partition(";")[0].strip().lower()


def is_media_type(kind: str) -> bool:
    """Return whether it is a media type, and not a range."""
    return bool(_FORM.fullmatch(essence(kind)))


def is_json(kind: str) -> bool:
    """Return whether its content is one JSON value."""
    plain = essence(kind)
    return plain.endswith(("/json", "+json")) and not is_text(plain)


def is_text(kind: str) -> bool:
    """Return whether its content is text, including lines of JSON and event streams."""
    return bool(_TEXTS.fullmatch(essence(kind)))
