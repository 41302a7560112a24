"""The whole way against the live sandbox, on its clock: wait for the demo's jobs, download what they made."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from generation_jobs import DownloadError, JobFailed, JobStatus, NotFoundError, WaitTimeout
from generation_jobs.providers.settings import BUILT_IN
from generation_jobs_sandbox import Fault, Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generation_jobs_sandbox import SeenRequest

    from tests.facade.shells import Face, World

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")

MAGIC = {
    "breeze": (b"ID3", b"\xff\xf3", b"\xff\xfb"),
    "playai": (b"ID3", b"\xff\xf3", b"\xff\xfb"),
    "bland": (b"RIFF",),
    "oxen": (b"\x89PNG\r\n\x1a\n",),
    "finetuning": (b"ID3", b"\xff\xf3", b"\xff\xfb"),
}
KEYS = {"authorization", "xi-api-key", "x-api-key", "x-user-id"}


@pytest.fixture
def box(world: World) -> Iterator[Sandbox]:
    with Sandbox() as one:
        one.world.now = world.clock.now
        yield one


@pytest.fixture
def jobs(world: World, box: Sandbox) -> Face:
    settings = [kind.from_env({**os.environ, **box.environ()}) for kind in BUILT_IN.values()]
    return world.online(*settings, clock=world.clock, allow_private_media=True)


def of_media_host(box: Sandbox) -> list[SeenRequest]:
    host = box.media_url.partition("://")[2]
    return [request for request in box.world.requests if request.host == host]


def test_the_five_demo_jobs(world: World, box: Sandbox, jobs: Face, tmp_path: Path) -> None:
    for ref in box.world.add_demo():
        job = jobs.wait(ref, timeout=60)
        assert (job.ref, job.status) == (ref, JobStatus.SUCCEEDED)
        (path,) = jobs.download(job, tmp_path)
        assert path.read_bytes().startswith(MAGIC[ref.partition(":")[0]])
        assert path.stat().st_size == (job.media[0].size_bytes or path.stat().st_size)
    assert 6 <= world.clock.monotonic() <= 60
    assert len(of_media_host(box)) == 3  # PlayAI, Oxen, Finetuning; the others' APIs serve results themselves
    for request in of_media_host(box):
        assert not {"authorization", "xi-api-key", "x-api-key", "x-user-id"} & {
            name.lower() for name in request.headers
        }


@pytest.mark.parametrize("provider", ["breeze", "playai", "oxen", "finetuning"])
def test_a_failed_job(box: Sandbox, jobs: Face, provider: str) -> None:
    with pytest.raises(JobFailed):
        jobs.wait(f"{provider}:{box.world.add(provider, 'failed', running=3)}")


@pytest.mark.parametrize("provider", BUILT_IN)
def test_a_job_that_does_not_exist(box: Sandbox, jobs: Face, provider: str) -> None:
    with pytest.raises(NotFoundError):
        jobs.get(f"{provider}:nothing")


@pytest.mark.parametrize("provider", BUILT_IN)
def test_trouble_of_every_kind_is_survived(box: Sandbox, jobs: Face, provider: str) -> None:
    faults = [
        Fault("status", times=3, status=502),
        Fault("status", status=520),
        Fault("status", status=429, retry_after=7),
        Fault("html"),
        Fault("html", status=200),
        Fault("truncated"),
        Fault("wrong_length"),
        Fault("reset"),
        Fault("reset_in_body"),
    ]
    ref = f"{provider}:{box.world.add(provider, faults=faults)}"
    assert jobs.wait(ref).status is JobStatus.SUCCEEDED


@pytest.mark.parametrize("kind", ["reset", "reset_in_body", "wrong_length", "html"])
@pytest.mark.parametrize("provider", ["breeze", "oxen"])  # the API serves the one, a media host the other
def test_a_broken_result_is_fetched_to_its_end(
    box: Sandbox, jobs: Face, tmp_path: Path, provider: str, kind: str
) -> None:
    job_id = box.world.add(provider, faults=[Fault(kind, times=2, on="media")])  # type: ignore[arg-type]
    (path,) = jobs.download(f"{provider}:{job_id}", tmp_path)
    stored = box.world.find(provider, job_id)
    assert stored is not None
    assert path.read_bytes() == stored.media.content


def test_a_hung_result_ends_at_the_deadline_and_is_resumed(world: World, box: Sandbox, tmp_path: Path) -> None:
    """On the real clock: half of the picture, then silence."""
    job_id = box.world.add("oxen", faults=[Fault("stall_in_body", on="media")])
    jobs = world.online(BUILT_IN["oxen"].from_env(box.environ()), allow_private_media=True)
    with pytest.raises(DownloadError, match="bytes are kept"):
        jobs.download(f"oxen:{job_id}", tmp_path, timeout=0.5)
    (path,) = jobs.download(f"oxen:{job_id}", tmp_path)
    stored = box.world.find("oxen", job_id)
    assert stored is not None
    assert path.read_bytes() == stored.media.content
    assert "range" in {name.lower() for name in of_media_host(box)[-1].headers}


def test_an_unknown_word_to_the_end(box: Sandbox, jobs: Face) -> None:
    job_id = box.world.add("breeze", faults=[Fault("unknown_status", times=1000)])
    with pytest.raises(WaitTimeout, match="'hibernating'"):
        jobs.wait(f"breeze:{job_id}", timeout=60)
