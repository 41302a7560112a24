"""Escape third-party text for generated Python and Markdown."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Final

from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import safe_for_docstring

from scripts.codegen.clients.docstrings import entry, paragraphs, sentence


def clean(text: str) -> str:
    """Remove invisible characters and those that change the reading order (Trojan source)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter)[0] != "C")


def literal(value: object) -> str:
    """Return a value as a Python literal."""
    return repr(value.get_untrusted_value() if isinstance(value, UntrustedString) else value)


def quoted(value: object) -> str:
    """Return a value as a Python literal, with double quotes where that is safe."""
    is_plain = isinstance(value, str) and value.isprintable() and not {'"', "\\"} & {*value}
    return f'"{value}"' if is_plain else literal(value)


FILTERS: Final[dict[str, Any]] = {
    "entry": entry,
    "literal": literal,
    "paragraphs": paragraphs,
    "quoted": quoted,
    "safe_for_docstring": cache(safe_for_docstring),
    "sentence": sentence,
}
"""Filters of our templates: our own, and the generator's for docstrings, which is slow, with a cache."""
