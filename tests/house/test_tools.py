"""Files for contributors' tools agree with pyproject.toml and constraints.txt."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHON = "Programming Language :: Python :: "


def read_yaml(path):
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def our_packages():
    """The packages that `uv sync` installs: not those that need other versions of the tools."""
    folders = ("packages", "generated")
    names = {path.parent.name for folder in folders for path in ROOT.glob(f"{folder}/*/pyproject.toml")}
    return names - {path.rpartition("/")[2] for path in PROJECT["tool"]["uv"]["workspace"]["exclude"]}


def test_ci_runs_nox_on_every_supported_python_and_system():
    job = read_yaml(".github/workflows/ci.yml")["jobs"]["nox"]
    matrix = job["strategy"]["matrix"]
    assert matrix["python"] == [name.removeprefix(PYTHON) for name in PROJECT["project"]["classifiers"]]
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert job["steps"][-1] == {"run": "python -m nox"}


def test_hooks_run_the_versions_of_constraints():
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    (repository,) = read_yaml(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        assert set(hook["additional_dependencies"]) <= set(constraints), hook["id"]


def test_uv_sync_installs_every_package_from_this_checkout():
    sources = PROJECT["tool"]["uv"]["sources"]
    assert set(sources) == our_packages(), "keep [tool.uv.sources] of pyproject.toml complete"
    assert all(source == {"workspace": True} for source in sources.values())


def test_uv_sync_names_the_packages_that_no_other_brings():
    group = [entry for entry in PROJECT["dependency-groups"]["dev"] if isinstance(entry, str)]
    named = {re.match(r"[\w-]+", entry)[0] for entry in group}
    ours = {path.parent.name for path in ROOT.glob("packages/*/pyproject.toml")} & our_packages()
    assert ours <= named, "keep the group dev of pyproject.toml complete"


@pytest.mark.parametrize("template", ["bug", "feature", "provider-changed"])
def test_issue_templates_have_what_github_asks_for(template):
    form = read_yaml(f".github/ISSUE_TEMPLATE/{template}.yml")
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert fields
    assert all(field["attributes"]["label"] for field in fields)
    assert len({field["id"] for field in fields}) == len(fields)


@pytest.mark.parametrize("template", ["bug", "provider-changed"])
def test_issue_templates_know_every_provider(template):
    fields = read_yaml(f".github/ISSUE_TEMPLATE/{template}.yml")["body"]
    (options,) = [field["attributes"]["options"] for field in fields if field.get("id") == "provider"]
    providers = {path.parent.name for path in ROOT.glob("specs/*/provider.toml")}
    assert providers <= {option.lower() for option in options}
