"""The context that every part of the bench gets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from scripts.bench.builds.build import Builds, build_before, build_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rich.console import RenderableType


@dataclass(frozen=True)
class Context:
    """Options of a run, and how a part reports what it does.

    Args:
        seed: Of what is simulated.
        commit: The commit whose build the present one is compared with.
        progress: Shows a line about what is being measured.
        show: Shows a table other than that of the figures.
        documents: OpenAPI documents to make clients of, beside those that the bench makes.
    """

    seed: int
    commit: str
    progress: Callable[[str], None]
    show: Callable[[RenderableType], None]
    documents: tuple[Path, ...] = ()

    @cached_property
    def builds(self) -> Builds:
        """Both builds; making them takes a minute the first time."""
        self.progress("environments of both builds")
        return Builds(build_now(), build_before(self.commit))
