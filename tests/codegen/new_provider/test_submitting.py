"""A provider whose pages also say how to submit: its adapter, its imitation and its typed calls."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from docs2openapi import read_page

from scripts.codegen.new_provider.scaffold import calls_path, package_calls_text
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.pages.provider import load_provider
from tests.codegen.new_provider.workspace import ADAPTER, HOMEPAGE, LUMEN, LUMEN_SETTINGS, SANDBOX, Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def submitting(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the provider lumen, whose pages also say how to submit."""
    folder = tmp_path_factory.mktemp("pages")
    document = read_page(LUMEN).document
    made = {"application/json": {"schema": {"$ref": "#/components/schemas/Render"}}}
    size = {"type": "object", "title": "Size", "properties": {"width": {"type": "integer"}}}
    fields = {"prompt": {"type": "string", "description": "What to make."}, "size": size, "list": {"type": "string"}}
    asked = {"type": "object", "properties": fields, "required": ["prompt"]}
    document["paths"]["/v2/renders"] = {
        "post": {
            "summary": "Create a render",
            "operationId": "createRender",
            "requestBody": {"required": True, "content": {"application/json": {"schema": asked}}},
            "responses": {"201": {"description": "It.", "content": made}},
        }
    }
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    one = Workspace(tmp_path_factory.mktemp("submitting"))
    assert one.run("lumen", folder / "openapi.json", *HOMEPAGE) == 0
    return one


def test_a_page_that_submits_gives_both_a_submit(submitting: Workspace) -> None:
    assert 'submit=Submit(create_render, submitted, ids="/id"),' in submitting.text(ADAPTER)
    assert '__all__ = ["AsyncLumenJobs", "Lumen", "LumenJobs"]' in submitting.text(LUMEN_SETTINGS)
    assert 'submit = "create_render"' in submitting.text(f"{SANDBOX}/providers/lumen.py")


SCAN = {"content": {"image/png": {}}}
"""A body that clients do not support."""


def test_operations_that_no_client_can_have_are_left_out_by_name(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    document = read_page(LUMEN).document
    done = {"responses": {"204": {"description": "Done."}}}
    document["paths"]["/v2/renders"] = {"patch": {**done, "requestBody": SCAN}, "put": {**done, "requestBody": SCAN}}
    missing = {"$ref": "#/paths/~1v2~1renders~1%7Brender_id%7D/get/responses/404"}
    document["paths"]["/v2/renders/{render_id}"]["get"]["responses"]["404"] = {"description": "There is none."}
    document["paths"]["/v2/cache"] = {"delete": {"responses": {**done["responses"], "404": missing}}}
    page = tmp_path_factory.mktemp("pages") / "openapi.json"
    page.write_text(json.dumps(document), encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    printed, overlay = capsys.readouterr().out, workspace.text("specs/lumen/overlay.yaml")
    for verb in ("patch", "put"):
        reason = f"/paths/~1v2~1renders/{verb}: requestBody: is image/png, but clients support JSON or a form"
        assert f"{verb.upper()} /v2/renders: {reason}" in printed
        assert f"target: $.paths['/v2/renders'].{verb}\n" in overlay
    spec = read_yaml(workspace.root / "specs/lumen/openapi.yaml")
    assert [*spec["paths"]["/v2/cache"]] == ["delete"]
    assert not spec["paths"]["/v2/renders"]
    before = workspace.files()
    assert workspace.run("lumen") == 0
    assert workspace.files() == before


def test_the_operation_that_gets_a_job_is_not_left_out(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    document = read_page(LUMEN).document
    (item,) = document["paths"].values()
    item["get"]["requestBody"] = SCAN
    page = tmp_path_factory.mktemp("pages") / "openapi.json"
    page.write_text(json.dumps(document), encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 1
    printed = capsys.readouterr().out
    assert "requestBody: is image/png, but clients support JSON or a form" in printed
    assert "Correct this in specs/lumen/overlay.yaml" in printed


USE = """
from generation_jobs import AsyncJobs, Job, Jobs
from generation_jobs_lumen import AsyncLumenJobs, LumenJobs

def use(jobs: Jobs) -> Job:
    return LumenJobs(jobs).submit(prompt="A lighthouse", size={"width": 3}, list_="x")

async def use_async(jobs: AsyncJobs) -> Job:
    return await AsyncLumenJobs(jobs).submit(prompt="A lighthouse")

def misuse(jobs: Jobs) -> None:
    LumenJobs(jobs).submit(promt="A lighthouse")  # type: ignore[call-arg]
"""


def test_its_typed_calls_are_typed(submitting: Workspace, tmp_path: Path) -> None:
    sources = [*submitting.root.glob("generated/*/src"), *submitting.root.glob("packages/*-lumen/src")]
    (tmp_path / "use.py").write_text(USE, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--warn-unused-ignores", "--config-file=", "use.py"]
    path = os.pathsep.join(map(str, sources))
    ran = subprocess.run(command, cwd=tmp_path, env={**os.environ, "MYPYPATH": path}, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout


def test_its_typed_calls_are_made_anew_from_its_spec(submitting: Workspace) -> None:
    lumen = load_provider("lumen", submitting.root / "specs")
    path = calls_path(lumen, submitting.root)
    assert path.read_text(encoding="utf-8").startswith("# Generated by scripts/generate.py from specs/lumen/")
    spec = read_yaml(lumen.spec)
    assert package_calls_text(lumen, spec, path) == path.read_text(encoding="utf-8")
    del spec["paths"]["/v2/renders"]
    with pytest.raises(CodegenError, match="no operation submits a job"):
        package_calls_text(lumen, spec, path)
