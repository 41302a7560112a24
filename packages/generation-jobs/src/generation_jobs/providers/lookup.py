"""What a program such as the command line can ask about a provider before it sends anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from inspect import signature
from typing import TYPE_CHECKING, get_type_hints

from generation_jobs.providers import load
from generation_jobs.providers.registry import brought, package_of, refused, settings_kind
from generation_jobs.providers.settings import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs.providers.settings import Settings


@dataclass(frozen=True)
class ProviderInfo:
    """A provider, as it is installed here."""

    settings: type[Settings]
    """Its settings class."""
    package: str | None = None
    """The other package that brings it, with its version; None for a provider of this package."""
    missing_requirement: str | None = None
    """What to install for its client, `generation-jobs[breeze]`; None where the client is installed."""
    conflicts: tuple[str, ...] = ()
    """One message for each other package that brings a provider of the same name, and is therefore not used."""


def provider_info(provider: str) -> ProviderInfo:
    """Look up a provider. Its client is not loaded.

    Raises:
        ConfigurationError: There is no such provider, or the package that brings it is broken.
    """
    settings = settings_kind(provider)
    if provider not in KINDS:
        return ProviderInfo(settings, package=package_of(brought()[provider][0]))
    installed = find_spec(f"{provider}_jobs_client") is not None
    missing = None if installed else f"generation-jobs[{provider}]"
    return ProviderInfo(settings, missing_requirement=missing, conflicts=tuple(refused(provider)))


def parameter_types(provider: str) -> Mapping[str, object]:
    """The parameters that a provider's submit takes, each with its type.

    Of a provider that another package brings, a type is `str` or `object`: its annotations are text, not all of which
    can be evaluated outside a type checker.

    Raises:
        ConfigurationError: There is no such provider, or its package is broken.
    """
    settings = settings_kind(provider)
    if provider in KINDS:
        from generation_jobs._generated import parameters  # late: it is long

        return get_type_hints(getattr(parameters, f"{settings.__name__}Parameters"))
    submit = load(settings).submit
    if submit is None:
        return {}
    taken = signature(submit.operation.get_kwargs).parameters
    return {name: str if re.search(r"\bstr\b", str(one.annotation)) else object for name, one in taken.items()}
