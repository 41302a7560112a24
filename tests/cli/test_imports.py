"""What the command line imports when: help needs neither rich nor httpx."""

from __future__ import annotations

import pytest

from tests.importing import HEAVY, imported, imported_modules


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["wait", "--help"], ["submit", "oxen", "--help"], ["fly"]],
    ids=" ".join,
)
def test_help_imports_nothing_that_costs(words: list[str]) -> None:
    code = f"from generation_jobs_cli.main import main; sys.argv = {['genjobs', *words]}\n"
    code += "try: main()\nexcept SystemExit: pass"
    assert imported(code) & (HEAVY | {"starlette"}) == set()


@pytest.mark.parametrize("command", ["get", "wait", "list", "pending", "delete", "submit oxen"])
def test_help_of_a_command_loads_no_machinery(command: str) -> None:
    code = f"from generation_jobs_cli.main import main; sys.argv = {['genjobs', *command.split(), '--help']}\n"
    code += "try: main()\nexcept SystemExit: pass"
    machinery = {"importlib.metadata", "asyncio", "logging", "sliding_window_quota", "generation_jobs._core.models"}
    assert imported_modules(code) & machinery == set()
