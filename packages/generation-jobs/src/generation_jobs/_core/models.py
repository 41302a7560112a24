"""`Job` and its parts: what the responses of all providers become, and their form in JSON."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from itertools import zip_longest
from typing import Any, NamedTuple, Self, TypeVar

from generation_jobs._core.values import display
from generation_jobs._core.values.base_errors import ConfigurationError
from generation_jobs._core.values.checks import check_kind
from generation_jobs._core.values.display import time_text
from generation_jobs._core.values.status import JobStatus, status_named

VERSION = 1
"""The version of `to_dict`, raised if a field changes its meaning. Fields may be added without."""

M = TypeVar("M", bound="Media")
R = TypeVar("R")


class Cost(NamedTuple):
    """The price of a job.

    Attributes:
        amount: The price.
        currency: ISO 4217 code, None if the provider names no currency.
    """

    amount: Decimal
    currency: str | None

    def __str__(self) -> str:
        """Return the price with its currency, as in `0.10 USD`."""
        return f"{self.amount:f} {self.currency or ''}".rstrip()


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a job failed.

    Attributes:
        code: The provider's error code, None if it gives none.
        message: The provider's error message, None if it gives none.
    """

    code: str | None = None
    message: str | None = None

    def __str__(self) -> str:
        """Return the code and the message, those of the two that there are."""
        return ": ".join(part for part in (self.code, self.message) if part)

    def __repr__(self) -> str:
        return display.text(self)


