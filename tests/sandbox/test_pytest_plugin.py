"""The fixture that users get by installing the package."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import generation_jobs_sandbox
import httpx
import pytest

from tests.sandbox.conftest import KEYS

if TYPE_CHECKING:
    from pathlib import Path

USERS_TEST = """
import os
import httpx

def test_one(generation_sandbox):
    job = generation_sandbox.world.add("breeze")
    url = generation_sandbox.base_url("breeze") + "/v1/generation-jobs/" + job
    assert httpx.get(url, headers={"xi-api-key": "brz_x"}).json()["status"] == "ready"

def test_its_environment(generation_sandbox_env):
    assert os.environ["BREEZE_BASE_URL"] == generation_sandbox_env.base_url("breeze")
    assert os.environ["BREEZE_API_KEY"]

def test_the_environment_is_clean_again():
    assert "BREEZE_BASE_URL" not in os.environ

def test_each_has_a_world_of_its_own(generation_sandbox):
    assert generation_sandbox.world.jobs("breeze") == []
"""


def test_users_need_only_name_the_fixture(tmp_path: Path) -> None:
    (tmp_path / "test_users.py").write_text(USERS_TEST)
    command = [sys.executable, "-W", "error", "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=120)
    assert "4 passed" in done.stdout, done.stdout + done.stderr


def test_pytest_imports_nothing_that_costs_before_a_fixture_is_used() -> None:
    code = "import sys, generation_jobs_sandbox.pytest_plugin; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith("generation_jobs_sandbox")}
    assert ours == {"generation_jobs_sandbox", "generation_jobs_sandbox.pytest_plugin"}
    assert not {"starlette", "pydantic", "uvicorn", "anyio"} & set(done.stdout.split())


def test_all_public_names_are_there() -> None:
    everything: dict[str, object] = {}
    exec("from generation_jobs_sandbox import *", everything)
    assert everything.keys() - {"__builtins__"} == set(dir(generation_jobs_sandbox))
    with pytest.raises(AttributeError, match="has no attribute 'Sandbx'"):
        _ = generation_jobs_sandbox.Sandbx  # type: ignore[attr-defined]


def test_it_runs(generation_sandbox) -> None:  # type: ignore[no-untyped-def]
    job = generation_sandbox.world.add("oxen")
    url = f"{generation_sandbox.base_url('oxen')}/api/ai/queue/{job}"
    assert httpx.get(url, headers=KEYS["oxen"]).json()["status"] == "succeeded"
