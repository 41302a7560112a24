"""Typed calls send what calls by name send, and each provider has those that it supports."""

from __future__ import annotations

import inspect
import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import AsyncJobs, ConfigurationError, Jobs, JobStatus
from generation_jobs.adapters import OMIT, AsyncProviderJobs, ProviderJobs
from generation_jobs.parameters import FIELDS
from generation_jobs.providers.registry import load_adapter
from generation_jobs.providers.settings import BUILT_IN

from tests.facade.bodies import FINETUNING_URL, SETTINGS, finetuning, playai
from tests.facade.script import Answer, reply
from tests.facade.shells import provider_calls
from tests.importing import imported_modules

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import Face, World

URL = "https://pub.finetuning.ai/v1/generations"
QUEUE = "https://hub.oxen.ai/api/ai/queue"
ACCEPTED = reply({"data": {"id": "gen_abc123", "status": "processing", "createdAt": "2025-01-15T10:30:00Z"}}, 202)
QUEUED = reply({"generations": [{"generation_id": "gen-1", "status": "queued"}]})
SUBMITS: dict[str, tuple[str, Answer, dict[str, Any]]] = {
    "breeze": (
        "https://api.breeze.blue/v1/text-to-speech/voc_1?delivery=async&output_format=wav",
        reply({"generation_job_id": "job_1", "history_item_id": "job_1", "status": "active"}, 202),
        {"voice_id": "voc_1", "text": "Hi", "output_format": "wav", "voice_settings": {"speed": 1.5}},
    ),
    "playai": (
        "https://api.play.ai/api/v1/tts",
        reply(playai("IN_PROGRESS"), 201),
        {"model": "PlayDialog", "text": "Hi", "voice": "s3://v", "seed": None},
    ),
    "bland": (
        "https://api.bland.ai/v2/tts",
        Answer(200, b"RIFF....WAVE", {"content-type": "audio/wav"}),
        {"text": "Hi", "voice": "2b3c4d5e-6f70-8901-2345-6789abcdef01"},
    ),
    "oxen": (QUEUE, QUEUED, {"model": "flux-2-dev", "prompt": "cat", "aspect_ratio": None, "extra": {"a": 1}}),
    "finetuning": (URL, ACCEPTED, {"tags": "lofi piano", "duration": 90}),
}

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
every_provider = pytest.mark.parametrize("provider", SUBMITS)


@pytest.fixture
def jobs(world: World) -> Face:
    return world.jobs(*SETTINGS.values())


@every_provider
def test_a_typed_call_sends_what_a_call_by_name_sends(world: World, jobs: Face, provider: str) -> None:
    url, answer, fields = SUBMITS[provider]
    world.script.on(url, answer)
    assert provider_calls(jobs, provider).submit(**fields) == jobs.submit(provider, **fields)
    typed, by_name = ((one.method, one.url, one.headers, one.content) for one in world.script.requests)
    assert typed == by_name


def test_fields_that_are_not_given_are_not_sent_and_none_is_null(world: World, jobs: Face) -> None:
    world.script.on(QUEUE, QUEUED)
    provider_calls(jobs, "oxen").submit(model="flux-2-dev", prompt=OMIT, seed=None)
    assert json.loads(world.script.requests[0].content) == {"model": "flux-2-dev", "seed": None}


