"""What every provider under specs/ must have, whoever brings its adapter: new ones are found by themselves."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from generation_jobs import Jobs, JobStatus
from generation_jobs.providers.registry import load_adapter, settings_class
from generation_jobs.providers.registry import provider_names as known_names
from generation_jobs.testing import VirtualClock
from generation_jobs_sandbox import Sandbox, World
from generation_jobs_sandbox.providers import PROVIDERS
from generation_jobs_sandbox.providers.base import Phase

from scripts.codegen.new_provider.job_fields import job_fields_of, job_operation, response_of, status_words
from scripts.codegen.pages.provider import load_provider, provider_names
from tests.codegen.committed import committed

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
every_provider = pytest.mark.parametrize("name", provider_names())


def words_of(name: str) -> tuple[str, ...]:
    """The status words that the spec lists."""
    spec = committed(name)
    found = job_operation(spec)
    assert found is not None
    _, schema = response_of(spec, found[1])
    return status_words(spec, schema, job_fields_of(spec, schema).status)


@pytest.fixture
def box() -> Iterator[Sandbox]:
    clock = VirtualClock()
    with Sandbox(World(clock.now)) as one:
        yield one


@every_provider
def test_the_facade_knows_it_by_the_same_variables(name: str) -> None:
    wanted = list(dict.fromkeys(one.env for one in load_provider(name).credentials))
    assert name in known_names()
    assert settings_class(name).variables() == wanted
    assert settings_class(name).variable("base_url") == load_provider(name).base_url_env


@every_provider
def test_each_status_word_means_something(name: str) -> None:
    words = load_adapter(settings_class(name)).status_map
    unmapped = [word for word in words_of(name) if words.get(word, JobStatus.UNKNOWN) is JobStatus.UNKNOWN]
    assert unmapped == [], f"say what these words of {name} mean, in the status map of its adapter"
    assert JobStatus.UNKNOWN not in words.values()


@every_provider
def test_adapter_and_imitation_mean_the_same(name: str) -> None:
    """Each was written by itself: what one got wrong, the other contradicts."""
    words, imitated = load_adapter(settings_class(name)).status_map, PROVIDERS[name]
    if not imitated.has_status:
        return
    assert Phase.SUCCEEDED in imitated.words, f"say what the words of {name} mean, in its imitation"
    for phase in (Phase.SUCCEEDED, Phase.FAILED, Phase.CANCELLED):
        if phase in imitated.words:
            assert words[imitated.words[phase]] == phase.value


@every_provider
def test_its_typed_calls_are_those_that_its_adapter_supports(name: str) -> None:
    provider, adapter = load_provider(name), load_adapter(settings_class(name))
    assert (provider.listing is not None) == (adapter.listing is not None), f"{name}: `listing` in provider.toml"
    assert provider.count == (adapter.submit.count if adapter.submit else None), f"{name}: `count` in provider.toml"


@every_provider
def test_a_job_of_its_imitation_is_waited_for(name: str, box: Sandbox) -> None:
    seconds = 5.0 if PROVIDERS[name].has_status else 0.0
    job_id = box.world.add(name, queued=seconds, running=seconds)
    settings = settings_class(name).from_env({**os.environ, **box.environ()})
    clock = VirtualClock()
    box.world.now = clock.now
    with Jobs([settings], clock=clock, allow_private_media=True) as jobs:
        job = jobs.wait(f"{name}:{job_id}", timeout=60)
    assert job.status is JobStatus.SUCCEEDED
    assert job.media


@every_provider
def test_its_client_is_spoken_of_where_clients_are(name: str) -> None:
    lines = (ROOT / "importlinter" / "packages.ini").read_text(encoding="utf-8").splitlines()
    package = load_provider(name).package
    assert lines.count(f"    {package}") >= 6, f"{package}: is missing in lists of importlinter/packages.ini"
    assert f"protected_modules = {package}" in lines


@every_provider
def test_users_get_its_adapter_by_an_extra_or_by_a_package(name: str) -> None:
    facade = tomllib.loads((ROOT / "packages/generation-jobs/pyproject.toml").read_text(encoding="utf-8"))
    extras = facade["project"]["optional-dependencies"]
    own = ROOT / f"packages/generation-jobs-{name}/pyproject.toml"
    if own.is_file():
        entries = tomllib.loads(own.read_text(encoding="utf-8"))["project"]["entry-points"]
        assert name in entries["generation_jobs.providers"]
    else:
        assert f"{name}-jobs-client" in extras[name][0]
        assert name in extras["all"][0]


@every_provider
def test_a_stranger_tries_what_is_installed_for_it(name: str) -> None:
    strangers = ROOT / "tests/strangers"
    assert (strangers / f"use-{name}-jobs-client.py").is_file()
    if (ROOT / f"packages/generation-jobs-{name}").is_dir():
        assert (strangers / f"use-generation-jobs-{name}.py").is_file()
