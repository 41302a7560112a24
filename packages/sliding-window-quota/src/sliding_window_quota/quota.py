"""How many requests are allowed: the documented rate, and what is left of it."""

from dataclasses import dataclass
from typing import NamedTuple, cast

from sliding_window_quota.checks import check_seconds


@dataclass(frozen=True, slots=True)
class Rate:
    """The number of requests that an API allows in any `window` of seconds.

    Raises:
        ValueError: `limit` is not a whole number of at least 1, or `window` is not a positive number.
    """

    limit: int
    window: float

    def __post_init__(self) -> None:
        limit = cast("object", self.limit)  # not everybody runs a type checker
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
            raise ValueError(f"limit={limit!r}: give a whole number of at least 1")
        check_seconds("window", self.window)


def check_rate(rate: object) -> None:
    """Raise `ValueError` unless this is a `Rate`, or None for a limit that is not documented."""
    if not isinstance(rate, Rate | None):
        raise ValueError(f"rate={rate!r}: give a Rate, such as Rate(60, window=60.0), or None")


class Quota(NamedTuple):
    """What is left of a rate limit: `remaining` of `limit` requests in a window of `window` seconds."""

    remaining: int
    limit: int
    window: float
