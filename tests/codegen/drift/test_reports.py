"""What the report says of a page that was changed in one word, of overlays, and of what stops the build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts import drift
from scripts.codegen.pages.provider import SPECS, provider_names
from tests.codegen.drift.repository import Repository, api, descriptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.codegen.drift.conftest import Make

CASSETTE = SPECS.parent / "tests" / "cassettes" / "finetuning" / "succeeded.yaml"


@pytest.fixture
def finetuning(released: Make) -> Repository:
    return released("finetuning")


def changed(repository: Repository, folder: Path, *edits: tuple[str, str]) -> dict[str, Any]:
    """The report of pages in which words have been replaced."""
    text = repository.page.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / repository.provider).mkdir()
    (folder / repository.provider / repository.page.name).write_text(text, encoding="utf-8")
    return repository.drift("--from", str(folder))


@pytest.mark.parametrize("provider", provider_names())
def test_nothing_changed_is_said_so(
    released: Make, provider: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = released(provider).drift("--markdown", str(tmp_path / "drift.md"))
    assert report["is_empty"]
    assert (report["level"], report["version"], report["changelog"]) == ("nothing", "0.2.0", "")
    assert f"{provider} 0.2.0: nothing to release" in capsys.readouterr().out
    assert "Nothing changed since 0.2.0." in (tmp_path / "drift.md").read_text(encoding="utf-8")


def test_a_word_of_a_description(finetuning: Repository, tmp_path: Path) -> None:
    report = changed(finetuning, tmp_path, ("Track duration in seconds", "Song duration in seconds"))
    assert descriptions(report, "spec") == [
        "field `duration` of `Generation`: description reworded, no change of behaviour: "
        "`Track duration in …` → `Song duration in …`"
    ]
    assert (report["api"], report["level"], report["version"]) == ([], "fix", "0.2.1")
    assert report["changelog"] == (
        "### Changed\n\n- Descriptions are updated from the provider's pages; the behaviour is the same.\n"
    )


def test_the_lines_of_the_page_are_shown_with_their_numbers(finetuning: Repository, tmp_path: Path) -> None:
    report = changed(finetuning, tmp_path, ("Track duration in seconds", "Song duration in seconds"))
    (page,) = report["pages"]
    lines = [line for group in page["groups"] for line in group if line["sign"] != " "]
    assert [(line["sign"], line["old"], line["new"]) for line in lines] == [("-", 66, None), ("+", None, 66)]
    assert lines[1]["text"] == "data.durationnumberSong duration in seconds"


def test_a_word_of_a_type(finetuning: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = changed(finetuning, tmp_path, ("data.fileSizenumber", "data.fileSizestring"))
    assert descriptions(report, "spec") == ["field `fileSize` of `Generation`: type `number` → `string`"]
    assert api(report) == [("Generation.file_size", "is now `str | None`, previously `float | None`", True)]
    assert (report["level"], report["version"]) == ("breaking", "0.3.0")
    assert report["spec"][0]["effect"] == "breaks"
    assert "finetuning 0.2.0 → 0.3.0 (breaking); may break programs that use 0.2.0\n" in capsys.readouterr().out


def test_a_word_of_an_enumeration(finetuning: Repository, tmp_path: Path) -> None:
    report = changed(
        finetuning, tmp_path, ("processing, completed, failed\n", "processing, completed, failed, expired\n")
    )
    assert descriptions(report, "spec") == ["field `status` of `Generation`: word `expired` is new"]
    assert report["spec"][0]["place"] == "/components/schemas/Generation/properties/status/enum/4"
    assert api(report) == [("GenerationStatus.EXPIRED", "is new", False)]
    assert (report["level"], report["version"]) == ("addition", "0.3.0")
    assert report["changelog"] == "### Added\n\n- `GenerationStatus.EXPIRED`.\n"


def test_an_error_code(finetuning: Repository, tmp_path: Path) -> None:
    report = changed(finetuning, tmp_path, ("INVALID_API_KEY401", "BAD_API_KEY401"))
    assert [(change["subject"], change["action"]) for change in report["spec"] if not change["is_text"]] == [
        ("error code", "removed"),
        ("error code", "added"),
    ]
    assert (report["level"], report["version"]) == ("fix", "0.2.1")
    assert "- Response 401 of `GET /v1/generations/{id}`: error code `BAD_API_KEY` is new.\n" in report["changelog"]


def test_a_server(finetuning: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = changed(finetuning, tmp_path, ("GET https://pub.finetuning.ai", "GET https://api.finetuning.ai"))
    assert "the server: `https://pub.finetuning.ai` → `https://api.finetuning.ai`" in descriptions(report, "spec")
    assert report["level"] == "fix"
    printed = capsys.readouterr().out
    assert "check: the server: `https://pub.finetuning.ai`" in printed
    assert "finetuning 0.2.0 → 0.2.1 (fix); check programs that use 0.2.0\n" in printed


def test_a_limit(tmp_path: Path) -> None:
    with_limit = (SPECS / "breeze" / "pages" / "get-generation-job.md").read_text(encoding="utf-8")
    parameter = "            title: Generation Job Id\n            type: string\n"
    with_limit = with_limit.replace(parameter, f"{parameter}            maxLength: 40\n")
    breeze = Repository(tmp_path, "breeze")
    breeze.put(with_limit)
    breeze.build()
    breeze.release()
    breeze.reword("maxLength: 40", "maxLength: 30")

    report = breeze.drift()
    limit = "path parameter `generation_job_id` of `GET /v1/generation-jobs/{generation_job_id}`"
    assert descriptions(report, "spec") == [f"{limit}: `maxLength` `40` → `30` (narrower)"]
    assert (report["api"], report["level"], report["version"]) == ([], "fix", "0.2.1")
    assert f"- P{limit[1:]}: `maxLength` `40` → `30` (narrower).\n" in report["changelog"]


def test_what_an_overlay_hides_is_reported(released: Make, capsys: pytest.CaptureFixture[str]) -> None:
    playai = released("playai")
    playai.reword("fileSize:\n                  type: number", "fileSize:\n                  type: string")

    report = playai.drift()
    (hidden,) = report["hidden"]
    assert hidden["change"]["description"] == "field `output.fileSize` of `TtsAsyncJob`: type `number` → `string`"
    assert (hidden["actions"], hidden["is_known"]) == (["overlay.yaml, action 7"], False)
    assert (report["spec"], report["level"]) == ([], "nothing")
    assert not report["is_empty"]
    printed = capsys.readouterr().out
    assert "breaks: field `output.fileSize` of `TtsAsyncJob`" in printed
    assert "playai 0.2.0: nothing to release; may break programs that use 0.2.0\n" in printed


def test_an_entry_of_a_list_that_the_page_has_by_itself_is_reported(released: Make) -> None:
    oxen = released("oxen")
    oxen.reword("      tags: []\n", "      tags:\n        - Generations\n")
    report = oxen.drift()
    assert [(action["number"], action["is_needed"]) for action in report["actions"]] == [(3, False)]
    assert (report["spec"], report["api"], report["level"]) == ([], [], "nothing")


def test_an_action_that_the_page_says_in_part_is_reported(released: Make) -> None:
    oxen = released("oxen")
    oxen.reword("            username:\n", "            prompt:\n              type: string\n            username:\n")
    report = oxen.drift()
    (action,) = report["actions"]
    assert (action["number"], action["is_needed"]) == (19, True)
    assert action["redundant"] == ["/components/schemas/Generation/properties/prompt"]
    assert [(hidden["actions"], hidden["is_known"]) for hidden in report["hidden"]] == [
        (["overlay.yaml, action 19"], True)
    ]
    assert report["spec"] == []


def test_an_action_that_no_longer_fits_is_reported_and_the_rest_goes_on(released: Make) -> None:
    breeze = released("breeze")
    breeze.reword("      operationId: generation_jobs_get\n", "")  # which the overlay's first action changes
    breeze.reword("        voice_name:\n", "        speaker_name:\n")

    report = breeze.drift()
    (action,) = report["actions"]
    assert (action["file"], action["number"]) == ("overlay.yaml", 1)
    assert "matches nothing in the document: has the page changed?" in action["failure"]
    assert (
        "field `voice_name` of `GenerationJobResponse` is gone and `speaker_name` is new"
        in descriptions(report, "spec")[1]
    )
    assert any("no-operation-id" in fault for fault in report["faults"])
    assert (report["level"], report["version"]) == (None, None)  # no method without a name


def test_a_page_that_cannot_be_read_is_reported(released: Make, capsys: pytest.CaptureFixture[str]) -> None:
    breeze = released("breeze")
    breeze.put("Please sign in.\n")
    report = breeze.drift()
    assert any("specs/breeze/pages/get-generation-job.md:1: " in fault for fault in report["faults"])
    assert report["pages"][0]["file"] == "get-generation-job.md"
    assert report["version"] is None
    assert "breeze 0.2.0: the client cannot be generated" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("provider", "old", "new", "fault"),
    [
        (
            "oxen",
            "enum:\n                - image\n                - video\n",
            "enum: image\n",
            "'image' is not of type 'array'",
        ),
        ("breeze", "- name: generation_job_id\n", "- name:\n", "cannot be validated"),
    ],
)
def test_what_tools_would_fall_over_is_reported(released: Make, provider: str, old: str, new: str, fault: str) -> None:
    repository = released(provider)
    repository.reword(old, new)
    report = repository.drift()
    assert any(fault in line for line in report["faults"])
    assert report["spec"]
    assert report["version"] is None


def test_a_page_that_was_edited_by_hand_is_reported(released: Make) -> None:
    breeze = released("breeze")
    breeze.edit("pages/get-generation-job.md", "Generation job identifier", "Generation job id")
    report = breeze.drift()
    assert "differs from the page pulled on" in report["faults"][0]
    assert len(report["spec"]) == 1


def test_undocumented_fields_of_cassettes_are_reported(finetuning: Repository) -> None:
    folder = finetuning.cassettes / "finetuning"
    folder.mkdir(parents=True)
    recorded = CASSETTE.read_text(encoding="utf-8")
    (folder / "succeeded.yaml").write_text(recorded.replace("playCount", "listenCount"), encoding="utf-8")
    report = finetuning.drift()
    assert any("listenCount" in found and "succeeded.yaml" in found for found in report["undocumented"])


def test_a_provider_that_was_never_released_is_reported(
    tmp_path: Path, finetuning: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    (finetuning.folder / "released").rename(tmp_path / "released")
    report = finetuning.drift()
    assert (report["released"], report["level"], report["version"]) == (None, None, "0.2.0")
    assert "finetuning: never released; 0.2.0" in capsys.readouterr().out


def test_hostile_pages_move_no_cursor(
    finetuning: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "drift.md"
    text = finetuning.page.read_text(encoding="utf-8").replace("Song", "")
    (tmp_path / "finetuning").mkdir()
    (tmp_path / "finetuning" / finetuning.page.name).write_text(
        text.replace("Track duration", "[red]\x1b[2J```\x07 duration"), encoding="utf-8"
    )
    finetuning.drift("--from", str(tmp_path), "--markdown", str(path))
    printed = capsys.readouterr().out + path.read_text(encoding="utf-8")
    assert "\x1b" not in printed
    assert "\x07" not in printed
    assert "[red]\\x1b[2J```\\x07 duration" in printed
    assert "````diff\n" in printed


def test_a_folder_without_pages_is_refused(
    finetuning: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert drift.main(["--from", str(tmp_path)], specs=finetuning.specs, cassettes=finetuning.cassettes) == 2
    assert "has no folder with a provider's name (finetuning)" in capsys.readouterr().err


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("## things\nclass\n", encoding="utf-8")])
def test_a_broken_baseline_is_refused(
    finetuning: Repository, spoil: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(finetuning.folder / "released" / "interface.txt")
    assert drift.main([], specs=finetuning.specs, cassettes=finetuning.cassettes) == 2
    assert "specs/finetuning/released" in (message := capsys.readouterr().err)
    assert "restore it from git" in message
