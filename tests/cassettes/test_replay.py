"""Every scenario, run again by its cassette alone, in both worlds, with the network off."""

import socket

import pytest
from generation_jobs.testing import VirtualClock
from vcr.errors import CannotOverwriteExistingCassetteException

from scripts.cassettes.cassette import replaying
from scripts.cassettes.scenarios import SCENARIOS
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
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.title)
def test_story(scenario, world, tmp_path):
    clock = VirtualClock()
    _, start = scenario.stage(clock, tmp_path)
    with replaying(scenario.path(CASSETTES)) as cassette, world(scenario, clock) as user:
        assert scenario.outcome(user, start) == scenario.expected
    assert cassette.all_played


def test_what_is_sent_must_be_what_was_recorded(tmp_path):
    scenario = next(scenario for scenario in SCENARIOS if scenario.title == "finetuning-submit")
    clock = VirtualClock()
    with (
        replaying(scenario.path(CASSETTES)),
        blocking(scenario, clock) as jobs,
        pytest.raises(CannotOverwriteExistingCassetteException),
    ):
        jobs.submit("finetuning", tags="something else")
