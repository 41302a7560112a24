"""`genjobs pending` and `recover`, and what the ledger of the command line does for submits."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from generation_jobs.ledger import Intent, SQLiteLedger
from generation_jobs_sandbox import Fault

from tests.cli.command import ENDLESS, completed, genjobs, refs_file, started

if TYPE_CHECKING:
    from collections.abc import Generator

    from generation_jobs_sandbox import Sandbox

LOST = Fault("reset", on="submit", accepted=True)
CAT = ("model=flux-2-dev", "prompt=cat")
SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state directory, with the ledger on as it is by default."""
    monkeypatch.setenv("GENJOBS_LEDGER", "")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def test_submits_to_a_sandbox_have_a_ledger_of_their_own(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for value, name in (("1", "sandbox.sqlite"), ("0", "ledger.sqlite")):
        monkeypatch.setenv("GENJOBS_ALLOW_PRIVATE_MEDIA", value)
        monkeypatch.setenv("GENJOBS_LEDGER", "")
        genjobs("pending")
        assert os.environ["GENJOBS_LEDGER"] == str(state / "generation-jobs" / name)


@pytest.mark.parametrize(("chosen", "expected"), [([], ""), (["--ledger", "mine.sqlite"], "mine.sqlite")])
def test_a_program_in_a_sandbox_gets_no_ledger_that_it_did_not_choose(chosen: list[str], expected: str) -> None:
    """It would write the sandbox's jobs among the real ones, and find its keys there."""
    show = "import os; print(os.environ.get('GENJOBS_LEDGER', ''))"
    run = completed(*chosen, "sandbox", "run", "--", sys.executable, "-c", show, GENJOBS_LEDGER="")
    assert (run.returncode, run.stdout.strip()) == (0, expected)


def test_the_ledger_is_on_by_default(box: Sandbox, state: Path) -> None:
    ref = genjobs("submit", "oxen", *CAT).stdout.split()[0]
    assert (state / "generation-jobs" / "sandbox.sqlite").is_file()
    result = genjobs("pending")
    assert result.exit_code == 0
    assert result.stdout.startswith("#1 ")
    assert result.stdout.endswith(f" oxen known {ref}\n")
    assert result.stderr == f"to save the results, run genjobs wait {ref} -o .\n"


def test_many_pending_jobs_are_waited_for_by_a_pipe(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a file that each look would leave behind."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "none"))
    box.world.inject_fault("oxen", LOST)
    genjobs("submit", "oxen", *CAT)
    for prompt in range(2):
        genjobs("submit", "oxen", "model=flux-2-dev", f"prompt={prompt}", "num_generations=4")
    result = genjobs("pending")
    assert result.stderr == "to save the results, run genjobs pending --json | genjobs wait --from - -o .\n"
    lines = genjobs("pending", "--json").stdout
    waited = genjobs("wait", "--from", "-", "-o", tmp_path, stdin=lines.encode())
    assert (waited.exit_code, waited.stderr, len(waited.stdout.splitlines())) == (0, "", 8)


def test_nothing_that_is_pending_is_said(state: Path) -> None:
    for command in ("pending", "recover"):
        result = genjobs(command)
        ledger = state / "generation-jobs" / "ledger.sqlite"
        assert (result.exit_code, result.stdout, result.stderr) == (
            0,
            "",
            f"note: there is no ledger {ledger} yet, so that no submit is pending in it\n",
        )
        assert genjobs(command, "--json").stderr == ""


def test_a_ledger_with_nothing_pending_is_named(box: Sandbox, state: Path) -> None:
    box.world.next_job("oxen", "failed", queued=0, running=0)
    assert genjobs("submit", "oxen", *CAT, "--wait").exit_code == 1
    ledger = state / "generation-jobs" / "sandbox.sqlite"
    assert genjobs("pending").stderr == f"note: no submit is pending in {ledger}\n"


@pytest.mark.parametrize("arguments", [("--ledger", "off"), ()], ids=["option", "environment"])
def test_it_can_be_switched_off(
    box: Sandbox, state: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    if not arguments:
        monkeypatch.setenv("GENJOBS_LEDGER", "off")
    assert genjobs(*arguments, "submit", "oxen", *CAT).exit_code == 0
    assert not state.exists()
    result = genjobs(*arguments, "pending")
    assert (result.exit_code, result.stderr[:39]) == (2, "error: there is no ledger: it is off by")


def test_one_that_cannot_be_written_is_told_how_to_choose_another(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(refs_file(tmp_path, "a file, as if there were no home to write to")))
    result = genjobs("submit", "oxen", *CAT)
    assert result.exit_code == 2
    assert "error: oxen: nothing was submitted, since the ledger" in result.stderr
    assert result.stderr.endswith("\non the command line: genjobs --ledger FILE, or --ledger off for none\n")
    assert box.world.submissions == []


def test_without_a_home_directory_there_is_none(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setattr("pathlib.Path.expanduser", fail)
    result = genjobs("submit", "oxen", *CAT)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == (
        "note: there is no home directory, and so no ledger of submits: set GENJOBS_LEDGER"
    )


def test_another_file(box: Sandbox, state: Path, tmp_path: Path) -> None:
    genjobs("--ledger", tmp_path / "mine.sqlite", "submit", "oxen", *CAT)
    assert (tmp_path / "mine.sqlite").is_file()
    assert not state.exists()


def test_a_ledger_that_cannot_be_written_costs_nothing(box: Sandbox, state: Path) -> None:
    state.write_text("no folder", encoding="utf-8")
    result = genjobs("submit", "oxen", *CAT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: oxen: nothing was submitted, since the ledger ")
    assert "Traceback" not in result.stderr
    assert box.world.submissions == []


def test_what_is_saved_is_done(box: Sandbox, tmp_path: Path) -> None:
    assert genjobs("generate", "oxen", *CAT, "-o", tmp_path).exit_code == 0
    assert genjobs("pending").stdout == ""


def test_a_lost_answer_is_found(box: Sandbox) -> None:
    box.world.inject_fault("oxen", LOST)
    result = genjobs("submit", "oxen", *CAT, "--key", "order-17")
    assert result.exit_code == 3
    assert "\non the command line: genjobs recover, or genjobs list oxen\n" in result.stderr
    ref = f"oxen:{box.world.submissions[0].ids[0]}"
    assert " order-17 lost: " in genjobs("pending").stdout
    (found,) = [json.loads(line) for line in genjobs("recover", "--json").stdout.splitlines()]
    assert (found["state"], found["key"]) == ("found", "order-17")
    assert [job["ref"] for job in found["jobs"]] == [ref]
    assert genjobs("submit", "oxen", *CAT, "--key", "order-17").stdout.split()[0] == ref
    assert len(box.world.submissions) == 1


def test_what_nobody_can_know_is_for_a_person(box: Sandbox) -> None:
    box.world.inject_fault("oxen", Fault("reset", on="submit", accepted=False, times=2))
    for _ in range(2):
        genjobs("submit", "oxen", *CAT)
    result = genjobs("recover")
    assert result.exit_code == 1
    assert [line.split()[4] for line in result.stdout.splitlines()] == ["unknowable:", "unknowable:"]
    result = genjobs("recover", "--is", "1=oxen:mine", "--drop", "2")
    assert result.exit_code == 0
    assert result.stdout.endswith(" oxen known oxen:mine\n")
    assert result.stderr == "to save the results, run genjobs wait oxen:mine -o .\n"
    assert len(result.stdout.splitlines()) == 1


def test_a_job_that_cannot_be_that_of_the_submit(box: Sandbox) -> None:
    """The submit would be known without a job, and no longer pending."""
    box.world.inject_fault("oxen", Fault("status", on="submit", status=500))
    assert genjobs("submit", "oxen", *CAT).exit_code == 3
    other = genjobs("submit", "oxen", "model=flux-2-dev", "prompt=dog").stdout.split()[0]
    for ref, expected in (
        (other, f"the ledger has {other} as the job of another submit than 1"),
        ("breeze:job_1", "--is 1=breeze:job_1: submit 1 was sent to oxen; give a ref of oxen"),
    ):
        result = genjobs("recover", "--is", f"1={ref}")
        assert result.exit_code == 2
        assert result.stderr.startswith(f"error: {expected}")
    assert [line.split()[4].rstrip(":") for line in genjobs("pending").stdout.splitlines()] == ["lost", "known"]


@pytest.mark.parametrize("word", ["1", "oxen:mine", "x=oxen:mine", "1="])
def test_a_malformed_word(box: Sandbox, word: str) -> None:
    result = genjobs("recover", "--is", word)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: --is {word}: write NUMBER=REF")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--is", "1=mine"], "'mine' is not a ref: write PROVIDER:ID"),
        (["--is", "1=oxen:mine", "--drop", "1"], "--is and --drop both name submit 1: give one of them"),
        (["--is", "7=oxen:mine"], "there is no submit 7: genjobs pending shows all, with their numbers"),
        (["--drop", "8", "--drop", "9"], "there is no submit 8"),
    ],
)
def test_a_submit_or_a_job_that_there_is_not(box: Sandbox, words: list[str], expected: str) -> None:
    result = genjobs("recover", *words)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {expected}")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--wait", "--timeout", "0"], "Invalid value for '--timeout': '0': give a number of seconds above 0"),
        (["-o", __file__], f"'-o' / '--output': {__file__!r} is a file; give the path of a folder"),
        (["-o", "/dev/null"], "'/dev/null' is a file; give the path of a folder"),
        (["-o", ""], "'-o' / '--output': directory is empty: give the path of a folder; '.' is the current one"),
        (["-o", "out/song.mp3"], "'out/song.mp3' looks like a file: give a folder, such as 'out'"),
        (["-o", f"{__file__}/out"], f"{__file__} is a file; give the path of a folder"),
    ],
)
def test_what_a_wait_would_refuse_is_refused_before_the_submit(box: Sandbox, words: list[str], expected: str) -> None:
    result = genjobs("submit", "oxen", *CAT, *words)
    assert result.exit_code == 2
    assert expected in " ".join(result.stderr.split())
    assert box.world.submissions == []