@dataclass(frozen=True, slots=True)
class Media:
    """One result of a job, at a URL or inline.

    Attributes:
        kind: "audio", "image" or "video"; a provider may add others.
        url: Where the result can be fetched, None if it is inline.
        data: The bytes of an inline result.
        content_type: MIME type, None if the provider does not say it; likewise the following.
        size_bytes: Size in bytes.
        duration_s: Playing time in seconds.
    """

    kind: str
    url: str | None = None
    data: bytes | None = None
    content_type: str | None = None
    size_bytes: int | None = None
    duration_s: float | None = None

    def to_dict(self, *, data: bool = True) -> dict[str, Any]:
        """Return the result as JSON data, as it is in `Job.to_dict`; `from_dict` reads it again.

        Args:
            data: Whether to include the bytes of an inline result, as base64 (RFC 4648, section 4).
        """
        shown: dict[str, Any] = {"kind": self.kind, "url": self.url}
        if data:
            shown["data"] = None if self.data is None else b64encode(self.data).decode()
        return shown | {
            "content_type": self.content_type,
            "size_bytes": self.size_bytes,
            "duration_s": self.duration_s,
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Return the result that `to_dict` returned. Fields that are not known are ignored.

        Raises:
            ConfigurationError: The data was not written by `to_dict`.
        """
        return read_dict(cls, fields, partial(_read_media, cls))

    def __repr__(self) -> str:
        return display.text(self)


def _read_media(kind: type[M], given: Mapping[str, Any]) -> M:
    check_kind("one of the media", given, Mapping, "a dict")
    return kind(
        kind=str(given["kind"]),
        url=get(given, "url", str),
        data=parsed(given, "data", partial(b64decode, validate=True)),
        content_type=get(given, "content_type", str),
        size_bytes=get(given, "size_bytes", int),
        duration_s=get(given, "duration_s", int, float),
    )


@dataclass(frozen=True, slots=True)
class Job:
    """One generation, in the same form for every provider.

    Attributes:
        ref: `provider:id`, such as "oxen:gen_1". None for a job whose provider gives no id (Bland's submit).
        status: Its status.
        provider_status: The provider's own status, verbatim; None if the provider has none (Bland).
        created_at: Time in UTC, timezone-aware; None if the provider does not say it. Likewise the following.
        started_at: When the provider began to work on it.
        completed_at: When it ended.
        media: Its results, empty unless it succeeded.
        error: Why it failed, None unless it did.
        cost: Its price, None if the provider does not say it.
        raw: The model of the provider's client, with every other field of the response.
        provider: The provider's name, which `ref` begins with. None for a job without a ref that `from_dict` has read.
    """

    ref: str | None
    status: JobStatus
    provider_status: str | None = None
    created_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    media: tuple[Media, ...] = ()
    error: JobError | None = None
    cost: Cost | None = None
    raw: object = field(default=None, repr=False, compare=False)
    provider: str | None = field(default=None, repr=False, compare=False, kw_only=True)

    def __post_init__(self) -> None:
        if self.ref is not None:
            object.__setattr__(self, "provider", self.ref.partition(":")[0])  # it is frozen

    def __setstate__(self, state: Sequence[object]) -> None:
        for one, value in zip_longest(fields(self), state):  # version 0.1 pickled no provider
            object.__setattr__(self, one.name, value)
        self.__post_init__()

    @property
    def id(self) -> str | None:
        """The job's id at the provider, None without a ref."""
        return None if self.ref is None else self.ref.partition(":")[2]

    def to_dict(self, *, data: bool = True) -> dict[str, Any]:
        """Return the job as JSON data, as `genjobs --json` prints it; `from_dict` reads it again.

        `version` is 1. Times are RFC 3339 in UTC, `cost` is a decimal number as text, and `data` of an inline result is
        base64. `raw` is left out.

        Args:
            data: Whether to include the bytes of inline results.
        """
        return {
            "version": VERSION,
            "ref": self.ref,
            "status": self.status.value,
            "provider_status": self.provider_status,
            "created_at": time_text(self.created_at),
            "started_at": time_text(self.started_at),
            "completed_at": time_text(self.completed_at),
            "media": [media.to_dict(data=data) for media in self.media],
            "error": None if self.error is None else {"code": self.error.code, "message": self.error.message},
            "cost": None if self.cost is None else format(self.cost.amount, "f"),
            "currency": None if self.cost is None else self.cost.currency,
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Return the job that `to_dict` returned, without `raw`. Fields that are not known are ignored.

        Raises:
            ConfigurationError: The data was not written by `to_dict`, or by a newer version of it.
        """
        return read_dict(cls, fields, cls._read)

    @classmethod
    def _read(cls, given: Mapping[str, Any]) -> Self:
        error, cost = get(given, "error", Mapping), parsed(given, "cost", Decimal)
        return cls(
            ref=get(given, "ref", str),
            status=status_named(given["status"]),
            provider_status=get(given, "provider_status", str),
            created_at=read_time(given, "created_at"),
            started_at=read_time(given, "started_at"),
            completed_at=read_time(given, "completed_at"),
            media=tuple(_read_media(Media, each) for each in get(given, "media", list, tuple) or ()),
            error=None if error is None else JobError(get(error, "code", str), get(error, "message", str)),
            cost=None if cost is None else Cost(cost, get(given, "currency", str)),
        )

    def __repr__(self) -> str:
        return display.text(self)

    def _repr_html_(self) -> str:
        return display.html_of_job(self)


def read_dict(kind: type[R], given: Mapping[str, Any], read: Callable[[Mapping[str, Any]], R]) -> R:
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


def support_pydantic(kind: Any, schema: Mapping[str, Any]) -> None:
    """Let pydantic read and write values of a class by its `from_dict` and `to_dict`; `schema` describes the JSON."""

    def core_schema(cls: Any, _source: object, _handler: object) -> dict[str, Any]:
        def validate(value: object) -> object:
            return value if isinstance(value, cls) else cls.from_dict(value)

        return {
            "type": "function-plain",
            "function": {"type": "no-info", "function": validate},
            "serialization": {"type": "function-plain", "function": cls.to_dict},
            "ref": f"{cls.__module__}.{cls.__qualname__}:{id(cls)}",  # a schema of this name that others refer to
        }

    def json_schema(_core: object, _handler: object) -> Mapping[str, Any]:
        return schema

    kind.__get_pydantic_core_schema__ = classmethod(core_schema)
    kind.__get_pydantic_json_schema__ = staticmethod(json_schema)


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


_MEDIA_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "kind": {"type": "string"},
        "url": TEXT,
        "data": optional(type="string", contentEncoding="base64"),
        "content_type": TEXT,
        "size_bytes": optional(type="integer"),
        "duration_s": optional(type="number"),
    },
    "required": ["kind"],
}


JOB_SCHEMA: dict[str, Any] = {
    "title": "Job",
    "type": "object",
    "properties": {
        "version": {"const": VERSION},
        "ref": TEXT,
        "status": {"enum": [status.value for status in JobStatus]},
        "provider_status": TEXT,
        **dict.fromkeys(("created_at", "started_at", "completed_at"), TIME),
        "media": {"type": "array", "items": _MEDIA_SCHEMA},
        "error": optional(type="object", properties={"code": TEXT, "message": TEXT}),
        "cost": TEXT,
        "currency": TEXT,
    },
    "required": ["ref", "status"],
}
"""The JSON Schema of `Job.to_dict`."""


support_pydantic(Media, _MEDIA_SCHEMA)
support_pydantic(Job, JOB_SCHEMA)
for _public in (Cost, JobError, Media, Job):
    _public.__module__ = "generation_jobs"  # the name in pickles
