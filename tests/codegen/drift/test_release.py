"""Releasing a client: what is written, what is refused, and that a refusal leaves everything as it was."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from scripts.codegen.drift.builds.baseline import read_baseline
from scripts.codegen.drift.report.changelog import has_entry
from scripts.codegen.drift.report.next_version import Level, next_version
from scripts.codegen.openapi.folders import replace_folders
from scripts.codegen.pages.provider import load_provider, provider_names
from tests.codegen.drift.repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.drift.conftest import Make


@pytest.fixture
def playai(released: Make) -> Repository:
    return released("playai")


def rename(repository: Repository) -> None:
    """A breaking change: a field that is required has another name."""
    repository.put(repository.page.read_text(encoding="utf-8").replace("createdAt", "madeAt"))
    repository.build()


def test_a_release_writes_version_entry_baseline_and_client(
    playai: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    facade = playai.scratch / "pyproject.toml"
    facade.write_text('[project.optional-dependencies]\nplayai = ["playai-jobs-client>=0.2,<0.3"]\n', encoding="utf-8")
    monkeypatch.setattr("scripts.release.FACADE", facade)
    rename(playai)
    assert playai.release() == 0

    said = capsys.readouterr().out
    client = playai.out / "playai-jobs-client"
    assert load_provider("playai", playai.specs).version == "0.3.0"
    assert tomllib.loads((client / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"] == "0.3.0"
    changelog = (playai.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    entry = "\n## [0.3.0] - 2026-12-01\n\n### Added\n\n- `TtsAsyncJob.made_at`.\n\n### Removed\n\n- `TtsAsyncJob."
    assert entry in changelog
    assert changelog.index("[0.3.0]") < changelog.index("[0.2.0]")
    assert entry in (client / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "playai-jobs-client 0.3.0 (breaking)" in said
    assert "The facade requires playai-jobs-client<0.3,>=0.2" in said
    baseline = read_baseline(load_provider("playai", playai.specs))
    assert baseline is not None
    assert (baseline.version, str(baseline.day)) == ("0.3.0", "2026-12-01")
    assert playai.drift()["is_empty"]


def test_a_release_twice_gives_the_same_baseline(playai: Repository, tmp_path: Path) -> None:
    first = playai.files()
    again = Repository(tmp_path / "again", "playai")
    assert again.release() == 0
    assert again.files() == first


def refused(repository: Repository, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    before = repository.files()
    assert repository.release(*options) == 1
    assert repository.files() == before
    assert not list(repository.scratch.rglob(".building-*"))
    return capsys.readouterr().err


def test_nothing_to_release_is_refused(playai: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    said = "not released: playai-jobs-client: nothing to release: it equals 0.2.0\n"
    assert refused(playai, capsys) == said
    assert refused(playai, capsys, "--version", "0.9.0") == said


def test_a_version_that_is_too_low_is_refused(playai: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    rename(playai)
    message = refused(playai, capsys, "--version", "0.2.1")
    assert "0.2.1 is too low: this release is breaking, use 0.3.0 or higher" in message
    assert "TtsAsyncJob.created_at` is gone" in message
    assert "'latest' is not a version; write three numbers, for instance 0.3.0" in refused(
        playai, capsys, "--version", "latest"
    )


def test_a_higher_version_may_be_asked_for(playai: Repository) -> None:
    rename(playai)
    assert playai.release("--version", "1.0.0") == 0
    assert load_provider("playai", playai.specs).version == "1.0.0"
    rename_back = playai.page.read_text(encoding="utf-8").replace("madeAt", "createdAt")
    playai.put(rename_back)
    assert playai.drift()["version"] == "2.0.0"


def test_a_road_that_does_not_build_is_refused(playai: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    rename(playai)
    playai.edit("overlay.yaml", "target: $.security", "target: $.nowhere")
    assert "$.nowhere matches nothing in the document" in refused(playai, capsys)


def test_a_spec_that_was_not_built_is_refused(playai: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    playai.edit("openapi.yaml", "Get an Async TTS Job", "Get a job")
    message = refused(playai, capsys)
    assert "specs/playai/openapi.yaml: is not up to date; run: nox -s specs generate" in message


def test_an_entry_that_somebody_has_written_stays(playai: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    rename(playai)
    playai.edit("CHANGELOG.md", "\n## [0.2.0]", "\n## [0.3.0] - 2026-11-30\n\nIn my own words.\n\n## [0.2.0]")
    before = (playai.folder / "CHANGELOG.md").read_text(encoding="utf-8")
    assert playai.release() == 0
    assert (playai.folder / "CHANGELOG.md").read_text(encoding="utf-8") == before
    assert "CHANGELOG.md already has its entry." in capsys.readouterr().out


def test_folders_are_replaced_all_or_none(tmp_path: Path) -> None:
    for name in ("old", "new", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, encoding="utf-8")
    with pytest.raises(OSError, match="missing"):
        replace_folders({tmp_path / "new": tmp_path / "old", tmp_path / "missing": tmp_path / "other"})
    assert (tmp_path / "old" / "file").read_text(encoding="utf-8") == "old"
    assert (tmp_path / "other" / "file").read_text(encoding="utf-8") == "other"


@pytest.mark.parametrize(
    ("version", "level", "expected"),
    [
        ("0.2.3", Level.NOTHING, "0.2.3"),
        ("0.2.3", Level.FIX, "0.2.4"),
        ("0.2.3", Level.ADDITION, "0.3.0"),
        ("0.2.3", Level.BREAKING, "0.3.0"),
        ("1.2.3", Level.FIX, "1.2.4"),
        ("1.2.3", Level.ADDITION, "1.3.0"),
        ("1.2.3", Level.BREAKING, "2.0.0"),
        ("0.9.9", Level.ADDITION, "0.10.0"),
    ],
)
def test_the_next_version(version: str, level: Level, expected: str) -> None:
    assert next_version(version, level) == expected


RELEASED = [name for name in provider_names() if read_baseline(load_provider(name))]


@pytest.mark.parametrize("name", RELEASED)
def test_every_released_client_has_a_baseline_of_its_version(name: str) -> None:
    provider = load_provider(name)
    baseline = read_baseline(provider)
    assert baseline is not None
    assert baseline.version == provider.version
    assert set(baseline.pages) == {page.file for page in provider.pages}
    assert has_entry((provider.folder / "CHANGELOG.md").read_text(encoding="utf-8"), provider.version)