@pytest.mark.parametrize(
    ("fields", "problem"),
    [({"duration": 300}, "duration"), ({"tags": "x" * 701}, "tags"), ({"key": "H"}, "key"), ({"lyrics": None}, "lyr")],
)
def test_limits_are_checked_before_anything_is_sent(
    world: World, jobs: Face, fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        provider_calls(jobs, "finetuning").submit(**{"tags": "lofi", **fields})
    assert world.script.requests == []


@pytest.mark.parametrize(
    ("fields", "problem"),
    [({"tags": "lofi", "durration": 60}, "'durration': did you mean duration"), ({"duration": 60}, "'tags'")],
)
def test_a_misspelt_and_a_missing_field_are_named(jobs: Face, fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigurationError, match=problem):
        provider_calls(jobs, "finetuning").submit(**fields)


def test_many(world: World, jobs: Face) -> None:
    rows = [{"generation_id": f"gen-{number}", "status": "queued"} for number in range(3)]
    world.script.on(QUEUE, reply({"generations": rows}))
    made = provider_calls(jobs, "oxen").submit_many(model="flux-2-dev", num_generations=3)
    assert [job.ref for job in made] == ["oxen:gen-0", "oxen:gen-1", "oxen:gen-2"]
    with pytest.raises(ConfigurationError, match="use submit_many"):
        provider_calls(jobs, "oxen").submit(model="flux-2-dev", num_generations=3)


def test_generate(world: World, jobs: Face, tmp_path: Path) -> None:
    url = "https://media.finetuning.ai/a.mp3"
    world.script.on(URL, ACCEPTED)
    world.script.on(FINETUNING_URL.format(id="gen_abc123"), reply(finetuning("completed", audioUrl=url)))
    world.script.on(url, Answer(200, b"music", {"content-type": "audio/mpeg"}))
    job, files = provider_calls(jobs, "finetuning").generate(tmp_path, tags="lofi", timeout=60)
    assert job.status is JobStatus.SUCCEEDED
    assert [file.name for file in files] == ["finetuning-gen_abc123.mp3"]


def test_list(world: World, jobs: Face) -> None:
    row = {"id": "gen_1", "status": "failed", "prompt": "lofi", "createdAt": "2026-01-01 00:00:00"}
    world.script.on(f"{URL}?status=failed", reply({"data": {"generations": [row], "hasMore": False}}))
    (job,) = provider_calls(jobs, "finetuning").list(status=JobStatus.FAILED)
    assert (job.ref, job.status) == ("finetuning:gen_1", JobStatus.FAILED)


@pytest.mark.parametrize("shell", [Jobs, AsyncJobs])
def test_a_call_for_all_providers_is_named(shell: type[Jobs | AsyncJobs]) -> None:
    calls: Any = shell([]).oxen
    with pytest.raises(AttributeError, match=r"no attribute 'wait': use jobs\.wait, which is for all providers$"):
        calls.wait("oxen:gen_1")
    with pytest.raises(AttributeError, match=r"no attribute 'nonsense'$"):
        calls.nonsense()


def test_a_provider_that_is_not_set_up(world: World) -> None:
    with pytest.raises(ConfigurationError, match="Oxen is not set up"):
        provider_calls(world.jobs(SETTINGS["bland"]), "oxen").submit(model="flux-2-dev")


def calls(provider: str, shell: type[Jobs | AsyncJobs]) -> Any:
    """The class with the calls for a provider."""
    name = f"{'Async' if shell is AsyncJobs else ''}{BUILT_IN[provider].__name__}Jobs"
    return getattr(import_module(f"generation_jobs._generated.calls.{provider}"), name)


@pytest.mark.parametrize("shell", [Jobs, AsyncJobs])
@every_provider
def test_it_has_the_calls_that_its_adapter_supports(shell: type[Jobs | AsyncJobs], provider: str) -> None:
    adapter, kind = load_adapter(BUILT_IN[provider]), calls(provider, shell)
    assert adapter.submit is not None
    assert hasattr(kind, "list") == (adapter.listing is not None)
    assert hasattr(kind, "submit_many") == (adapter.submit.count is not None)
    parameters = [name for name in inspect.signature(kind.submit).parameters if name != "self"]
    assert parameters == [*FIELDS[provider], "key"]
    sent = {adapter.submit.renamed.get(name, name) for name in FIELDS[provider]}
    assert sent == set(inspect.signature(adapter.submit.operation.get_kwargs).parameters)


@every_provider
def test_both_shells_have_the_same_calls(provider: str) -> None:
    def offered(kind: type) -> dict[str, Any]:
        members = inspect.getmembers(kind, callable)
        return {name: inspect.signature(one).parameters for name, one in members if not name.startswith("_")}

    blocking, asynchronous = calls(provider, Jobs), calls(provider, AsyncJobs)
    assert offered(blocking) == offered(asynchronous)
    assert issubclass(blocking, ProviderJobs)
    assert issubclass(asynchronous, AsyncProviderJobs)
    assert inspect.iscoroutinefunction(asynchronous.submit)


def test_a_provider_is_loaded_when_its_calls_are_used() -> None:
    used = "from generation_jobs import Jobs\njobs = Jobs.from_env()\n"
    assert not [name for name in imported_modules(used) if "_generated.calls" in name]
    found = imported_modules(f"{used}assert jobs.oxen is jobs.oxen")
    assert {name for name in found if "_generated.calls." in name} == {"generation_jobs._generated.calls.oxen"}
    assert "oxen_jobs_client" not in found
