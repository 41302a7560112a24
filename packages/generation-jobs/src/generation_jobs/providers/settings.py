"""The settings of a provider: API key, and base URL if it is not the provider's own."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, AnyStr, ClassVar, Self

from generation_jobs._core.errors import ConfigurationError
from generation_jobs._core.values.checks import CheckedArguments, check_kind

_SHORTEST_SECRET = 8
"""Shorter secrets, such as those of tests, are not redacted in error bodies: they may be parts of common words."""


@dataclass(frozen=True, kw_only=True)
class Settings(metaclass=CheckedArguments):
    """Base of `Breeze`, `PlayAI`, `Bland`, `Oxen`, `Finetuning`, and of the settings of other packages' providers.

    Pickles contain no keys: they are read from the environment when a pickle is loaded.

    Args:
        api_key: The provider's API key.
        base_url: Replaces the base URL of the provider's API. Must be https; http is allowed for loopback addresses.

    Attributes:
        provider: The provider's name in refs.
        makes: What its jobs make, such as "speech".
        adapter: The module of its `ADAPTER`, imported when the provider is first used.
        archived: Why the service is probably closed, None if it is not.

    Raises:
        ConfigurationError: A key is empty or cannot be sent in a header, or the base URL is invalid.
    """

    provider: ClassVar[str]
    makes: ClassVar[str]
    adapter: ClassVar[str]
    archived: ClassVar[str | None] = None

    api_key: str = field(repr=False)
    base_url: str | None = None

    def __post_init__(self) -> None:
        for name in self.secrets():
            _check_secret(getattr(self, name), f"{type(self).__name__}({name}=…)")
        _check_base_url(self.base_url, f"{type(self).__name__}(base_url=…)")

    def __reduce__(self) -> tuple[Any, ...]:
        public = {f.name: getattr(self, f.name) for f in fields(self) if f.repr}
        return _unpickled, (type(self), public)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    @classmethod
    def secrets(cls) -> list[str]:
        """Return the names of the fields that hold secrets: those without `repr`."""
        return list(_secrets_of(cls))

    @classmethod
    def variable(cls, name: str) -> str:
        """Return the environment variable of a field, such as BREEZE_API_KEY."""
        return f"{cls.provider}_{name}".upper()

    @classmethod
    def variables(cls) -> list[str]:
        """Return the environment variables of the secrets."""
        return [cls.variable(name) for name in cls.secrets()]

    @classmethod
    def usage(cls) -> str:
        """Return how to create these settings: `Breeze(api_key=…)`."""
        return f"{cls.__name__}({', '.join(f'{name}=…' for name in cls.secrets())})"

    @classmethod
    def missing(cls, env: Mapping[str, str] | None = None) -> list[str]:
        """Return the environment variables of secrets that are not set; `env` replaces `os.environ`."""
        env = os.environ if env is None else env
        return [variable for variable in cls.variables() if not env.get(variable)]

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read the settings from environment variables.

        Args:
            env: Replaces `os.environ`.

        Raises:
            ConfigurationError: A variable is missing or its value is invalid; the message names it.
        """
        env = os.environ if env is None else env
        check_kind("env", env, Mapping, "the variables and their values as a dict, or nothing for those of the process")
        if missing := [name for name in cls.secrets() if not env.get(cls.variable(name))]:
            what, variables = " and no ".join(map(_words, missing)), " and ".join(map(cls.variable, missing))
            raise ConfigurationError(f"{cls.__name__} has no {what}: set {variables}")
        values = {f.name: env[cls.variable(f.name)] for f in fields(cls) if env.get(cls.variable(f.name))}
        for name in cls.secrets():  # here already: the message names the variable, also on the command line
            _check_secret(values[name], cls.variable(name))
        _check_base_url(values.get("base_url"), cls.variable("base_url"))
        return cls(**values)


@cache
def _secrets_of(kind: type[Settings]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if not f.repr)


def _unpickled(kind: type[Settings], public: dict[str, Any]) -> Settings:
    """Return settings that were pickled: their keys were left out, and are read from the environment."""
    return kind.from_env({**os.environ, **{kind.variable(name): value for name, value in public.items() if value}})


def _words(name: str) -> str:
    return name.replace("_", " ").replace("api", "API")


def account_hash(settings: Settings, base_url: str) -> str:
    """Return a hash that names an account at a base URL, and reveals no secret."""
    import hashlib  # late: it is slow to import, and names of providers are asked for without

    secrets = [str(getattr(settings, name)) for name in settings.secrets()]
    return hashlib.sha256("\0".join((settings.provider, base_url, *secrets)).encode()).hexdigest()[:32]


