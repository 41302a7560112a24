"""`name=value` words of the command line, as the parameters that a provider's submit takes."""

from __future__ import annotations

import json
import re
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from generation_jobs import parameters
from generation_jobs._core.errors import ConfigurationError
from generation_jobs._generated.parameters import FIELDS
from generation_jobs.providers import load
from generation_jobs.providers.registry import settings_kind
from generation_jobs.providers.settings import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping


def parsed(provider: str, words: list[str]) -> dict[str, Any]:
    """The parameters. `name=@FILE` reads a value from a file; what is no text is written as JSON.

    Raises `ConfigurationError` for a word that is not `name=value`, an unreadable file, and a value that is not JSON.
    Whether the provider knows the name and allows the value is checked by the submit.
    """
    hints = _hints(provider)
    found: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise ConfigurationError(f"{word!r}: write NAME=VALUE; {provider} takes {', '.join(hints)}")
        found[name] = _typed(name, _content(value), hints.get(name, str))
    return found


def told(provider: str) -> str:
    """Every field of a provider with its help, one a paragraph; nothing of another package is loaded for it."""
    return "\n\n".join(f"{name}: {help_}" for name, help_ in FIELDS.get(provider, {}).items())


def _hints(provider: str) -> Mapping[str, object]:
    """The types of a provider's fields, by name."""
    if provider in KINDS:
        return get_type_hints(getattr(parameters, f"{KINDS[provider].__name__}Parameters"))
    submit = load(settings_kind(provider)).submit
    if submit is None:
        return {}
    # Another package's client keeps its annotations as text, not all of which can be evaluated outside a type checker.
    taken = signature(submit.operation.get_kwargs).parameters
    return {name: str if re.search(r"\bstr\b", str(field.annotation)) else object for name, field in taken.items()}


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
