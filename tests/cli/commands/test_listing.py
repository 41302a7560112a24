"""`genjobs list` against the live sandbox."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.cli.command import ENDLESS, completed, genjobs, json_lines

if TYPE_CHECKING:
    from generation_jobs_sandbox import Sandbox


def test_list_prints_a_line_for_each_job(box: Sandbox) -> None:
    ref = f"oxen:{box.world.add('oxen', running=ENDLESS)}"
    result = genjobs("list", "oxen")
    assert (result.exit_code, result.stdout) == (0, f"{ref} running\n")
    none = genjobs("list", "oxen", "--status", "failed")
    assert (none.exit_code, none.stdout, none.stderr) == (0, "", "note: oxen lists no such job\n")
    assert genjobs("list", "oxen", "--status", "failed", "--json").stderr == ""


def test_list_stops_at_its_limit(box: Sandbox) -> None:
    for _ in range(3):
        box.world.add("oxen")
    some, all_ = genjobs("list", "oxen", "--limit", "2"), genjobs("list", "oxen", "--limit", "3")
    assert (len(some.stdout.splitlines()), some.stderr) == (2, "note: there are more; --limit N shows N\n")
    assert (len(all_.stdout.splitlines()), all_.stderr) == (3, "")


def test_list_leaves_out_older_jobs(box: Sandbox) -> None:
    box.world.add("oxen")
    assert genjobs("list", "oxen", "--since", "2999-01-01").stdout == ""
    assert len(genjobs("list", "oxen", "--since", "1999-01-01").stdout.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="TZ is read by POSIX systems")
def test_a_time_without_zone_is_one_of_the_list(box: Sandbox) -> None:
    ref = f"oxen:{box.world.add('oxen')}"
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    in_brisbane = f"{an_hour_ago + timedelta(hours=10):%Y-%m-%dT%H:%M}"
    for since in (in_brisbane, f"{an_hour_ago:%Y-%m-%dT%H:%M}Z", f"{in_brisbane}+10:00"):
        run = completed("list", "oxen", "--since", since, TZ="AEST-10")
        assert run.stdout.split()[:1] == [ref], run.stderr
    assert completed("list", "oxen", "--since", f"{in_brisbane}Z", TZ="AEST-10").stdout == ""


@pytest.mark.parametrize("time", ["yesterday", "2026-13-01", "0001-01-01T00:00"])
def test_a_time_that_is_none_is_answered_by_one_that_is(time: str) -> None:
    result = completed("list", "oxen", "--since", time, TZ="AEST-10")  # where the last is no time in UTC
    assert result.returncode == 2
    assert f"'{time}' is not a time: write 2026-11-29 or 2026-11-29T14:30" in result.stderr


def test_what_list_prints_can_be_waited_for(box: Sandbox) -> None:
    ref = f"oxen:{box.world.add('oxen', running=0.5)}"
    result = genjobs("wait", "--from", "-", stdin=genjobs("list", "oxen", "--json").stdout_bytes)
    assert {ref: one["status"] for ref, one in json_lines(result).items()} == {ref: "succeeded"}


def test_a_terminal_gets_a_table(box: Sandbox, terminal: None) -> None:
    done, running = f"oxen:{box.world.add('oxen')}", f"oxen:{box.world.add('oxen', running=ENDLESS)}"
    head, *rows = re.sub(r"\x1b\[\d*m", "", genjobs("list", "oxen").stdout).splitlines()
    assert {"ref", "status", "created", "prompt", "result"} <= set(head.split())
    assert {tuple(row.split()[:2]) for row in rows} == {(done, "succeeded"), (running, "running")}
    assert all(re.search(r" \d\d-\d\d \d\d:\d\d +\w+", row) for row in rows)


def test_a_narrow_terminal_gets_two_lines_for_each_job(
    box: Sandbox, terminal: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    ref = f"oxen:{box.world.add('oxen')}"
    first, second = re.sub(r"\x1b\[\d*m", "", genjobs("list", "oxen").stdout).splitlines()
    assert first == ref
    assert second.startswith("  succeeded  ")
    assert len(second) <= 50


@pytest.mark.filterwarnings("ignore::generation_jobs.ArchivedProviderWarning")
def test_a_provider_without_a_list_is_reported(box: Sandbox) -> None:
    result = genjobs("list", "playai")
    assert (result.exit_code, "playai cannot list jobs" in result.stderr) == (2, True)
    assert genjobs("list", "sora").exit_code == 2
