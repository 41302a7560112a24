"""Reads single values of the clients' models.

A provider may send another type than it documents, null, or nothing (UNSET). A wait must survive this, so that every
function here returns None for a value that it cannot read.
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from generation_jobs._core.models import JobStatus

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

_DIGITS = 30
"""The most digits of a price, before or after the point: 1E+999999999999 written out would take all memory."""


def at(value: object, pointer: str) -> object:
    """Return the value at a JSON pointer (RFC 6901) in a decoded body."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        value = cast("dict[str, object]", value).get(key) if isinstance(value, dict) else None
    return value


def all_at(body: bytes, pointer: str) -> list[object]:
    """Return the values at a JSON pointer in a body, where each list on the way stands for all of its items."""
    try:
        values: list[object] = [json.loads(body)]
    except (ValueError, RecursionError):
        return []
    for step in pointer.split("/")[1:]:
        items = [
            item for value in values for item in (cast("list[object]", value) if isinstance(value, list) else [value])
        ]
        values = [at(item, f"/{step}") for item in items]
    return values


def text(value: object) -> str | None:
    """Return a string that is not empty."""
    return str(value) if isinstance(value, str) and value else None  # the plain string of an enum's member


def status_of(value: object, status_map: Mapping[str, JobStatus]) -> tuple[str | None, JobStatus]:
    """Return the provider's status, and what it means."""
    status = text(value)
    return status, status_map.get(status or "", JobStatus.UNKNOWN)


def status_query(status_map: Mapping[str, JobStatus], status: JobStatus) -> dict[str, str]:
    """Return the query that filters a provider's list by one status.

    Args:
        status_map: The provider's statuses, and what they mean.
        status: The status to filter by.

    Returns:
        `{"status": …}` with the first of the provider's statuses that means it; empty if there is none.
    """
    found = [theirs for theirs, meaning in status_map.items() if meaning is status]
    return {"status": found[0]} if found else {}


def number(value: object) -> float | None:
    """Return a finite number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:  # whole numbers in JSON have no limit
        return None
    return found if math.isfinite(found) and found >= 0 else None


def count(value: object) -> int | None:
    """Return a whole number that is not negative."""
    found = number(value)
    return None if found is None else int(found)


def money(value: object) -> Decimal | None:
    """Return an amount, given as a decimal string or a JSON number."""
    from decimal import Decimal, InvalidOperation  # late: most providers name no price

    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount.adjusted()) < _DIGITS else None


def time(value: object) -> datetime | None:
    """Return a time in UTC, given as Unix seconds, ISO 8601 or a datetime; without a zone, it is taken as UTC."""
    try:
        if isinstance(value, str):
            value = datetime.fromisoformat(value.strip())
        elif isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if isinstance(value, datetime):
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None
