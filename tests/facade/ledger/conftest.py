"""What the tests of ledgers share: a client with a ledger in a file, and a Postgres server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from generation_jobs.ledger import SQLiteLedger

from tests.facade.bodies import SETTINGS
from tests.postgresserver import PostgresServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.facade.shells import Face, World


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[SQLiteLedger]:
    one = SQLiteLedger(path)
    yield one
    one.close()


@pytest.fixture
def jobs(world: World, path: Path) -> Face:
    return world.jobs(*SETTINGS.values(), ledger=path)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer()
    server.start()
    yield server
    server.end()
    server.remove_data()


@pytest.fixture
def database(postgres: PostgresServer) -> str:
    """The URL of a database without a ledger."""
    with psycopg.connect(postgres.url()) as db:
        db.execute("DROP SCHEMA IF EXISTS generation_jobs CASCADE")
    return postgres.url()
