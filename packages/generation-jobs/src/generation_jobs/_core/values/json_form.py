"""Values as JSON data: what `to_dict` and `from_dict` of jobs and outcomes share, also with pydantic."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol, Self, TypeVar, cast

from generation_jobs._core.values.base_errors import ConfigurationError
from generation_jobs._core.values.checks import check_kind

VERSION = 1
"""The version of `to_dict`, raised if a field changes its meaning. Fields may be added without."""


class JSONValue(Protocol):
    """A value with a JSON form."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON data."""
        ...

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Read the JSON data. Raises `ConfigurationError`, which is a `ValueError`."""
        ...


V = TypeVar("V", bound=JSONValue)
R = TypeVar("R")


_MOST_DIGITS = 4000
"""Python converts 4,300 at most, unless the user sets another limit."""


def decode(body: str | bytes, fields: Callable[[list[tuple[str, object]]], object] | None = None) -> object:
    """Return the JSON value of a body from outside.

    Args:
        body: The JSON text.
        fields: Takes the names and values of each object, and returns what stands for it; a dict by default.

    Raises:
        ValueError: It is not JSON.
        RecursionError: It is nested too deeply.
    """
    return json.loads(body, object_pairs_hook=fields, parse_int=_whole_number)


def _whole_number(digits: str) -> int | float:
    """Return a number that Python can convert; one of thousands of digits is infinite, and the rest can be read."""
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def read_dict(kind: type[V], given: Mapping[str, Any], read: Callable[[Mapping[str, Any]], V]) -> V:
    """Return what `read` makes of JSON data. Raises `ConfigurationError` for what `to_dict` did not return."""
    try:
        check_kind("it", given, Mapping, "a dict")
        if given.get("version", VERSION) == VERSION:
            return read(given)
        why = f"its version is {given['version']!r}, and this package knows {VERSION}"
    except ConfigurationError as error:
        why = str(error)
    except KeyError as error:
        why = f"it has no field {error}"
    except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
        why = f"{type(error).__name__}: {error}"
    raise ConfigurationError(f"this is not what {kind.__name__}.to_dict returned: {why}")


def support_pydantic(kind: type[V], schema: Mapping[str, Any]) -> None:
    """Let pydantic read and write values of a class in their JSON form, which `schema` describes."""

    def core_schema(cls: type[V], _source: object, _handler: object) -> dict[str, Any]:
        def validate(value: object) -> object:
            return value if isinstance(value, cls) else cls.from_dict(cast("Mapping[str, Any]", value))

        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": validate},
            "serialization": {"type": "function-plain", "function": cls.to_dict},
        }

    def json_schema(_core: object, _handler: object) -> Mapping[str, Any]:
        return schema

    model: Any = kind
    model.__get_pydantic_core_schema__ = classmethod(core_schema)
    model.__get_pydantic_json_schema__ = staticmethod(json_schema)


def optional(**schema: object) -> dict[str, Any]:
    """Return the JSON Schema that allows null too."""
    return {"anyOf": [schema, {"type": "null"}]}


TEXT, TIME = optional(type="string"), optional(type="string", format="date-time")


def get(given: Mapping[str, Any], name: str, *kinds: type) -> Any:
    """Return a field, None if it is missing. Raises `ConfigurationError` for another type."""
    if (value := given.get(name)) is not None and not isinstance(value, kinds):
        raise ConfigurationError(f"{name} is {value!r:.60}")
    return value


def parsed(given: Mapping[str, Any], name: str, parse: Callable[[Any], R]) -> R | None:
    """Return what `parse` makes of a field, None if it is missing. Raises `ConfigurationError` if it fails."""
    if (value := given.get(name)) is None:
        return None
    try:
        return parse(value)
    except (ArithmeticError, TypeError, ValueError):
        raise ConfigurationError(f"{name} is {value!r:.60}") from None


def read_time(given: Mapping[str, Any], name: str) -> datetime | None:
    """Return a time in UTC. Raises `ConfigurationError` for one without a time zone."""
    moment = parsed(given, name, datetime.fromisoformat)
    if moment is not None and moment.tzinfo is None:
        raise ConfigurationError(f"{name} has no time zone")
    return None if moment is None else moment.astimezone(UTC)


def time_text(moment: datetime | None) -> str | None:
    """Return a time as RFC 3339 in UTC."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
