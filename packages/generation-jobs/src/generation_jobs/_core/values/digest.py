"""A short name for what is submitted, by which two submits are known to be equal."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def digest(provider: str, parameters: Mapping[str, Any]) -> str:
    """Return a name for a submit: the first 16 hex digits of the SHA-256 of its canonical JSON."""
    plain = json.loads(json.dumps([provider, parameters], default=str), parse_float=_number)
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _number(digits: str) -> float | int:
    """Return 60 for 60.0, as which a number may come back from a program in another language."""
    number = float(digits)
    return int(number) if number.is_integer() else number
