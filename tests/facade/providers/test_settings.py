"""Keys and base URLs: given, from the environment, and what is said where they are wrong."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs import (
    ArchivedProviderWarning,
    AsyncJobs,
    Bland,
    Breeze,
    ConfigurationError,
    DownloadError,
    Finetuning,
    Job,
    Jobs,
    JobStatus,
    Media,
    Oxen,
    PlayAI,
)

from tests.facade.bodies import OXEN_URL, PLAYAI_URL, SETTINGS, oxen, playai
from tests.facade.script import Answer, reply

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs import Settings

    from tests.facade.shells import World

VARIABLES = {
    "breeze": ["BREEZE_API_KEY"],
    "playai": ["PLAYAI_API_KEY", "PLAYAI_USER_ID"],
    "bland": ["BLAND_API_KEY"],
    "oxen": ["OXEN_API_KEY"],
    "finetuning": ["FINETUNING_API_KEY"],
}


def test_an_empty_environment_says_what_to_set_only_when_needed(world: World) -> None:
    jobs = world.from_env()
    for provider, variables in VARIABLES.items():
        with pytest.raises(ConfigurationError, match=" and ".join(variables)) as caught:
            jobs.get(f"{provider}:1")
        assert caught.value.ref == f"{provider}:1"


def test_what_the_environment_has_works(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OXEN_API_KEY", "oxen-secret")
    monkeypatch.setenv("OXEN_BASE_URL", "https://gateway.example")
    world.script.on("https://gateway.example/api/ai/generations/1", reply(oxen("queued")))
    assert world.from_env().get("oxen:1").status is JobStatus.QUEUED
    assert world.script.requests[0].headers["authorization"] == "Bearer oxen-secret"


@pytest.mark.parametrize("kind", [Jobs, AsyncJobs])
def test_a_subclass_is_created_by_its_own_constructor(kind: Any) -> None:
    class Named(kind):  # type: ignore[misc]
        def __init__(self, settings: object, **options: object) -> None:
            super().__init__(settings, **options)
            self.name = "mine"

    assert Named.from_env().name == "mine"


def test_half_of_playai_names_the_other_half(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYAI_API_KEY", "play-secret")
    with pytest.raises(ConfigurationError, match=r"PlayAI has no user id: set PLAYAI_USER_ID$"):
        world.from_env().get("playai:1")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("BREEZE_API_KEY", "brz secret"),
        ("BREEZE_API_KEY", "brz_secret\n"),
        ("BREEZE_BASE_URL", "http://api.example"),
        ("BREEZE_BASE_URL", "nonsense"),
    ],
)
def test_one_malformed_variable_breaks_one_provider_only(
    world: World, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv("BREEZE_API_KEY", "brz_fine")
    monkeypatch.setenv("OXEN_API_KEY", "oxen-secret")
    monkeypatch.setenv(variable, value)
    world.script.on(OXEN_URL.format(id="1"), reply(oxen("queued")))
    jobs = world.from_env()
    assert jobs.get("oxen:1").status is JobStatus.QUEUED
    with pytest.raises(ConfigurationError, match=rf"breeze:1: {variable} ") as caught:
        jobs.get("breeze:1")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("kind", [Breeze, Bland, Oxen, Finetuning])
@pytest.mark.parametrize("key", ["", " ", "a b", "a\r\nX-Evil: 1", "a\n", "\tkey", "clé", "\x00", None, 7, b"key"])
def test_a_key_that_no_header_holds_is_refused(kind: type[Breeze], key: Any) -> None:
    with pytest.raises(ConfigurationError, match=rf"{kind.__name__}\(api_key=…\)") as caught:
        kind(api_key=key)
    assert "Evil" not in str(caught.value)


def test_the_user_id_is_checked_too() -> None:
    with pytest.raises(ConfigurationError, match=r"PlayAI\(user_id=…\) is empty"):
        PlayAI(api_key="k", user_id="")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "api.example",
        "ftp://api.example",
        "https://",
        "https://[::1",
        "https://api.example:port",
        "http://api.example",
        "http://10.0.0.1",
        "http://localhost.evil.example",
        "https://user:s3cr3t@api.example",
        "https://api.example/?token=s3cr3t",
        "https://api.example/#s3cr3t",
    ],
)
def test_a_base_url_that_no_key_may_go_to_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match=r"Breeze\(base_url=…\) ") as caught:
        Breeze(api_key="k", base_url=url)
    assert "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://localhost:8000", "http://127.0.0.1:8000/breeze", "http://[::1]", "https://10.0.0.1", "HTTPS://X.y"]
)
def test_loopback_may_be_plain_and_the_rest_may_be_https(url: str) -> None:
    assert Breeze(api_key="k", base_url=url).base_url == url


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_settings_do_not_show_their_secrets(settings: Settings) -> None:
    assert "secret" not in f"{settings!r} {settings} {[settings]}"


@pytest.mark.parametrize(("value", "allowed"), [("1", True), ("0", False), ("", False)])
def test_private_media_by_the_environment(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str, allowed: bool
) -> None:
    monkeypatch.setenv("GENJOBS_ALLOW_PRIVATE_MEDIA", value)
    url = "http://127.0.0.1:9/a"
    world.script.on(url, Answer(200, b"PNG", {"content-type": "image/png"}))
    job = Job("oxen:1", JobStatus.SUCCEEDED, media=(Media("image", url),))
    if allowed:
        assert world.jobs(SETTINGS["oxen"]).download(job, tmp_path)
    else:
        with pytest.raises(DownloadError, match="cannot be trusted"):
            world.jobs(SETTINGS["oxen"]).download(job, tmp_path)


@pytest.mark.parametrize("size", [0, -1])
def test_a_cap_that_admits_nothing_is_refused(world: World, size: int) -> None:
    with pytest.raises(ConfigurationError, match="max_media_bytes"):
        world.jobs(SETTINGS["oxen"], max_media_bytes=size)


def test_playai_warns_once_and_only_when_used(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every warning is an error in these tests: what does not say so here does not warn."""
    for variable in (name for names in VARIABLES.values() for name in names):
        monkeypatch.setenv(variable, "value")
    world.script.on(OXEN_URL.format(id="1"), reply(oxen("queued")))
    world.script.on(PLAYAI_URL.format(id="1"), reply(playai("IN_PROGRESS")))
    jobs = world.from_env()
    jobs.get("oxen:1")
    with pytest.warns(ArchivedProviderWarning, match="playai: reported closed since 2025-12-31"):
        assert jobs.get("playai:1").status is JobStatus.RUNNING
    jobs.get("playai:1")


def test_settings_may_be_an_abstract_class() -> None:
    class Named(ABC):
        @property
        @abstractmethod
        def name(self) -> str: ...

    class Ours(Finetuning, Named):
        @property
        def name(self) -> str:
            return "ours"

    assert Ours(api_key="ft_live_secret").name == "ours"
    with pytest.raises(ConfigurationError, match="api_key"):
        Ours()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
