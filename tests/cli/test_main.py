"""The command line as a whole: help, usage, plugins, and how it is started."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from generation_jobs import __version__

from tests.cli.command import STORED, completed, genjobs, started

if TYPE_CHECKING:
    from generation_jobs_sandbox import Sandbox

WITHOUT_THE_COMMAND_LINE = """
import runpy, sys
sys.modules["generation_jobs_cli"] = None
runpy.run_module("generation_jobs", run_name="__main__")
"""


def test_version() -> None:
    assert genjobs("--version").stdout == f"{__version__}\n"


@pytest.mark.parametrize("arguments", [["fly"], ["get"], ["get", "--fly", STORED]])
def test_wrong_usage_is_code_2(arguments: list[str]) -> None:
    assert genjobs(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "guess"),
    [
        (["wiat"], "there is no command 'wiat'; did you mean wait?"),
        (["oxen", "prompt=cat"], "there is no command 'oxen'; did you mean submit oxen?"),
        (["oxen:gen_1"], "there is no command 'oxen:gen_1'; did you mean wait oxen:gen_1?"),
        (["status", "oxen:1"], "there is no command 'status'; did you mean get?"),
        (["help"], "there is no command 'help'; did you mean -h?"),
        (["submit", "OXEN", "prompt=cat"], "there is no provider 'OXEN': did you mean oxen?"),
        (["submit", "finetunning"], "there is no provider 'finetunning': did you mean finetuning?"),
        (["list", "oxn"], "there is no provider 'oxn': did you mean oxen?"),
        (["get", "oxen:1 oxen:2"], "'oxen:1 oxen:2' is several refs: give each as an argument of its own"),
        (["get", "oxen:1,oxen:2"], "'oxen:1,oxen:2' is several refs: give each as an argument of its own"),
        (["wait", "breze:x"], "there is no provider 'breze': did you mean breeze?"),
        (["wait", "--jsn", STORED], "--json"),
        (["list", "oxen", "--status", "runing"], "there is no status 'runing': did you mean running?"),
        (["list", "oxen", "--status", "gone"], "there is no status 'gone': known are queued, running, succeeded"),
        (["submit", "finetuning", "--tags=lofi"], "--tags=lofi: fields have no dashes: write tags=VALUE"),
        (["generate", "breeze", "--voice-id", "v"], "--voice-id: fields have no dashes: write voice_id=VALUE"),
        (["generate", "breeze", "-text", "Hi"], "-text: fields have no dashes: write text=VALUE"),
        (["--ledger", "list", "oxen"], "--ledger needs FILE|URL|off before the command list"),
        (["pending", "--ledger", "x.sqlite"], "--ledger stands before the command: genjobs --ledger FILE pending"),
    ],
)
def test_a_mistyped_word_is_answered_by_the_most_similar(arguments: list[str], guess: str) -> None:
    result = genjobs(*arguments)
    assert (result.exit_code, result.stderr.count(guess)) == (2, 1)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (
            ["wait", STORED, "--every", "5"],
            "no option --every; genjobs wait has --from, --json, --timeout, -o",
        ),
        (["delete", "--yes=1", STORED], "there is no option --yes; genjobs delete has --json"),
        (["submit", "--json", "oxen"], "--json stands behind the provider: genjobs submit PROVIDER --json"),
        (["generate", "-o=out", "oxen"], "-o stands behind the provider: genjobs generate PROVIDER -o"),
    ],
)
def test_an_unknown_option_is_answered_by_those_there_are(arguments: list[str], answer: str) -> None:
    result = genjobs(*arguments)
    assert (result.exit_code, result.stderr.count(answer)) == (2, 1)
    assert result.stderr.count("rror") == 1


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["list", "oxen", "--limit", "many"], "'--limit': 'many': give a whole number of at least 1"),
        (["list", "oxen", "--limit", "0"], "'--limit': '0': give a whole number of at least 1"),
        (["recover", "--drop", "x"], "'--drop': 'x': give a whole number of at least 1"),
        (["mcp", "--max-submits", "-1"], "'--max-submits': '-1': give a whole number of at least 0"),
        (["wait"], "'REF…': give at least one REF, or --from FILE"),
        (["wait", "--from", sys.executable], "'--from': "),
    ],
)
def test_a_wrong_value_names_its_option_and_what_to_give(arguments: list[str], found: str) -> None:
    result = genjobs(*arguments)
    assert result.exit_code == 2
    assert f"Invalid value for {found}" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "oxen", "bland"], "there is no place for 'bland': genjobs list takes options and PROVIDER"),
        (["pending", "oxen"], "there is no place for 'oxen': genjobs pending takes options only"),
        (["list", "oxen", "--status"], "--status needs STATUS: Only jobs with this status: queued,"),
        (["submit", "oxen", "model=x", "-o"], "-o needs DIR: Save the results in this folder,"),
        (["--leger", "x", "pending"], "No such option: --leger (Possible options: --ledger)"),
        (["--json", "list", "oxen"], "--json stands behind the command: genjobs COMMAND --json"),
        (["--ledger", "x", "-o", "out", "wait"], "-o stands behind the command: genjobs COMMAND -o"),
        (["sandbox", "serve", "8765"], "there is no place for '8765': serve takes options only, such as --port 8765"),
        (["--ledger"], "--ledger needs FILE|URL|off: Where submits are written down"),
    ],
)
def test_a_word_too_many_or_too_few_is_named_with_what_to_give(arguments: list[str], message: str) -> None:
    result = genjobs(*arguments)
    assert result.exit_code == 2
    assert f"Error: {message}" in result.stderr


@pytest.mark.parametrize(
    ("command", "what"),
    [("list", "PROVIDER: The provider's name, as genjobs providers shows it."), ("delete", "REF…: PROVIDER:ID, for")],
)
def test_a_missing_argument_is_named_with_what_to_give(command: str, what: str) -> None:
    result = genjobs(command)
    assert result.exit_code == 2
    assert f"Error: missing {what}" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["wait", "--from", "-"], "no refs in it"),
        (["submit", "oxen", "model=flux-2-dev", "prompt=@-"], "error: prompt=@- is empty"),
    ],
)
def test_a_closed_stdin_is_an_empty_one(box: Sandbox, arguments: list[str], found: str) -> None:
    command = [sys.executable, "-m", "generation_jobs", *arguments]
    closed = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", *command], stderr=subprocess.PIPE, text=True)
    assert found in closed.stderr
    assert "Traceback" not in closed.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
@pytest.mark.parametrize("arguments", [["-h"], ["--version"], ["wait", "-h"]])
def test_help_that_cannot_be_written_ends_in_one_line(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "generation_jobs", *arguments]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 2
    assert result.stderr == "error: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("command", ["get", "wait", "list", "submit"])
def test_arguments_are_named_as_they_are_written_without_a_type(command: str) -> None:
    arguments = ["submit", "oxen"] if command == "submit" else [command]
    text = genjobs(*arguments, "-h").stdout
    assert re.search(r"^Arguments:\n  (REF…|\[REF…\]|PROVIDER|NAME=VALUE…)  ", text, re.MULTILINE)


def test_the_list_of_commands_says_what_their_own_help_says() -> None:
    rows = re.findall(r"^  (\w+)  +(\S.*?)\.$", genjobs("-h").stdout, re.MULTILINE)
    assert len(rows) > 10
    for name, summary in rows:
        if name != "sandbox":
            assert summary in " ".join(genjobs(name, "-h").stdout.split())


@pytest.mark.parametrize("module", ["generation_jobs", "generation_jobs_cli"])
def test_it_runs_as_a_module(module: str) -> None:
    run = subprocess.run([sys.executable, "-m", module, "--version"], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"{__version__}\n", "")


def test_without_it_the_facade_says_what_to_install() -> None:
    run = subprocess.run([sys.executable, "-c", WITHOUT_THE_COMMAND_LINE], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "The command line is not installed. Run: pip install 'generation-jobs[cli]'\n"


def test_the_sandbox_is_one_of_its_commands() -> None:
    run = completed("sandbox", "-h")
    assert run.returncode == 0
    assert re.search(r"^  serve  +Serve until Ctrl-C", run.stdout, re.MULTILINE)
    assert re.search(r"^  sandbox  +A local server that imitates", genjobs("-h").stdout, re.MULTILINE)


@pytest.mark.parametrize("shell", ["bash", "fish", "zsh"])
def test_the_completion_of_any_shell_can_be_shown(shell: str) -> None:
    assert f"complete_{shell}" in completed("--show-completion", shell).stdout


@pytest.mark.parametrize("option", ["--show-completion", "--install-completion"])
def test_a_completion_for_what_is_no_shell_is_refused(option: str) -> None:
    run = completed(option, "fsh")
    assert (run.returncode, run.stdout) == (2, "")
    assert f"{option}: there is no shell 'fsh': did you mean fish?" in run.stderr


def test_a_warning_is_a_note_for_people(box: Sandbox) -> None:
    run = completed("get", f"playai:{box.world.add('playai')}")
    assert run.stderr == "note: playai: reported closed since 2025-12-31\n"


def test_a_closed_pipe_ends_it_quietly(box: Sandbox) -> None:
    with started("get", "--json", "oxen:0", "oxen:1", "oxen:2") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(10)
    assert "Traceback" not in errors


@pytest.mark.parametrize("redirect", ["", ">&-"])
@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_poor_terminal_or_none_is_no_reason_for_a_traceback(redirect: str) -> None:
    command = f'"{sys.executable}" -m generation_jobs_cli submit finetuning --help {redirect}'
    environment = {**os.environ, "PYTHONIOENCODING": "cp437"}
    done = subprocess.run(command, shell=True, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_nothing_behind_two_dashes_shows_the_help() -> None:
    result = genjobs("--")
    assert (result.exit_code, "Usage: genjobs" in result.output) == (2, True)
