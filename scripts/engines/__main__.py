"""Run orders through each engine, with a naive program and with ours, kill workers, and print what was paid twice."""

from __future__ import annotations

import argparse
import signal
import sys
from importlib.metadata import version
from random import Random
from typing import TYPE_CHECKING, NoReturn

from rich.console import Console

from scripts.engines.engines import ENGINES, Variant
from scripts.engines.services import missing
from scripts.engines.table import judge, table_of
from scripts.engines.trial import Result, Trial

if TYPE_CHECKING:
    from collections.abc import Sequence

_VARIANTS: tuple[Variant, ...] = ("naive", "ours")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the engines; 1 if ours paid twice or lost something."""
    options = _parser().parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _exit)
    console = Console(width=None if sys.stdout.isatty() else 150)
    rows: list[tuple[str, dict[Variant, Result]]] = []
    for name in options.engines or ENGINES:
        engine = ENGINES[name]
        if reason := missing(engine.service):
            console.print(f"{name}: skipped, since {reason}")
            continue
        title = ", ".join(f"{package} {version(package)}" for package in engine.packages) or name
        rows.append((title, {variant: _run(name, variant, options, console) for variant in _VARIANTS}))
    console.print(table_of(rows))
    missed = list(judge(rows))
    for line in missed:
        console.print(line, style="red")
    return 1 if any(results["ours"].has_lost_money for _, results in rows) else 0


def _exit(number: int, _frame: object) -> NoReturn:
    """Leave all `with` blocks, so that servers and workers are ended."""
    sys.exit(128 + number)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nox -s engines --", description=__doc__)
    parser.add_argument("engines", nargs="*", metavar="NAME", help=f"any of {', '.join(ENGINES)}; all by default")
    parser.add_argument("--jobs", type=int, default=200, help="orders for each program (%(default)s)")
    parser.add_argument("--kills", type=int, default=2, help="kill -9 of the worker in each run (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="decides when it is killed (%(default)s)")
    return parser


def _run(name: str, variant: Variant, options: argparse.Namespace, console: Console) -> Result:
    with console.status(name) as status:

        def progress(what: str) -> None:
            status.update(f"{name} {variant}: {what}")
            if not console.is_terminal and not what.endswith("done"):
                console.print(f"{name} {variant}: {what}", style="dim")

        random = Random(options.seed)  # both programs are killed at the same moments
        result = Trial(ENGINES[name], variant, options.jobs, options.kills, random, progress).run()
    console.print(f"{name} {variant}: {result.paid_twice} paid twice, {result.lost} lost in {result.seconds:.0f} s")
    if variant == "ours" and result.has_lost_money:
        console.print(result.log, markup=False, style="dim")
    return result


if __name__ == "__main__":
    sys.exit(main())
