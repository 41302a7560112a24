"""provider.toml and specs.lock: what they tell, and what is said when they are wrong."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.pages.lock import check_pages, read_lock
from scripts.codegen.pages.provider import SPECS, load_provider, load_providers, provider_names

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """A copy of what is known of PlayAI, which a test may spoil."""
    shutil.copytree(SPECS / "playai", tmp_path / "playai")
    shutil.copy(SPECS / "specs.lock", tmp_path)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_all_five_are_there() -> None:
    assert {"bland", "breeze", "finetuning", "oxen", "playai"} <= {*provider_names()}
    assert list(provider_names()) == sorted(provider_names())
    assert [provider.name for provider in load_providers([])] == list(provider_names())
    assert [provider.name for provider in load_providers(["oxen"])] == ["oxen"]


def test_names_that_users_type() -> None:
    playai = load_provider("playai")
    assert (playai.distribution, playai.package) == ("playai-jobs-client", "playai_jobs_client")
    assert (playai.client_class, playai.base_url_env) == ("PlayAIClient", "PLAYAI_BASE_URL")
    assert [(c.argument, c.env) for c in playai.credentials] == [
        ("api_key", "PLAYAI_API_KEY"),
        ("user_id", "PLAYAI_USER_ID"),
    ]
    assert playai.archived is not None
    assert playai.archived.since == date(2025, 12, 31)
    assert load_provider("oxen").archived is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('version = "0.2.0"', 'version = "one"', "version: "),
        ('submit = "create_tts_job"', 'submit = "POST /api/v1/tts"', "submit: "),
        ('title = "PlayAI"', 'titel = "PlayAI"', "titel: "),
        ('base_url_env = "PLAYAI_BASE_URL"', "", "base_url_env: "),
        ('name = "playai"', 'name = "other"', "is 'other', but the folder is 'playai'"),
        ('argument = "api_key"', 'argument = "api key"', "credentials.0.argument: "),
        ('file = "get-async-tts-job.md"', 'file = "../x.md"', "pages.0.file: "),
        ("[archived]", "[archived", "not TOML"),
        ('makes = ["speech"]', 'makes = "speech"', 'makes: give a list, such as ["speech"]'),
    ],
)
def test_a_fault_in_provider_toml_is_named(specs: Path, old: str, new: str, reason: str) -> None:
    edit(specs / "playai/provider.toml", old, new)
    with pytest.raises(CodegenError) as caught:
        load_provider("playai", specs)
    assert str(caught.value).startswith("specs/playai/provider.toml: ")
    assert reason in str(caught.value)


def test_the_pages_are_the_locked_ones() -> None:
    lock = read_lock(SPECS / "specs.lock")
    for provider in load_providers([]):
        check_pages(provider, lock)


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("specs.lock", 'provider = "playai"', 'provider = "playht"', "has no entry in specs.lock"),
        ("specs.lock", "endpoints/v1/get-async.md", "endpoints/v2/get-async.md", "its URL is "),
        ("playai/pages/get-async-tts-job.md", "FAILED", "BROKEN", "differs from the page pulled on 2026-11-22"),
    ],
)
def test_a_page_beside_the_lock_is_refused(specs: Path, file: str, old: str, new: str, reason: str) -> None:
    edit(specs / file, old, new)
    with pytest.raises(CodegenError, match=reason) as caught:
        check_pages(load_provider("playai", specs), read_lock(specs / "specs.lock"))
    assert str(caught.value).startswith("specs/playai/pages/get-async-tts-job.md: ")


def test_a_page_that_is_gone_is_refused(specs: Path) -> None:
    (specs / "playai/pages/get-async-tts-job.md").unlink()
    with pytest.raises(CodegenError, match="cannot be read: No such file"):
        check_pages(load_provider("playai", specs), read_lock(specs / "specs.lock"))


@pytest.mark.parametrize("text", ["[[page]", "", '[[page]]\nprovider = "x"\n'])
def test_a_broken_lock_is_refused(tmp_path: Path, text: str) -> None:
    lock = tmp_path / "specs.lock"
    lock.write_text(text, encoding="utf-8")
    with pytest.raises(CodegenError, match=r"^specs\.lock: not a list of \[\[page\]\]"):
        read_lock(lock)


def test_a_lock_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodegenError, match=r"^specs\.lock: cannot be read"):
        read_lock(tmp_path / "specs.lock")
