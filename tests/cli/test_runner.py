"""What an interrupt leaves behind: a message that says how to go on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import ENDLESS, add_jobs, interrupted, started

if TYPE_CHECKING:
    from generation_jobs_sandbox import Sandbox

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")


def test_after_ctrl_c_the_same_command_goes_on(box: Sandbox) -> None:
    ref = f"breeze:{box.world.add('breeze', running=ENDLESS)}"
    with started("wait", ref) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{ref} running\n"
        message = interrupted(process)
    assert message == "interrupted: jobs go on at their providers; to go on, run the same command\n"


def test_ctrl_c_writes_the_rest_of_stdin_into_a_file(box: Sandbox, tmp_path: Path) -> None:
    done, left = add_jobs(box, 1), add_jobs(box, 24, running=ENDLESS)
    with started("wait", "--from", "-", "-o", tmp_path, TMPDIR=str(tmp_path)) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n".join([*done, *left]))
        process.stdin.close()
        assert json.loads(process.stdout.readline())["ref"] == done[0]
        message = interrupted(process)
    found = re.search(r"to go on, run genjobs wait --from (\S+) -o (\S+)\n", message)
    assert found is not None
    assert found[2] == str(tmp_path)
    assert Path(found[1]).read_text(encoding="utf-8").split() == left


def interrupted_while_reading(text: str, *arguments: str) -> str:
    """Press Ctrl-C while a command reads more than a pipe holds, so that it reads when the write returns."""
    with started(*arguments) as process:
        assert process.stdin is not None
        process.stdin.write(text)
        process.stdin.flush()
        watchdog = Timer(10, process.kill)
        watchdog.start()
        message = interrupted(process)
        watchdog.cancel()
    return message


def test_ctrl_c_while_a_field_is_read_from_stdin(box: Sandbox) -> None:
    message = interrupted_while_reading("x" * 200_000, "submit", "oxen", "prompt=@-")
    assert message == "interrupted: nothing was submitted\n"
    assert box.world.submissions == []


def test_ctrl_c_while_refs_are_read_from_stdin_tells_those_that_came() -> None:
    message = interrupted_while_reading("oxen:1\n" * 30_000, "wait", "--from", "-")
    assert message == "interrupted: jobs go on at their providers; to go on, run genjobs wait oxen:1\n"


STARTING = """
import os, signal, sys
from generation_jobs_cli.__main__ import main

class Interrupting:
    def find_spec(self, name, *_):
        if name == MODULE:
            os.kill(os.getpid(), signal.SIGNAL)
            MODULES.append(name)
        elif MODULES:
            print("went on with", name)

MODULES = []
sys.meta_path.insert(0, Interrupting())
main()
"""
"""Is interrupted when it is about to import a module."""


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
@pytest.mark.parametrize(
    ("command", "module", "message"),
    [
        ("providers", "typer", "interrupted: nothing was sent\n"),
        ("providers", "generation_jobs_cli.commands.providers", "interrupted: nothing was sent\n"),
        ("mcp", "mcp.server", "interrupted: "),
    ],
)
def test_an_interrupt_is_heard_while_it_starts(number: str, code: int, command: str, module: str, message: str) -> None:
    program = STARTING.replace("MODULE:", f"{module!r}:").replace("SIGNAL", number)
    done = subprocess.run([sys.executable, "-c", program, command], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(message)
    assert len(done.stderr.splitlines()) == 1