def redact(settings: Settings, content: AnyStr) -> AnyStr:
    """Return what a provider sent without the secrets, also if it escapes them: some repeat a key that they reject."""
    for name in settings.secrets():
        secret = str(getattr(settings, name))
        if len(secret) >= _SHORTEST_SECRET and _may_hold(content, secret):
            if isinstance(content, str):
                content = re.sub(_spellings(secret), "[secret]", content)
            else:
                content = re.sub(_spellings(secret).encode(), b"[secret]", content)
    return content


_ESCAPES = re.compile(r"(?i:\\+u00([0-9a-f]{2})|%([0-9a-f]{2}))|\\+")


def _may_hold(content: str | bytes, secret: str) -> bool:
    """Return false if no spelling of a secret can be in a text; a hundred times faster than a search for each."""
    text = content if isinstance(content, str) else content.decode("latin-1")
    if "\\" not in text and "%" not in text:
        return secret in text
    return secret in _ESCAPES.sub(lambda found: chr(int(found[1] or found[2] or "0", 16)).strip("\0"), text)


def _spellings(secret: str) -> str:
    r"""Return a pattern for an ASCII text, each character of which may be escaped as in JSON (`\/`) or in a URL."""
    return "".join(rf"(?:\\?{re.escape(c)}|(?i:\\u00{ord(c):02x}|%{ord(c):02x}))" for c in secret)


def _check_base_url(value: Any, where: str) -> None:
    check_kind(where, value, str | None, "a URL")
    if value is not None:
        from generation_jobs._http.url_policy import check_base_url  # late: most settings have none

        check_base_url(value, where)


def _check_secret(value: Any, where: str) -> None:
    # httpx would only find out while sending, in an error that shows the value.
    check_kind(where, value or "", str, "the key as a string")
    if not value:
        raise ConfigurationError(f"{where} is empty: give the key as a string")
    if len(value) > 1 and value[0] == value[-1] in "'\"":  # Docker's --env-file keeps them
        raise ConfigurationError(f"{where} is in quotes: leave them out")
    if value.lower().startswith("bearer "):
        raise ConfigurationError(f"{where} begins with 'Bearer': give the key alone")
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ConfigurationError(f"{where} contains a space, a line end or a non-ASCII character; check the key")


class Breeze(Settings):
    """Settings of Breeze (speech). Environment variables: BREEZE_API_KEY, BREEZE_BASE_URL."""

    provider: ClassVar[str] = "breeze"
    makes: ClassVar[str] = "speech"
    adapter: ClassVar[str] = "generation_jobs.providers.breeze"


@dataclass(frozen=True, kw_only=True)
class PlayAI(Settings):
    """Settings of PlayAI (speech). Environment variables: PLAYAI_API_KEY, PLAYAI_USER_ID, PLAYAI_BASE_URL."""

    provider: ClassVar[str] = "playai"
    makes: ClassVar[str] = "speech"
    adapter: ClassVar[str] = "generation_jobs.providers.playai"
    archived: ClassVar[str | None] = "reported closed since 2025-12-31"

    user_id: str = field(repr=False)


class Bland(Settings):
    """Settings of Bland (speech). Environment variables: BLAND_API_KEY, BLAND_BASE_URL."""

    provider: ClassVar[str] = "bland"
    makes: ClassVar[str] = "speech"
    adapter: ClassVar[str] = "generation_jobs.providers.bland"


class Oxen(Settings):
    """Settings of Oxen (images and video). Environment variables: OXEN_API_KEY, OXEN_BASE_URL."""

    provider: ClassVar[str] = "oxen"
    makes: ClassVar[str] = "images, video"
    adapter: ClassVar[str] = "generation_jobs.providers.oxen"


class Finetuning(Settings):
    """Settings of Finetuning.ai (music). Environment variables: FINETUNING_API_KEY, FINETUNING_BASE_URL."""

    provider: ClassVar[str] = "finetuning"
    makes: ClassVar[str] = "music"
    adapter: ClassVar[str] = "generation_jobs.providers.finetuning"


BUILT_IN: dict[str, type[Settings]] = {kind.provider: kind for kind in (Breeze, PlayAI, Bland, Oxen, Finetuning)}
"""The settings classes of the providers of this package, by provider."""
