"""How many requests are allowed: the documented rate, and what is left of it."""

import math
from dataclasses import dataclass
from typing import NamedTuple, cast


@dataclass(frozen=True, slots=True)
class Rate:
    """The number of requests that an API allows in any `window` of seconds.

    Raises:
        ValueError: `limit` is not a whole number of at least 1, or `window` is not a positive number.
    """

    limit: int
    window: float

    def __post_init__(self) -> None:
        limit, window = cast("tuple[object, object]", (self.limit, self.window))  # not everybody runs a type checker
        numbers = isinstance(limit, int) and isinstance(window, int | float)
        if not numbers or self.limit < 1 or not 0 < self.window < math.inf:
            raise ValueError(
                f"{self!r}: limit must be a whole number of at least 1, window a positive number of seconds"
            )


class Quota(NamedTuple):
    """What is left of a rate limit: `remaining` of `limit` requests in a window of `window` seconds."""

    remaining: int
    limit: int
    window: float
