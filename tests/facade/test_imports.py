"""What is imported when: nothing that costs before it is used, and of the providers only those that are."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROVIDERS = ("bland", "breeze", "finetuning", "oxen", "playai")
CLIENTS = {f"{provider}_jobs_client" for provider in PROVIDERS}
HEAVY = {"httpx", "httpcore", "anyio", "attrs", "attr", "rich", *CLIENTS}
ENVIRONMENT = {
    **{f"{provider.upper()}_API_KEY": "key_test" for provider in PROVIDERS},
    **{f"{provider.upper()}_BASE_URL": "http://127.0.0.1:9" for provider in PROVIDERS},  # nobody answers on port 9
    "PLAYAI_USER_ID": "usr_test",
}


def imported(code: str) -> set[str]:
    """The packages that a new interpreter has imported after running this."""
    code = f"import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n{code}"
    command = [sys.executable, "-W", "ignore", "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **ENVIRONMENT})
    return {name.partition(".")[0] for name in ran.stderr.split()}


def command_line(*words: str) -> str:
    return f"from generation_jobs_cli.main import main; sys.argv = {['genjobs', *words]}; main()"


@pytest.mark.parametrize(
    "code",
    [
        "import generation_jobs",
        "from generation_jobs import AsyncJobs, Breeze, Job, JobFailed, Jobs",
        "from generation_jobs import *",
        command_line("--help"),
        command_line("--version"),
        command_line("wait", "--help"),
        command_line("submit", "oxen", "--help"),
    ],
    ids=lambda code: code.rpartition("sys.argv = ")[2],
)
def test_nothing_that_costs_is_imported_before_it_is_used(code: str) -> None:
    assert imported(code) & HEAVY == set()


def test_importing_the_package_imports_nothing_of_it() -> None:
    assert imported("import generation_jobs") & {"asyncio", "dataclasses", "logging", "ssl", "email"} == set()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_of_five_that_are_set_up_only_the_one_in_use_is_loaded(provider: str) -> None:
    code = (
        "from generation_jobs import Jobs, TransportError\n"
        "with Jobs.from_env() as jobs:\n"
        f'    try: jobs.get("{provider}:00000000-0000-4000-8000-000000000000")\n'
        "    except TransportError: pass"
    )
    assert imported(code) & CLIENTS == {f"{provider}_jobs_client"}
