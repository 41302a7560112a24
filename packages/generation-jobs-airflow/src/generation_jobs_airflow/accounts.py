"""What an Airflow connection says: the settings of a provider, and the options of a client."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Protocol, cast

from generation_jobs import AsyncJobs, ConfigurationError, Jobs, Policy, PollInterval, Settings, provider_info

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generation_jobs import Options

_OPTIONS = frozenset(
    {
        "allow_private_media",
        "budget",
        "ca_bundle",
        "ledger",
        "max_media_bytes",
        "proxy",
        "timeout",
        "user_agent",
    }
)
_POLICY = frozenset({"max_concurrency", "queue_timeout", "submit_deadline"})
_TEXTS = frozenset({"budget", "ca_bundle", "ledger", "proxy", "user_agent"})
_FIELD_OF = {"api_key": "password", "base_url": "host", "user_id": "login"}
"""Where the settings of a provider are in a connection; others are in its extra."""


class Connection(Protocol):
    """What is read of an Airflow connection, of the SDK's or of the core's class."""

    @property
    def conn_id(self) -> Any: ...  # noqa: D102
    @property
    def login(self) -> Any: ...  # noqa: D102
    @property
    def password(self) -> Any: ...  # noqa: D102
    @property
    def host(self) -> Any: ...  # noqa: D102
    @property
    def extra(self) -> Any: ...  # noqa: D102


@dataclass(frozen=True)
class Account:
    """A provider's account, and how to use it.

    Attributes:
        settings: The provider's settings.
        options: The options of clients.
    """

    settings: Settings
    options: Options

    def jobs(self) -> Jobs:
        """Return a client for this account."""
        return Jobs([self.settings], **self.options)

    def async_jobs(self) -> AsyncJobs:
        """Return a client for asyncio."""
        return AsyncJobs([self.settings], **self.options)


def account_of(connection: Connection, provider: str | None = None) -> Account:
    """Read a connection.

    Args:
        connection: The connection.
        provider: The provider's name; None for the one that the connection names.

    Raises:
        ConfigurationError: The connection names none or another one, its key is missing, or a field is invalid.
    """
    where = f"the connection {connection.conn_id!r}"
    extra = _extra(where, connection.extra)
    kind = provider_info(_provider(where, extra.pop("provider", None), provider)).settings
    try:
        settings = kind(**_settings(kind, connection, extra))
        return Account(settings, _options(settings.provider, extra))
    except ConfigurationError as error:
        raise ConfigurationError(f"{where}: {error}") from None


def _extra(where: str, text: str | None) -> dict[str, Any]:
    """Return the fields of an extra that have a value: forms leave the others empty."""
    try:
        extra: object = json.loads(text or "{}")
    except ValueError as error:
        raise ConfigurationError(f"{where}: its extra is not JSON: {error}") from None
    if not isinstance(extra, dict):
        raise ConfigurationError(f"{where}: its extra is not a JSON object")
    fields_given = cast("dict[str, Any]", extra)
    return {name: value for name, value in fields_given.items() if value not in (None, "")}


def _provider(where: str, named: str | None, wanted: str | None) -> str:
    provider = wanted or named
    if provider is None:
        raise ConfigurationError(f'{where} names no provider: set "provider" in its extra, such as "oxen"')
    if named not in {None, provider}:
        raise ConfigurationError(f"{where} is for {named}, not for {provider}: use another connection")
    return provider


def _settings(kind: type[Settings], connection: Connection, extra: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a provider's settings, and take those of the extra out of it."""
    values: dict[str, Any] = {}
    for name in (field.name for field in fields(kind)):
        value = getattr(connection, _FIELD_OF[name]) if name in _FIELD_OF else extra.pop(name, None)
        if value:
            values[name] = value
    if missing := [_FIELD_OF.get(name, name) for name in kind.secrets() if name not in values]:
        raise ConfigurationError(f"{kind.provider} needs {' and '.join(missing)}, which the connection does not have")
    return values


def _options(provider: str, extra: Mapping[str, Any]) -> Options:
    extra = {name: _value(name, value) for name, value in extra.items()}
    if unknown := set(extra) - _OPTIONS - _POLICY - {"poll_interval"}:
        known = ", ".join(sorted(_OPTIONS | _POLICY | {"poll_interval", "provider"}))
        raise ConfigurationError(f"its extra has {min(unknown)!r}, which means nothing here: there are {known}")
    policy: dict[str, Any] = {name: value for name, value in extra.items() if name in _POLICY}
    if "poll_interval" in extra:
        policy["poll_interval"] = _poll_interval(extra["poll_interval"])
    options = {name: value for name, value in extra.items() if name in _OPTIONS}
    return cast("Options", options | ({"policies": {provider: Policy(**policy)}} if policy else {}))


def _value(name: str, value: object) -> object:
    """Return the value of an option. All values of a connection that is written as a URI are texts."""
    if name in _TEXTS or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value  # its own check names it


def _poll_interval(given: object) -> PollInterval:
    match given:
        case [int() | float() as floor, int() | float() as ceiling]:
            return PollInterval(floor, ceiling)
        case _:
            raise ConfigurationError(f"poll_interval={given!r}: give [shortest, longest], in seconds")
