"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Refs = Annotated[list[str], typer.Argument(metavar="REF…", help="PROVIDER:ID, for example breeze:job_01hasync")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object per job and line.")]
Timeout = Annotated[float, typer.Option("--timeout", metavar="S", help="Seconds to take at most.")]
Directory = Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Save the results here.")]
ToldByPush = Annotated[bool, typer.Option("--push", help="Be told by the provider, where it has a stream of events.")]
