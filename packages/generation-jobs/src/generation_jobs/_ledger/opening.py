"""Which ledger a client uses."""

from __future__ import annotations

import os
from typing import cast

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.ledger import Ledger

OFF = "off"
"""In place of a path: no ledger."""


def open_ledger(where: str | os.PathLike[str] | Ledger | None) -> Ledger | None:
    """Return the ledger of the option `ledger`; None without one."""
    if where is None or where == OFF:
        return None
    if isinstance(where, str) and "://" in where:
        return _database(where)
    if isinstance(where, str | os.PathLike):
        from generation_jobs._ledger.sqlite import SQLiteLedger  # late: most programs have none

        return SQLiteLedger(where)
    if isinstance(cast("object", where), Ledger):
        return where
    raise ConfigurationError(f"ledger={where!r}: give a path, the URL of a Postgres database or a Ledger")


def _database(url: str) -> Ledger:
    scheme = url.partition("://")[0]
    if scheme not in {"postgresql", "postgres"}:
        raise ConfigurationError(
            f"ledger={scheme}://…: give a path, or the URL of a Postgres database (postgresql://…)"
        )
    try:
        from generation_jobs._ledger.postgres import PostgresLedger
    except ImportError as error:
        raise ConfigurationError(
            f"a ledger in Postgres needs: pip install 'generation-jobs[postgres]' ({error})"
        ) from error
    return PostgresLedger(url)
