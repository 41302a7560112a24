"""The chore: the same specs give the same bytes, whatever was in their place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from scripts import generate
from scripts.codegen.clients.api_facts import facts_of
from scripts.codegen.clients.generator import TEMPLATES, generate_client
from scripts.codegen.clients.template_hashes import RECORD, check_upstream
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.folders import differing_files, workshop
from tests.codegen.clients.conftest import ID, operation, provider, spec

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {"/x": operation("get_x", {"type": "object"})}


def test_a_client_of_no_provider_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(generate.GENERATED, tmp_path, dirs_exist_ok=True)
    (tmp_path / "zombie-jobs-client").mkdir()
    (tmp_path / ".building-killed").mkdir()  # of a run that was killed: a later one removes it
    monkeypatch.setattr(generate, "GENERATED", tmp_path)
    assert generate.main(["--check", "--out", str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "zombie-jobs-client: belongs to no provider" in printed
    assert ".building" not in printed


@pytest.mark.parametrize("left", [".ruff_cache/x", "src/oxen_jobs_client/__pycache__/x.pyc", "dist/x.whl"])
def test_what_tools_leave_in_a_client_is_no_difference(tmp_path: Path, left: str) -> None:
    folder = tmp_path / "oxen-jobs-client"
    shutil.copytree(generate.GENERATED / "oxen-jobs-client", folder)
    (folder / left).parent.mkdir(parents=True, exist_ok=True)
    (folder / left).write_text("left")
    assert differing_files(generate.GENERATED / "oxen-jobs-client", folder) == ()


def test_folder_of_a_run_that_was_killed_is_removed(tmp_path: Path) -> None:
    killed, running = tmp_path / ".building-killed", tmp_path / ".building-running"
    for path in (killed, running):
        (path / "src").mkdir(parents=True)
    os.utime(killed, (0, 0))
    with workshop(tmp_path / "client"):
        assert not killed.exists()
    assert [*tmp_path.iterdir()] == [running]


def test_edited_tree_is_found_and_repaired(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "oxen-jobs-client"
    shutil.copytree(generate.GENERATED / "oxen-jobs-client", folder)
    (folder / "README.md").write_text("mine")
    (folder / "src/oxen_jobs_client/extra.py").write_text("")
    (folder / "src/oxen_jobs_client/client.py").unlink()
    assert generate.main(["oxen", "--check", "--out", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert all(name in said for name in ("README.md", "oxen_jobs_client/extra.py", "oxen_jobs_client/client.py"))
    assert (folder / "README.md").read_text() == "mine"
    assert generate.main(["oxen", "--out", str(tmp_path)]) == 0
    assert differing_files(folder, generate.GENERATED / "oxen-jobs-client") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["oxen-jobs-client"]


@pytest.mark.parametrize("command", [("check",), ("format", "--check")])
def test_committed_clients_are_clean_for_whoever_runs_ruff(command: tuple[str, ...]) -> None:
    for client in sorted(generate.GENERATED.iterdir()):
        line = [sys.executable, "-m", "ruff", *command, "--no-cache", "."]
        run = subprocess.run(line, cwd=client, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout


def test_unknown_provider_is_a_clear_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["nobody"]) == 2
    assert "nobody: no such provider; there are bland" in capsys.readouterr().err


def test_upgrade_that_changes_an_overridden_template_stops_the_build(tmp_path: Path) -> None:
    check_upstream(TEMPLATES)
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    record = tmp_path / "templates" / RECORD
    record.write_text(record.read_text().replace("  client.py.jinja", "0  client.py.jinja"))
    with pytest.raises(CodegenError, match=r"client\.py\.jinja"):
        check_upstream(tmp_path / "templates")


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (spec(GOOD, servers=[]), "exactly one server"),
        (spec(GOOD, servers=[{"url": "http://api.example"}]), "https"),
        (spec(GOOD, security=[]), "provider.toml supplies credentials for"),
        (
            spec({**GOOD, "/y": operation("get_y", {}, security=[])}),
            r"/paths/~1y/get/security: needs \[\], but provider\.toml supplies credentials for \['key'\]",
        ),
    ],
)
def test_spec_without_what_a_client_needs_is_refused(tmp_path: Path, document: dict, problem: str) -> None:
    with pytest.raises(CodegenError, match=problem):
        facts_of(provider("test", tmp_path), document)


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (spec({"/x": operation("get_x", {"$ref": "#/components/schemas/No"})}), "there is no such value"),
        (spec({"/x/{id}": operation("get_x", {})}), "path"),
        (spec({"/x": operation("get_x", {}, responses={"404": {"description": ""}})}), "exactly one"),
        (
            spec({"/x": operation("get_x", {}, requestBody={"content": {"multipart/form-data": {"schema": {}}}})}),
            "/paths/~1x/get: requestBody: is not an object",
        ),
        ({**spec(GOOD), "openapi": 3}, "openapi"),
        (
            spec({"/x": operation("get_x", {"type": "object", "properties": {"any": {}, "Any": {}}})}),
            r"'Any': cannot name an attribute",
        ),
    ],
)
def test_spec_that_the_generator_would_only_warn_of_is_refused(tmp_path: Path, document: dict, problem: str) -> None:
    one = provider("test", tmp_path)
    with pytest.raises(CodegenError, match=problem):
        generate_client(one, document, tmp_path / "out")


def test_missing_changelog_is_named(tmp_path: Path) -> None:
    one = provider("test", tmp_path)
    (tmp_path / "CHANGELOG.md").unlink()
    with pytest.raises(CodegenError, match=r"CHANGELOG\.md"):
        generate_client(one, spec(GOOD), tmp_path / "out")


def test_message_of_the_generator_says_where_and_is_the_same_each_time(tmp_path: Path) -> None:
    twins = {"type": "object", "properties": {"#": {"type": "string"}, "@": {"type": "string"}}}
    with pytest.raises(CodegenError, match=r"GET /x .*same python_name") as caught:
        generate_client(provider("test", tmp_path), spec({"/x": operation("get_x", twins)}), tmp_path / "out")
    assert "object at 0x" not in str(caught.value)


@pytest.mark.parametrize(
    ("example", "wrong"), [({}, "id"), ({"id": "x", "colour": "red"}, "colour"), ({"colour": "red"}, "colour, id")]
)
def test_example_of_the_readme_can_be_called(tmp_path: Path, example: dict[str, str], wrong: str) -> None:
    one = provider("test", tmp_path, submit="get_x", example=example)
    document = spec({"/x/{id}": operation("get_x", {}, parameters=[ID])})
    with pytest.raises(CodegenError, match=rf"example: {wrong}: missing, or not an argument of get_x"):
        generate_client(one, document, tmp_path / "out")
