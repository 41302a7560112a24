"""Measure all parts or those that are named, and print a table for each."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from scripts.bench.builds.build import BEFORE
from scripts.bench.builds.sources import CommitMissingError
from scripts.bench.context import Context
from scripts.bench.parts import PARTS
from scripts.bench.report.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.bench.report.figures import Figure

_PIPE_WIDTH = 150


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 0 also where a target is missed, since machines differ, but 1 where a part could not be measured."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    console = Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH)
    figures: list[Figure] = []
    failed = [part for part in options.parts or PARTS if not _measure(part, figures, console, options)]
    _write(figures, options.json, options.chart)
    _summarise(figures, console)
    if failed:
        console.print(f"not measured to the end: {', '.join(failed)}", style="red")
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nox -s bench --", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}; all by default")
    parser.add_argument("--before", default=BEFORE, metavar="COMMIT", help="the build to compare with (%(default).7s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="draw the figures that have a target, as SVG or PNG")
    parser.add_argument(
        "--document", type=Path, action="append", default=[], metavar="FILE", help="an OpenAPI document for `documents`"
    )
    parser.add_argument("--seed", type=int, default=1, help="of what is simulated")
    return parser


def _measure(part: str, figures: list[Figure], console: Console, options: argparse.Namespace) -> bool:
    """Add the figures of a part, and show them; False where it failed on the way."""
    start, first = time.monotonic(), len(figures)
    failure: Exception | None = None
    with console.status(part) as status:

        def progress(what: str) -> None:
            status.update(f"{part}: {what}")
            if not console.is_terminal:
                console.print(f"{part}: {what}", style="dim")

        try:
            # what a part gives before it fails is kept
            figures.extend(PARTS[part](_context(options, progress, console)))
        except CommitMissingError as error:
            sys.exit(str(error))
        except (OSError, subprocess.SubprocessError, RuntimeError) as error:
            failure = error
    console.print(table_of(figures[first:], f"\n{part} ({time.monotonic() - start:.0f} s)"))
    if failure is not None:
        console.print(f"{part}: {failure}", style="red")
    return failure is None


def _context(options: argparse.Namespace, progress: Callable[[str], None], console: Console) -> Context:
    return Context(options.seed, options.before, progress, console.print, tuple(options.document))


def _write(figures: Sequence[Figure], records: Path | None, chart: Path | None) -> None:
    if records is not None:
        records.write_text(json.dumps([figure.record() for figure in figures], indent=2) + "\n", encoding="utf-8")
    if chart is not None:
        from scripts.bench.report.chart import draw  # late: matplotlib is slow to import

        draw(figures, chart)


def _summarise(figures: Sequence[Figure], console: Console) -> None:
    missed = [figure for figure in figures if figure.met is False]
    aimed = sum(figure.target is not None for figure in figures)
    if missed:
        console.print(table_of(missed, f"\n{len(missed)} of {aimed} targets missed"))
    else:
        console.print(f"\nall {aimed} targets met")


if __name__ == "__main__":
    sys.exit(main())
