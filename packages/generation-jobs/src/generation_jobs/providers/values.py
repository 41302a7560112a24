"""Reading single values out of the clients' models.

The models are typed, but not checked: a provider may send a number where its page says string, null where it says
nothing of null, or leave a field out (UNSET). None of that may end a wait, so that what cannot be read is None.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from generation_jobs._core.models import JobStatus

_DIGITS = 30
"""No price has more, before or behind the point: written out, 1E+999999999999 would take all memory."""


def at(value: object, pointer: str) -> object:
    """What stands at a JSON pointer in a decoded body, None where nothing does."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        value = cast("dict[str, object]", value).get(key) if isinstance(value, dict) else None
    return value


def text(value: object) -> str | None:
    """A string that holds something."""
    return str(value) if isinstance(value, str) and value else None  # an enum's member becomes its plain word


def status_query(words: Mapping[str, JobStatus], status: JobStatus) -> dict[str, str]:
    """The query that asks a provider's list for one status; empty where no word of its own means that."""
    meant = [word for word, meaning in words.items() if meaning is status]
    return {"status": meant[0]} if meant else {}


def number(value: object) -> float | None:
    """A finite number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:  # JSON's whole numbers have no limit
        return None
    return found if math.isfinite(found) and found >= 0 else None


def count(value: object) -> int | None:
    """A whole number that is not negative."""
    found = number(value)
    return None if found is None else int(found)


def money(value: object) -> Decimal | None:
    """An amount given as a decimal string or as a JSON number (whose shortest form is what was sent)."""
    from decimal import Decimal, InvalidOperation  # late: most providers tell no price

    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount.adjusted()) < _DIGITS else None


def time(value: object) -> datetime | None:
    """A time in UTC from Unix seconds, from ISO 8601 (without a zone: taken as UTC), or from a datetime."""
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
