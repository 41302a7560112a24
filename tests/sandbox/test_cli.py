"""The command line."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import httpx
import pytest

from tests.importing import imported


class TestCommand:
    COMMAND = (sys.executable, "-m", "generation_jobs_sandbox", "serve")

    def test_it_serves_until_interrupted(self) -> None:
        process = subprocess.Popen([*self.COMMAND, "--fast"], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        lines = [process.stdout.readline().strip() for _ in range(21)]
        env = dict(line.removeprefix("export ").split("=", 1) for line in lines if line.startswith("export "))
        ref = next(line.rpartition(" ")[2] for line in lines if " breeze:" in line)
        url = f"{env['BREEZE_BASE_URL']}/v1/generation-jobs/{ref.removeprefix('breeze:')}"
        assert httpx.get(url, headers={"xi-api-key": env["BREEZE_API_KEY"]}).json()["status"] == "ready"
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        process.stdout.close()

    def test_it_says_that_a_port_is_taken(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            done = subprocess.run([*self.COMMAND, "--port", port], capture_output=True, text=True, timeout=30)
        assert done.returncode == 2
        assert done.stderr.startswith(f"error: cannot listen on 127.0.0.1:{port}: ")
        assert "choose another with --port" in done.stderr

    def test_it_says_which_ports_there_are(self) -> None:
        done = subprocess.run([*self.COMMAND, "--port", "http"], capture_output=True, text=True, timeout=30)
        assert "Invalid value for '--port': 'http': give a number from 0 to 65535" in done.stderr

    def test_it_says_that_both_ports_are_the_same(self) -> None:
        ports = ("--port", "8765", "--media-port", "8765")
        done = subprocess.run([*self.COMMAND, *ports], capture_output=True, text=True, timeout=30)
        assert done.returncode == 2
        assert "Invalid value for '--media-port': 8765 is that of --port, too: give another one" in done.stderr


def test_an_unknown_command_is_told_which_there_are() -> None:
    command = [sys.executable, "-m", "generation_jobs_sandbox", "start"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.returncode == 2
    assert "Error: there is no command 'start'; there are serve and run\n" in done.stderr


@pytest.mark.parametrize("command", ["serve", "run"])
def test_help_imports_no_server(command: str) -> None:
    code = f"import sys; sys.argv[1:] = ['{command}', '-h']; from generation_jobs_sandbox.cli import app; app()"
    assert imported(code) & {"starlette", "uvicorn"} == set()


class TestRun:
    COMMAND = (sys.executable, "-m", "generation_jobs_sandbox", "run")
    LOOK = "import os, sys, urllib.request as u; print(u.urlopen(os.environ['OXEN_BASE_URL'] + '/openapi.json').status)"

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*self.COMMAND, *command], capture_output=True, text=True, timeout=60)

    def test_the_command_finds_the_sandbox_and_its_exit_code_is_passed_on(self) -> None:
        done = self.run("--fast", "--", sys.executable, "-c", f"{self.LOOK}; sys.exit(7)")
        assert (done.returncode, done.stdout.split()) == (7, ["200"]), done.stderr

    def test_without_a_command_it_says_how_to_write_one(self) -> None:
        done = self.run()
        assert done.returncode == 2
        shown = done.stdout + done.stderr
        assert "run [OPTIONS] [--] COMMAND…\n" in shown
        assert "genjobs-sandbox run -- python my_program.py" in shown

    def test_a_command_that_a_signal_ended_has_the_exit_code_of_shells(self) -> None:
        done = self.run("--", sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)")
        assert done.returncode == 128 + signal.SIGTERM

    def test_sigterm_ends_the_command_and_ctrl_c_is_left_to_it(self) -> None:
        command = [*self.COMMAND, "--", sys.executable, "-c", "import os, time; print(os.getpid()); time.sleep(999)"]
        environ = {**os.environ, "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
            assert process.stdout is not None
            child = int(process.stdout.readline())
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == 128 + signal.SIGTERM
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)

    def test_a_command_that_is_not_there_is_named(self) -> None:
        done = self.run("--", "no-such-command")
        assert (done.returncode, done.stderr) == (
            127,
            "error: cannot run 'no-such-command': No such file or directory\n",
        )

    def test_a_misspelt_option_is_not_taken_for_the_command(self) -> None:
        done = self.run("--fst", "--", sys.executable, "-c", "pass")
        assert done.returncode == 2
        assert "there is no option --fst; there are --fast and --allow-private-webhooks" in done.stderr

    def test_options_behind_the_command_are_its_own(self) -> None:
        words = (sys.executable, "-c", "import sys; print(sys.argv[1:])", "--fast", "-h")
        assert self.run(*words).stdout == "['--fast', '-h']\n"

    def test_a_command_in_quotes_is_answered_by_how_to_write_it(self) -> None:
        done = self.run("genjobs providers")
        assert done.returncode == 127
        assert done.stderr.endswith("directory; write its words without quotes around them all\n")


def test_no_help_is_cut_at_80_columns() -> None:
    command = [sys.executable, "-m", "generation_jobs_sandbox", "-h"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=30, check=True, env={**os.environ, "COLUMNS": "80"}
    )
    assert not [line for line in done.stdout.splitlines()[1:] if line.endswith("...")]
