"""All known providers: those of this package, and those that other packages bring by an entry point.

    [project.entry-points."generation_jobs.providers"]
    acme = "generation_jobs_acme:Acme"

The entry point names a `Settings` class, and that the module of the provider's `ADAPTER`. Both are imported only when
they are needed, so that a broken package affects no other provider.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from inspect import signature
from typing import TYPE_CHECKING, Any, NewType, get_type_hints

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.values.checks import check_kind, checked, suggestion
from generation_jobs.providers.settings import BUILT_IN, Settings

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints  # slow to import, as the next

    from generation_jobs.providers.base import Adapter

GROUP = "generation_jobs.providers"
"""The group of the entry points."""

Brought = NewType("Brought", str)
"""The name of a provider that another package brings. Type checkers then allow any parameters in `submit`."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class ProviderInfo:
    """A provider, and whether its packages are installed.

    Attributes:
        settings: Its settings class.
        package: Name and version of the other package that brings it; None for a provider of this package.
        missing_requirement: What to install for its client, such as "generation-jobs[breeze]"; None if it is installed.
        conflicts: A message for each package that brings another provider of this name, which is ignored.
    """

    settings: type[Settings]
    package: str | None = None
    missing_requirement: str | None = None
    conflicts: tuple[str, ...] = ()


def provider_names() -> tuple[str, ...]:
    """Return the names of all known providers, those of this package first. Nothing is imported."""
    return (*BUILT_IN, *sorted(_brought()))


@checked
def provider_info(provider: str) -> ProviderInfo:
    """Return what is installed for a provider. Its client is not imported.

    Raises:
        ConfigurationError: There is no such provider, or the package that brings it is broken.
    """
    settings = settings_class(provider)
    if provider not in BUILT_IN:
        return ProviderInfo(settings, package=_package(_brought()[provider][0]))
    installed = find_spec(f"{provider}_jobs_client") is not None
    missing = None if installed else f"generation-jobs[{provider}]"
    return ProviderInfo(settings, missing_requirement=missing, conflicts=tuple(conflicts(provider)))


@checked
def parameter_types(provider: str) -> Mapping[str, object]:
    """Return the names and types of a provider's submit parameters.

    For a provider that another package brings, a type is `str` or `object`, since its annotations cannot always be
    evaluated.

    Raises:
        ConfigurationError: There is no such provider, or the package that brings it is broken.
    """
    settings = settings_class(provider)
    if provider in BUILT_IN:
        from generation_jobs.providers._generated import parameters  # late: it is long

        return get_type_hints(getattr(parameters, f"{settings.__name__}Parameters"))
    submit = load_adapter(settings).submit
    if submit is None:
        return {}
    fields = signature(submit.operation.get_kwargs).parameters.values()
    return {one.name: str if re.search(r"\bstr\b", str(one.annotation)) else object for one in fields}


def settings_class(provider: str) -> type[Settings]:
    """Return the settings class of a provider. Raises `ConfigurationError` if it is unknown or broken."""
    check_kind("provider", provider, str, "its name")
    if provider in BUILT_IN:
        return BUILT_IN[provider]
    entries = _brought().get(provider, [])
    if not entries:
        raise ConfigurationError(f"there is no provider {provider!r}: {suggestion(provider, provider_names())}")
    if len(entries) > 1:
        packages = " and ".join(sorted(map(_package, entries)))
        raise ConfigurationError(f"{provider}: both {packages} bring this provider; uninstall one of them")
    return _load_settings(entries[0])


def check_settings_class(kind: type[Settings]) -> None:
    """Raise `ConfigurationError` if the provider's name is invalid, or belongs to a provider of this package."""
    name, where = kind.provider, f"{kind.__module__}.{kind.__qualname__}"
    if name in BUILT_IN and not issubclass(kind, BUILT_IN[name]):
        raise ConfigurationError(_conflict(where, name))
    if not _NAME.fullmatch(name):
        raise ConfigurationError(f"{where}: provider = {name!r}: use lower-case letters, digits and _, a letter first")


def load_adapter(kind: type[Settings]) -> "Adapter[Any]":
    """Import a provider's adapter. Raises `ConfigurationError` if its client is not installed, or it is broken."""
    from generation_jobs.providers.base import Adapter  # late: names of providers are asked for without

    provider = kind.provider
    try:
        adapter: Adapter[Any] | None = getattr(import_module(kind.adapter), "ADAPTER", None)
    except Exception as error:  # another package may raise anything while it is imported
        if isinstance(error, ModuleNotFoundError) and error.name == f"{provider}_jobs_client":
            package = f"'generation-jobs[{provider}]'" if provider in BUILT_IN else f"{provider}-jobs-client"
            message = f"the {provider} client is not installed; run: pip install {package}"
        else:
            message = f"{provider}: cannot import its adapter {kind.adapter}: {type(error).__name__}: {error}"
        raise ConfigurationError(message) from error
    if not isinstance(adapter, Adapter):
        raise ConfigurationError(f"{provider}: {kind.adapter} has no Adapter named ADAPTER")
    return adapter


def conflicts(*names: str) -> list[str]:
    """Return a message for each package that brings a provider of one of these names, which are of this package."""
    return [_conflict(_package(entry), entry.name) for entry in _entry_points() if entry.name in names]


def _brought() -> "dict[str, list[EntryPoint]]":
    """Return the entry points of providers that other packages bring, by name; there should be one for each."""
    found: dict[str, list[EntryPoint]] = {}
    for entry in _entry_points():
        if entry.name not in BUILT_IN:
            found.setdefault(entry.name, []).append(entry)
    return found


def _entry_points() -> "EntryPoints":
    from importlib.metadata import entry_points  # late: it is slow to import

    return entry_points(group=GROUP)


def _package(entry: "EntryPoint") -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.module.partition(".")[0]


def _load_settings(entry: "EntryPoint") -> type[Settings]:
    try:
        kind: Any = entry.load()
    except Exception as error:  # another package may raise anything while it is imported
        raise _broken(entry, f"{type(error).__name__}: {error}") from error
    if not (isinstance(kind, type) and issubclass(kind, Settings)):
        raise _broken(entry, "it is not a Settings class")
    if (name := getattr(kind, "provider", None)) != entry.name:
        raise _broken(entry, f"its provider is {name!r}")
    check_settings_class(kind)
    return kind


def _broken(entry: "EntryPoint", why: str) -> ConfigurationError:
    where = f"{entry.value} of {_package(entry)}"
    return ConfigurationError(f"{entry.name}: cannot load {where}: {why}; install another version, or uninstall it")


def _conflict(source: str, provider: str) -> str:
    return f"{source}: {provider!r} is a provider of generation-jobs itself; this one is ignored and needs another name"
