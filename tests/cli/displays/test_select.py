"""Which display a terminal and a pipe get, against the live sandbox."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from generation_jobs_cli.displays.live_table import LiveTable
from generation_jobs_sandbox import Fault
from rich.console import Console

from tests.cli.command import ENDLESS, add_jobs, completed, genjobs, json_lines, printed_on_terminal, refs_file

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs_sandbox import Sandbox

pytestmark = pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")


def test_in_a_pipe_more_than_a_few_refs_have_a_json_line_each(box: Sandbox) -> None:
    refs = add_jobs(box, 21)
    result = genjobs("wait", *refs)
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(json_lines(result)) == set(refs)


def test_on_a_terminal_many_refs_have_a_table_at_the_end(box: Sandbox, terminal: None, tmp_path: Path) -> None:
    refs = [*add_jobs(box, 28), *(f"oxen:nothing-{number}" for number in range(25))]
    result = genjobs("wait", "--from", refs_file(tmp_path, *refs))
    assert result.exit_code == 3
    assert "waiting" in result.stdout
    last = result.stdout.rpartition("\x1b[2K")[2]
    rows = {line.split()[0]: line.split()[1:] for line in last.splitlines() if line.strip()}
    assert rows["succeeded"] == ["28", "7", "7", "7", "7"]
    assert rows["NotFoundError"] == ["25", "–", "–", "25", "–"]
    assert last.count("oxen:nothing-") == 3
    assert re.search(
        r"25 of oxen \(oxen:nothing-\d+, oxen:nothing-\d+, oxen:nothing-\d+, …\): the provider answered 404", last
    )
    assert "to go on" not in result.stderr  # a job that there is not never ends


def test_colours_that_are_forced_make_no_terminal_of_a_pipe(box: Sandbox) -> None:
    """CI sets FORCE_COLOR, and `ref=$(genjobs submit …)` is to be a ref there, too."""
    run = completed("submit", "oxen", "model=flux-2-dev", "prompt=waves", FORCE_COLOR="1")
    (ref,) = run.stdout.splitlines()
    assert (ref, run.stderr) == (f"oxen:{ref.partition(':')[2]}", f"submitted {ref}\n")
    for command in (("get", ref), ("list", "oxen")):
        assert completed(*command, FORCE_COLOR="1").stdout == f"{ref} succeeded image\n"


def test_on_a_terminal_a_few_refs_have_a_row_each(box: Sandbox, terminal: None) -> None:
    refs = add_jobs(box, 4, running=1.0)
    result = genjobs("wait", *refs, "oxen:nothing")
    assert result.exit_code == 3
    assert re.search(r"oxen:nothing +error +\d:\d\d +404 \(resource_not_found", result.stdout)
    assert all(re.search(rf"{re.escape(ref)} +succeeded +\d:\d\d", result.stdout) for ref in refs)
    assert "running" in result.stdout


@pytest.mark.parametrize("columns", [100, 80, 50])
def test_paths_and_reasons_survive_any_width(
    box: Sandbox, terminal: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    failed = f"finetuning:{box.world.add('finetuning', 'failed')}"
    result = genjobs("wait", *add_jobs(box, 2), failed, "-o", tmp_path)
    last = re.sub(r"\x1b\[[\d;?]*\w", "", result.stdout)
    assert all(f"\n{path}\n" in last for path in tmp_path.iterdir())
    assert len(list(tmp_path.iterdir())) == 2
    assert "1 file saved" in last
    assert "GPU job timed out" in " ".join(last.split())


def test_where_many_files_are_is_told_at_the_end(box: Sandbox, terminal: None, tmp_path: Path) -> None:
    folder = tmp_path / ("deep" * 20)
    result = genjobs("wait", *add_jobs(box, 21), "-o", folder)
    assert result.stdout.endswith(f"\n21 files saved in {folder}\n")


def test_a_terminal_without_our_signs_has_straight_rows(box: Sandbox, terminal: None) -> None:
    refs = add_jobs(box, 21, running=ENDLESS)
    printed = printed_on_terminal("wait", *refs, "--timeout", "3", PYTHONIOENCODING="ascii")
    text = re.sub(r"\x1b\[[\d;?]*\w", "", printed).replace("\r", "\n")
    panel = [line for line in text.splitlines() if line.startswith(("|", "+"))]
    assert "| running 21 " in text
    assert {len(line) for line in panel} == {98}
    assert "\\u" not in text


def test_a_dumb_terminal_has_lines_and_does_not_wait_for_the_end(
    box: Sandbox, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    ref = f"oxen:{box.world.add('oxen', running=1.0)}"
    assert genjobs("wait", ref).stdout == f"{ref} running\n{ref} succeeded image\n"


def test_a_poll_that_fails_is_shown_in_its_row(box: Sandbox, terminal: None) -> None:
    ref = f"oxen:{box.world.add('oxen', faults=[Fault('status', status=503)])}"
    assert "asked again: 503" in genjobs("wait", ref).stdout


def test_a_cancelled_job_is_named_once(box: Sandbox, terminal: None) -> None:
    ref = f"oxen:{box.world.add('oxen', 'cancelled')}"
    last = genjobs("wait", ref).stdout.rpartition("result")[2]
    assert (last.count(ref), last.count("cancelled")) == (1, 1)


@pytest.mark.parametrize("columns", [80, 50, 40])
def test_no_name_is_cut_in_the_table_at_the_end(
    box: Sandbox, terminal: None, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    cancelled = [f"oxen:{box.world.add('oxen', 'cancelled')}" for _ in range(2)]
    report = genjobs("wait", *add_jobs(box, 20), *cancelled).stdout.rpartition("22 refs")[2]
    assert "…" not in report
    assert "requests per ref" in report
    assert re.search(r"\):\s+cancelled\n", report)
    assert "was cancelled" not in report


def test_the_first_table_is_whole_before_anything_else_is_written(terminal: None) -> None:
    console = Console(file=io.StringIO())
    with LiveTable(console, ["oxen:1"], clock=lambda: 0.0):
        assert "oxen:1" in console.file.getvalue()  # type: ignore[attr-defined]


def test_a_timeout_ends_in_one_sentence(box: Sandbox, terminal: None) -> None:
    refs = add_jobs(box, 24, running=ENDLESS)
    few, many = (genjobs("wait", *some, "--timeout", "2") for some in (refs[:2], refs))
    assert all(re.search(rf"{re.escape(ref)} +timed out +\d:\d\d +was running", few.stdout) for ref in refs[:2])
    assert few.stderr == f"2 jobs have not ended here; to go on, run genjobs wait {' '.join(refs[:2])}\n"
    assert re.fullmatch(r"24 jobs have not ended here; to go on, run genjobs wait --from \S+\n", many.stderr)
    assert re.search("timed out +24", many.stdout)
    assert "not succeeded" not in many.stdout


@pytest.mark.parametrize("others", [0, 24])
def test_a_ref_commands_no_terminal(box: Sandbox, terminal: None, others: int) -> None:
    result = genjobs("wait", "oxen:a\x1b[31mb", *add_jobs(box, others))
    assert result.exit_code == 2
    assert r"oxen:a\x1b[31mb" in result.stdout
    assert "\x1b[31m" not in result.stdout
