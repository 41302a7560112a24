"""Which display a terminal and a pipe get, against the live sandbox."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import add_jobs, genjobs, json_lines, refs_file

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
    assert last.count("oxen:nothing-") == 20
    assert "… and 5 more; --json tells all" in last


def test_on_a_terminal_a_few_refs_have_a_row_each(box: Sandbox, terminal: None) -> None:
    refs = add_jobs(box, 4, running=1.0)
    result = genjobs("wait", *refs, "oxen:nothing")
    assert result.exit_code == 3
    assert re.search("oxen:nothing +error +oxen:nothing: the provider answered 404", result.stdout)
    assert all(re.search(rf"{re.escape(ref)} +succeeded", result.stdout) for ref in refs)
    assert "running" in result.stdout


@pytest.mark.parametrize("others", [0, 24])
def test_a_ref_commands_no_terminal(box: Sandbox, terminal: None, others: int) -> None:
    result = genjobs("wait", "oxen:a\x1b[31mb", *add_jobs(box, others))
    assert result.exit_code == 2
    assert r"oxen:a\x1b[31mb" in result.stdout
    assert "\x1b[31m" not in result.stdout
