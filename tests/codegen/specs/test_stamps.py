"""What is known to be done is not done again, and nothing else is taken for done."""

from __future__ import annotations

import json
import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from scripts import generate
from scripts.codegen.clients import generator
from scripts.codegen.specs.stamps import Stamps, digest_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text("a")
    (tmp_path / "in" / "deep" / "b.txt").write_text("b")
    return tmp_path / "in"


def test_stamp_is_kept_in_its_file(tmp_path: Path, folder: Path) -> None:
    Stamps(tmp_path / "cache" / "stamps.json").put("x", digest_of([folder]))
    again = Stamps(tmp_path / "cache" / "stamps.json")
    assert again.has("x", digest_of([folder]))
    assert not again.has("y", digest_of([folder]))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.txt").write_text("b"),
        lambda folder: (folder / "c.txt").write_text(""),
        lambda folder: (folder / "a.txt").rename(folder / "d.txt"),
        lambda folder: (folder / "deep" / "b.txt").unlink(),
    ],
)
def test_any_change_is_another_digest(folder: Path, change: Callable[[Path], object]) -> None:
    before = digest_of([folder])
    change(folder)
    assert digest_of([folder]) != before


def test_other_tools_are_another_digest_and_what_they_leave_behind_is_not(folder: Path) -> None:
    before = digest_of([folder])
    assert digest_of([folder], ["pytest"]) != before
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.pyc").write_text("x")
    assert digest_of([folder]) == before


@pytest.mark.parametrize("text", ["", "[1]", "{", "\x00"])
def test_broken_file_holds_no_stamp(tmp_path: Path, text: str) -> None:
    (tmp_path / "stamps.json").write_text(text)
    assert not Stamps(tmp_path / "stamps.json").has("x", "y")


def test_unchanged_client_is_not_built_again_and_check_trusts_no_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clients = tmp_path / "generated"
    shutil.copytree(generate.GENERATED, clients)
    monkeypatch.setattr(generate, "GENERATED", clients)
    monkeypatch.setattr(generate, "Stamps", partial(Stamps, tmp_path / "stamps.json"))
    run = partial(generate.main, ["oxen", "--out", str(clients)])
    assert run() == 0
    with monkeypatch.context() as patch:
        patch.setattr(generator, "generate_client", None)  # which nobody can call
        assert run() == 0
    edited = clients / "oxen-jobs-client" / "README.md"
    edited.write_text("mine")
    assert generate.main(["oxen", "--check", "--out", str(clients)]) == 1
    known = json.loads((tmp_path / "stamps.json").read_text())
    edited_digest = digest_of([*generate.CODEGEN_FILES, generate.load_providers(["oxen"])[0].folder, edited.parent])
    (tmp_path / "stamps.json").write_text(json.dumps({**known, "oxen-jobs-client": edited_digest}))
    assert generate.main(["oxen", "--check", "--out", str(clients)]) == 1
    (tmp_path / "stamps.json").write_text(json.dumps(known))
    capsys.readouterr()
    assert run() == 0
    assert "oxen-jobs-client: 1 files updated" in capsys.readouterr().out
