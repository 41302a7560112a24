"""Refs from a file or from stdin: one on a line, as it is or in a JSON object."""

from __future__ import annotations

import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import typer
from generation_jobs import ConfigurationError, JobStatus, parse_ref
from generation_jobs.errors import printable

from generation_jobs_cli.interruptible_reader import interruptible
from generation_jobs_cli.result import SETTLED, ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_LINE = 1024 * 1024
"""Bytes. A job with its results and their signed URLs takes a few thousand."""

_BROKEN_LINES = 20
"""Broken lines that are reported one by one."""

_BOM = "\ufeff"
_STATUSES = frozenset(JobStatus)
_STDIN = "<stdin>"


@dataclass
class RefsFile:
    """A file of refs, and what is wrong with its broken lines, by their numbers."""

    source: BinaryIO
    broken: dict[int, str] = field(default_factory=dict[int, str])
    has_refs: bool = False

    @property
    def name(self) -> str:
        """Its name as users know it."""
        return getattr(self.source, "name", _STDIN)

    @property
    def is_stdin(self) -> bool:
        """Whether it cannot be read again."""
        return self.name == _STDIN

    @property
    def exit_code(self) -> ExitCode:
        """The lowest exit code that the command may end with, once the file is read."""
        return ExitCode.USAGE if self.broken else ExitCode.OK

    def read(self) -> Iterator[str]:
        """Read the file, and yield its refs as they come.

        No message repeats what a broken line holds: a file that was given by mistake may hold secrets.

        Raises:
            typer.BadParameter: It is not a text file.
        """
        for number, line in enumerate(_lines(interruptible(self.source)), 1):
            if b"\0" in line or len(line) == _LONGEST_LINE:
                raise typer.BadParameter(
                    f"{printable(self.name)}: not a refs file: line {number} {_binary(line)}", param_hint="'--from'"
                )
            try:
                for ref in _refs_of(line):
                    self.has_refs = True
                    yield ref
            except ConfigurationError as error:
                self.broken[number] = str(error)

    def report(self) -> Iterator[str]:
        """Yield a line for each of the first broken lines, and how many more there are; one if no line has a ref."""
        name = printable(self.name)
        if len(self.broken) > 1 and not self.has_refs:
            number, problem = next(iter(self.broken.items()))
            yield f"error: {name}: not a refs file: no line has a ref; the first, line {number}, {problem}"
            return
        for number, problem in islice(self.broken.items(), _BROKEN_LINES):
            yield f"error: {name}:{number}: {problem}"
        if (more := len(self.broken) - _BROKEN_LINES) > 0:
            yield f"error: {name}: … and {more} more broken lines"


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines, in UTF-8: PowerShell writes files in UTF-16."""
    first = source.readline(_LONGEST_LINE)
    if first.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        with suppress(UnicodeDecodeError):  # its lines are reported as binary
            source = BytesIO((first + source.read(_LONGEST_LINE * 64)).decode("utf-16").encode())
            first = source.readline(_LONGEST_LINE)
    yield first
    yield from iter(lambda: source.readline(_LONGEST_LINE), b"")


def _binary(line: bytes) -> str:
    """Return why a line is not text."""
    return "is binary" if b"\0" in line else f"is longer than {_LONGEST_LINE // 1024**2} MiB"


def _refs_of(line: bytes) -> list[str]:
    """Return the ref of a line; none of a blank line or a comment."""
    try:
        text = line.decode().lstrip(_BOM).strip()
    except UnicodeDecodeError:
        raise ConfigurationError("is not UTF-8") from None
    if not text or text.startswith("#"):
        return []
    if text.startswith("["):
        raise ConfigurationError("is a list: write each of its refs on a line of its own")
    return [_checked(ref) for ref in (_refs_in_json(text) if text.startswith("{") else [_first_word(text)])]


def _first_word(text: str) -> str:
    """Return the ref of a line such as `oxen:1 queued`, which other commands print in a pipe; another text as it is."""
    ref, *words = text.split()
    return ref if words and words[0] in _STATUSES else text


def _checked(ref: str) -> str:
    try:
        parse_ref(ref)
    except ConfigurationError:
        raise ConfigurationError("is not a ref: write one PROVIDER:ID, for example breeze:job_01hasync") from None
    return ref


def _refs_in_json(text: str) -> list[str]:
    """Return the field `ref` of a JSON object, or of the jobs of a submit, as `genjobs pending --json` prints it."""
    try:
        fields: dict[str, Any] = json.loads(text)
    except (ValueError, RecursionError):
        raise ConfigurationError("is neither a ref nor JSON on one line") from None
    if "state" in fields and isinstance(fields.get("jobs"), list):
        return [_ref_field(job) for job in fields["jobs"]] if fields["state"] in SETTLED else []
    return [_ref_field(fields)]


def _ref_field(fields: object) -> str:
    ref = cast("dict[str, object]", fields).get("ref") if isinstance(fields, dict) else None
    if not isinstance(ref, str):
        raise ConfigurationError('is JSON without a ref: its field "ref" must be a string')
    return ref
