"""Results: their JSON and their exit codes, as `genjobs` gives them against the live sandbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from generation_jobs import Job, JobError, JobStatus
from generation_jobs_cli.result import Result
from generation_jobs_sandbox import Fault

from tests.cli.command import ENDLESS, STORED, genjobs, json_lines

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs_sandbox import Sandbox

FIELDS = {
    "version",
    "ref",
    "status",
    "provider_status",
    "created_at",
    "started_at",
    "completed_at",
    "media",
    "error",
    "cost",
    "currency",
}


# JSON.


def test_json_holds_the_job(box: Sandbox) -> None:
    fields = json_lines(genjobs("get", "--json", STORED))[STORED]
    assert set(fields) == FIELDS
    assert fields["created_at"] == "2026-03-16T01:44:56.673000Z"
    assert (fields["cost"], fields["currency"]) == ("0.011", "USD")
    assert fields["media"][0]["kind"] == "audio"
    assert (fields["error"], fields["provider_status"]) == (None, None)


def test_json_has_the_error_where_there_is_no_job(box: Sandbox) -> None:
    result = genjobs("wait", "--json", STORED, "oxen:nothing", "sora:1")
    by_ref = json_lines(result)
    assert result.exit_code == 3
    assert set(by_ref[STORED]) == FIELDS
    assert set(by_ref["oxen:nothing"]) == {"version", "ref", "error"}
    assert by_ref["oxen:nothing"]["error"]["type"] == "NotFoundError"
    assert by_ref["oxen:nothing"]["error"]["code"] == "resource_not_found"
    assert "there is no provider 'sora'" in by_ref["sora:1"]["error"]["message"]


def test_json_of_a_failed_job_is_the_job(box: Sandbox) -> None:
    ref = f"breeze:{box.world.add('breeze', 'failed')}"
    result = genjobs("wait", "--json", ref)
    fields = json_lines(result)[ref]
    assert (result.exit_code, fields["status"]) == (1, "failed")
    assert fields["error"] == {"code": "GENERATION_FAILED", "message": "The generation failed."}


def test_json_names_the_files(box: Sandbox, tmp_path: Path) -> None:
    fields = json_lines(genjobs("download", "--json", STORED, "-o", tmp_path))[STORED]
    assert fields["files"] == [str(tmp_path / f"{STORED.replace(':', '-')}.wav")]


def test_json_goes_through_every_pipe() -> None:
    message = "\x1b[31mred\x1b]0;title\x07\noxen:other succeeded \ud800"
    line = Result("breeze:1", Job("breeze:1", JobStatus.FAILED, error=JobError("é", message))).as_json()
    assert line.isascii()
    assert json.loads(line)["error"] == {"code": "é", "message": message}


# Exit codes.


@pytest.fixture
def refs(box: Sandbox) -> dict[str, str]:
    add = box.world.add
    return {
        "succeeded": STORED,
        "failed": f"breeze:{add('breeze', 'failed')}",
        "cancelled": f"oxen:{add('oxen', 'cancelled')}",
        "malformed": "nonsense",
        "unknown": "sora:1",
        "absent": "oxen:nothing",
        "broken": f"oxen:{add('oxen', faults=[Fault('missing_result', times=9)])}",
        "endless": f"oxen:{add('oxen', running=ENDLESS)}",
    }


@pytest.mark.parametrize(
    ("which", "code"),
    [
        (["succeeded"], 0),
        (["failed"], 1),
        (["cancelled"], 1),
        (["malformed"], 2),
        (["unknown"], 2),
        (["absent"], 3),
        (["broken"], 3),
        (["endless"], 4),
        (["failed", "succeeded"], 1),
        (["unknown", "failed", "succeeded"], 2),
        (["absent", "unknown", "failed"], 3),
        (["succeeded", "endless", "absent", "failed", "malformed"], 4),
    ],
)
def test_the_highest_exit_code_wins(refs: dict[str, str], which: list[str], code: int) -> None:
    seconds = "5" if {"endless", "broken"} & {*which} else "60"  # enough for the others on a busy machine
    result = genjobs("wait", "--timeout", seconds, *[refs[one] for one in which])
    assert result.exit_code == code
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == sum(one != "succeeded" for one in which)
    goes_on = f"1 job has not ended here; to go on, run genjobs wait {refs['endless']}"
    assert (goes_on in result.stderr.splitlines()) == ("endless" in which)


def test_get_has_an_exit_code_for_a_failed_job(refs: dict[str, str]) -> None:
    assert genjobs("get", refs["failed"]).exit_code == 1
    assert genjobs("get", refs["endless"]).exit_code == 0
