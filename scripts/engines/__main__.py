"""Run orders through each engine, with a naive program and with ours, kill workers, and print what was paid twice."""

from __future__ import annotations

import argparse
import signal
import sys
from importlib.metadata import version
from random import Random
from typing import TYPE_CHECKING, NoReturn

from rich.console import Console

from scripts.engines.engines import ENGINES, Variant, missing
from scripts.engines.table import Row, judge, table_of, total
from scripts.engines.trial import Result, Trial
from tests.redisserver import BINARY

if TYPE_CHECKING:
    from collections.abc import Sequence

_VARIANTS: tuple[Variant, ...] = ("naive", "ours")
_FEWEST = 24  # three times what Restate's recipe has in flight


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the engines; 1 if ours paid twice or lost something, or a run could not be finished."""
    options = _options(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _exit)
    console = Console(width=None if sys.stdout.isatty() else 150)
    rows: list[Row] = []
    failed = [name for name in options.engines or ENGINES if not _measure(name, rows, options, console)]
    console.print(table_of(rows))
    for line in judge(rows):
        console.print(line, style="red")
    return 1 if failed or any(results["ours"].has_lost_money for _, results in rows) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    options = parser.parse_args(arguments)
    if unknown := set(options.engines) - set(ENGINES):
        parser.error(f"no such engine: {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}")
    if options.workers > 1 and (alone := [name for name in options.engines or ENGINES if not ENGINES[name].shares]):
        parser.error(f"--workers {options.workers}: {', '.join(alone)} can have only one worker")
    if options.budget and BINARY is None:
        parser.error("--budget: redis-server is not installed (Debian: apt-get install redis-server)")
    if options.jobs < _FEWEST:
        parser.error(f"--jobs {options.jobs}: give at least {_FEWEST}, so that a kill hits a worker in full work")
    return options


def _measure(name: str, rows: list[Row], options: argparse.Namespace, console: Console) -> bool:
    """Add the row of an engine; False if it could not be measured to the end."""
    engine = ENGINES[name]
    if reason := missing(engine):
        console.print(f"{name}: skipped, since {reason}")
        return True
    title = ", ".join(f"{package} {version(package)}" for package in engine.packages) or name
    results: dict[Variant, list[Result]] = {variant: [] for variant in _VARIANTS}
    try:
        for seed in range(options.seed, options.seed + options.runs):
            for variant in _VARIANTS:  # in turn, since the machine may have other work at times
                results[variant].append(_run(name, variant, seed, options, console))
    except (OSError, RuntimeError) as error:  # the other engines are measured all the same
        console.print(f"{name}: not measured to the end: {error}", style="red", markup=False)
        return False
    rows.append((title, {variant: total(each) for variant, each in results.items()}))
    return True


def _exit(number: int, _frame: object) -> NoReturn:
    """Leave all `with` blocks, so that servers and workers are ended."""
    sys.exit(128 + number)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nox -s engines --", description=__doc__)
    parser.add_argument("engines", nargs="*", metavar="NAME", help=f"any of {', '.join(ENGINES)}; all by default")
    parser.add_argument("--jobs", type=int, default=200, help="orders for each program (%(default)s)")
    parser.add_argument("--kills", type=int, default=2, help="kill -9 of the worker in each run (%(default)s)")
    parser.add_argument("--server-kills", type=int, default=0, help="kill -9 of the engine's server (%(default)s)")
    parser.add_argument("--workers", type=int, default=1, help="workers, of which a kill hits one (%(default)s)")
    parser.add_argument("--running", type=float, default=0.0, help="seconds that each job takes (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="decides when it is killed (%(default)s)")
    parser.add_argument("--runs", type=int, default=1, help="runs of each program, with growing seeds (%(default)s)")
    parser.add_argument("--budget", action="store_true", help="share the provider's rate limit through a Redis")
    return parser


def _run(name: str, variant: Variant, seed: int, options: argparse.Namespace, console: Console) -> Result:
    with console.status(name) as status:

        def progress(what: str) -> None:
            status.update(f"{name} {variant}: {what}")
            if not console.is_terminal and not what.endswith("done"):
                console.print(f"{name} {variant}: {what}", style="dim")

        random = Random(seed)  # both programs are killed at the same moments
        numbers = (options.jobs, options.kills, options.server_kills, options.workers)
        result = Trial(ENGINES[name], variant, *numbers, random, progress, options.running, options.budget).run()
    console.print(f"{name} {variant}: {result.paid_twice} paid twice, {result.lost} lost in {result.seconds:.0f} s")
    if variant == "ours" and result.has_lost_money:
        console.print(result.log, markup=False, style="dim")
    return result


if __name__ == "__main__":
    sys.exit(main())
