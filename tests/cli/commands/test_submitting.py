"""`genjobs submit`, `generate`, `list`, `cancel` and `delete` against the live sandbox."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from generation_jobs.parameters import FIELDS
from generation_jobs_cli.main import app
from generation_jobs_sandbox import Sandbox, World
from typer.testing import CliRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typer.testing import Result

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")

VOICE = "2b3c4d5e-6f70-8901-2345-6789abcdef01"


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox(World(queued=0, running=0)) as one:
        for name, value in one.environ().items():
            monkeypatch.setenv(name, value)
        yield one


def genjobs(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_submit_prints_the_ref(box: Sandbox) -> None:
    result = genjobs("submit", "finetuning", "tags=lofi piano", "duration=60", "timesignature=4")
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.fullmatch(r"finetuning:gen_\w+ \w+\n", result.stdout)
    assert json.loads(box.world.submissions[0].body)["timesignature"] == "4"


def test_submit_of_several_as_json(box: Sandbox) -> None:
    result = genjobs("submit", "oxen", "model=flux-2-dev", "prompt=cat", "num_generations=2", "--json")
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == ["queued", "queued"]


def test_a_value_from_a_file(box: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "script.txt").write_text("Hello\nworld", encoding="utf-8")
    assert genjobs("submit", "breeze", "voice_id=voc_1", f"text=@{tmp_path}/script.txt").exit_code == 0
    assert json.loads(box.world.submissions[0].body)["text"] == "Hello\nworld"


def test_generate_saves_the_result(box: Sandbox, tmp_path: Path) -> None:
    result = genjobs("generate", "finetuning", "tags=lofi", "-o", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [path.suffix for path in tmp_path.iterdir()] == [".mp3"]


def test_what_is_answered_at_once_is_saved(box: Sandbox, tmp_path: Path) -> None:
    result = genjobs("generate", "bland", "text=Hi", f"voice={VOICE}", 'audio={"container":"wav"}', "-o", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [path.read_bytes()[:4] for path in tmp_path.iterdir()] == [b"RIFF"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["tags"], "write NAME=VALUE"),
        (["tags=x", "duration=long"], "write a number"),
        (["tags=x", "duration=300"], "at most 210"),
        (["tags=x", "durration=60"], "did you mean duration"),
        (["tags=@/no/such/file"], "cannot be read"),
    ],
)
def test_what_cannot_be_submitted(box: Sandbox, words: list[str], told: str) -> None:
    result = genjobs("submit", "finetuning", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert box.world.submissions == []


@pytest.mark.parametrize("provider", FIELDS)
def test_help_tells_the_fields(provider: str) -> None:
    told = genjobs("submit", provider, "--help").stdout
    assert all(f"{name}:" in told for name in FIELDS[provider])


def test_list_cancel_delete(box: Sandbox) -> None:
    ref = f"oxen:{box.world.add('oxen', running=1000)}"
    assert genjobs("list", "oxen").stdout == f"{ref} running\n"
    assert genjobs("list", "oxen", "--status", "failed").stdout == ""
    result = genjobs("cancel", ref)
    assert (result.stdout, result.exit_code) == (f"{ref} cancelled\n", 0)
    song = f"finetuning:{box.world.add('finetuning')}"
    assert genjobs("delete", song).exit_code == 0
    assert genjobs("get", song).exit_code == 3


def test_what_a_provider_cannot_do(box: Sandbox) -> None:
    result = genjobs("cancel", "breeze:job_1")
    assert (result.exit_code, "breeze cannot cancel jobs" in result.stderr) == (2, True)
    assert genjobs("list", "playai").exit_code == 2


def test_ctrl_c_after_a_submit_tells_how_to_go_on(box: Sandbox, tmp_path: Path) -> None:
    box.world.running = 1000
    command = [sys.executable, "-m", "generation_jobs", "generate", "finetuning", "tags=lofi", "-o", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as child:
        assert child.stdout is not None
        ref = child.stdout.readline().split()[0]
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=10)
    assert child.returncode == 130
    assert said.endswith(f"to go on, run genjobs wait {ref} -o {tmp_path}\n")
    assert list(tmp_path.iterdir()) == []
