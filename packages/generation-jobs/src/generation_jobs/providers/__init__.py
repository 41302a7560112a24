"""The adapters: one module a provider, alike, loaded when that provider is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from generation_jobs._core.errors import ConfigurationError
from generation_jobs.providers.base import Adapter
from generation_jobs.providers.settings import KINDS

if TYPE_CHECKING:
    from generation_jobs.providers.settings import Settings


def load(kind: type[Settings]) -> Adapter[Any]:
    """The adapter of a provider, by its settings.

    Raises `ConfigurationError` where the provider's client package is not installed, and where the package that brings
    the provider is broken.
    """
    try:
        found: Adapter[Any] | None = getattr(import_module(kind.adapter), "ADAPTER", None)
    except ModuleNotFoundError as error:
        if error.name == f"{kind.provider}_jobs_client":
            raise ConfigurationError(_missing_client(kind.provider)) from error
        raise _broken(kind, error) from error
    except Exception as error:  # whatever another package does while it is imported
        raise _broken(kind, error) from error
    if not isinstance(found, Adapter):
        raise ConfigurationError(f"{kind.provider}: {kind.adapter} holds no Adapter under the name ADAPTER")
    return found


def _missing_client(provider: str) -> str:
    package = f"'generation-jobs[{provider}]'" if provider in KINDS else f"{provider}-jobs-client"
    return f"the {provider} client is not installed; run: pip install {package}"


def _broken(kind: type[Settings], error: Exception) -> ConfigurationError:
    return ConfigurationError(
        f"{kind.provider}: its adapter {kind.adapter} cannot be loaded: {type(error).__name__}: {error}"
    )