def test_a_folder_may_be_named_like_a_file(box: Sandbox, tmp_path: Path) -> None:
    (folder := tmp_path / "song.mp3").mkdir()
    result = genjobs("generate", "oxen", *CAT, "-o", folder)
    assert result.exit_code == 0
    assert len(list(folder.iterdir())) == 1


def test_a_key_in_place_of_a_field(box: Sandbox) -> None:
    result = genjobs("submit", "finetuning", "tags=lofi", "key=C")
    assert result.exit_code == 2
    assert result.stderr == "error: finetuning has no parameter 'key'; --key names the submit\n"
    assert box.world.submissions == []


def test_every_ref_is_printed_as_soon_as_it_is_known(box: Sandbox) -> None:
    result = genjobs("submit", "oxen", *CAT, "num_generations=2", "--json")
    refs = [json.loads(line)["ref"] for line in result.stdout.splitlines()]
    assert result.stderr == "".join(f"submitted {ref}\n" for ref in refs)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
def test_a_ref_is_told_though_the_output_cannot_be_written(box: Sandbox) -> None:
    command = [sys.executable, "-m", "generation_jobs", "submit", "oxen", *CAT]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    expected, error = result.stderr.splitlines()
    assert expected.startswith("submitted oxen:")
    assert error.startswith("error: the output cannot be written")
    assert result.returncode == 2


