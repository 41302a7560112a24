"""Record the cassettes: from the sandbox, or with `--live PROVIDER REF` and a key in the environment from the real one.

What comes from the sandbox says so in its first lines, and is no evidence about a provider.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import httpx
from generation_jobs import AsyncJobs, GenerationJobsError
from generation_jobs.settings import KINDS
from generation_jobs.testing import VirtualClock
from generation_jobs_sandbox import asgi_by_host
from rich.console import Console
from rich.table import Table

from scripts.cassettes.drift import drift
from scripts.cassettes.scrub import suspicions
from scripts.cassettes.stories import STORIES, Story
from scripts.cassettes.tape import Label, read_label, recording, spec_version, write_labelled

if TYPE_CHECKING:
    from generation_jobs import Options
    from generation_jobs_sandbox import World

    from scripts.cassettes.tape import Source

CASSETTES = Path(__file__).parents[1] / "tests" / "cassettes"


class ByHost(httpx.AsyncBaseTransport):
    """Each host answered by its own app, so that the real URLs are recorded."""

    def __init__(self, world: World) -> None:
        self._transports = {host: httpx.ASGITransport(app) for host, app in asgi_by_host(world).items()}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Hand over to the host's app."""
        return await self._transports[request.url.host].handle_async_request(request)


def main(arguments: list[str] | None = None) -> int:
    """Record every story, or one live job; print what changed and what the specs do not know."""
    parser = argparse.ArgumentParser(prog="nox -s record --", description=__doc__)
    parser.add_argument("--live", nargs=2, metavar=("PROVIDER", "REF"), help="one real job, with your key")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        if options.live:
            provider, ref = options.live
            asyncio.run(_record_live(provider, ref, fresh))
        else:
            for story in STORIES:
                asyncio.run(_record(story, fresh))
    return _report(Console())


async def _record(story: Story, scratch: Path) -> None:
    clock = VirtualClock()
    world, ref = story.stage(clock)
    options: Options = {**story.options(clock), "transport": ByHost(world)}
    jobs = AsyncJobs([story.settings()], **options)
    path = story.path(scratch)
    with recording(path):
        await _tell(jobs, ref, scratch)
    write_labelled(story.path(CASSETTES), path, _label("sandbox", story.provider))


async def _record_live(provider: str, ref: str, scratch: Path) -> None:
    jobs = AsyncJobs([KINDS[provider].from_env()])
    path = scratch / "live.yaml"
    with recording(path):
        await _tell(jobs, ref, scratch)
    write_labelled(CASSETTES / provider / "live.yaml", path, _label("live", provider))


async def _tell(jobs: AsyncJobs, ref: str, scratch: Path) -> None:
    async with jobs:
        with suppress(GenerationJobsError):  # how it ends is what is recorded
            await jobs.download(await jobs.wait(ref, timeout=300), scratch / "files")


def _label(recorded: Source, provider: str) -> Label:
    return Label(recorded, datetime.now(UTC).date().isoformat(), spec_version(provider))


def _report(console: Console) -> int:
    """A row a cassette; 1 if one holds what looks like a secret."""
    table = Table("cassette", "recorded", "day", "unknown to the spec", box=None, header_style="bold")
    secrets: list[str] = []
    for path in sorted(CASSETTES.glob("*/*.yaml")):
        label = read_label(path)
        unknown = "\n".join(f"{found.place}: {found.what}" for found in drift(path, path.parent.name))
        table.add_row(f"{path.parent.name}/{path.name}", label.recorded, label.day, unknown or "–")
        secrets += [f"{path.name}: {found}" for found in suspicions(path.read_bytes())]
    console.print(table)
    for secret in secrets:
        console.print(f"[red]looks like a secret: {secret}")
    return 1 if secrets else 0


if __name__ == "__main__":
    sys.exit(main())
