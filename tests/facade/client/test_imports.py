"""What is imported when: nothing that costs before it is used, and of the providers only those that are."""

from __future__ import annotations

import pytest

from tests.importing import CLIENTS, HEAVY, PROVIDERS, imported


@pytest.mark.parametrize(
    "code",
    [
        "import generation_jobs",
        "from generation_jobs import AsyncJobs, Breeze, Job, JobFailed, Jobs",
        "from generation_jobs import *",
    ],
)
def test_nothing_that_costs_is_imported_before_it_is_used(code: str) -> None:
    assert imported(code) & HEAVY == set()


def test_importing_the_package_imports_little() -> None:
    assert imported("import generation_jobs") & {"asyncio", "dataclasses", "email", "logging", "ssl"} == set()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_of_five_that_are_set_up_only_the_one_in_use_is_loaded(provider: str) -> None:
    code = (
        "from generation_jobs import Jobs, TransportError\n"
        "with Jobs.from_env() as jobs:\n"
        f'    try: jobs.get("{provider}:00000000-0000-4000-8000-000000000000")\n'
        "    except TransportError: pass"
    )
    assert imported(code) & CLIENTS == {f"{provider}_jobs_client"}


@pytest.mark.parametrize("kind", ["Jobs", "AsyncJobs"])
def test_what_connects_is_imported_with_the_first_request(kind: str) -> None:
    code = f"from generation_jobs import *\njobs = {kind}([Breeze(api_key='brz_1')])"
    assert imported(code) & {"h11", "httpcore"} == set()
