"""Providers that another package brings, by the entry point `generation_jobs.providers`."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import ConfigurationError, Job, JobStatus, Policy, UnsupportedOperation, adapters
from generation_jobs.adapters import OMIT, AsyncProviderJobs, Omit, ProviderJobs
from generation_jobs.webhooks import read_webhook

from tests.facade.bodies import OXEN_URL, SETTINGS, oxen
from tests.facade.brought import ADAPTER, SUBMITS, Bringer
from tests.facade.brought import SETTINGS as ACME
from tests.facade.script import Answer, reply
from tests.facade.shells import Driven

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.facade.shells import World

JOB = "https://api.acme.example/jobs/1"
DONE = reply({"status": "done", "url": "https://media.example/1.mp3"})


@pytest.fixture
def bringer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bringer]:
    one = Bringer(tmp_path, monkeypatch)
    yield one
    one.forget()


def settings(**values: Any) -> Any:
    from bringer import Acme  # type: ignore[import-not-found]

    return Acme(api_key="acme-secret", **values)


def test_the_environment_sets_it_up(world: World, bringer: Bringer, monkeypatch: pytest.MonkeyPatch) -> None:
    bringer.install("acme = bringer:Acme")
    monkeypatch.setenv("ACME_API_KEY", "acme-secret")
    world.script.on(JOB, reply({"status": "waiting"}), DONE)
    job = world.from_env().wait("acme:1")
    assert (job.ref, job.status, job.provider_status) == ("acme:1", JobStatus.SUCCEEDED, "done")
    assert world.script.requests[0].headers["x-acme-key"] == "acme-secret"


def test_settings_are_enough(world: World, bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme")
    world.script.on(JOB.replace("api.", "eu."), DONE)
    assert world.jobs(settings(base_url="https://eu.acme.example")).get("acme:1").status is JobStatus.SUCCEEDED


HEADERS = ADAPTER.replace(
    "operation=Get,", "operation=Get,\n        headers={'X-Version': '2', 'X-Team': 'theirs', 'X-Acme-Key': 'none'},"
)


def test_headers_of_an_adapter_go_to_its_api_only(world: World, bringer: Bringer, tmp_path: Path) -> None:
    bringer.install("acme = bringer:Acme", adapter=HEADERS)
    world.script.on(JOB, DONE)
    world.script.on("https://media.example/1.mp3", Answer(headers={"content-type": "audio/mpeg"}, chunks=(b"ID3",)))
    jobs = world.jobs(settings(), policies={"acme": Policy(headers={"x-team": "mine"})})
    jobs.download(jobs.get("acme:1"), tmp_path)
    api, media = (request.headers for request in world.script.requests)
    assert (api["x-version"], api.get_list("x-team"), api.get_list("x-acme-key")) == ("2", ["mine"], ["acme-secret"])
    assert "x-version" not in media


BY_QUERY = ADAPTER.replace("get_kwargs(id):", "get_kwargs(*, task_id):").replace(
    '"url": f"/jobs/{id}"', '"url": "/jobs", "params": {"taskId": task_id}'
)


def test_the_id_may_be_in_the_query(world: World, bringer: Bringer) -> None:
    bringer.install(
        "acme = bringer:Acme", adapter=BY_QUERY.replace("operation=Get,", 'operation=Get, job_id="task_id",')
    )
    world.script.on("https://api.acme.example/jobs?taskId=a%2Fb", DONE)
    assert world.jobs(settings()).wait("acme:a/b").status is JobStatus.SUCCEEDED


@pytest.mark.parametrize(
    ("pointer", "found"),
    [
        ("/images/url", ["a", None, "b"]),
        ("/links", ["c", "d"]),
        ("/more/links", ["e", "f"]),
        ("/none/url", [None]),
        ("/one/url", ["g"]),
    ],
)
def test_all_values_at_a_place_are_found(pointer: str, found: list[object]) -> None:
    fields = {
        "images": [{"url": "a"}, {}, {"url": "b"}],
        "links": ["c", "d"],
        "more": [{"links": ["e"]}, {"links": ["f"]}],
        "one": {"url": "g"},
    }
    assert adapters.all_at(fields, pointer) == found


def test_its_adapter_is_loaded_at_the_first_use(world: World, bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme")
    assert bringer.loaded() == set()
    jobs = world.from_env()
    assert bringer.loaded() == {"bringer"}
    with pytest.raises(ConfigurationError, match=r"acme:1: Acme has no API key: set ACME_API_KEY$"):
        jobs.get("acme:1")
    assert bringer.loaded() == {"bringer"}


def test_what_it_cannot_do_is_said(world: World, bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme")
    jobs = world.jobs(settings())
    with pytest.raises(UnsupportedOperation, match="acme cannot submit jobs"):
        jobs.submit("acme", text="Hello!")
    with pytest.raises(UnsupportedOperation, match="acme cannot cancel jobs"):
        jobs.cancel("acme:1")
    with pytest.raises(ConfigurationError, match="acme has no documented webhook"):
        read_webhook("acme", b"{}")


def test_it_submits(world: World, bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme", adapter=SUBMITS)
    world.script.on("https://api.acme.example/jobs", reply({"status": "waiting"}))
    jobs = world.jobs(settings())
    assert jobs.submit("acme", text="Hello!").ref == "acme:1"
    with pytest.raises(ConfigurationError, match="acme has no parameter 'speedy': did you mean speed"):
        jobs.submit("acme", text="Hello!", speedy=2)


class AcmeJobs(ProviderJobs):
    """As it is generated from the spec of acme."""

    provider = "acme"

    def submit(self, *, text: str, speed: float | Omit = OMIT) -> Job:
        return self._jobs.submit(self.provider, **self._given(text=text, speed=speed))


class AsyncAcmeJobs(AsyncProviderJobs):
    provider = "acme"

    async def submit(self, *, text: str, speed: float | Omit = OMIT) -> Job:
        return await self._jobs.submit(self.provider, **self._given(text=text, speed=speed))


def test_its_typed_calls_submit(world: World, bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme", adapter=SUBMITS)
    world.script.on("https://api.acme.example/jobs", reply({"status": "waiting"}))
    jobs = world.jobs(settings())
    calls: Any = jobs.drive(AsyncAcmeJobs(jobs.jobs)) if isinstance(jobs, Driven) else AcmeJobs(jobs)
    assert calls.submit(text="Hello!").ref == "acme:1"
    assert json.loads(world.script.requests[0].content) == {"text": "Hello!", "speed": None}


BROKEN = {
    "import": (
        "import nothing_of_this_name",
        r"cannot load bringer:Acme of bringer 1\.2: .*nothing_of_this_name.*uninstall it",
    ),
    "exit": ("raise RuntimeError('boom')", r"cannot load .*RuntimeError: boom"),
    "no class": ("", r"cannot load .*AttributeError"),
    "another thing": ("Acme = 7", r"cannot load .*: it is not a Settings class"),
    "another provider": (ACME.replace('"acme"', '"emca"'), r"cannot load .*: its provider is 'emca'"),
}


@pytest.mark.parametrize(("code", "told_of_it"), BROKEN.values(), ids=BROKEN)
def test_a_broken_package_is_named_and_breaks_no_other(
    world: World, bringer: Bringer, monkeypatch: pytest.MonkeyPatch, code: str, told_of_it: str
) -> None:
    bringer.install("acme = bringer:Acme", settings=code)
    monkeypatch.setenv("OXEN_API_KEY", "oxen-secret")
    world.script.on(OXEN_URL.format(id="1"), reply(oxen("queued")))
    jobs = world.from_env()
    assert jobs.get("oxen:1").status is JobStatus.QUEUED
    with pytest.raises(ConfigurationError, match=f"acme:1: acme: {told_of_it}"):
        jobs.get("acme:1")


@pytest.mark.parametrize(
    ("code", "told_of_it"),
    [
        ("raise RuntimeError('boom')", r"acme: cannot import its adapter bringer\.adapter: RuntimeError: boom"),
        ("import acme_jobs_client", "the acme client is not installed; run: pip install acme-jobs-client"),
        ("ADAPTER = 7", r"acme: bringer\.adapter has no Adapter named ADAPTER"),
    ],
)
def test_a_broken_adapter_is_named(world: World, bringer: Bringer, code: str, told_of_it: str) -> None:
    bringer.install("acme = bringer:Acme", adapter=code)
    with pytest.raises(ConfigurationError, match=told_of_it):
        world.jobs(settings()).get("acme:1")


def test_a_name_of_ours_stays_ours(
    world: World, bringer: Bringer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bringer.install("oxen = bringer:Acme", settings=ACME.replace('"acme"', '"oxen"'))
    monkeypatch.setenv("OXEN_API_KEY", "oxen-secret")
    world.script.on(OXEN_URL.format(id="1"), reply(oxen("queued")))
    assert world.from_env().get("oxen:1").status is JobStatus.QUEUED
    assert "bringer 1.2: 'oxen' is a provider of generation-jobs itself" in caplog.text
    with pytest.raises(ConfigurationError, match=r"bringer\.Acme: 'oxen' is a provider of generation-jobs itself"):
        world.jobs(settings())


def test_our_own_settings_may_be_extended(world: World) -> None:
    class Mine(type(SETTINGS["oxen"])):  # type: ignore[misc]
        """A class of the user's own."""

    world.script.on(OXEN_URL.format(id="1"), reply(oxen("queued")))
    assert world.jobs(Mine(api_key="oxen-secret")).get("oxen:1").status is JobStatus.QUEUED


