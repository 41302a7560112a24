"""Every story, told again by its cassette alone, in both worlds, with the network off."""

import asyncio
import socket

import pytest
from generation_jobs import AsyncJobs, Jobs, JobStatus
from generation_jobs.testing import VirtualClock

from scripts.cassettes.stories import STORIES
from scripts.cassettes.tape import replaying
from scripts.record import CASSETTES


@pytest.fixture(autouse=True)
def network_off(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a test of cassettes met the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def tell_blocking(settings, options, ref, folder):
    with Jobs([settings], **options) as jobs:
        job = jobs.wait(ref, timeout=300)
        return job, jobs.download(job, folder)


def tell_async(settings, options, ref, folder):
    async def tell():
        async with AsyncJobs([settings], **options) as jobs:
            job = await jobs.wait(ref, timeout=300)
            return job, await jobs.download(job, folder)

    return asyncio.run(tell())


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
@pytest.mark.parametrize("tell", [tell_blocking, tell_async])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_story(story, tell, tmp_path):
    clock = VirtualClock()
    world, ref = story.stage(clock)
    with replaying(story.path(CASSETTES)) as cassette:
        if story.error is not None:
            with pytest.raises(story.error, match=ref):
                tell(story.settings(), story.options(clock), ref, tmp_path)
        else:
            job, files = tell(story.settings(), story.options(clock), ref, tmp_path)
            assert (job.ref, job.status) == (ref, JobStatus.SUCCEEDED)
            assert [file.read_bytes() for file in files] == [world.find(*ref.split(":", 1)).media.content]
    assert cassette.all_played
