"""Arguments and options that several commands take, and how a command is made of a function."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

_EXAMPLE = "PROVIDER:ID, for example breeze:job_01hasync"

Refs = Annotated[list[str], typer.Argument(metavar="REF…", help=_EXAMPLE)]
OptionalRefs = Annotated[list[str] | None, typer.Argument(metavar="[REF…]", help=_EXAMPLE)]
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


def _above_zero(seconds: float) -> float:
    """Refuse another timeout here: a submit would be paid for before its wait refuses it."""
    if not 0 < seconds < math.inf:
        raise typer.BadParameter("give a number of seconds above 0")
    return seconds


Timeout = Annotated[
    float, typer.Option("--timeout", metavar="S", help="Seconds to take at most.", callback=_above_zero)
]
Directory = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", help="Save the results here.", file_okay=False, writable=True),
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


def single_command(name: str, function: Callable[..., None], **settings: Any) -> typer.Typer:
    """Return an application of one command; `settings` are those of `typer.Typer.command`."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, **settings)(function)
    return app
