"""`genjobs get`, `wait` and `download` against the live sandbox."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import ENDLESS, STORED, add_jobs, genjobs, interrupted, json_lines, refs_file, started

if TYPE_CHECKING:
    from generation_jobs_sandbox import Sandbox

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")

EXTENSIONS = [".mp3", ".mp3", ".png", ".mp3", ".wav"]


def file_name(ref: str, extension: str) -> str:
    return f"{ref.replace(':', '-')}{extension}"


# What it prints.


def test_get_prints_a_line_for_each_ref(box: Sandbox) -> None:
    running = f"oxen:{box.world.add('oxen', running=60)}"
    result = genjobs("get", STORED, running)
    assert (result.exit_code, result.stderr) == (0, "")
    assert sorted(result.stdout.splitlines()) == [f"{STORED} succeeded audio/wav", f"{running} running"]


def test_wait_prints_each_status_once(box: Sandbox) -> None:
    ref = f"breeze:{box.world.add('breeze', running=1)}"
    result = genjobs("wait", ref)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [f"{ref} running", f"{ref} succeeded audio/mpeg"]


def test_wait_can_use_a_stream_of_events(box: Sandbox) -> None:
    job_id = box.world.add("oxen")
    assert genjobs("wait", "--push", f"oxen:{job_id}").exit_code == 0
    assert [request.path.rpartition("/")[2] for request in box.world.requests] == ["events", job_id]


def test_a_failed_job_is_reported_with_its_reason(box: Sandbox) -> None:
    ref = f"finetuning:{box.world.add('finetuning', 'failed')}"
    result = genjobs("wait", ref)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "GPU job timed out" in result.stderr
    assert ref in result.stderr


def test_a_ref_given_twice_is_polled_once(box: Sandbox) -> None:
    assert len(genjobs("get", STORED, STORED).stdout.splitlines()) == 1


# Saved results.


def test_download_saves_each_result_once(box: Sandbox, tmp_path: Path) -> None:
    refs = box.world.add_demo(stretch=0)
    result = genjobs("download", *refs, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {file_name(ref, extension) for ref, extension in zip(refs, EXTENSIONS, strict=True)}
    sent = len(box.world.requests)
    assert genjobs("download", *refs, "-o", tmp_path / "out").exit_code == 0
    assert len(box.world.requests) == sent + len(refs)  # one poll each, no result


def test_download_saves_here_by_default(box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = genjobs("download", STORED)
    assert result.stdout == f"{STORED} succeeded {file_name(STORED, '.wav')}\n"
    assert (tmp_path / file_name(STORED, ".wav")).is_file()


def test_get_and_wait_save_where_they_are_asked_to(box: Sandbox, tmp_path: Path) -> None:
    for command in ("get", "wait"):
        assert genjobs(command, STORED, "-o", tmp_path / command).exit_code == 0
        assert len(list((tmp_path / command).iterdir())) == 1


def test_results_of_many_refs_are_saved(box: Sandbox, tmp_path: Path) -> None:
    refs = [*add_jobs(box, 24), f"breeze:{box.world.add('breeze', 'failed')}"]
    for command in ("download", "wait"):
        folder = tmp_path / command
        results = json_lines(genjobs(command, "--from", refs_file(tmp_path, *refs), "-o", folder))
        assert set(results) == set(refs)
        files = {Path(name) for one in results.values() for name in one.get("files", ())}
        assert files == set(folder.iterdir())
        assert len(files) == 24


def test_an_unwritable_directory_is_reported(box: Sandbox) -> None:
    result = genjobs("download", STORED, "-o", "/proc/self/out")
    assert result.exit_code == 2
    assert "'/proc/self/out': /proc/self cannot be written to; give another folder" in result.stderr


def test_what_cannot_be_saved_is_reported_for_each_ref(box: Sandbox, tmp_path: Path) -> None:
    refs = add_jobs(box, 24)
    too_long = tmp_path / ("x" * 300)
    results = json_lines(genjobs("download", "--from", refs_file(tmp_path, *refs), "-o", too_long))
    assert {one["error"]["type"] for one in results.values()} == {"DownloadError"}


# Many refs.


def test_refs_are_read_from_a_file(box: Sandbox, tmp_path: Path) -> None:
    refs = add_jobs(box, 4)
    path = tmp_path / "refs.txt"
    as_json = json.dumps({"ref": refs[2], "status": "queued"})
    path.write_bytes(f"\ufeff# yesterday's\r\n\r\n  {refs[0]}\r\n{refs[1]}\n{as_json}\n{refs[0]}\n{refs[3]}".encode())
    result = genjobs("wait", "--from", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert {ref: one["status"] for ref, one in json_lines(result).items()} == dict.fromkeys(refs, "succeeded")


def test_no_failure_hides_the_others(box: Sandbox, tmp_path: Path) -> None:
    bad = ["sora:1", "oxen:nothing", f"breeze:{box.world.add('breeze', 'failed')}"]
    good = add_jobs(box, 30)
    result = genjobs("wait", "--from", refs_file(tmp_path, *bad, *good))
    assert (result.exit_code, result.stderr) == (3, "")
    results = json_lines(result)
    assert set(results) == {*bad, *good}
    assert [results[ref]["error"].get("type") for ref in bad[:2]] == ["ConfigurationError", "NotFoundError"]
    assert results[bad[2]]["error"]["message"] == "The generation failed."


def test_a_line_comes_as_soon_as_a_job_ends(box: Sandbox, tmp_path: Path) -> None:
    done, endless = f"oxen:{box.world.add('oxen')}", f"oxen:{box.world.add('oxen', running=ENDLESS)}"
    with started("wait", "--from", refs_file(tmp_path, endless, done)) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["ref"] == done
        message = interrupted(process)
    assert message == "interrupted: jobs go on at their providers; to go on, run the same command\n"


def test_a_second_interrupt_changes_nothing(box: Sandbox) -> None:
    with started("wait", f"oxen:{box.world.add('oxen', running=ENDLESS)}") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.readline().startswith("interrupted:")
        for _ in range(20):
            process.send_signal(signal.SIGINT)
        assert (process.stderr.read(), process.wait(timeout=10)) == ("", 130)


def test_what_timed_out_can_be_waited_for_again(box: Sandbox, tmp_path: Path) -> None:
    refs = add_jobs(box, 24, running=ENDLESS)
    result = genjobs("wait", "--from", refs_file(tmp_path, *refs), "--timeout", "0.5")
    assert result.exit_code == 4
    assert {one["error"]["type"] for one in json_lines(result).values()} == {"WaitTimeout"}
    again = genjobs("wait", "--from", "-", "--timeout", "0.5", stdin=result.stdout_bytes)
    assert set(json_lines(again)) == set(refs)


# Mistakes.


def test_without_refs_it_says_what_to_give(tmp_path: Path) -> None:
    for command in ("wait", "download"):
        result = genjobs(command)
        assert result.exit_code == 2
        assert "give at least one REF, or --from FILE" in result.stderr
    assert genjobs("wait", "--from", tmp_path / "absent.txt").exit_code == 2
    assert genjobs("wait", "--from", tmp_path).exit_code == 2


@pytest.mark.parametrize("command", ["wait", "download"])
@pytest.mark.parametrize("given", ["@refs.txt", "refs.txt", "@-", "-", "@"])
def test_a_file_in_the_place_of_a_ref(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("refs.txt").write_text("oxen:1\n", encoding="utf-8")
    result = genjobs(command, given)
    assert result.exit_code == 2
    assert f"to read refs from a file, write --from {given.removeprefix('@') or 'FILE'}" in result.stderr


@pytest.mark.parametrize("timeout", ["0", "-1", "nan", "inf", "soon"])
def test_a_timeout_that_is_not_a_positive_number_is_refused(box: Sandbox, timeout: str) -> None:
    assert genjobs("wait", STORED, "--timeout", timeout).exit_code == 2


def test_a_missing_key_says_what_to_set() -> None:
    result = genjobs("get", "breeze:job_1")
    assert result.exit_code == 2
    message = "breeze:job_1: Breeze has no API key: set BREEZE_API_KEY"
    assert result.stderr == f"error: {message}\n"


def test_a_provider_that_does_not_answer_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BREEZE_API_KEY", "brz_k")
    monkeypatch.setenv("BREEZE_BASE_URL", "http://127.0.0.1:9")
    result = genjobs("get", "breeze:job_1")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "Traceback" not in result.stderr
