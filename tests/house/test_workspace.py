"""What must agree between the files of the workspace."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOMEPAGE = "https://github.com/generation-jobs/generation-jobs"
PYTHON = "Programming Language :: Python :: 3."


def project(path):
    return tomllib.loads(path.read_text())["project"]


def pythons(path):
    return [classifier for classifier in project(path).get("classifiers", []) if classifier.startswith(PYTHON)]


PACKAGES = sorted([*ROOT.glob("packages/*/pyproject.toml"), *ROOT.glob("generated/*/pyproject.toml")])
every_package = pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
handwritten_package = pytest.mark.parametrize(
    "path", [path for path in PACKAGES if path.parent.parent.name == "packages"], ids=lambda path: path.parent.name
)


def test_every_package_is_here():
    """Whoever moves them sees that these tests would find none."""
    others = {f"generation-jobs-{name}" for name in ("airflow", "cli", "sandbox", "temporal")} | {
        "docs2openapi",
        "sliding-window-quota",
    }
    assert {"generation-jobs", *others} < {path.parent.name for path in PACKAGES}
    assert {path.parent.name for path in ROOT.glob("generated/*/pyproject.toml")} == {
        f"{path.parent.name}-jobs-client" for path in ROOT.glob("specs/*/provider.toml")
    }


@every_package
def test_asks_for_the_lowest_supported_python(path):
    assert project(path)["requires-python"] == project(ROOT / "pyproject.toml")["requires-python"]


@every_package
def test_supported_pythons_are_written_once(path):
    written = pythons(path)
    if path.parent.parent.name == "generated":
        assert written == pythons(ROOT / "pyproject.toml")
    else:
        assert written == []


@every_package
def test_carries_licence_readme_and_type_marker(path):
    assert (path.parent / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert (path.parent / "README.md").read_text().strip()
    assert list(path.parent.glob("src/*/py.typed"))


@handwritten_package
def test_says_who_makes_it_where_and_for_whom(path):
    metadata = project(path)
    assert metadata["authors"] == [{"name": "generation-jobs contributors"}]
    assert metadata["urls"]["Homepage"] == HOMEPAGE
    assert all(url.startswith(HOMEPAGE) for url in metadata["urls"].values())
    kinds = {classifier.partition(" :: ")[0] for classifier in metadata["classifiers"]}
    assert {"Development Status", "Intended Audience", "Typing"} <= kinds


@every_package
def test_every_dependency_has_its_reason(path):
    lines = path.read_text().splitlines()
    start = lines.index("dependencies = [") if "dependencies = [" in lines else None
    if start is not None:
        end = lines.index("]", start)
        assert [line for line in lines[start + 1 : end] if "#" not in line] == []


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "docs/add-a-provider.md"])
def test_every_chore_that_is_named_is_one(file):
    sessions = set(
        re.findall(r"^def (\w+)\(session|^@nox.session\(name=\"([\w-]+)\"", (ROOT / "noxfile.py").read_text(), re.M)
    )
    known = {name for pair in sessions for name in pair}
    named = re.findall(r"nox -s ([a-z]+\d?(?:-[a-z]+)*)", (ROOT / file).read_text())
    assert named
    assert set(named) <= known


@pytest.mark.parametrize("word", ["python3 -m pip install nox && python3 -m nox -s demo", "python3 -m nox"])
def test_readme_tells_the_two_commands_and_ci_calls_the_second(word):
    assert word in (ROOT / "README.md").read_text()
    assert "python3 -m nox\n" in (ROOT / ".ci" / "run").read_text()


def test_the_facade_needs_nothing_of_the_command_line():
    facade = project(ROOT / "packages/generation-jobs/pyproject.toml")
    names = {re.match(r"[\w-]+", requirement)[0] for requirement in facade["dependencies"]}
    assert names & {"typer", "rich", "generation-jobs-cli"} == set()
    assert "scripts" not in facade
    assert facade["optional-dependencies"]["cli"][0].startswith("generation-jobs-cli")
    assert "cli" in facade["optional-dependencies"]["all"][0]


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_every_file_that_is_named_is_there(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    paths = re.findall(r"`((?:docs|packages|scripts|specs|tests|\.github)/[\w./-]+)`", text)
    assert [path for path in (*links, *paths) if not (ROOT / path).exists()] == []