def test_refs_of_a_number_that_was_not_asked_for(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def two(*_: object) -> int:
        return 2

    monkeypatch.setattr("generation_jobs._operations.submission.count_of", two)
    result = genjobs("submit", "oxen", *CAT)
    assert result.exit_code == 3
    assert "2 jobs were submitted, and 1 came; the response names oxen:" in result.stderr


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_an_interrupt_while_the_submit_is_under_way(box: Sandbox, number: int, code: int) -> None:
    box.world.inject_fault("oxen", Fault("stall", on="submit"))
    with started("generate", "oxen", *CAT) as process:
        while not box.world.submissions:
            time.sleep(0.01)
        message = ended(process, number, code)
    assert message == (
        "interrupted: the submit has no response, so there may be a job and a charge; genjobs recover searches for it, "
        "and genjobs list oxen shows the account's jobs\n"
    )
    assert genjobs("recover").stdout.split()[4] == "found"


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_an_interrupt_while_nobody_can_be_reached(box: Sandbox, number: int, code: int) -> None:
    with closed_port() as port, started("submit", "oxen", *CAT, OXEN_BASE_URL=f"http://127.0.0.1:{port}") as process:
        assert process.stderr is not None
        assert "nothing was submitted yet" in process.stderr.readline()
        assert ended(process, number, code).endswith("interrupted: nothing was submitted\n")
    assert genjobs("pending").stdout == ""


@contextmanager
def closed_port() -> Generator[int]:
    """A port of ours that refuses connections."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_an_interrupt_while_it_waits(box: Sandbox, tmp_path: Path, number: int, code: int) -> None:
    box.world.running = ENDLESS
    with started("generate", "oxen", *CAT, "-o", tmp_path) as process:
        assert process.stderr is not None
        ref = process.stderr.readline().removeprefix("submitted ").strip()
        message = ended(process, number, code)
    assert message.endswith(f"to go on, run genjobs wait {ref} -o {tmp_path}\n")


def test_a_hangup_that_is_ignored_goes_on(box: Sandbox, tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does, for what it starts
    try:
        with started("generate", "oxen", *CAT, "-o", tmp_path) as process:
            assert process.stderr is not None
            assert process.stderr.readline().startswith("submitted ")
            process.send_signal(signal.SIGHUP)
            process.stderr.read()
            assert process.wait(timeout=20) == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def ended(process: subprocess.Popen[str], number: int, code: int) -> str:
    """Send a signal; what it says on stderr before it ends."""
    process.send_signal(number)
    assert process.stderr is not None
    message = process.stderr.read()
    assert process.wait(timeout=10) == code
    return message


def test_a_job_that_was_submitted_from_here_may_be_unknown_for_a_while(box: Sandbox, state: Path) -> None:
    ref = f"oxen:{box.world.add('oxen', faults=[Fault('status', status=404, times=2)])}"
    ledger = SQLiteLedger(state / "generation-jobs" / "sandbox.sqlite")
    ledger.answer(ledger.begin(Intent("oxen", "account", "digest", datetime.now(UTC))), [ref])
    ledger.close()
    result = genjobs("wait", ref)
    assert (result.exit_code, result.stderr) == (0, "")
