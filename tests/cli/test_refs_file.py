"""`genjobs wait` for many refs, and for those of a file, against the live sandbox."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from generation_jobs_cli.main import app
from generation_jobs_sandbox import Sandbox
from typer.testing import CliRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.testing import Result

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")

PROVIDERS = ("breeze", "oxen", "finetuning", "playai")
ENDLESS = 1000.0


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox() as one:
        for name, value in one.environ().items():
            monkeypatch.setenv(name, value)
        yield one


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")  # rich takes the output for a terminal
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")


def genjobs(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def told(result: Result) -> dict[str, dict[str, Any]]:
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    by_ref = {line["ref"]: line for line in lines}
    assert len(by_ref) == len(lines), "each ref is told once"
    return by_ref


def some(box: Sandbox, number: int, **life: Any) -> list[str]:
    return [f"{name}:{box.world.add(name, **life)}" for _, name in zip(range(number), PROVIDERS * number, strict=False)]


def listed(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "refs.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


# What is waited for.


def test_a_file_of_every_manner_of_lines(box: Sandbox, tmp_path: Path) -> None:
    refs = some(box, 4)
    path = tmp_path / "refs.txt"
    as_json = json.dumps({"ref": refs[2], "status": "queued"})
    path.write_bytes(f"\ufeff# yesterday's\r\n\r\n  {refs[0]}\r\n{refs[1]}\n{as_json}\n{refs[0]}\n{refs[3]}".encode())
    result = genjobs("wait", "--from", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert {ref: one["status"] for ref, one in told(result).items()} == dict.fromkeys(refs, "succeeded")


def test_what_list_prints_can_be_waited_for(box: Sandbox) -> None:
    ref = f"oxen:{box.world.add('oxen', running=0.5)}"
    result = genjobs("wait", "--from", "-", stdin=genjobs("list", "oxen", "--json").stdout_bytes)
    assert [one["status"] for one in told(result).values()] == ["succeeded"]
    assert set(told(result)) == {ref}


def test_broken_lines_are_named_and_the_rest_is_waited_for(box: Sandbox, tmp_path: Path) -> None:
    (ref,) = some(box, 1)
    path = tmp_path / "refs.txt"
    lines = [b"OXEN_API_KEY=hush", ref.encode(), b'{"status": "queued"}', b"{", b"\xff:1", b"oxen:..", b'{"ref": null}']
    path.write_bytes(b"\n".join(lines))
    result = genjobs("wait", "--from", path)
    assert result.exit_code == 2
    assert set(told(result)) == {ref}
    assert re.findall(r"refs.txt:(\d+): ", result.stderr) == ["1", "3", "4", "5", "6", "7"]
    assert "hush" not in result.stderr


def test_of_many_broken_lines_the_first_are_named(tmp_path: Path) -> None:
    result = genjobs("wait", "--from", listed(tmp_path, *["what is this"] * 1000))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 22
    assert "… and 980 more broken lines" in result.stderr


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing today\n"])
def test_no_refs_are_nothing_to_wait_for(content: str) -> None:
    result = genjobs("wait", "--from", "-", stdin=content.encode())
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "<stdin>: no refs in it, so there is nothing to wait for\n"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "breeze:1\n".encode("utf-16"), b"x" * 3_000_000])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "refs.bin").write_bytes(content)
    result = genjobs("wait", "--from", tmp_path / "refs.bin")
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.search(r"refs.bin: not a refs file: line \d is (binary|longer than 1 MiB)", result.stderr)


def test_without_refs_it_says_what_to_give(tmp_path: Path) -> None:
    for command in ("wait", "download"):
        result = genjobs(command)
        assert result.exit_code == 2
        assert "give at least one REF, or --from FILE" in result.stderr
    assert genjobs("wait", "--from", tmp_path / "absent.txt").exit_code == 2
    assert genjobs("wait", "--from", tmp_path).exit_code == 2


# What a pipe is told.


def test_more_than_a_few_refs_have_a_json_line_each(box: Sandbox) -> None:
    refs = some(box, 21)
    result = genjobs("wait", *refs)
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(told(result)) == set(refs)


def test_no_failure_hides_the_others(box: Sandbox, tmp_path: Path) -> None:
    bad = ["sora:1", "oxen:nothing", f"breeze:{box.world.add('breeze', 'failed')}"]
    good = some(box, 30)
    result = genjobs("wait", "--from", listed(tmp_path, *bad, *good))
    assert (result.exit_code, result.stderr) == (3, "")
    ends = told(result)
    assert set(ends) == {*bad, *good}
    assert [ends[ref]["error"].get("type") for ref in bad[:2]] == ["ConfigurationError", "NotFoundError"]
    assert ends[bad[2]]["error"]["message"] == "The generation failed."


def test_a_line_comes_as_soon_as_a_job_ends(box: Sandbox, tmp_path: Path) -> None:
    done, endless = f"oxen:{box.world.add('oxen')}", f"oxen:{box.world.add('oxen', running=ENDLESS)}"
    command = [sys.executable, "-m", "generation_jobs", "wait", "--from", str(listed(tmp_path, endless, done))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert json.loads(child.stdout.readline())["ref"] == done
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=10)
    assert said == "interrupted: jobs go on at their providers; to go on, run the same command\n"


def test_what_timed_out_can_be_waited_for_again(box: Sandbox, tmp_path: Path) -> None:
    refs = some(box, 24, running=ENDLESS)
    result = genjobs("wait", "--from", listed(tmp_path, *refs), "--timeout", "0.5")
    assert result.exit_code == 4
    assert {one["error"]["type"] for one in told(result).values()} == {"WaitTimeout"}
    again = genjobs("wait", "--from", "-", "--timeout", "0.5", stdin=result.stdout_bytes)
    assert set(told(again)) == set(refs)


# Results.


def test_results_are_saved(box: Sandbox, tmp_path: Path) -> None:
    refs = [*some(box, 24), f"breeze:{box.world.add('breeze', 'failed')}"]
    for command in ("download", "wait"):
        folder = tmp_path / command
        ends = told(genjobs(command, "--from", listed(tmp_path, *refs), "-o", folder))
        assert set(ends) == set(refs)
        files = {Path(name) for one in ends.values() for name in one.get("files", ())}
        assert files == set(folder.iterdir())
        assert len(files) == 24


def test_what_cannot_be_saved_is_told_of_each(box: Sandbox, tmp_path: Path) -> None:
    refs = some(box, 24)
    ends = told(genjobs("download", "--from", listed(tmp_path, *refs), "-o", "/proc/self/out"))
    assert {one["error"]["type"] for one in ends.values()} == {"DownloadError"}


# Ctrl-C.


def test_ctrl_c_keeps_what_is_left_of_stdin(box: Sandbox, tmp_path: Path) -> None:
    done, left = some(box, 1), some(box, 24, running=ENDLESS)
    command = [sys.executable, "-m", "generation_jobs", "wait", "--from", "-", "-o", str(tmp_path)]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, **streams, text=True, env=env) as child:  # type: ignore[call-overload]
        child.stdin.write("\n".join([*done, *left]))
        child.stdin.close()
        assert json.loads(child.stdout.readline())["ref"] == done[0]
        child.send_signal(signal.SIGINT)
        child.stdin = None
        _, said = child.communicate(timeout=10)
    assert child.returncode == 130
    found = re.search(r"to go on, run genjobs wait --from (\S+) -o (\S+)\n", said)
    assert found is not None
    assert found[2] == str(tmp_path)
    assert Path(found[1]).read_text(encoding="utf-8").split() == left


# What a terminal is told.


def test_a_terminal_is_told_in_a_table_at_the_end(box: Sandbox, terminal: None, tmp_path: Path) -> None:
    refs = [*some(box, 28), *(f"oxen:nothing-{number}" for number in range(25))]
    result = genjobs("wait", "--from", listed(tmp_path, *refs))
    assert result.exit_code == 3
    assert "waiting" in result.stdout
    last = result.stdout.rpartition("\x1b[2K")[2]
    rows = {line.split()[0]: line.split()[1:] for line in last.splitlines() if line.strip()}
    assert rows["succeeded"] == ["28", "7", "7", "7", "7"]
    assert rows["NotFoundError"] == ["25", "–", "–", "25", "–"]
    assert last.count("oxen:nothing-") == 20
    assert "… and 5 more; --json tells all" in last


def test_a_few_refs_have_a_row_each_on_a_terminal(box: Sandbox, terminal: None) -> None:
    refs = some(box, 4, running=1.0)
    result = genjobs("wait", *refs, "oxen:nothing")
    assert result.exit_code == 3
    assert re.search("oxen:nothing +error +oxen:nothing: the provider answered 404", result.stdout)
    assert all(re.search(rf"{re.escape(ref)} +succeeded", result.stdout) for ref in refs)
    assert "running" in result.stdout


@pytest.mark.parametrize("others", [0, 24])
def test_a_ref_commands_no_terminal(box: Sandbox, terminal: None, others: int) -> None:
    result = genjobs("wait", "oxen:a\x1b[31mb", *some(box, others))
    assert result.exit_code == 2
    assert r"oxen:a\x1b[31mb" in result.stdout
    assert "\x1b[31m" not in result.stdout
