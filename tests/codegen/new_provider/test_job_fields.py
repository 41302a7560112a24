"""Which operation gets a job, and which fields of its response say what: guessed by their names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from docs2openapi import read_page

from tests.codegen.new_provider.workspace import ADAPTER, HOMEPAGE, LUMEN, SANDBOX, Workspace

if TYPE_CHECKING:
    from pathlib import Path


def _page(folder: Path, without: tuple[str, ...] = (), /, **fields: dict[str, Any]) -> Path:
    """Return a page like that of lumen, with other fields for the result, and without some."""
    document = read_page(LUMEN).document
    properties = document["components"]["schemas"]["Render"]["properties"]
    for name in [each for each in properties if "url" in each or each in without]:
        del properties[name]
    document["components"]["schemas"]["Render"]["required"] = ["created_at"]
    properties.update(fields)
    (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    return folder / "openapi.json"


def test_a_result_in_a_list_is_found(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    file = {"type": "object", "properties": {"url": {"type": "string", "format": "uri"}}}
    page = _page(tmp_path_factory.mktemp("pages"), pictures={"type": "array", "items": file})
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    assert 'all_at(fields, "/pictures/url")' in workspace.text(ADAPTER)
    assert '"/pictures/0/url"' in workspace.text(f"{SANDBOX}/providers/lumen.py")
    assert (
        "specs/lumen/provider.toml: makes is image, by the word picture in /pictures/0/url" in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("name", "field", "place"),
    [
        ("resultVideoUrl", {"type": "string"}, "/resultVideoUrl"),
        ("result_urls", {"type": "array", "items": {"type": "string"}}, "/result_urls/0"),
    ],
)
def test_a_result_may_have_a_longer_name(
    name: str, field: dict[str, Any], place: str, workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert workspace.run("lumen", _page(tmp_path_factory.mktemp("pages"), (), **{name: field}), *HOMEPAGE) == 0
    assert f'all_at(fields, "{place.removesuffix("/0")}")' in workspace.text(ADAPTER)


def test_times_may_be_named_by_verbs(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    time = {"type": "string", "format": "date-time"}
    page = _page(tmp_path_factory.mktemp("pages"), ("created_at", "finished_at"), createTime=time, complete_time=time)
    page.write_text(page.read_text(encoding="utf-8").replace('"created_at"', '"createTime"'), encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    adapter = workspace.text(ADAPTER)
    assert 'created_at=time(at(fields, "/createTime")),' in adapter
    assert 'completed_at=time(at(fields, "/complete_time")),' in adapter


def test_what_is_made_may_be_told_by_another_operation(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _page(tmp_path_factory.mktemp("pages"))
    document = json.loads(page.read_text(encoding="utf-8"))
    document["paths"]["/v2/clips"] = {"post": {"operationId": "make", "responses": {"204": {"description": "Made"}}}}
    page.write_text(json.dumps(document), encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    assert "makes is video, by the word clip in /v2/clips" in capsys.readouterr().out


def test_a_result_that_is_not_found_is_to_be_written(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert workspace.run("lumen", _page(tmp_path_factory.mktemp("pages")), *HOMEPAGE) == 0
    output = capsys.readouterr().out
    assert "specs/lumen/provider.toml: makes is audio, since nothing says what the results are" in output
    for path in (ADAPTER, f"{SANDBOX}/providers/lumen.py"):
        lines = workspace.text(path).splitlines()
        number = next(n for n, line in enumerate(lines, start=1) if "looks like the result" in line)
        assert f"{path}:{number}: No field of the response looks like the result" in output


def test_a_remark_that_was_removed_is_not_repeated(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.run("lumen", _page(tmp_path_factory.mktemp("pages")), *HOMEPAGE)
    for path in (ADAPTER, f"{SANDBOX}/providers/lumen.py"):
        workspace.edit(path, ("# No field of the response looks like the result", "# By hand"))
    capsys.readouterr()
    assert workspace.run("lumen") == 0
    assert "looks like the result" not in capsys.readouterr().out


def test_other_words_for_status_result_and_reason_are_found(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = _page(
        tmp_path_factory.mktemp("pages"),
        ("id", "status", "failure_reason"),
        render_id={"type": "string"},
        phase={"type": "string", "enum": ["waiting", "ready"]},
        track_url={"type": "string"},
        problem={"type": "string"},
    )
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    imitation = workspace.text(f"{SANDBOX}/providers/lumen.py")
    for place in ('id="/render_id"', 'status="/phase"', 'result="/track_url"', 'error="/problem"'):
        assert f"{place},\n" in imitation


def test_a_reason_that_is_not_found_is_to_be_written(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert workspace.run("lumen", _page(tmp_path_factory.mktemp("pages"), ("failure_reason",)), *HOMEPAGE) == 0
    assert "message = None" in workspace.text(ADAPTER)
    assert "No field of the response looks like the reason of a failure" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "field", "places"),
    [
        ("failure", {"code": {"type": "string"}, "message": {"type": "string"}}, ("/failure/message", "/failure/code")),
        ("error", {"type": {"type": "string"}, "detail": {"type": "string"}}, ("/error/detail", "/error/type")),
        (
            "failure",
            {"reason": {"type": "string"}, "detail": {"type": "string"}},
            ("/failure/detail", "/failure/reason"),
        ),
    ],
)
def test_the_code_of_a_failure_is_found_beside_its_reason(
    name: str,
    field: dict[str, Any],
    places: tuple[str, str],
    workspace: Workspace,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    failure = {"type": ["object", "null"], "properties": field}
    page = _page(tmp_path_factory.mktemp("pages"), ("failure_reason",), **{name: failure})
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    assert f'message = text(at(fields, "{places[0]}"))' in workspace.text(ADAPTER)
    assert f'JobError(code=text(at(fields, "{places[1]}")), message=message)' in workspace.text(ADAPTER)
    imitation = workspace.text(f"{SANDBOX}/providers/lumen.py")
    assert f'error="{places[0]}",\n        code="{places[1]}",\n' in imitation


def _with_query(folder: Path, *, is_required: bool) -> Path:
    """Write a page like that of lumen, with the id in the query."""
    text = (
        LUMEN.read_text(encoding="utf-8")
        .replace("/v2/renders/{render_id}", "/v2/render-state")
        .replace("name: render_id", "name: renderId")
        .replace("in: path", "in: query")
        .replace("required: true", f"required: {str(is_required).lower()}")
    )
    (folder / "get-render.md").write_text(text, encoding="utf-8")
    return folder / "get-render.md"


def test_the_id_may_be_in_the_query(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert workspace.run("lumen", _with_query(tmp_path_factory.mktemp("pages"), is_required=True), *HOMEPAGE) == 0
    assert '    job_id="render_id",\n' in workspace.text(ADAPTER)
    assert '    id_query = "renderId"\n' in workspace.text(f"{SANDBOX}/providers/lumen.py")
    assert 'client.get_render(render_id="a/b")' in workspace.text("tests/strangers/use-lumen-jobs-client.py")


def test_a_spec_without_an_operation_that_gets_one_job_is_told(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert workspace.run("lumen", _with_query(tmp_path_factory.mktemp("pages"), is_required=False), *HOMEPAGE) == 2
    told = "specs/lumen: no operation gets one job (a GET with one parameter in its path, or"
    printed = capsys.readouterr()
    assert told in printed.err
    assert told in printed.out  # at once, before anything is filled in


def test_the_id_of_a_response_is_compared(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    page = _page(tmp_path_factory.mktemp("pages"), image_url={"type": "string"})
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    assert 'ref=answered_ref("lumen", at(fields, "/id"), ref),' in workspace.text(ADAPTER)
