"""Arguments and options that several commands take, and how a command is made of a function."""

from __future__ import annotations

import math
import os
import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from collections.abc import Callable

_EXAMPLE = "PROVIDER:ID, for example breeze:job_01hasync"


def _not_files(refs: list[str] | None) -> list[str] | None:
    """Refuse the name of a file; other programs take one as @FILE."""
    for ref in refs or ():
        path = ref.removeprefix("@")
        if path != ref or (":" not in ref and (ref == "-" or Path(ref).is_file())):
            raise typer.BadParameter(
                f"{ref!r} is not a ref: to read refs from a file, write --from {shlex.quote(path or 'FILE')}"
            )
    return refs


Refs = Annotated[list[str], typer.Argument(metavar="REF…", help=_EXAMPLE)]
OptionalRefs = Annotated[
    list[str] | None, typer.Argument(metavar="[REF…]", help=_EXAMPLE, callback=_not_files, show_default=False)
]
From = Annotated[
    typer.FileBinaryRead | None,
    typer.Option(
        "--from",
        metavar="FILE|-",
        help="Read refs from this file too, or from stdin: one on a line, or JSON with a field ref, such as --json "
        "prints. Blank lines and lines that begin with # are skipped; broken ones are reported (exit code 2).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead, an object on each line.")]


def _seconds(text: str) -> float:
    """Refuse a wrong timeout here: a submit would be paid for before its wait refuses it."""
    with suppress(ValueError):
        if 0 < (seconds := float(text)) < math.inf:
            return seconds
    raise typer.BadParameter(f"{text!r}: give a number of seconds above 0")


def whole_number(least: int) -> Callable[[str], int]:
    """Return a parser of whole numbers that says what to give."""

    def parse(text: str) -> int:
        with suppress(ValueError):
            if (number := int(text)) >= least:
                return number
        raise typer.BadParameter(f"{text!r}: give a whole number of at least {least}")

    return parse


def can_be_written(folder: Path | None) -> Path | None:
    """Refuse a folder that cannot be made; whether one that exists can be written is checked already."""
    if folder is not None and os.path.lexists(folder) and not os.path.isdir(folder):  # noqa: PTH112  (Path fails)
        raise typer.BadParameter(f"{folder} is not a folder")
    if folder is not None and not os.path.lexists(folder):
        parent = next(path for path in folder.absolute().parents if os.path.lexists(path))
        if not (parent.is_dir() and os.access(parent, os.W_OK)):
            raise typer.BadParameter(f"{folder} cannot be made: {parent} is not a folder that you can write to")
    return folder


Timeout = Annotated[float, typer.Option("--timeout", metavar="S", help="Seconds to take at most.", parser=_seconds)]
Directory = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        help="Save the results here.",
        file_okay=False,
        writable=True,
        callback=can_be_written,
    ),
]
Ledger = Annotated[
    str,
    typer.Option(
        "--ledger",
        envvar="GENJOBS_LEDGER",
        metavar="FILE|URL|off",
        help="Where submits are written down before they are sent; by default in the state directory of XDG.",
    ),
]
Push = Annotated[bool, typer.Option("--push", help="Wait for the provider's stream of events, where it has one.")]


class Command(TyperCommand):
    """A command whose usage names each argument once and as it is written; versions of typer differ in it."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the words after the command's name."""
        return ["[OPTIONS]", *(str(one.metavar) for one in self.params if one.param_type_name == "argument")]


def single_command(name: str, function: Callable[..., None], **settings: Any) -> typer.Typer:
    """Return an application of one command; `settings` are those of `typer.Typer.command`."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Command, **settings)(function)
    return app
