"""Keep the query of our requests out of httpx's log: result URLs carry signatures there.

httpx logs each request with its whole URL at level INFO. The filter changes only what is written during a request of
ours.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Generator

_ours: ContextVar[bool] = ContextVar("ours", default=False)


@contextmanager
def quiet() -> Generator[None]:
    """In here a request of ours is under way."""
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)


def _without_query(record: logging.LogRecord) -> bool:
    if _ours.get() and isinstance(record.args, tuple):
        record.args = tuple(_bare(part) for part in record.args)
    return True


def _bare(part: object) -> object:
    return part.copy_with(query=None) if isinstance(part, httpx.URL) else part


logging.getLogger("httpx").addFilter(_without_query)
