"""The fixture that users get by installing the package."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import httpx

from tests.sandbox.conftest import KEYS

if TYPE_CHECKING:
    from pathlib import Path

USERS_TEST = """
import httpx

def test_one(generation_sandbox):
    job = generation_sandbox.world.add("breeze")
    url = generation_sandbox.base_url("breeze") + "/v1/generation-jobs/" + job
    assert httpx.get(url, headers={"xi-api-key": "brz_x"}).json()["status"] == "ready"

def test_each_has_a_world_of_its_own(generation_sandbox):
    assert generation_sandbox.world.jobs("breeze") == []
"""


def test_users_need_only_name_the_fixture(tmp_path: Path) -> None:
    (tmp_path / "test_users.py").write_text(USERS_TEST)
    command = [sys.executable, "-W", "error", "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert "2 passed" in done.stdout, done.stdout + done.stderr


def test_it_runs(generation_sandbox) -> None:  # type: ignore[no-untyped-def]
    job = generation_sandbox.world.add("oxen")
    url = f"{generation_sandbox.base_url('oxen')}/api/ai/queue/{job}"
    assert httpx.get(url, headers=KEYS["oxen"]).json()["status"] == "succeeded"
