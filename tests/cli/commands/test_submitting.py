"""`genjobs submit` and `generate` against the live sandbox."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import completed, genjobs, interrupted, started

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs_sandbox import Sandbox

VOICE = "2b3c4d5e-6f70-8901-2345-6789abcdef01"


def test_a_folder_below_the_home_directory_is_found(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shell leaves the `~` of `--output=~/out` as it is."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert genjobs("generate", "finetuning", "tags=lofi", "--output=~/out").exit_code == 0
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".mp3"]


def test_stdout_is_no_folder(box: Sandbox) -> None:
    result = genjobs("generate", "finetuning", "tags=lofi", "-o", "-")
    assert result.exit_code == 2
    assert "'--output': results are saved as files: give the path of a folder" in result.stderr
    assert box.world.submissions == []


@pytest.mark.parametrize("off", ["off", "OFF"])
def test_a_key_without_a_ledger_is_told_what_to_leave_out(box: Sandbox, off: str) -> None:
    result = genjobs("--ledger", off, "submit", "finetuning", "tags=lofi", "--key", "order-17")
    assert (result.exit_code, result.stderr) == (
        2,
        "error: --key needs a ledger: it is off by --ledger or GENJOBS_LEDGER; leave that out\n",
    )


def test_submit_in_a_pipe_prints_nothing_but_the_ref(box: Sandbox) -> None:
    """`ref=$(genjobs submit …)` needs no other program to cut a line into words."""
    result = genjobs("submit", "finetuning", "tags=lofi piano", "duration=60", "timesignature=4")
    assert result.exit_code == 0
    assert re.fullmatch(r"finetuning:gen_\w+\n", result.stdout)
    assert result.stderr == f"submitted {result.stdout}"
    assert json.loads(box.world.submissions[0].body)["timesignature"] == "4"


@pytest.mark.parametrize("variable", ["TTY_COMPATIBLE", "FORCE_COLOR"])
def test_a_variable_for_colours_does_not_change_what_a_script_reads(box: Sandbox, variable: str) -> None:
    done = completed("submit", "finetuning", "tags=lofi", **{variable: "1"})
    assert re.fullmatch(r"finetuning:gen_\w+\n", done.stdout)


@pytest.mark.parametrize("words", [[], ["--wait"]])
@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_submit_on_a_terminal_shows_the_ref_once(
    box: Sandbox, terminal: None, monkeypatch: pytest.MonkeyPatch, term: str, words: list[str]
) -> None:
    monkeypatch.setenv("TERM", term)
    result = genjobs("submit", "finetuning", "tags=lofi piano", *words)
    assert re.search(r"finetuning:gen_\w+ +(. )?(queued|running|succeeded)", result.stdout)
    assert result.stderr == ""


def test_a_terminal_shows_that_a_submit_is_under_way(box: Sandbox, terminal: None) -> None:
    assert "submitting to finetuning …" in genjobs("submit", "finetuning", "tags=lofi").stdout
    assert "submitting to" not in genjobs("submit", "finetuning", "tags=lofi", "--json").output


def test_submit_of_what_has_no_ref_names_its_file_on_stderr(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = genjobs("submit", "bland", "text=Hi", f"voice={VOICE}")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"generation succeeded {next(tmp_path.iterdir()).name}\n"


def test_submit_of_several_as_json(box: Sandbox) -> None:
    result = genjobs("submit", "oxen", "model=flux-2-dev", "prompt=cat", "num_generations=2", "--json")
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == ["queued", "queued"]


def test_submit_can_wait(box: Sandbox) -> None:
    result = genjobs("submit", "oxen", "model=flux-2-dev", "prompt=cat", "--wait", "--json")
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == ["succeeded"]


@pytest.mark.parametrize("command", ["submit", "generate"])
def test_a_provider_that_cannot_be_reached_takes_no_longer_than_the_timeout(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("FINETUNING_BASE_URL", "http://127.0.0.1:1")
    result = genjobs(command, "finetuning", "tags=lofi", "--timeout", "0.5")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "the connection was refused" in result.stderr
    assert box.world.submissions == []


def test_a_missing_key_says_what_to_set() -> None:
    result = genjobs("submit", "breeze", "voice_id=voc_1", "text=Hi")
    assert result.exit_code == 2
    assert result.stderr == "error: Breeze has no API key: set BREEZE_API_KEY\n"


def test_generate_is_not_submit() -> None:
    text = genjobs("generate", "oxen", "-h").stdout
    assert text.startswith("Usage: genjobs generate oxen [OPTIONS] NAME=VALUE…\n\n  Generate by oxen.\n")
    assert "--wait" not in text


def test_generate_saves_the_result(box: Sandbox, tmp_path: Path) -> None:
    result = genjobs("generate", "finetuning", "tags=lofi", "-o", tmp_path)
    assert result.exit_code == 0
    assert re.fullmatch(r"submitted finetuning:gen_\w+\n", result.stderr)
    assert [path.suffix for path in tmp_path.iterdir()] == [".mp3"]


def test_a_job_that_the_submit_answers_at_once_is_saved(box: Sandbox, tmp_path: Path) -> None:
    result = genjobs("generate", "bland", "text=Hi", f"voice={VOICE}", 'audio={"container":"wav"}', "-o", tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [path.read_bytes()[:4] for path in tmp_path.iterdir()] == [b"RIFF"]


def test_ctrl_c_after_a_submit_says_how_to_go_on(box: Sandbox, tmp_path: Path) -> None:
    box.world.running = 1000
    with started("generate", "finetuning", "tags=lofi", "-o", tmp_path) as process:
        assert process.stdout is not None
        ref = process.stdout.readline().split()[0]
        message = interrupted(process)
    assert message.endswith(f"to go on, run genjobs wait {ref} -o {tmp_path}\n")
    assert list(tmp_path.iterdir()) == []
