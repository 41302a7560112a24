"""Every story, told again by its cassette alone, in both worlds, with the network off."""

import socket

import pytest
from generation_jobs.testing import VirtualClock
from vcr.errors import CannotOverwriteExistingCassetteException

from scripts.cassettes.stories import STORIES
from scripts.cassettes.tape import replaying
from scripts.cassettes.users import awaiting, blocking
from scripts.record import CASSETTES


@pytest.fixture(autouse=True)
def network_off(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a test of cassettes met the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
@pytest.mark.parametrize("world", [blocking, awaiting])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_story(story, world, tmp_path):
    clock = VirtualClock()
    _, scene = story.stage(clock, tmp_path)
    with replaying(story.path(CASSETTES)) as cassette, world(story, clock) as user:
        assert story.told(user, scene) == story.sees
    assert cassette.all_played


def test_what_is_sent_must_be_what_was_recorded(tmp_path):
    story = next(story for story in STORIES if story.title == "finetuning-submit")
    clock = VirtualClock()
    with (
        replaying(story.path(CASSETTES)),
        blocking(story, clock) as jobs,
        pytest.raises(CannotOverwriteExistingCassetteException),
    ):
        jobs.submit("finetuning", tags="something else")