def test_one_name_brought_twice_is_refused(world: World, bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme")
    bringer.install("acme = other:Acme", module="other")
    with pytest.raises(ConfigurationError, match=r"acme: both bringer 1\.2 and other 1\.2 bring this provider"):
        world.from_env().get("acme:1")


def test_a_name_that_no_ref_holds_is_refused(world: World, bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme", settings=ACME.replace('"acme"', '"Ac:me"'))
    with pytest.raises(ConfigurationError, match=r"bringer\.Acme: provider = 'Ac:me'"):
        world.jobs(settings())


def test_fields_of_adapters_have_their_old_names_too() -> None:
    """Packages written for version 0.1 use them."""
    values: dict[str, Any] = dict.fromkeys(("base_url", "operation", "read", "read_error", "undecodable", "refused"))
    old = {"words": {}, "pace": 1, "instead": {"submit": "x"}, "rates": {"read": 2}, "priors": {"": 3}, "sort": len}
    new = ("status_map", "poll_interval", "unsupported_hints", "rate_limits", "duration_hints", "duration_group")
    adapter = adapters.Adapter(**values, **old)
    assert [getattr(adapter, name) for name in new] == [getattr(adapter, name) for name in old] == list(old.values())
    with pytest.raises(TypeError, match="colour"):
        adapters.Adapter(**values, **old, colour=1)
    with pytest.raises(AttributeError, match="colour"):
        _ = adapter.colour  # type: ignore[attr-defined]


def test_what_adapters_are_written_with_is_named() -> None:
    there = {name for name, value in vars(adapters).items() if not name.startswith("_") and not inspect.ismodule(value)}
    assert set(adapters.__all__) == there


@pytest.mark.parametrize(
    ("pointer", "value"), [("", {"a": {"b/c": 1}}), ("/a/b~1c", 1), ("/a/b", None), ("/a/b~1c/d", None), ("/x/y", None)]
)
def test_a_place_in_a_body(pointer: str, value: object) -> None:
    assert adapters.at({"a": {"b/c": 1}}, pointer) == value


@pytest.mark.parametrize(
    ("pointer", "value"),
    [("/files/0/url", "u"), ("/files/1/url", None), ("/files/-1/url", None), ("/files/url", None), ("/words/1", "b")],
)
def test_a_place_in_a_list(pointer: str, value: object) -> None:
    assert adapters.at({"files": [{"url": "u"}], "words": ["a", "b"]}, pointer) == value
