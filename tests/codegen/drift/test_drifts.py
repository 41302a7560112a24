"""Three drifts, reconstructed (tests/codegen/drift/drifts says from what), and what the report makes of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.pages.provider import SPECS
from tests.codegen.drift.repository import DRIFTS, Repository, api, descriptions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.drift.conftest import Make

JOB = "/components/schemas/GenerationJobResponse/properties"


def todays(provider: str) -> str:
    (page,) = (SPECS / provider / "pages").iterdir()
    return page.read_text(encoding="utf-8")


def test_breezes_page_follows_its_api(released: Make) -> None:
    report = released("breeze").drift("--from", str(DRIFTS))
    page = "field `voice_category` of `GenerationJobResponse` is gone and `origin` is new: likely renamed: "
    assert [change["change"]["place"] for change in report["hidden"]] == [
        f"{JOB}/origin",
        f"{JOB}/word_timestamps",
        "/components/schemas/WordTimestamp",
    ]
    assert report["hidden"][0]["change"]["description"].startswith(page)
    assert [change["is_known"] for change in report["hidden"]] == [True, True, True]
    behaviour = [change for change in report["spec"] if not change["is_text"]]
    assert [(change["place"], change["action"]) for change in behaviour] == [
        (f"{JOB}/voice_category", "removed"),
        (f"{JOB}/origin/default", "added"),
    ]
    assert [(action["file"], action["number"], action["is_needed"]) for action in report["actions"]] == [
        ("overlay.yaml", 3, False),
        ("overlay.yaml", 4, False),
    ]
    assert api(report) == [("GenerationJobResponse.voice_category", "is gone; the pages now call it `origin`", True)]
    assert (report["level"], report["version"], report["faults"]) == ("breaking", "0.3.0", [])
    assert report["changelog"] == (
        "### Removed\n\n- `GenerationJobResponse.voice_category`; the pages now call it `origin`.\n"
    )


def released_at_first(folder: Path, provider: str) -> Repository:
    """A repository whose last release was made of the page of old."""
    repository = Repository(folder, provider)
    repository.put((DRIFTS / provider / repository.page.name).read_text(encoding="utf-8"))
    assert repository.build() == 0
    assert repository.release() == 0
    return repository


def drop_what_the_page_says_by_itself(breeze: Repository) -> None:
    """Delete the two actions that add `origin` and `word_timestamps`."""
    overlay = (breeze.folder / "overlay.yaml").read_text(encoding="utf-8")
    start = overlay.index("  - target: $.components.schemas.GenerationJobResponse.properties\n")
    end = overlay.index("  - target: $.components.schemas.GenerationJobResponse.properties.status\n")
    breeze.edit("overlay.yaml", overlay[start:end], "")


def test_breezes_page_is_followed_to_a_release(released: Make) -> None:
    breeze = released("breeze")
    breeze.put((DRIFTS / "breeze" / "get-generation-job.md").read_text(encoding="utf-8"))
    assert breeze.release() == 1  # the overlay says again what the page says now, and a list holds it twice
    drop_what_the_page_says_by_itself(breeze)
    breeze.build()

    report = breeze.drift()
    assert (report["hidden"], report["actions"], report["faults"]) == ([], [], [])
    assert api(report) == [("GenerationJobResponse.voice_category", "is gone; the pages now call it `origin`", True)]
    assert breeze.release() == 0
    assert breeze.drift()["is_empty"]


def test_breezes_page_before_we_knew_better(released: Make) -> None:
    """Without the overlay's `origin` and `word_timestamps` the spec itself shows the rename, and the new field."""
    breeze = released("breeze")
    drop_what_the_page_says_by_itself(breeze)
    breeze.build()
    assert breeze.release() == 0

    report = breeze.drift("--from", str(DRIFTS))
    assert descriptions(report, "spec")[:2] == [
        "field `voice_category` of `GenerationJobResponse` is gone and `origin` is new: likely renamed: "
        "the same type, the same neighbours, nothing else of that type was removed or added",
        "field `word_timestamps` of `GenerationJobResponse` is new: array of `WordTimestamp`",
    ]
    assert api(report)[0] == (
        "GenerationJobResponse.voice_category",
        "is gone; likely replaced by `origin`",
        True,
    )
    assert [change["name"] for change in report["api"][1:]] == [
        "GenerationJobResponse.origin",
        "GenerationJobResponse.word_timestamps",
        "WordTimestamp",
    ]
    assert (report["hidden"], report["actions"]) == ([], [])
    assert (report["released"], report["version"]) == ("0.3.0", "0.4.0")


def test_oxens_contract_of_old_becomes_todays(tmp_path: Path) -> None:
    oxen = released_at_first(tmp_path, "oxen")
    oxen.put(todays("oxen"))

    report = oxen.drift()
    row = "/components/schemas/Generation/properties"
    found = {change["place"]: change for change in report["spec"]}
    assert found[f"{row}/model_name"]["action"] == "renamed"
    assert "likely renamed" in found[f"{row}/model_name"]["description"]
    assert (
        found[f"{row}/result_url"]["description"] == "field `result_url` of `Generation` is new: `string`, may be null"
    )
    gone = "/paths/~1api~1ai~1generations~1{generation_id}/get/responses/404/description"
    assert found[gone]["description"].endswith("`Generation not found, or no longer active` → `Generation not found`")
    assert found[gone]["is_text"]
    assert ("Generation.model", "is gone; possibly replaced by `model_name`", True) in api(report)
    assert ("Generation.result_url", "is new", False) in api(report)
    assert (report["level"], report["version"], report["faults"]) == ("breaking", "0.3.0", [])
    assert "### Added\n\n- `Generation.model_name`.\n- `Generation.result_url`.\n" in report["changelog"]


def test_playais_oldest_layout_becomes_todays(tmp_path: Path) -> None:
    playai = released_at_first(tmp_path, "playai")
    playai.put(todays("playai"))

    report = playai.drift()
    behaviour = [change["description"] for change in report["spec"] if not change["is_text"]]
    assert behaviour == [
        "auth scheme `ApiKeyAuth`: `type` `apiKey` → `http`",
        "auth scheme `ApiKeyAuth`: `in` `header` is gone",
        "auth scheme `ApiKeyAuth`: `name` `AUTHORIZATION` is gone",
        "auth scheme `ApiKeyAuth`: `scheme` `bearer` is new",
    ]
    assert (report["api"], report["level"], report["version"]) == ([], "fix", "0.2.1")
    assert "- Auth scheme `ApiKeyAuth`: `scheme` `bearer` is new.\n" in report["changelog"]


def test_every_reconstruction_says_what_it_is() -> None:
    for folder in DRIFTS.iterdir():
        text = " ".join((folder / "README.md").read_text(encoding="utf-8").split())
        assert "Reconstructed from " in text
        assert "not a recorded page" in text
