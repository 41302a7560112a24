"""A home, a database and a folder of DAGs for Airflow, which reads them when it is imported."""

from __future__ import annotations

import json
import os
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from generation_jobs_sandbox import Sandbox, World

from tests.airflow.stage import SECRET, Stage
from tests.environment import clear_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

if find_spec("airflow") is None:  # it is installed by nox -s airflow only
    collect_ignore_glob = ["test_*.py"]

_ARCHIVED = "ignore::generation_jobs.ArchivedProviderWarning"
_HOME = TemporaryDirectory()
os.environ |= {
    "AIRFLOW_HOME": _HOME.name,
    "AIRFLOW__CORE__DAGS_FOLDER": str(Path(_HOME.name, "dags")),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__LOGGING__LOGGING_LEVEL": "WARNING",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Warnings are errors where they are ours: Airflow and what it imports have many."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.filterwarnings("ignore", "error:::generation_jobs", _ARCHIVED))


@pytest.fixture(scope="session")
def database() -> None:
    from airflow.utils.db import initdb

    initdb()


@pytest.fixture
def stage(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A sandbox, connections that lead there, and a ledger."""
    clear_environment(monkeypatch)
    with Sandbox(World(queued=0.0, running=0.5)) as box:
        extra = {"ledger": str(tmp_path / "ledger.sqlite"), "allow_private_media": True, "poll_interval": [0.2, 1]}
        keys = {**box.environ(), "OXEN_API_KEY": SECRET}
        for provider in ("oxen", "bland", "playai", "finetuning"):
            connection = {
                "conn_type": "generation_jobs",
                "login": keys["PLAYAI_USER_ID"],
                "password": keys[f"{provider.upper()}_API_KEY"],
                "host": box.base_url(provider),
                "extra": {"provider": provider, **extra},
            }
            monkeypatch.setenv(f"AIRFLOW_CONN_{provider.upper()}_DEFAULT", json.dumps(connection))
        monkeypatch.setenv("AIRFLOW_CONN_NO_LEDGER", json.dumps({"conn_type": "generation_jobs", "password": SECRET}))
        yield Stage(box, tmp_path)
