"""Media types: which hold JSON, which text, and which a file."""

from __future__ import annotations

import re

_FORM = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+")
_TEXTS = re.compile(
    r"text/.*|application/(.*\+)?(xml|yaml|x-yaml|x-ndjson|ndjson|jsonl|x-jsonlines|javascript|graphql|x-www-form-urlencoded|sql|jwt|.*json-seq|stream\+json)"
)


def essence(kind: str) -> str:
    """A media type without parameters, in lower case."""
    return kind.partition(";")[0].strip().lower()


def is_media_type(kind: str) -> bool:
    """Whether it is one, and not a range of them or something else."""
    return bool(_FORM.fullmatch(essence(kind)))


def is_json(kind: str) -> bool:
    """Whether it holds one JSON value."""
    plain = essence(kind)
    return plain.endswith(("/json", "+json")) and not is_text(plain)


def is_text(kind: str) -> bool:
    """Whether it holds text: lines of JSON and streams of events are that, too."""
    return bool(_TEXTS.fullmatch(essence(kind)))
