"""What you tell the facade about each provider: keys and, if need be, another base URL."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, ClassVar, Self

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._http.url_policy import check_base_url

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORTEST = 8
"""A shorter secret, such as a test's, is no secret, and blotting it out would hit ordinary words."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Base of the five, and of those that other packages bring. Use `Breeze`, `PlayAI`, `Bland`, `Oxen`, `Finetuning`.

    `base_url=None` is the provider's own. Another one must be https; plain http is taken for loopback only.
    Raises `ConfigurationError` for an empty key and for one that could not stand in a header.
    """

    provider: ClassVar[str]
    makes: ClassVar[str]
    adapter: ClassVar[str]
    """The module that holds the provider's `ADAPTER`; loaded when the provider is first used."""
    archived: ClassVar[str | None] = None
    """Why the provider cannot be expected to answer any more, if that is so."""

    api_key: str = field(repr=False)
    base_url: str | None = None

    def __post_init__(self) -> None:
        for name in self.secrets():
            _check_secret(getattr(self, name), f"{type(self).__name__}({name}=…)")
        if self.base_url is not None:
            check_base_url(self.base_url, type(self).__name__)

    @classmethod
    def secrets(cls) -> list[str]:
        """The fields that identify you, in order."""
        return [f.name for f in fields(cls) if not f.repr]

    @classmethod
    def variable(cls, name: str) -> str:
        """The environment variable of a field: BREEZE_API_KEY."""
        return f"{cls.provider}_{name}".upper()

    @classmethod
    def variables(cls) -> list[str]:
        """The environment variables that are needed."""
        return [cls.variable(name) for name in cls.secrets()]

    @classmethod
    def usage(cls) -> str:
        """How to write these settings: Breeze(api_key=…)."""
        return f"{cls.__name__}({', '.join(f'{name}=…' for name in cls.secrets())})"

    @classmethod
    def missing(cls, env: Mapping[str, str] | None = None) -> list[str]:
        """The environment variables that are needed and not set."""
        env = os.environ if env is None else env
        return [variable for variable in cls.variables() if not env.get(variable)]

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read the settings from the environment. Raises `ConfigurationError` naming what is not set."""
        env = os.environ if env is None else env
        if missing := [name for name in cls.secrets() if not env.get(cls.variable(name))]:
            what, variables = " and no ".join(map(_words, missing)), " and ".join(map(cls.variable, missing))
            raise ConfigurationError(f"{cls.__name__} has no {what}: set {variables} or pass {cls.usage()}")
        values = {f.name: env[cls.variable(f.name)] for f in fields(cls) if env.get(cls.variable(f.name))}
        try:
            return cls(**values)
        except ConfigurationError as error:
            raise ConfigurationError(f"{error} (read from {' and '.join(map(cls.variable, values))})") from None


def _words(name: str) -> str:
    """A field's name for people: `api_key` is an API key."""
    return name.replace("_", " ").replace("api", "API")


def blot_out(settings: Settings, body: bytes) -> bytes:
    """An error body without your secrets: some providers repeat the key that they refuse."""
    for secret in (str(getattr(settings, name)) for name in settings.secrets()):
        if len(secret) >= _SHORTEST:
            body = body.replace(secret.encode(), b"[secret]")
    return body


def _check_secret(value: object, where: str) -> None:
    # httpx would only find out while sending, in an error that shows the value.
    if not isinstance(value, str) or not value:
        raise ConfigurationError(f"{where} is empty: give the key as a string")
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ConfigurationError(f"{where} holds a character that no key has: a space, a line end, or beyond ASCII")


class Breeze(Settings):
    """Breeze, speech. Environment: BREEZE_API_KEY, BREEZE_BASE_URL."""

    provider: ClassVar[str] = "breeze"
    makes: ClassVar[str] = "speech"
    adapter: ClassVar[str] = "generation_jobs.providers.breeze"


@dataclass(frozen=True, kw_only=True)
class PlayAI(Settings):
    """PlayAI, speech; archived. Environment: PLAYAI_API_KEY, PLAYAI_USER_ID, PLAYAI_BASE_URL."""

    provider: ClassVar[str] = "playai"
    makes: ClassVar[str] = "speech"
    adapter: ClassVar[str] = "generation_jobs.providers.playai"
    archived: ClassVar[str | None] = "reported closed since 2025-12-31"

    user_id: str = field(repr=False)


class Bland(Settings):
    """Bland, speech; synchronous: a stored generation is a finished one. Environment: BLAND_API_KEY, BLAND_BASE_URL."""

    provider: ClassVar[str] = "bland"
    makes: ClassVar[str] = "speech"
    adapter: ClassVar[str] = "generation_jobs.providers.bland"


class Oxen(Settings):
    """Oxen, images and video. Environment: OXEN_API_KEY, OXEN_BASE_URL."""

    provider: ClassVar[str] = "oxen"
    makes: ClassVar[str] = "images, video"
    adapter: ClassVar[str] = "generation_jobs.providers.oxen"


class Finetuning(Settings):
    """Finetuning.ai, music. Environment: FINETUNING_API_KEY, FINETUNING_BASE_URL."""

    provider: ClassVar[str] = "finetuning"
    makes: ClassVar[str] = "music"
    adapter: ClassVar[str] = "generation_jobs.providers.finetuning"


KINDS: dict[str, type[Settings]] = {kind.provider: kind for kind in (Breeze, PlayAI, Bland, Oxen, Finetuning)}
"""The settings class of every provider of this package, by its name in refs; `registry` knows the others too."""
