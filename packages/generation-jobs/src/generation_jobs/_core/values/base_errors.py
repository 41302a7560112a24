"""The base of all errors, and the error for what users pass."""

from typing import Any, TypeVar
from unicodedata import category

_LONGEST_MESSAGE = 4000
"""Characters of a message; a provider may send megabytes."""


def printable(text: str) -> str:
    """Return text from outside with its control characters escaped: they could forge lines, or command a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or category(c) == "Zs" else ascii(c)[1:-1] for c in text)


class GenerationJobsError(Exception):
    """Base of every error that this package raises.

    Attributes:
        ref: The job that the error is about, None if it is about no job.
    """

    def __init__(self, message: str, *, ref: str | None = None) -> None:
        cut = message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]} …"
        super().__init__(printable(cut))
        self.ref = ref

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions with keyword arguments do not pickle by themselves.
        return rebuild, (type(self), self.args, self.__dict__)


E = TypeVar("E", bound=GenerationJobsError)


def rebuild(kind: type[E], args: tuple[Any, ...], state: dict[str, Any]) -> E:
    """Return the error that was pickled."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ConfigurationError(GenerationJobsError, ValueError):
    """A key, a package, a ref, an option or an argument is missing or malformed; the message says how to correct it."""
