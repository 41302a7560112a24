"""The Python examples of our documents run, against the sandbox. Those of the clients: tests/clients/test_readme.py."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import generation_jobs
import generation_jobs_sandbox
import pytest
import yaml
from fastapi.testclient import TestClient
from generation_jobs_sandbox import Sandbox, World

from tests.redisserver import BINARY, MISSING, RedisServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
ANY_BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.DOTALL | re.MULTILINE)
REDIS = "redis://localhost:6379/0"
WITH_ENGINES = {  # run by the sessions that have the engines
    ROOT / "docs/how-to/airflow.md",
    ROOT / "packages/generation-jobs-airflow/README.md",
    ROOT / "packages/generation-jobs-temporal/README.md",
}
DOCUMENTS = [
    path
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("packages/*/README.md")])
    if path not in WITH_ENGINES and BLOCK.search(path.read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    server = RedisServer()
    server.start()
    yield server
    server.end()


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_examples_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """All blocks of a document, each as a program of its own."""
    shutil.copy(ROOT / "specs/bland/pages/get-tts-generation.md", tmp_path)  # the page that a reader of pages reads
    monkeypatch.chdir(tmp_path)
    text = path.read_text(encoding="utf-8")
    if REDIS in text:
        if BINARY is None:
            pytest.skip(MISSING)
        text = text.replace(REDIS, request.getfixturevalue("redis").url)
    with Sandbox(World(queued=0, running=0)) as box:
        for name, value in box.environ().items():
            monkeypatch.setenv(name, value)
        for block in BLOCK.finditer(text):
            line = text.count("\n", 0, block.start(1))
            exec(compile("\n" * line + block[1], str(path), "exec"), {"__name__": "__main__"})


def test_the_web_app_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the how-to about web apps: a form that is sent twice, and refs that are wrong."""
    monkeypatch.chdir(tmp_path)
    block = BLOCK.findall((ROOT / "docs/how-to/asyncio.md").read_text(encoding="utf-8"))[-1]
    names: dict[str, Any] = {}
    with Sandbox(World(queued=0, running=0)) as box:
        for name, value in box.environ().items():
            monkeypatch.setenv(name, value)
        exec(compile(block, "asyncio.md", "exec", dont_inherit=True), names)
        with TestClient(names["app"]) as client:
            refs = {client.post("/jobs?order=17").json()["ref"] for _ in range(2)}
            assert len(refs) == len(box.world.submissions) == 1
            assert client.get(f"/jobs/{refs.pop()}").json()["status"] == "succeeded"
            assert client.get("/jobs/oxen:nothing").status_code == 404
            assert client.get("/jobs/nothing").json() == {
                "error": "'nothing' is not a ref: write PROVIDER:ID, for example breeze:job_01hasync"
            }


def test_the_test_of_the_how_to_passes(tmp_path: Path) -> None:
    """That of the how-to about tests, by the fixture of the installed package."""
    blocks = BLOCK.findall((ROOT / "docs/how-to/testing.md").read_text(encoding="utf-8"))
    (block,) = [block for block in blocks if "def test_" in block]
    (tmp_path / "test_mine.py").write_text(block, encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_the_guide_installs_what_its_program_imports() -> None:
    """That of a new provider: its commands cannot run here, since each package would have to be built."""
    page = (ROOT / "docs/add-a-provider.md").read_text(encoding="utf-8")
    (block,) = [block for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) if "import" in block]
    installed = set(re.findall(r"\./(?:packages|generated)/([\w-]+)", block))
    imported = {name.replace("_", "-") for name in re.findall(r"^from (\w+) import", block, re.MULTILINE)}
    assert imported
    assert imported <= installed


def test_documents_have_examples() -> None:
    assert ROOT / "README.md" in DOCUMENTS
    assert ROOT / "packages/generation-jobs/README.md" in DOCUMENTS


def test_all_decisions_are_listed() -> None:
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "index.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_all_pages_of_the_site_are_in_its_navigation() -> None:
    named = set(re.findall(r'"([\w/-]+\.md)"', (ROOT / "zensical.toml").read_text(encoding="utf-8")))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").glob("**/*.md")}
    assert {page for page in pages if not page.startswith("decisions/0")} == named


@pytest.mark.parametrize("package", [generation_jobs, generation_jobs_sandbox], ids=lambda package: package.__name__)
def test_every_public_name_is_in_the_reference(package: ModuleType) -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs/reference").glob("*.md"))
    modules = re.findall(r"^::: (generation_jobs\.\w+)\n    options:\n      show_root_heading: false$", pages, re.M)
    described = {name for module in modules for name in dir(import_module(module))}
    described |= set(re.findall(rf"^::: {package.__name__}\.(\w+)$", pages, re.M))
    assert [name for name in package.__all__ if name not in described and not name.startswith("__")] == []


def test_the_readme_leads_to_every_how_to() -> None:
    nav = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    (pages,) = [part["How to"] for part in nav if "How to" in part]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page for one in pages for page in one.values() if f"](docs/{page})" not in readme] == []


def test_code_of_the_site_fits_its_pages() -> None:
    """A line that is longer has to be scrolled. Only explanations have drawings that are."""
    nav = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    parts = [part for part in nav if "Explanation" not in part]
    pages = [ROOT / "docs" / page for page in re.findall(r"'([\w/-]+\.md)'", str(parts))]
    readmes = [ROOT / "packages" / name / "README.md" for name in ("generation-jobs-cli", "generation-jobs-sandbox")]
    assert len(pages) > 20
    blocks = {page: ANY_BLOCK.findall(page.read_text(encoding="utf-8")) for page in (*pages, *readmes)}
    assert [
        (page, line) for page in blocks for block in blocks[page] for line in block.split("\n") if len(line) > 88
    ] == []


def test_the_search_of_the_site_leaves_out_decisions() -> None:
    """They would stand above the how-to for words such as "proxy" and "cost"."""
    plugins = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["plugins"]
    assert "meta" in plugins  # which reads the file
    settings = yaml.safe_load((ROOT / "docs/decisions/.meta.yml").read_text(encoding="utf-8"))
    assert settings == {"search": {"exclude": True}}
