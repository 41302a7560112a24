"""Refs from a file: one a line, bare or in a JSON object."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import typer
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.refs import parse_ref

from generation_jobs_cli.displays.base import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_LONGEST = 1024 * 1024
"""Bytes of a line. A job with its results and their signed URLs takes a few thousand."""

_NAMED = 20
"""Broken lines that are named one by one."""

_BOM = "\ufeff"
_STDIN = "<stdin>"


@dataclass
class Listed:
    """The refs of a file, and what is wrong with its broken lines, by number."""

    name: str = ""
    refs: list[str] = field(default_factory=list[str])
    broken: dict[int, str] = field(default_factory=dict[int, str])

    @property
    def is_stdin(self) -> bool:
        """Whether it cannot be read again."""
        return self.name == _STDIN

    @property
    def exit_code(self) -> int:
        """2 where a line is broken, whatever comes of the others."""
        return 2 if self.broken else 0

    def told(self) -> Iterator[str]:
        """What a person should know of it."""
        name = printable(self.name)
        for number, what in islice(self.broken.items(), _NAMED):
            yield f"error: {name}:{number}: {what}"
        if (more := len(self.broken) - _NAMED) > 0:
            yield f"error: {name}: … and {more} more broken lines"


def listed(source: BinaryIO) -> Listed:
    """Read the refs of a file. Raises `typer.BadParameter` for one that is no text.

    What stands in a broken line is not repeated: a file that was given by mistake may hold secrets.
    """
    found = Listed(getattr(source, "name", _STDIN))
    for number, line in enumerate(iter(lambda: source.readline(_LONGEST), b""), 1):
        if b"\0" in line or len(line) == _LONGEST:
            raise typer.BadParameter(f"{printable(found.name)}: is no list of refs: line {number} is no text")
        try:
            ref = _ref(line)
        except ConfigurationError as error:
            found.broken[number] = str(error)
        else:
            found.refs += [ref] if ref else []
    return found


def _ref(line: bytes) -> str | None:
    try:
        text = line.decode().lstrip(_BOM).strip()
    except UnicodeDecodeError:
        raise ConfigurationError("is not UTF-8") from None
    if not text or text.startswith("#"):
        return None
    ref = _field(text) if text.startswith("{") else text
    try:
        parse_ref(ref)
    except ConfigurationError:
        raise ConfigurationError("is not a ref: write PROVIDER:ID, for example breeze:job_01hasync") from None
    return ref


def _field(text: str) -> str:
    """The field `ref` of a JSON object."""
    try:
        told: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError):
        raise ConfigurationError("is neither a ref nor JSON") from None
    ref = told.get("ref")
    if not isinstance(ref, str):
        raise ConfigurationError('is JSON without a ref: "ref" is no text')
    return ref
