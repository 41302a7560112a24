"""A provider from its pages: what is written, what is left to fill in. The providers are invented."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys

import pytest

from scripts.codegen.new_provider.import_rules import with_provider
from scripts.codegen.new_provider.scaffold import unmapped
from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.pages.lock import read_lock
from scripts.codegen.pages.provider import load_provider
from scripts.codegen.specs.placeholders import FILL_IN
from tests.codegen.new_provider.workspace import ADAPTER, HOMEPAGE, LUMEN, SANDBOX, VOX, Workspace


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
    output = capsys.readouterr().out
    assert "-- house/test_providers.py -k lumen" in output
    assert f"{ADAPTER}: map these status words: waiting, rendering, done, broken" in output
    assert f"{SANDBOX}/providers/lumen.py: map these status words: waiting, rendering, done, broken" in output
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
    output = {
        "use-lumen-jobs-client.py": "as expected: GET http://127.0.0.1:9/v2/renders/a%2Fb",
        "use-generation-jobs-lumen.py": "as expected: lumen:a: no response from 127.0.0.1:9",
    }
    for stranger, words in output.items():
        command = [sys.executable, "-B", "-W", "error", str(lumen.root / "tests/strangers" / stranger)]
        ran = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert words in ran.stdout


def test_what_the_page_does_not_say_is_listed_by_name(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert workspace.run("vox", VOX, *HOMEPAGE) == 1
    output = capsys.readouterr().out
    for words in (
        "does not document the authentication",
        "does not document the code and the message of an error",
        "does not document the base URL of the API: https, without a trailing slash, such as `https://",
        "does not list the values of /state",
        "does not document the path",
        "nox -s new-provider -- vox",
        "specs/vox/pages/retrieve-speech.mdx:1: ",
        "specs/vox/overlay.yaml:32,39: unfilled: replace FILL_IN: ",
    ):
        assert words in output
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


@pytest.mark.parametrize(
    ("option", "value"), [("--base-url", "ftp://api.vox.example"), ("--homepage", "docs.vox.example")]
)
def test_a_url_must_be_one(workspace: Workspace, capsys: pytest.CaptureFixture[str], option: str, value: str) -> None:
    with pytest.raises(SystemExit):
        workspace.run("vox", VOX, option, value)
    assert f"argument {option}: {value!r} does not begin with https://" in capsys.readouterr().err


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
        (
            "class",
            "'class' cannot name a provider: use 2 to 31 lower-case letters and digits, first a letter",
        ),
        ("base", "'base' cannot name a provider"),
        ("cli", "'cli' cannot name a provider"),
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
