"""The imitated providers by name: the five, and every other module here that has a `PROVIDER`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

from generation_jobs_sandbox.providers.bland import Bland
from generation_jobs_sandbox.providers.breeze import Breeze
from generation_jobs_sandbox.providers.finetuning import Finetuning
from generation_jobs_sandbox.providers.oxen import Oxen
from generation_jobs_sandbox.providers.playai import PlayAI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generation_jobs_sandbox.providers.base import Provider


def _added_providers() -> Iterator[Provider]:
    """Yield those that `nox -s new-provider` added."""
    for module in iter_modules(__path__, f"{__name__}."):
        found: Provider | None = getattr(import_module(module.name), "PROVIDER", None)
        if found is not None:
            yield found


PROVIDERS: dict[str, Provider] = {
    provider.name: provider for provider in (Breeze(), PlayAI(), Bland(), Oxen(), Finetuning(), *_added_providers())
}


def find_provider(name: str) -> Provider:
    """Return a provider by its name.

    Raises:
        ValueError: There is no such provider; the message names those there are.
    """
    if not isinstance(cast("object", name), str) or name not in PROVIDERS:
        raise ValueError(f"unknown provider {name!r}; one of: {', '.join(PROVIDERS)}")
    return PROVIDERS[name]
