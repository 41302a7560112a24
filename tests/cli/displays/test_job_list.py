"""The view of `genjobs list` is its own: a column of it is in no other view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generation_jobs_cli.displays import job_list
from generation_jobs_cli.displays.columns import Column

from tests.cli.command import genjobs

if TYPE_CHECKING:
    import pytest
    from generation_jobs_sandbox import Sandbox


def test_a_new_column_is_in_no_other_view(box: Sandbox, terminal: None, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = f"oxen:{box.world.add('oxen')}"
    monkeypatch.setenv("COLUMNS", "200")
    made = Column("made", lambda job: f"{job.created_at:%Y}")
    monkeypatch.setattr(job_list, "COLUMNS", (*job_list.COLUMNS, made))
    assert "made" in genjobs("list", "oxen").stdout
    assert "made" not in genjobs("wait", ref).stdout
