"""Changelogs of the packages written by hand; those of the clients are written by `nox -s release`."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = sorted(path.parent for path in ROOT.glob("packages/*/pyproject.toml"))
FRAGMENTS = sorted(path for path in ROOT.glob("packages/*/changes/*") if path.name != ".gitignore")

TOWNCRIER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["towncrier"]
START = "\n<!-- towncrier release notes start -->\n"
RELEASE = re.compile(r"^## \[(.+)\] - \d{4}-\d\d-\d\d$", re.MULTILINE)
NAME = re.compile(rf"(\d+|\+[a-z0-9-]+)\.({'|'.join(kind['directory'] for kind in TOWNCRIER['type'])})\.md")


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
def test_changelog_ends_with_the_version_of_the_package(package):
    text = (package / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.startswith(f"# Changelog of {package.name}\n")
    assert text.count(START) == 1, "towncrier puts new entries after this line"
    releases = RELEASE.findall(text.partition(START)[2])
    project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    current = project.get("version") or version(package.name)
    assert releases[:1] in ([], [current]), f"run nox -s changelog -- {package.name} VERSION"


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_news_fragment_is_well_formed(path):
    assert NAME.fullmatch(path.name), "name it ISSUE.KIND.md or +WORDS.KIND.md; CONTRIBUTING.md lists the kinds"
    text = path.read_text(encoding="utf-8")
    assert re.fullmatch(r"[A-Z`](?:[^\n]+\n)+", text), "one paragraph, without a bullet or a heading"
    assert text.endswith(".\n"), "whole sentences"


def test_contributing_lists_every_kind_of_fragment():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [kind["directory"] for kind in TOWNCRIER["type"] if f"`{kind['directory']}`" not in text] == []
