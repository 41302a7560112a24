"""A Postgres server for the tests of ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.postgresserver import PostgresServer

if TYPE_CHECKING:
    from collections.abc import Iterator


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
