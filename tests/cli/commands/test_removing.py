"""`genjobs cancel` and `delete` against the live sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.command import ENDLESS, genjobs, json_lines

if TYPE_CHECKING:
    from generation_jobs_sandbox import Sandbox


def test_cancel_shows_the_cancelled_job(box: Sandbox) -> None:
    ref = f"oxen:{box.world.add('oxen', running=ENDLESS)}"
    result = genjobs("cancel", ref)
    assert (result.exit_code, result.stdout) == (0, f"{ref} cancelled\n")


def test_delete_removes_the_job(box: Sandbox) -> None:
    ref = f"finetuning:{box.world.add('finetuning')}"
    result = genjobs("delete", ref)
    assert (result.exit_code, result.stdout) == (0, f"{ref} deleted\n")
    assert genjobs("get", ref).exit_code == 3


def test_json_of_a_deleted_job_has_no_error(box: Sandbox) -> None:
    ref = f"finetuning:{box.world.add('finetuning')}"
    assert json_lines(genjobs("delete", "--json", ref)) == {ref: {"version": 1, "ref": ref, "error": None}}


def test_one_error_does_not_stop_the_others(box: Sandbox) -> None:
    ref = f"oxen:{box.world.add('oxen', running=ENDLESS)}"
    result = genjobs("cancel", "oxen:nothing", ref)
    assert (result.exit_code, result.stdout) == (3, f"{ref} cancelled\n")
    assert "oxen:nothing" in result.stderr


def test_a_provider_that_cannot_cancel_is_reported(box: Sandbox) -> None:
    result = genjobs("cancel", "breeze:job_1")
    assert (result.exit_code, "breeze cannot cancel jobs" in result.stderr) == (2, True)
