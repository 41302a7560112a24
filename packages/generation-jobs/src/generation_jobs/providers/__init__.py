"""The adapters: one module a provider, alike, loaded when that provider is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from generation_jobs.errors import ConfigurationError

if TYPE_CHECKING:
    from generation_jobs.providers.base import Adapter


def load(provider: str) -> Adapter[Any]:
    """The adapter of a provider. Raises `ConfigurationError` where the provider's client package is not installed."""
    try:
        module = import_module(f"{__name__}.{provider}")
    except ModuleNotFoundError as error:
        if error.name != f"{provider}_jobs_client":
            raise
        raise ConfigurationError(
            f"the {provider} client is not installed; run: pip install 'generation-jobs[{provider}]'"
        ) from error
    adapter: Adapter[Any] = module.ADAPTER
    return adapter
