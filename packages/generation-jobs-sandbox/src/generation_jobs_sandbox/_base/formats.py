"""How providers write keys, ids and times."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from random import Random

    from starlette.datastructures import Headers


def bearer(headers: Headers) -> str | None:
    """Return the token of `Authorization: Bearer …`, or None if the header is absent or has another form."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token and " " not in token else None


def new_uuid(random: Random) -> str:
    """Return a random UUID (version 4) as a string."""
    return str(UUID(int=random.getrandbits(128), version=4))


def iso(moment: datetime | None, timespec: str = "milliseconds") -> str | None:
    """Format a time in UTC, like `2026-03-16T01:44:56.673Z`; None stays None."""
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec=timespec).replace("+00:00", "Z")


def unix(moment: datetime | None) -> int | None:
    """Format a time as whole Unix seconds; None stays None."""
    return None if moment is None else int(moment.timestamp())
