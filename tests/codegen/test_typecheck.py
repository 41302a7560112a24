"""A package that passed the type checkers is not checked again; one that changed is."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from scripts import typecheck
from scripts.codegen.specs.stamps import Stamps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one module of a package that is installed; its checker is one that every Python has."""
    (tmp_path / "typechecked_package").mkdir()
    (tmp_path / "typechecked_package" / "py.typed").touch()
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setattr(typecheck, "Stamps", partial(Stamps, tmp_path / "stamps.json"))
    module = tmp_path / "typechecked_package" / "__init__.py"
    monkeypatch.setattr(typecheck, "commands", lambda packages: [["py_compile", str(module)] for _ in packages])
    return module


def test_each_state_of_a_package_is_checked_until_it_passed(module: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module.write_text("x: int = (\n", encoding="utf-8")
    assert typecheck.main(["typechecked_package"]) == 1
    assert "1 to run" in capsys.readouterr().out
    assert typecheck.main(["typechecked_package"]) == 1
    module.write_text("x: int = 1\n", encoding="utf-8")
    assert typecheck.main(["typechecked_package"]) == 0
    capsys.readouterr()
    assert typecheck.main(["typechecked_package"]) == 0
    assert "0 to run, 1 unchanged since they passed" in capsys.readouterr().out


def test_package_that_is_not_installed_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert typecheck.main(["no_such_package"]) == 1
    assert "not installed: no_such_package" in capsys.readouterr().err
