"""Pauses the garbage collector: a page becomes many small objects at once, and none of them is garbage yet."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def paused_collector() -> Generator[None]:
    """Pause the collector, which would look at all objects of a large page again and again; a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
