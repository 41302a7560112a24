"""Ledgers: where submits are written down before they are sent. See docs/recovery.md.

`Jobs(…, ledger="jobs.sqlite")` is all that most programs need, and `ledger="postgresql://…"` what workers on several
machines need (extra `postgres`). A store of another kind is a class with the methods of `Ledger`; `jobs.ledger` is the
one in use.
"""

from generation_jobs._core.ledger import Entry, Intent, KeyTakenError, Ledger
from generation_jobs._core.ledger import digest as digest
from generation_jobs._ledger.sqlite import SQLiteLedger

__all__ = ["Entry", "Intent", "KeyTakenError", "Ledger", "SQLiteLedger"]
