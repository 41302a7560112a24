"""Texts of a spec in Python: whatever they hold, they stay texts."""

from __future__ import annotations

from typing import Final

from openapi_python_client.schema.untrusted_string import UntrustedString


def literal(value: object) -> str:
    """Write a value as Python."""
    return repr(value.get_untrusted_value() if isinstance(value, UntrustedString) else value)


def quoted(value: object) -> str:
    """Write a value as readmes do: a text in double quotes where that is safe."""
    is_plain = isinstance(value, str) and value.isprintable() and not {'"', "\\"} & {*value}
    return f'"{value}"' if is_plain else literal(value)


FILTERS: Final = {"literal": literal, "quoted": quoted}
"""What our templates have beyond the generator's own filters."""
