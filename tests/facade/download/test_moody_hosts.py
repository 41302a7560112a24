"""Hosts that are in every mood by chance: what is saved is always one version, whole, of the size that was named."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

import pytest
from generation_jobs import DownloadError, Job, JobStatus, Media

from tests.facade.bodies import DONE, IMAGE, OXEN_URL, SETTINGS
from tests.facade.script import Answer, lost

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from tests.facade.shells import World

MAGIC = b"\x89PNG\r\n\x1a\n"
SEEDS = 150


@dataclass
class Host:
    """Serves the first version of a result, at some moment the second, and often something else."""

    random: Random
    versions: tuple[bytes, bytes] = field(init=False)
    current: int = 0

    def __post_init__(self) -> None:
        length = self.random.choice([1, 503, 504, 505, 3000])
        first = MAGIC + self.random.randbytes(length)
        self.versions = first, MAGIC + self.random.randbytes(self.random.choice([length, length, 2000]))

    def __call__(self, request: httpx.Request) -> Answer:
        self.current = self.current or int(self.often(0.3))
        start = int(request.headers.get("range", "bytes=0-")[6:-1])
        return self.random.choice([self.trouble, self.sound, self.sound, self.sound])(start)

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def trouble(self, _: int) -> Answer:
        page = Answer(200, b"<html>expired</html>", {"content-type": self.random.choice(["text/html", "image/png"])})
        return self.random.choice([lost(), page, Answer(self.random.choice([202, 304, 403, 404, 412, 416, 500]))])

    def sound(self, start: int) -> Answer:
        body, headers = self.versions[self.current], {"content-type": "image/png"}
        if self.often(0.9):
            headers["etag"] = f'"{self.current}"'
        if start >= len(body):
            return Answer(416, headers={"content-range": f"bytes */{len(body)}"})
        if start and self.often(0.8):  # also if the version is another
            start = max(0, start - self.random.choice([0, 0, 0, 100]))
            end = min(len(body), start + self.random.choice([300, 10_000]))
            headers["content-range"] = f"bytes {start}-{end - 1}/{len(body) if self.often(0.8) else '*'}"
            return self.maybe_cut(206, body[start:end], headers)
        if self.often(0.1):
            return self.maybe_cut(200, gzip.compress(body), {**headers, "content-encoding": "gzip"})
        return self.maybe_cut(200, body, headers)

    def maybe_cut(self, status: int, body: bytes, headers: dict[str, str]) -> Answer:
        if self.often(0.7):
            return Answer(status, body, headers)
        part = body[: self.random.randint(0, len(body) - 1)]
        return Answer(status, headers={**headers, "content-length": str(len(body))}, chunks=(part, lost().error))


def save(world: World, host: Host, size: int | None, folder: Path) -> bytes | None:
    """What is saved by one of three calls, if any."""
    world.script.on(OXEN_URL.format(id="gen-1"), DONE)
    world.script.on(IMAGE, host)
    job = Job("oxen:gen-1", JobStatus.SUCCEEDED, media=(Media("image", IMAGE, size_bytes=size),))
    for _ in range(3):
        try:
            return world.jobs(SETTINGS["oxen"]).download(job, folder, timeout=100)[0].read_bytes()
        except DownloadError:
            pass
    return None


@pytest.mark.parametrize("named", [lambda _: None, lambda host: len(host.versions[0])], ids=["no size", "a size"])
def test_what_is_saved_is_one_version(world: World, tmp_path: Path, named: Callable[[Host], int | None]) -> None:
    saved = 0
    for seed in range(SEEDS):
        host = Host(Random(seed))
        content = save(world, host, named(host), tmp_path / str(seed))
        assert content in {None, *host.versions}, f"seed {seed}"
        assert named(host) is None or content is None or len(content) == named(host), f"seed {seed}"
        saved += content is not None
    assert saved > 0.8 * SEEDS
