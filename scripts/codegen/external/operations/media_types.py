"""Classify media types: JSON, text, a file, or a stream of JSON values or events."""

from __future__ import annotations

import re

_FORM = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+")
_RANGE = re.compile(r"\*/\*|[\w!#$&^.+-]+/\*")
_PARAMETERS = re.compile(r"(\s*;\s*[\w.-]+=([\w.+/-]+|\"[\w .+/-]*\"))*\s*", re.ASCII)
_LINES = re.compile(r"application/((x-)?(ndjson|jsonl|json-lines|jsonlines)|(.*\+)?json-seq|stream\+json)")
_TEXTS = re.compile(r"text/.*|application/(.*\+)?(xml|yaml|x-yaml|javascript|graphql|x-www-form-urlencoded|sql|jwt)")
EVENTS = "text/event-stream"


def essence(kind: str) -> str:
    """Return a media type without parameters, in lower case."""
    return kind.partition(";")[0].strip().lower()


def is_media_type(kind: str) -> bool:
    """Return whether it is a media type, and not a range."""
    return bool(_FORM.fullmatch(essence(kind)))


def is_range(kind: str) -> bool:
    """Return whether it is a range, such as `image/*`."""
    return bool(_RANGE.fullmatch(essence(kind)))


def is_json(kind: str) -> bool:
    """Return whether its content is one JSON value."""
    plain = essence(kind)
    return plain.endswith(("/json", "+json")) and not is_lines(plain)


def is_lines(kind: str) -> bool:
    """Return whether its content is a stream of JSON values, such as one in each line."""
    return bool(_LINES.fullmatch(essence(kind)))


def is_stream(kind: str) -> bool:
    """Return whether its content is a stream of events or JSON values."""
    return essence(kind) == EVENTS or is_lines(kind)


def is_text(kind: str) -> bool:
    """Return whether its content is text."""
    return bool(_TEXTS.fullmatch(essence(kind))) and not is_json(kind)


def accepted(kind: str) -> str:
    """Return a media type for the header Accept, with its parameters if they can be sent, but without a charset."""
    parameters = kind.partition(";")[2]
    written = f";{parameters}".rstrip() if parameters and _PARAMETERS.fullmatch(f";{parameters}") else ""
    return essence(kind) + re.sub(r"\s*;\s*(charset|boundary)=[^;]*", "", written, flags=re.IGNORECASE)
