"""Checks of what users pass: the error names the argument, and says what to give."""

import math
from typing import TypeGuard


def check_number(name: str, value: object, advice: str, least: float = -math.inf) -> None:
    """Raise `ValueError` unless a value is a number of at least `least`; infinity is one."""
    if not _is_number(value) or not value >= least:
        raise ValueError(f"{name}={value!r}: give {advice}")


def check_seconds(name: str, value: object) -> None:
    """Raise `ValueError` unless a value is a finite number of seconds above 0."""
    if not _is_number(value) or not 0 < value < math.inf:
        raise ValueError(f"{name}={value!r}: give a finite number of seconds above 0")


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
