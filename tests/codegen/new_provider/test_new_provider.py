"""A provider from its pages: what is written, what is left to fill in, what is refused. The providers are invented."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docs2openapi import read_page

from scripts import new_provider
from scripts.codegen.new_provider.import_rules import with_provider
from scripts.codegen.new_provider.scaffold import calls_path, package_calls_text, unmapped
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.pages.lock import read_lock
from scripts.codegen.pages.provider import ROOT, load_provider
from scripts.codegen.specs.placeholders import FILL_IN
from tests.codegen.docs import Clock, Docs
from tests.facade.loopback import say

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = Path(__file__).parent / "pages"
LUMEN, VOX = PAGES / "get-render.md", PAGES / "retrieve-speech.mdx"
HOMEPAGE = ("--homepage", "https://docs.example")
FACADE = "packages/generation-jobs/src/generation_jobs"
SANDBOX = "packages/generation-jobs-sandbox/src/generation_jobs_sandbox"
LUMEN_SETTINGS = "packages/generation-jobs-lumen/src/generation_jobs_lumen/__init__.py"
ADAPTER = "packages/generation-jobs-lumen/src/generation_jobs_lumen/adapter.py"


class Workspace:
    """What the chore needs of a workspace, without any provider; or a copy of another one."""

    def __init__(self, root: Path, of: Workspace | None = None) -> None:
        self.root, self.clock = root, Clock()
        if of is not None:
            shutil.copytree(of.root, root, dirs_exist_ok=True)
            return
        for file in (
            "LICENSE",
            "pyproject.toml",
            "importlinter/packages.ini",
            "packages/generation-jobs/src/generation_jobs/_core/version.py",
        ):
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, root / file)
        (root / FACADE / "providers").mkdir()
        (root / FACADE / "providers/breeze.py").touch()
        (root / "specs").mkdir()
        (root / "specs/specs.lock").write_text("page = []\n", encoding="utf-8")

    def run(self, *arguments: str | Path) -> int:
        return new_provider.main([str(each) for each in arguments], root=self.root, fetcher=self.clock.fetcher())

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, *changes: tuple[str, str]) -> None:
        text = self.text(path)
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        (self.root / path).write_text(text, encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        found = (path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the provider lumen, which takes a second to make."""
    one = Workspace(tmp_path_factory.mktemp("finished"))
    assert one.run("lumen", LUMEN, *HOMEPAGE) == 0
    return one


@pytest.fixture
def lumen(finished: Workspace, tmp_path: Path) -> Workspace:
    return Workspace(tmp_path, finished)


@pytest.fixture
def docs() -> Iterator[Docs]:
    host = Docs()
    yield host
    host.end()


