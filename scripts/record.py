"""Record the cassettes: from the sandbox, or with `--live PROVIDER REF` and a key in the environment from the provider.

Cassettes from the sandbox say so in their first lines; they prove nothing about a provider.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generation_jobs import AsyncJobs, ConfigurationError, GenerationJobsError
from generation_jobs.testing import VirtualClock
from rich.console import Console
from rich.table import Table

from scripts.cassettes.cassette import Label, read_label, recording, spec_version, write_labelled
from scripts.cassettes.drift import drift
from scripts.cassettes.lookups import fetch
from scripts.cassettes.scenario import Scenario, Start
from scripts.cassettes.scenarios import SCENARIOS
from scripts.cassettes.scrub import suspicions
from scripts.cassettes.users import ByHost, awaited, awaiting

if TYPE_CHECKING:
    from scripts.cassettes.cassette import Source

CASSETTES = Path(__file__).parents[1] / "tests" / "cassettes"


def main(arguments: list[str] | None = None) -> int:
    """Record every scenario, or one live job, and print what the specs do not document."""
    parser = argparse.ArgumentParser(prog="nox -s record --", description=__doc__)
    parser.add_argument("--live", nargs=2, metavar=("PROVIDER", "REF"), help="one real job, with your key")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as scratch:
        try:
            _record(options.live, Path(scratch))
        except ConfigurationError as error:
            parser.error(str(error))
    return _report(Console())


def _record(live: tuple[str, str] | None, folder: Path) -> None:
    if live:
        _record_live(*live, folder)
    else:
        for scenario in SCENARIOS:
            _keep(scenario.path(CASSETTES), record(scenario, folder), "sandbox")


def record(scenario: Scenario, folder: Path) -> Path:
    """Record a scenario from the sandbox in a folder.

    Raises:
        RuntimeError: Its result is not the expected one.
    """
    clock, path = VirtualClock(), scenario.path(folder)
    world, start = scenario.stage(clock, folder / "files" / scenario.title)
    with recording(path), awaiting(scenario, clock, ByHost(world)) as user:
        result = scenario.outcome(user, start)
    if result != scenario.expected:
        raise RuntimeError(f"{scenario.title}: the result is {result!r}, not {scenario.expected!r}")
    return path


def _record_live(provider: str, ref: str, folder: Path) -> None:
    start, path = Start(provider, (ref.rpartition(":")[2],), folder / "files"), folder / "live.yaml"
    with recording(path), asyncio.Runner() as runner, awaited(AsyncJobs.from_env(), runner) as jobs:
        try:
            fetch(jobs, start)
        except ConfigurationError:
            raise
        except GenerationJobsError as error:  # the failure itself is recorded
            print(error)
    _keep(CASSETTES / provider / "live.yaml", path, "live")


def _keep(place: Path, fresh: Path, source: Source) -> None:
    provider = place.parent.name
    write_labelled(place, fresh, Label(source, datetime.now(UTC).date().isoformat(), spec_version(provider)))


def _report(console: Console) -> int:
    """Print what the specs do not document, and what looks like a secret.

    Returns:
        The exit code: 1 if something looks like a secret.
    """
    paths = sorted(CASSETTES.glob("*/*.yaml"))
    table = Table("cassette", "recorded", "where", "not documented", box=None, header_style="bold")
    for path in paths:
        for found in drift(path, path.parent.name):
            table.add_row(found.cassette, read_label(path).recorded, found.place, found.what)
    secrets = [f"{path.name}: {found}" for path in paths for found in suspicions(path.read_bytes())]
    console.print(f"{len(paths)} cassettes; {table.row_count or 'nothing'} not documented in the specs")
    if table.row_count:
        console.print(table)
    for secret in secrets:
        console.print(f"[red]looks like a secret: {secret}")
    return 1 if secrets else 0


if __name__ == "__main__":
    sys.exit(main())
