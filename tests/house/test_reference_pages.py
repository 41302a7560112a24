"""Pages that repeat what stands in the code: settings with their defaults, and events."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import generation_jobs
import pytest
from generation_jobs import Event, Options, Policy
from generation_jobs.providers.registry import load_adapter, settings_class

DOCS = Path(__file__).parents[2] / "docs"
SETTINGS = (DOCS / "reference/settings.md").read_text(encoding="utf-8")
EVENTS = [kind.__name__ for kind in Event.__subclasses__()]


@pytest.mark.parametrize("name", Options.__annotations__)
def test_each_option_is_on_the_page_of_settings(name: str) -> None:
    assert f"`{name}=" in SETTINGS


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Policy)])
def test_each_setting_of_a_policy_is_on_the_page_of_settings(name: str) -> None:
    assert f"Policy({name}=" in SETTINGS


@pytest.mark.parametrize("name", ["breeze", "playai", "bland", "oxen", "finetuning"])
def test_the_page_of_settings_names_each_poll_interval(name: str) -> None:
    row = next(line for line in SETTINGS.splitlines() if "`Policy(poll_interval=" in line)
    named = {who: (int(floor), int(ceiling)) for who, floor, ceiling in re.findall(r"(\w+) (\d+) and (\d+)", row)}
    interval = load_adapter(settings_class(name)).poll_interval
    assert named.get(name, named["others"]) == (interval.floor, interval.ceiling)


@pytest.mark.parametrize("package", sorted(DOCS.parent.glob("generated/*/src/*")), ids=lambda path: path.name)
def test_each_typed_client_is_on_its_page(package: Path) -> None:
    page = (DOCS / "reference/clients.md").read_text(encoding="utf-8")
    assert re.search(rf"^::: {package.name}\.\w+Client$", page, re.MULTILINE)


def test_the_site_publishes_no_settings_of_tools() -> None:
    """Names that begin with a dot are left out."""
    assert not [path for path in DOCS.rglob("*.toml") if not path.name.startswith(".")]


@pytest.mark.parametrize("name", EVENTS)
def test_each_event_is_public_and_on_its_pages(name: str) -> None:
    assert hasattr(generation_jobs, name)
    assert f"\n::: generation_jobs.{name}\n" in (DOCS / "reference/models.md").read_text(encoding="utf-8") + "\n"
    assert f"\n| `{name}` |" in (DOCS / "how-to/watching.md").read_text(encoding="utf-8")


def test_the_readme_shows_the_table_of_the_demo() -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    headers = re.findall(r'_table\("file", "bytes", "([^"]+)"\)', (DOCS.parent / "scripts/demo.py").read_text("utf-8"))
    assert [f"  {header}\n" in readme for header in headers] == [True]
