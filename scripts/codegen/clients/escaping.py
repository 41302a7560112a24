"""Escape third-party text for generated Python and Markdown."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Final

from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import safe_for_docstring

from scripts.codegen.clients.docstrings import entry, paragraphs, sentence
from scripts.codegen.clients.import_lines import import_block, imports, words_in


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


@cache
def docstring_text(text: str) -> str:
    """Return a text that cannot end a docstring, by the generator's own filter, which is slow."""
    is_safe = "\\" not in text and '"""' not in text and text.replace("\n", "").isprintable()
    return text if is_safe else safe_for_docstring(text)


FILTERS: Final[dict[str, Any]] = {
    "entry": entry,
    "import_block": import_block,
    "imports": imports,
    "literal": literal,
    "paragraphs": paragraphs,
    "quoted": quoted,
    "safe_for_docstring": docstring_text,
    "sentence": sentence,
    "words_in": words_in,
}
"""Filters of our templates."""
