"""`NAME=VALUE` words: what a submit makes of them, and the help about them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from generation_jobs.parameters import FIELDS

from tests.cli.command import completed, genjobs
from tests.facade.brought import SUBMITS

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs_sandbox import Sandbox

    from tests.facade.brought import Bringer


def test_a_value_is_read_from_a_file(box: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "script.txt").write_text("Hello\nworld", encoding="utf-8")
    assert genjobs("submit", "breeze", "voice_id=voc_1", f"text=@{tmp_path}/script.txt").exit_code == 0
    assert json.loads(box.world.submissions[0].body)["text"] == "Hello\nworld"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["tags"], "write NAME=VALUE; finetuning takes tags, lyrics"),
        (["tags=x", "duration=long"], "write a number"),
        (["tags=x", "duration=300"], "at most 210"),
        (["tags=x", "durration=60"], "did you mean duration"),
        (["tags=@/no/such/file"], "cannot be read"),
    ],
)
def test_what_cannot_be_submitted_is_not_sent(box: Sandbox, words: list[str], message: str) -> None:
    result = genjobs("submit", "finetuning", *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert box.world.submissions == []


@pytest.mark.parametrize("provider", FIELDS)
def test_help_has_every_field(provider: str) -> None:
    text = genjobs("submit", provider, "--help").stdout
    assert all(f"{name}:" in text for name in FIELDS[provider])


def test_a_provider_of_another_package_has_fields(bringer: Bringer, tmp_path: Path) -> None:
    bringer.install("acme = bringer:Acme", adapter=SUBMITS)
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    run = completed("submit", "acme", "Hello!", PYTHONPATH=path, ACME_API_KEY="acme-secret")
    assert run.returncode == 2
    assert "write NAME=VALUE; acme takes text, speed" in run.stderr
