"""Arguments and options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object per job, each on a line.")]
Timeout = Annotated[float, typer.Option("--timeout", metavar="S", help="Seconds to take at most.")]
Directory = Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Save the results here.")]
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
