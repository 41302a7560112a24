"""The pages that a provider is made from: files, URLs, OpenAPI documents, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from docs2openapi import read_page

from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.pages.lock import read_lock
from scripts.codegen.pages.provider import load_provider
from tests.codegen.new_provider.workspace import HOMEPAGE, LUMEN, LUMEN_SETTINGS, SANDBOX, VOX, Workspace
from tests.facade.loopback import say

if TYPE_CHECKING:
    from tests.codegen.docs import Docs


@pytest.mark.parametrize(
    ("content", "arguments", "reason"),
    [
        (b"<!doctype html><title>Sign in</title>", HOMEPAGE, "page.md: is HTML"),
        (b"# Not found\n", HOMEPAGE, "page.md: line 1: nothing but a title"),
        (None, HOMEPAGE, "page.md: cannot be read: No such file"),
        (VOX.read_bytes(), (), "give the URL of the docs with --homepage"),
    ],
)
def test_a_page_that_is_none_leaves_nothing(
    workspace: Workspace,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    arguments: tuple[str, ...],
    reason: str,
) -> None:
    page = tmp_path_factory.mktemp("pages") / "page.md"
    if content is not None:
        page.write_bytes(content)
    before = workspace.files()
    assert workspace.run("lumen", page, *arguments) == 2
    assert reason in capsys.readouterr().err
    assert workspace.files() == before


def test_without_pages_there_is_nothing_to_begin_with(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert workspace.run("lumen") == 2
    assert "specs/lumen: does not exist; give the first pages" in capsys.readouterr().err


def test_two_pages_of_one_name_are_refused(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert workspace.run("lumen", LUMEN, LUMEN, *HOMEPAGE) == 2
    assert "get-render.md: two pages have this name" in capsys.readouterr().err


def test_a_page_may_come_from_its_docs(workspace: Workspace, docs: Docs) -> None:
    docs.on("/api/get-render?v=2", say(LUMEN.read_bytes(), 'ETag: "one"', "Content-Type: text/markdown"))
    url = f"{docs.url}/api/get-render?v=2"
    assert workspace.run("lumen", url, *HOMEPAGE) == 0
    (page,) = load_provider("lumen", workspace.root / "specs").pages
    assert (page.file, page.url) == ("get-render.md", url)
    (entry,) = read_lock(workspace.root / "specs/specs.lock")
    assert (entry.url, entry.etag, entry.pulled) == (url, '"one"', workspace.clock.now().date())


def test_a_whole_openapi_document_will_do(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = LUMEN.read_text(encoding="utf-8").partition("renders/{render_id}\n")[2].partition("````")[0]
    whole = tmp_path_factory.mktemp("pages") / "openapi.yaml"
    whole.write_text(text, encoding="utf-8")
    assert workspace.run("lumen", whole, *HOMEPAGE) == 0
    assert load_provider("lumen", workspace.root / "specs").pages[0].kind == "openapi"


def test_an_openapi_document_is_known_by_its_type(workspace: Workspace, docs: Docs) -> None:
    text = LUMEN.read_text(encoding="utf-8").partition("renders/{render_id}\n")[2].partition("````")[0]
    docs.on("/openapi", say(text.encode(), "Content-Type: application/yaml"))
    assert workspace.run("lumen", f"{docs.url}/openapi", *HOMEPAGE) == 0
    (page,) = load_provider("lumen", workspace.root / "specs").pages
    assert (page.file, page.kind) == ("openapi.yaml", "openapi")


def test_a_stub_leads_to_the_document_that_it_names(
    workspace: Workspace, docs: Docs, capsys: pytest.CaptureFixture[str]
) -> None:
    text = LUMEN.read_text(encoding="utf-8").partition("renders/{render_id}\n")[2].partition("````")[0]
    docs.on("/api/openapi.yaml", say(text.encode(), "Content-Type: application/yaml"))
    docs.on("/api/get.md", say(b'---\ntitle: Get\nopenapi: "openapi.yaml GET /v2/renders/{render_id}"\n---\n'))
    url = f"{docs.url}/api/get.md"
    assert workspace.run("lumen", url, *HOMEPAGE, "--operation", "GET /v2/renders/{render_id}") == 0
    (page,) = load_provider("lumen", workspace.root / "specs").pages
    assert (page.kind, page.url) == ("openapi", f"{docs.url}/api/openapi.yaml")
    assert f"which {url} names" in capsys.readouterr().out


def test_a_stub_of_a_document_that_is_not_there_is_refused(
    workspace: Workspace, docs: Docs, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.on("/get.md", say(b'---\ntitle: Get\nopenapi: "openapi.yaml GET /v2/renders/{render_id}"\n---\n'))
    assert workspace.run("lumen", f"{docs.url}/get.md", *HOMEPAGE) == 2
    assert "/openapi.yaml: HTTP 404" in capsys.readouterr().err


def test_a_page_in_html_says_where_its_text_may_be(
    workspace: Workspace, docs: Docs, capsys: pytest.CaptureFixture[str]
) -> None:
    docs.on("/page", say(b"<!doctype html><title>Get a job</title>"))
    assert workspace.run("lumen", f"{docs.url}/page", *HOMEPAGE) == 2
    assert "if `.md` is added to the URL" in capsys.readouterr().err


def test_a_caller_who_is_known_by_two_headers_is_asked_for_both(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    second = "    User:\n      type: apiKey\n      in: header\n      name: X-User-Id\n  schemas:\n"
    text = (
        LUMEN.read_text(encoding="utf-8")
        .replace("  schemas:\n", second)
        .replace("- ApiKey: []", "- {ApiKey: [], User: []}")
    )
    page = tmp_path_factory.mktemp("pages") / "get-render.md"
    page.write_text(text, encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    settings = workspace.text(LUMEN_SETTINGS)
    assert "    user_id: str = field(repr=False)\n" in settings
    assert "Environment variables: LUMEN_API_KEY, LUMEN_USER_ID, LUMEN_BASE_URL." in settings
    assert '"LUMEN_USER_ID": "sandbox"' in workspace.text(f"{SANDBOX}/providers/lumen.py")


def test_a_page_may_have_the_regular_expressions_of_javascript(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = read_page(LUMEN).document
    text = {"type": "string", "pattern": "^[\\p{L}\\d]+$"}
    document["components"]["schemas"]["Render"]["properties"]["caption"] = text
    page = tmp_path_factory.mktemp("pages") / "openapi.json"
    page.write_text(json.dumps(document), encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    assert (
        read_yaml(workspace.root / "specs/lumen/openapi.yaml")["components"]["schemas"]["Render"]["properties"][
            "caption"
        ]
        == text
    )


def test_a_document_in_several_files_is_refused(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path_factory.mktemp("pages") / "openapi.json"
    document = read_page(LUMEN).document
    document["components"]["schemas"]["Render"]["properties"]["more"] = {"$ref": "./more.yaml#/More"}
    page.write_text(json.dumps(document), encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 2
    assert "openapi.json: refers to other files, such as ./more.yaml#/More: bundle them" in capsys.readouterr().err
    assert not (workspace.root / "specs/lumen").exists()


def test_many_operations_need_not_all_be_kept(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path_factory.mktemp("pages") / "openapi.json"
    document = read_page(LUMEN).document
    for number in range(11):
        document["paths"][f"/v2/other{number}"] = {"get": {"responses": {"204": {"description": "None."}}}}
    page.write_text(json.dumps(document), encoding="utf-8")
    workspace.run("lumen", page, *HOMEPAGE)
    assert "specs/lumen: the client gets 12 operations; to keep only some" in capsys.readouterr().out


def test_a_scheme_that_no_operation_needs_is_no_credential(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = tmp_path_factory.mktemp("pages") / "openapi.json"
    document = read_page(LUMEN).document
    document["components"]["securitySchemes"]["Cookie"] = {"type": "apiKey", "in": "header", "name": "X-Visitor"}
    page.write_text(json.dumps(document), encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    lumen = load_provider("lumen", workspace.root / "specs")
    assert [one.scheme for one in lumen.credentials] == ["ApiKey"]
