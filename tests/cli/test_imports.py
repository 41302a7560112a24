"""What the command line imports when: help needs neither rich nor httpx."""

from __future__ import annotations

import pytest

from tests.importing import HEAVY, imported


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["wait", "--help"], ["submit", "oxen", "--help"], ["fly"]],
    ids=" ".join,
)
def test_help_imports_nothing_that_costs(words: list[str]) -> None:
    code = f"from generation_jobs_cli.main import main; sys.argv = {['genjobs', *words]}\n"
    code += "try: main()\nexcept SystemExit: pass"
    assert imported(code) & (HEAVY | {"starlette"}) == set()
