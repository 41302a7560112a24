"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_EXAMPLE = "PROVIDER:ID, for example breeze:job_01hasync"

Refs = Annotated[list[str], typer.Argument(metavar="REF…", help=_EXAMPLE)]
SomeRefs = Annotated[list[str] | None, typer.Argument(metavar="[REF…]", help=_EXAMPLE)]
From = Annotated[
    typer.FileBinaryRead | None,
    typer.Option(
        "--from",
        metavar="FILE|-",
        help="Take refs from here too, or from stdin: one a line, or JSON with a field ref, such as --json prints. "
        "Blank lines and lines that begin with # are skipped, broken ones named (exit code 2).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per job and line.")]
Timeout = Annotated[float, typer.Option("--timeout", metavar="S", help="Seconds to take at most.")]
Directory = Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Save the results here.")]
ToldByPush = Annotated[bool, typer.Option("--push", help="Be told by the provider, where it has a stream of events.")]