def test_a_page_that_says_all_becomes_everything_at_once(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert workspace.run("lumen", LUMEN, *HOMEPAGE) == 0
    assert {
        "specs/lumen/provider.toml",
        "specs/lumen/CHANGELOG.md",
        "specs/lumen/overlay.yaml",
        "specs/lumen/openapi.yaml",
        "specs/lumen/pages/get-render.md",
        "generated/lumen-jobs-client/pyproject.toml",
        f"{SANDBOX}/models/lumen.py",
        f"{SANDBOX}/providers/lumen.py",
        "packages/generation-jobs-lumen/CHANGELOG.md",
        "packages/generation-jobs-lumen/pyproject.toml",
        "packages/generation-jobs-lumen/src/generation_jobs_lumen/py.typed",
        ADAPTER,
        "tests/strangers/use-lumen-jobs-client.py",
        "tests/strangers/use-generation-jobs-lumen.py",
    } <= set(workspace.files())
    assert "STATUS_MAP: dict[str, JobStatus] = {" in workspace.text(ADAPTER)
    told = capsys.readouterr().out
    assert "-- house/test_providers.py -k lumen" in told
    assert f"{ADAPTER}: map these status words: waiting, rendering, done, broken" in told
    assert f"{SANDBOX}/providers/lumen.py: map these status words: waiting, rendering, done, broken" in told
    lumen = load_provider("lumen", workspace.root / "specs")
    assert [(one.scheme, one.argument, one.env) for one in lumen.credentials] == [
        ("ApiKey", "api_key", "LUMEN_API_KEY")
    ]
    assert (lumen.makes, lumen.homepage) == (("image",), "https://docs.example")
    (entry,) = read_lock(workspace.root / "specs/specs.lock")
    assert (entry.provider, entry.file, entry.url) == ("lumen", "get-render.md", None)
    assert not list(workspace.root.rglob(".building-*"))


def test_client_and_adapter_run(lumen: Workspace) -> None:
    sources = [str(path) for path in (*lumen.root.glob("generated/*/src"), *lumen.root.glob("packages/*-lumen/src"))]
    path = os.pathsep.join([*sources, os.environ.get("PYTHONPATH", "")])
    told = {
        "use-lumen-jobs-client.py": "as expected: GET http://127.0.0.1:9/v2/renders/a%2Fb",
        "use-generation-jobs-lumen.py": "as expected: lumen:a: no response from 127.0.0.1:9",
    }
    for stranger, words in told.items():
        command = [sys.executable, "-B", "-W", "error", lumen.root / "tests/strangers" / stranger]
        ran = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert words in ran.stdout


def test_what_the_page_does_not_say_is_listed_by_name(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert workspace.run("vox", VOX, *HOMEPAGE) == 1
    told = capsys.readouterr().out
    for words in (
        "does not document the authentication",
        "does not document the code and the message of an error",
        "does not document the base URL of the API",
        "does not list the values of /state",
        "does not document the path",
        "nox -s new-provider -- vox",
        "specs/vox/pages/retrieve-speech.mdx:1: ",
        "specs/vox/overlay.yaml: replace FILL_IN in the lines 32, 39, ",
    ):
        assert words in told
    assert "generated" not in {path.partition("/")[0] for path in workspace.files()}


FILLED = (
    (f"{FILL_IN} (the https URL of the source)", "https://docs.example/introduction"),
    (
        f"type: apiKey\n          in: header\n          name: {FILL_IN}\n",
        "type: http\n          scheme: bearer\n",
    ),
    (f"url: {FILL_IN}", "url: https://api.vox.example/v1"),
    (f"/{FILL_IN}/{{task_id}}", "/speech/{task_id}"),
    (f"- /{FILL_IN}\n      message:\n      - /{FILL_IN}\n", "- /code\n      message:\n      - /message\n"),
    (f"- {FILL_IN}\n", "- queued\n    - speaking\n    - finished\n    - failed\n"),
)


def test_it_goes_on_when_the_overlay_is_filled_in(workspace: Workspace) -> None:
    workspace.run("vox", VOX, *HOMEPAGE)
    workspace.edit("specs/vox/overlay.yaml", *FILLED)
    assert workspace.run("vox") == 0
    spec = read_yaml(workspace.root / "specs/vox/openapi.yaml")
    assert list(spec["paths"]) == ["/speech/{task_id}"]
    assert spec["servers"] == [{"url": "https://api.vox.example/v1"}]
    adapter = workspace.text("packages/generation-jobs-vox/src/generation_jobs_vox/adapter.py")
    for place in ("/state", "/audio_url", "/error_message"):
        assert f'at(fields, "{place}")' in adapter
    imitation = workspace.text(f"{SANDBOX}/providers/vox.py")
    for place in ('id="/task_id"', 'status="/state"', 'result="/audio_url"', 'error="/error_message"'):
        assert f"{place},\n" in imitation


def test_a_base_url_that_is_told_wants_a_source_only(workspace: Workspace) -> None:
    workspace.run("vox", VOX, "--base-url", "https://api.vox.example/v1")
    assert "- url: https://api.vox.example/v1" in workspace.text("specs/vox/overlay.yaml")
    assert load_provider("vox", workspace.root / "specs").homepage == "https://api.vox.example"


def test_a_base_url_must_be_one(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        workspace.run("vox", VOX, "--base-url", "ftp://api.vox.example")
    assert "argument --base-url: 'ftp://api.vox.example' does not begin with https://" in capsys.readouterr().err


def test_nothing_is_written_over(lumen: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    lumen.edit(ADAPTER, ('"done": JobStatus.UNKNOWN', '"done": JobStatus.SUCCEEDED'))
    before = lumen.files()
    capsys.readouterr()
    assert lumen.run("lumen") == 0
    assert lumen.files() == before
    assert f"{ADAPTER}: map these status words: waiting, rendering, broken" in capsys.readouterr().out
    assert lumen.run("lumen", LUMEN) == 2
    assert lumen.files() == before
    assert "specs/lumen: exists already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("breeze", "'breeze' is a provider of generation-jobs itself"),
        ("class", "'class' cannot name a provider"),
        ("base", "'base' cannot name a provider"),
        ("Lumen", "'Lumen' cannot name a provider"),
        ("lu-men", "'lu-men' cannot name a provider"),
        ("../lumen", "'../lumen' cannot name a provider"),
        ("7lumen", "'7lumen' cannot name a provider"),
        ("l" * 32, "cannot name a provider"),
    ],
)
def test_a_name_that_cannot_be_one_is_refused(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], name: str, reason: str
) -> None:
    before = workspace.files()
    assert workspace.run(name, LUMEN, *HOMEPAGE) == 2
    assert reason in capsys.readouterr().err
    assert workspace.files() == before


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
    assert "submit=Submit(create_render, submitted)," in submitting.text(ADAPTER)
    assert '__all__ = ["AsyncLumenJobs", "Lumen", "LumenJobs"]' in submitting.text(LUMEN_SETTINGS)
    assert 'submit = "create_render"' in submitting.text(f"{SANDBOX}/providers/lumen.py")


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


def _page(folder: Path, *, without: tuple[str, ...] = (), **fields: dict[str, Any]) -> Path:
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
    assert 'at(fields, "/pictures/0/url")' in workspace.text(ADAPTER)
    assert '"/pictures/0/url"' in workspace.text(f"{SANDBOX}/providers/lumen.py")
    assert (
        "specs/lumen/provider.toml: makes is image, by the word picture in /pictures/0/url" in capsys.readouterr().out
    )


def test_a_result_that_is_not_found_is_to_be_written(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert workspace.run("lumen", _page(tmp_path_factory.mktemp("pages")), *HOMEPAGE) == 0
    told = capsys.readouterr().out
    assert "specs/lumen/provider.toml: makes is audio, since nothing says what the results are" in told
    for path in (ADAPTER, f"{SANDBOX}/providers/lumen.py"):
        lines = workspace.text(path).splitlines()
        number = next(n for n, line in enumerate(lines, start=1) if "looks like the result" in line)
        assert f"{path}:{number}: No field of the response looks like the result" in told


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
        without=("id", "status", "failure_reason"),
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
    assert workspace.run("lumen", _page(tmp_path_factory.mktemp("pages"), without=("failure_reason",)), *HOMEPAGE) == 0
    assert "message = None" in workspace.text(ADAPTER)
    assert "No field of the response looks like the reason of a failure" in capsys.readouterr().out


HOSTILE = ['"""', "'); import os", "{{ 7 * 7 }}", "a\nb", "\\", "../x"]


def test_words_of_a_page_stay_words(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = LUMEN.read_text(encoding="utf-8").replace("[waiting, rendering, done, broken]", json.dumps(HOSTILE))
    page = tmp_path_factory.mktemp("pages") / "get-render.md"
    page.write_text(text, encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 0
    assert unmapped(workspace.root / ADAPTER, "JobStatus.UNKNOWN") == HOSTILE
    for path in workspace.root.rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"))


def test_a_title_that_is_none_leaves_nothing(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    before = workspace.files()
    assert workspace.run("lumen", LUMEN, *HOMEPAGE, "--title", 'L"""umen') == 2
    assert "specs/lumen/provider.toml: title: " in capsys.readouterr().err
    assert workspace.files() == before


def test_the_rules_of_imports_know_the_client_once(lumen: Workspace) -> None:
    rules = lumen.text("importlinter/packages.ini")
    assert rules.count("    lumen_jobs_client\n") == rules.count("    oxen_jobs_client\n")
    assert "    generation_jobs_lumen\n    lumen_jobs_client\n    scripts\n" in rules
    provider = load_provider("lumen", lumen.root / "specs")
    assert with_provider(rules, provider, "generation_jobs_lumen") == rules


def test_a_spec_without_an_operation_that_gets_one_job_is_told(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        LUMEN.read_text(encoding="utf-8")
        .replace("/v2/renders/{render_id}", "/v2/render")
        .replace("in: path", "in: query")
    )
    page = tmp_path_factory.mktemp("pages") / "get-render.md"
    page.write_text(text, encoding="utf-8")
    assert workspace.run("lumen", page, *HOMEPAGE) == 2
    assert "specs/lumen: no operation gets one job (a GET with one parameter in its path)" in capsys.readouterr().err
