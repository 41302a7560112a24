"""What consoles show of jobs."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from enum import Enum
from typing import Any

_LONGEST = 1000
"""Characters of a text; a provider may send megabytes."""


def text(value: Any) -> str:
    """Return the `repr` of a dataclass, with the fields that are set."""
    return f"{type(value).__name__}({', '.join(f'{name}={given!r}' for name, given in fields_of(value))})"


def fields_of(value: Any) -> Iterator[tuple[str, object]]:
    """Yield the fields of a dataclass that are set: bytes by their number, URLs without what may be secret in them."""
    for one in fields(value):
        given = getattr(value, one.name)
        if one.repr and given is not None and given != ():
            yield one.name, _short(one.name, given)


def _short(name: str, value: object) -> object:
    if isinstance(value, bytes):
        return f"{len(value):,} bytes"
    if isinstance(value, datetime):
        return time_text(value)
    if name == "url":
        start, query, _ = str(value).partition("?")
        return start[:200] + ("?…" if query else "")
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}…"
    return value.value if isinstance(value, Enum) else value


def time_text(moment: datetime | None) -> str | None:
    """Return a time as RFC 3339 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
