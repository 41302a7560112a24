"""Plain JSON values, of bounded size and depth, out of what a parser of third-party text returns.

Third-party text may contain what JSON lacks (dates, sets, NaN, numbers as keys), repeat a key, nest without end or
grow by aliases.
"""

import json
import math
from collections.abc import Callable
from typing import cast

from docs2openapi._model.schema import Json

MAX_DEPTH = 64
MAX_VALUES = 100_000


class BadValue(Exception):
    """A text is not valid JSON or YAML.

    Attributes:
        line: Where the problem is, counted from 1 within the text.
        reason: What the problem is.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def plain_value(parse: Callable[[], object], line: int = 1) -> Json:
    """Copy what a parser returns as JSON values.

    Args:
        parse: Parses the text.
        line: The line that a problem without one of its own is at.

    Raises:
        BadValue: The text cannot be parsed, or what it says cannot be written as JSON.
    """
    try:
        return _PlainCopier(line).copy(parse(), MAX_DEPTH)
    except json.JSONDecodeError as error:
        raise BadValue(error.lineno, f"not JSON: {error.msg}") from error
    except RecursionError as error:
        raise BadValue(line, "nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise BadValue(line, str(error)) from error


class _PlainCopier:
    """Copies a value and refuses what JSON lacks; each use of an alias counts against the limit."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.left = MAX_VALUES

    def copy(self, value: object, depth: int) -> Json:
        self.left -= 1
        if depth < 0:
            raise BadValue(self.line, f"nested more than {MAX_DEPTH} deep")
        if self.left < 0:
            raise BadValue(self.line, f"holds more than {MAX_VALUES} values")
        if isinstance(value, dict):
            pairs = cast("dict[str, object]", value).items()
            return {self._text(key): self.copy(child, depth - 1) for key, child in pairs}
        if isinstance(value, list):
            return [self.copy(child, depth - 1) for child in cast("list[object]", value)]
        return self._scalar(value)

    def _scalar(self, value: object) -> str | int | float | bool | None:
        if isinstance(value, str):
            return self._text(value)
        if value is None or isinstance(value, bool | int):
            return value
        if isinstance(value, float) and math.isfinite(value):
            return value
        raise BadValue(self.line, f"{value!r} cannot be written as JSON")

    def _text(self, text: str) -> str:
        if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
            raise BadValue(self.line, f"{text!r} contains a lone surrogate")
        return text
