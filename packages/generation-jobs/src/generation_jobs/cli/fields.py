"""`name=value` words of the command line, as the parameters that a provider's submit takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from generation_jobs import parameters
from generation_jobs.errors import ConfigurationError
from generation_jobs.parameters import FIELDS
from generation_jobs.settings import KINDS


def parsed(provider: str, words: list[str]) -> dict[str, Any]:
    """The parameters. `name=@FILE` reads a value from a file; what is no text is written as JSON.

    Raises `ConfigurationError` for a word that is not `name=value`, an unreadable file, and a value that is not JSON.
    Whether the provider knows the name and allows the value is checked by the submit.
    """
    hints = get_type_hints(getattr(parameters, f"{KINDS[provider].__name__}Parameters"))
    found: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise ConfigurationError(f"{word!r}: write NAME=VALUE; {provider} takes {', '.join(FIELDS[provider])}")
        found[name] = _typed(name, _content(value), hints.get(name, str))
    return found


def told(provider: str) -> str:
    """Every field of a provider with its help, one a paragraph."""
    return "\n\n".join(f"{name}: {help_}" for name, help_ in FIELDS[provider].items())


def _content(value: str) -> str:
    if not value.startswith("@"):
        return value
    try:
        return Path(value[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ConfigurationError(f"{value}: cannot be read as text: {error}") from error


def _typed(name: str, value: str, hint: object) -> object:
    if _is_text(hint):
        return value
    try:
        return json.loads(value)
    except ValueError:
        if any(_is_text(part) for part in get_args(hint)):
            return value  # a union that takes text too
        raise ConfigurationError(f"{name}={value}: write a number, true, false or JSON") from None


def _is_text(hint: object) -> bool:
    if get_origin(hint) is Literal:
        return all(isinstance(part, str) for part in get_args(hint))
    return hint is str
