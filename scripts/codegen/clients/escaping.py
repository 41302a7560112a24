"""Texts of a spec in Python: whatever they hold, they stay texts."""

from __future__ import annotations

import unicodedata
from typing import Final

from openapi_python_client.schema.untrusted_string import UntrustedString


def clean(text: str) -> str:
    """Give a text without what no reader sees, or what shows it in another order than it has (Trojan source)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter)[0] != "C")


def literal(value: object) -> str:
    """Write a value as Python."""
    return repr(value.get_untrusted_value() if isinstance(value, UntrustedString) else value)


def quoted(value: object) -> str:
    """Write a value as readmes do: a text in double quotes where that is safe."""
    is_plain = isinstance(value, str) and value.isprintable() and not {'"', "\\"} & {*value}
    return f'"{value}"' if is_plain else literal(value)


FILTERS: Final = {"literal": literal, "quoted": quoted}
"""What our templates have beyond the generator's own filters."""
