"""Which providers there are: those of this package, and those that other packages bring by an entry point.

    [project.entry-points."generation_jobs.providers"]
    acme = "generation_jobs_acme:Acme"

The object is a `Settings` class, whose `adapter` names the module that holds the provider's `ADAPTER`. Nothing of
another package is loaded before somebody asks for its provider or for all of them; a broken one breaks no other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NewType

from generation_jobs._core.errors import ConfigurationError
from generation_jobs.providers.settings import KINDS, Settings

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

GROUP = "generation_jobs.providers"
"""The group of the entry points."""

Brought = NewType("Brought", str)
"""The name of a provider that another package brings, for type checkers: they know no more of what it takes."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def provider_names() -> tuple[str, ...]:
    """Every provider, our own first; nothing is loaded for that."""
    return (*KINDS, *sorted(brought()))


def brought() -> dict[str, list[EntryPoint]]:
    """The providers that other packages bring, by name; more than one entry under a name is one too many."""
    found: dict[str, list[EntryPoint]] = {}
    for entry in _entries():
        if entry.name not in KINDS:
            found.setdefault(entry.name, []).append(entry)
    return found


def refused(*names: str) -> list[str]:
    """What is said of each package that brings a provider under one of these names, by default of all of ours."""
    return [_taken(package_of(entry), entry.name) for entry in _entries() if entry.name in (names or KINDS)]


def settings_kind(provider: str) -> type[Settings]:
    """The settings class of a provider.

    Raises `ConfigurationError` where there is no such provider, and where the package that brings it is broken; the
    message names the package.
    """
    if provider in KINDS:
        return KINDS[provider]
    entries = brought().get(provider, [])
    if not entries:
        raise ConfigurationError(f"there is no provider {provider!r}; there are {', '.join(provider_names())}")
    if len(entries) > 1:
        packages = " and ".join(sorted(map(package_of, entries)))
        raise ConfigurationError(f"{provider}: {packages} both bring a provider of this name; uninstall one of them")
    return _loaded(entries[0])


def package_of(entry: EntryPoint) -> str:
    """The package that an entry point comes from, with its version."""
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.module.partition(".")[0]


def checked_kind(kind: type[Settings]) -> type[Settings]:
    """The settings class itself. Raises `ConfigurationError` where its provider's name is none, or is one of ours."""
    name, where = kind.provider, f"{kind.__module__}.{kind.__qualname__}"
    if name in KINDS and not issubclass(kind, KINDS[name]):
        raise ConfigurationError(_taken(where, name))
    if not _NAME.fullmatch(name):
        raise ConfigurationError(f"{where}: provider = {name!r}: a name is lower-case letters, digits and _")
    return kind


def _entries() -> EntryPoints:
    from importlib.metadata import entry_points  # late: it is slow to import

    return entry_points(group=GROUP)


def _loaded(entry: EntryPoint) -> type[Settings]:
    try:
        kind: Any = entry.load()
    except Exception as error:  # whatever another package does while it is imported
        raise _broken(entry, f"{type(error).__name__}: {error}") from error
    if not (isinstance(kind, type) and issubclass(kind, Settings)):
        raise _broken(entry, "it is no Settings class")
    if getattr(kind, "provider", None) != entry.name:
        raise _broken(entry, f"its class is of the provider {getattr(kind, 'provider', None)!r}")
    return checked_kind(kind)


def _broken(entry: EntryPoint, why: str) -> ConfigurationError:
    return ConfigurationError(
        f"{entry.name}: {package_of(entry)} brings this provider and is broken: {entry.value}: {why}; "
        "install another version of it, or uninstall it"
    )


def _taken(who: str, provider: str) -> str:
    return f"{who}: {provider!r} is a provider of generation-jobs itself: theirs is not used, and needs another name"
