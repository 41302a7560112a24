"""`genjobs providers`: what is installed, and what is missing."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from generation_jobs import provider_names

from tests.cli.command import genjobs
from tests.facade.brought import SETTINGS

if TYPE_CHECKING:
    from tests.facade.brought import Bringer


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def rows() -> dict[str, str]:
    """The rows of the table, by provider."""
    return {line.split()[0]: line.rstrip() for line in genjobs("providers").stdout.splitlines()}


def test_it_says_which_keys_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OXEN_API_KEY", "oxen-secret")
    table = rows()
    assert set(provider_names()) < set(table)
    assert table["oxen"].split()[-2:] == ["installed", "set"]
    assert "no PLAYAI_API_KEY and PLAYAI_USER_ID" in table["playai"]
    assert "reported closed" in table["playai"]
    assert "secret" not in str(table)


@pytest.mark.parametrize("columns", [80, 50, 40])
def test_names_of_variables_survive_any_width(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = genjobs("providers").stdout.splitlines()
    assert all(len(line) <= columns for line in lines)
    assert len(lines) <= 2 * len(provider_names()) + 1  # what PlayAI needs is long
    assert {"BREEZE_API_KEY", "PLAYAI_USER_ID", "FINETUNING_API_KEY"} < set(" ".join(lines).split())


def test_each_provider_has_one_line_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    for name in ("playai_jobs_client", "finetuning_jobs_client"):
        monkeypatch.setitem(sys.modules, name, None)
    assert len(genjobs("providers").stdout.splitlines()) == len(provider_names()) + 1
    assert rows()["playai"].endswith("(reported closed since 2025-12-31)")


def test_it_says_which_client_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "breeze_jobs_client", None)
    assert "pip install 'generation-jobs[breeze]'" in rows()["breeze"]


def test_a_malformed_key_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OXEN_API_KEY", "oxen secret")
    assert "OXEN_API_KEY contains a space" in rows()["oxen"]
    assert "Oxen(" not in rows()["oxen"]


def test_providers_of_other_packages_are_shown(bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme")
    bringer.install("worse = other:Acme", module="other", settings="raise RuntimeError('boom')")
    table = rows()
    assert "bringer 1.2" in table["acme"]
    assert "no ACME_API_KEY" in table["acme"]
    assert "cannot load other:Acme of other 1.2" in table["worse"]
    assert "oxen" in table


def test_a_package_that_takes_a_name_of_ours_is_named(bringer: Bringer) -> None:
    bringer.install("oxen = bringer:Acme", settings=SETTINGS.replace('"acme"', '"oxen"'))
    last = genjobs("providers").stdout.splitlines()[-1]
    assert last.startswith("bringer 1.2: 'oxen' is a provider of generation-jobs itself")


def test_as_json_a_program_reads_what_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OXEN_API_KEY", "oxen-secret")
    result = genjobs("providers", "--json")
    found = {one["provider"]: one for one in map(json.loads, result.stdout.splitlines())}
    assert (found["oxen"]["ready"], found["oxen"]["problem"], found["oxen"]["variables"]) == (
        True,
        None,
        ["OXEN_API_KEY"],
    )
    assert not found["playai"]["ready"]
    assert "PLAYAI_USER_ID" in found["playai"]["problem"]
    assert "oxen-secret" not in result.stdout
