"""A writer of YAML 1.2 that readers of YAML 1.1 read alike."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docs2openapi._model.schema import Json

# What readers of YAML 1.1 or 1.2 take for something else than text.
_NOT_TEXT = re.compile(
    r"y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?(?:0b[01_]+|0o[0-7_]+|0x[0-9a-f_]+|[\d_]+)"
    r"|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|[-+]?(?:[\d_]*\.?[\d_]+|\d[\d_]*\.)(?:e[-+]?\d+)?"
    r"|[-+]?\.(?:inf|nan)|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?",
    re.IGNORECASE,
)
# What begins something else than text, or ends it.
_NEEDS_QUOTES = re.compile(r"[#,\[\]{}&*!|>'\"%@` ]|[?:-](?: |$)|---|\.\.\.|.*(?: #|: |:$| $)|$")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")
_EXPONENT = re.compile(r"^(-?\d+)e")
_LONG_KEY = 128  # a longer key has a mark of its own


def yaml_text(value: Json) -> str:
    """Write a value as YAML 1.2: keys in their order, the same bytes each time."""
    writer = _Writer()
    writer.write("", value, "")
    return "\n".join([*writer.lines, ""])


class _Writer:
    """Collects the lines of a document."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, head: str, value: Json, indent: str) -> None:
        """Write a value.

        Args:
            head: What stands on its first line before it.
            value: The value.
            indent: What stands on its other lines before it.
        """
        if isinstance(value, dict) and value:
            for key, child in value.items():
                self._entry(head, key, child, indent)
                head = indent
        elif isinstance(value, list) and value:
            for item in value:
                self.write(f"{head}  - ", item, f"{indent}    ")
                head = indent
        else:
            self.lines.append(head + _scalar(value, indent))

    def _entry(self, head: str, key: str, value: Json, indent: str) -> None:
        inner = indent if isinstance(value, list) else f"{indent}  "
        if len(key) > _LONG_KEY:
            self.lines.append(f"{head}? {_text(key)}")
            self.write(f"{indent}: ", value, f"{indent}  ")
        elif value and isinstance(value, (dict, list)):
            self.lines.append(f"{head}{_text(key)}:")
            self.write(inner, value, inner)
        else:
            self.lines.append(f"{head}{_text(key)}: {_scalar(value, inner)}")


def _scalar(value: Json, indent: str) -> str:
    """Write a text, a number, a word, or a collection without anything in it."""
    if isinstance(value, str):
        return _block(value, indent) if "\n" in value else _text(value)
    return _EXPONENT.sub(r"\1.0e", json.dumps(value))  # without a point, it is text to readers of YAML 1.1


def _block(text: str, indent: str) -> str:
    """Write a text of several lines as a block, if that shows where it begins and ends."""
    lines = text.removesuffix("\n").split("\n")
    if not lines[-1] or text[0] in " \n" or not all(map(str.isprintable, lines)):
        return _quoted(text)
    inside = [f"{indent or '  '}{line}" if line else "" for line in lines]
    return "\n".join(["|" if text.endswith("\n") else "|-", *inside])


def _text(text: str) -> str:
    if not text.isprintable() or _NOT_TEXT.fullmatch(text):
        return _quoted(text)
    if not _NEEDS_QUOTES.match(text):
        return text
    return _quoted(text) if "'" in text else f"'{text}'"


def _quoted(text: str) -> str:
    return _UNPRINTABLE.sub(lambda letter: _escaped(letter[0]), json.dumps(text, ensure_ascii=False))


def _escaped(letter: str) -> str:
    code = ord(letter)
    if letter.isprintable():
        return letter
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
