"""What a program can ask about providers before it sends anything."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from generation_jobs import Breeze, ConfigurationError, ProviderInfo, parameter_types, provider_info, provider_names

from tests.facade.brought import ADAPTER, SETTINGS, SUBMITS, Bringer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def bringer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bringer]:
    one = Bringer(tmp_path, monkeypatch)
    yield one
    one.forget()


def test_the_names_are_ours_and_those_of_installed_packages(bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme")
    assert provider_names() == ("breeze", "playai", "bland", "oxen", "finetuning", "acme")
    assert bringer.loaded() == set()


def test_a_provider_of_ours() -> None:
    assert provider_info("breeze") == ProviderInfo(Breeze)


def test_a_client_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "breeze_jobs_client", None)
    assert provider_info("breeze").missing_requirement == "generation-jobs[breeze]"


def test_a_provider_of_another_package(bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme")
    info = provider_info("acme")
    assert (info.settings.__name__, info.package, info.missing_requirement) == ("Acme", "bringer 1.2", None)


def test_a_package_that_takes_a_name_of_ours_is_named(bringer: Bringer) -> None:
    bringer.install("oxen = bringer:Acme", settings=SETTINGS.replace('"acme"', '"oxen"'))
    (conflict,) = provider_info("oxen").conflicts
    assert "bringer 1.2: 'oxen' is a provider of generation-jobs itself" in conflict
    assert provider_info("breeze").conflicts == ()


def test_an_unknown_provider_is_an_error() -> None:
    for look_up in (provider_info, parameter_types):
        with pytest.raises(ConfigurationError, match="there is no provider 'sora'"):
            look_up("sora")


def test_parameters_have_types(bringer: Bringer) -> None:
    types = parameter_types("finetuning")
    assert (types["tags"], types["duration"]) == (str, float)
    bringer.install("acme = bringer:Acme", adapter=SUBMITS)
    assert parameter_types("acme") == {"text": str, "speed": object}


def test_a_provider_that_takes_no_submit_has_no_parameters(bringer: Bringer) -> None:
    bringer.install("acme = bringer:Acme", adapter=ADAPTER)
    assert parameter_types("acme") == {}
