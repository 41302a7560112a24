"""`NAME=VALUE` words of the command line, as the parameters that a provider's submit takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from generation_jobs import ConfigurationError, parameter_types
from generation_jobs.parameters import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping


def parse_fields(provider: str, words: list[str]) -> dict[str, Any]:
    """Parse the words. `NAME=@FILE` reads a value from a file; a value that is not text is written as JSON.

    Whether the provider has such a parameter and allows such a value is checked by the submit.

    Raises:
        ConfigurationError: A word is not `NAME=VALUE`, a file cannot be read, or a value is not JSON.
    """
    types = parameter_types(provider)
    return dict(_parse_field(word, provider, types) for word in words)


def fields_help(provider: str) -> str:
    """The help of every parameter of a provider, each a paragraph. No other package is loaded for it."""
    return "\n\n".join(f"{name}: {text}" for name, text in FIELDS.get(provider, {}).items())


def _parse_field(word: str, provider: str, types: Mapping[str, object]) -> tuple[str, object]:
    name, equals, value = word.partition("=")
    if not equals:
        raise ConfigurationError(f"{word!r}: write NAME=VALUE; {provider} takes {', '.join(types)}")
    if name == "key":  # the argument of submit that names it
        raise ConfigurationError(f"{provider} has no parameter 'key'; --key names the submit")
    return name, _value(name, _content(value), types.get(name, str))


def _content(value: str) -> str:
    """The value itself, or what is in its file."""
    if not value.startswith("@"):
        return value
    try:
        return Path(value[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ConfigurationError(f"{value}: cannot be read as text: {error}") from error


def _value(name: str, text: str, type_: object) -> object:
    if _is_text(type_):
        return text
    try:
        return json.loads(text)
    except ValueError:
        if any(_is_text(part) for part in get_args(type_)):
            return text  # a union that takes text too
        raise ConfigurationError(f"{name}={text}: write a number, true, false or JSON") from None


def _is_text(type_: object) -> bool:
    if get_origin(type_) is Literal:
        return all(isinstance(part, str) for part in get_args(type_))
    return type_ is str
