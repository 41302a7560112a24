"""The programs that examine the code: the call stack and the files of a command."""

import importlib.util
import sys
from pathlib import Path

import pytest
from oxen_jobs_client.models import Generation

from scripts.bench.measuring.server import serving
from scripts.bench.programs import call_stack, files_run, rows

PACKAGES = ["generation_jobs", "generation_jobs_cli"]


@pytest.fixture(scope="module")
def base_url():
    with serving() as url:
        yield url


def test_the_call_stack_names_the_operation_and_ends_at_the_socket(base_url):
    found = call_stack.measure(base_url, PACKAGES)
    assert found.jobs[1].endswith("Jobs.wait")  # [0] refuses wrong arguments
    assert found.async_jobs[1].endswith("Operations.wait")  # AsyncJobs is a subclass
    assert found.command[0].startswith("generation_jobs_cli")
    assert min(len(found.jobs), len(found.async_jobs), len(found.command)) > 3


def test_files_are_counted_once(base_url):
    traced = sys.gettrace()
    try:
        found = files_run.measure(base_url, "breeze:slow_test", PACKAGES)
    finally:
        sys.settrace(traced)
    existing = sum(len(list(Path(importlib.util.find_spec(name).origin).parent.rglob("*.py"))) for name in PACKAGES)
    assert 0 < found.run <= found.existing == existing


def test_the_rows_that_are_decoded_are_as_documented():
    rows.measure(3, 1)  # raises where they are not
    (row,) = rows.page_of(1)["generations"]
    assert Generation.from_dict(row).additional_properties == {}
