"""The errors of this package.

LimiterError
├── AcquireTimeout            no request may be sent before the timeout
├── StoreUnavailable          a store does not answer; the limiter handles it
└── StoreConfigurationError   a store cannot be used; raised where it is built
"""

from __future__ import annotations


class LimiterError(Exception):
    """Base class of all errors of this package."""


class AcquireTimeout(LimiterError, TimeoutError):
    """No request may be sent before the timeout.

    Attributes:
        seconds: After how many seconds to try again, at the earliest.
    """

    def __init__(self, message: str, seconds: float = 0.0) -> None:
        super().__init__(message)
        self.seconds = seconds


class StoreUnavailable(LimiterError):
    """A store does not answer, or refuses to write."""


class StoreConfigurationError(LimiterError):
    """A store cannot be used as it is set up. The message says why, and what to change."""
