"""A ref that cannot be used says what to type."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from generation_jobs import ConfigurationError, parse_ref

from tests.facade.bodies import SETTINGS

if TYPE_CHECKING:
    from tests.facade.shells import World


@pytest.mark.parametrize("ref", ["", "breeze", ":", "breeze:", ":job_1", '["oxen:1"]', "./out:1"])
def test_a_malformed_ref_shows_how_one_looks(world: World, ref: str) -> None:
    jobs = world.jobs(SETTINGS["breeze"])
    for use in (jobs.get, jobs.wait, jobs.download):
        with pytest.raises(ConfigurationError, match="PROVIDER:ID, for example breeze:job_01hasync"):
            use(ref)


@pytest.mark.parametrize("job_id", [".", "..", "a b", "a\nb", "a\x00b", "\u202e", " "])
def test_an_id_that_no_url_can_hold_is_refused_before_any_request(world: World, job_id: str) -> None:
    jobs = world.jobs(SETTINGS["breeze"])
    with pytest.raises(ConfigurationError, match="cannot be a job's id, which has no space or control character"):
        jobs.get(f"breeze:{job_id}")
    assert world.script.requests == []


def test_an_id_may_hold_colons() -> None:
    ref = parse_ref("oxen:a:b")
    assert (ref.provider, ref.id, str(ref)) == ("oxen", "a:b", "oxen:a:b")


def test_a_ref_is_its_text() -> None:
    assert str(parse_ref("breeze:job_01hasync")) == "breeze:job_01hasync"


def test_an_unknown_provider_names_those_there_are(world: World) -> None:
    with pytest.raises(ConfigurationError, match=r"no provider 'sora'.*breeze, playai, bland, oxen, finetuning"):
        world.jobs(SETTINGS["breeze"]).wait("sora:1")


def test_a_provider_that_is_not_set_up_says_how(world: World) -> None:
    with pytest.raises(ConfigurationError, match=r"pass PlayAI\(api_key=…, user_id=…\) too"):
        world.jobs(SETTINGS["breeze"]).wait("playai:1")


def test_a_missing_client_package_says_what_to_install(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "oxen_jobs_client"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "generation_jobs.providers.oxen", raising=False)
    monkeypatch.setitem(sys.modules, "oxen_jobs_client", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'generation-jobs\[oxen\]'"):
        world.jobs(SETTINGS["oxen"]).wait("oxen:1")
