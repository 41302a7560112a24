"""`NAME=VALUE` words of the command line, as the parameters that a provider's submit takes."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from generation_jobs import ConfigurationError, parameter_types, parameters
from generation_jobs.errors import enumeration, suggestion

from generation_jobs_cli.interruptible_reader import interruptible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence


def parse_fields(provider: str, words: Sequence[str]) -> dict[str, Any]:
    """Parse the words. A value that is not text is written as JSON; `OUTER.INNER=VALUE` sets a part of a field.

    Whether the provider has such a parameter and allows such a value is checked by the submit.

    Raises:
        ConfigurationError: A word is not `NAME=VALUE`, a field is empty or given twice, a required one is missing, a
            file cannot be read, or a value is not JSON.
    """
    types, required = parameter_types(provider), required_fields(provider)
    fields: dict[str, Any] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not all(name.split(".")):
            raise ConfigurationError(f"{word!r}: write NAME=VALUE; {provider} takes {', '.join(types)}")
        if name == "key":  # the argument of submit that names it
            raise ConfigurationError(f"{provider} has no parameter 'key'; --key names the submit")
        text = _content(word, value)
        if not text.strip():  # a slip that would be paid for, such as duration=$UNSET
            needs_text = name in required or value.startswith("@")
            raise ConfigurationError(f"{word} is empty: give a {'text' if needs_text else 'value, or leave it out'}")
        _set(fields, word, _value(word, text, _type_of(name, types)), types)
    if missing := [name for name in required if name not in fields]:
        for name in fields.keys() - types.keys():  # probably one that is missing
            raise ConfigurationError(f"{provider} has no parameter {name!r}: {suggestion(name, types)}")
        raise ConfigurationError(needs(provider, missing))
    return fields


def needs(provider: str, missing: Sequence[str]) -> str:
    """Return that a submit needs these parameters, and how to give them."""
    return f"{provider} needs {enumeration(missing)}: write {' '.join(f'{name}=VALUE' for name in missing)}"


def fields_help(provider: str) -> str:
    """Return the help of every parameter of a provider, each a paragraph: its name alone if another package has it."""
    declared = _declared(provider)
    if declared is None:
        with suppress(ConfigurationError):  # a submit says what is wrong with the package
            return "\n\n".join(parameter_types(provider))
        return ""
    types = get_type_hints(declared)
    required = required_fields(provider)
    return "\n\n".join(
        f"{name}{' (required)' if name in required else ''}: {text}{_parts_help(name, types.get(name))}"
        for name, text in parameters.FIELDS.get(provider, {}).items()
    )


def required_fields(provider: str) -> list[str]:
    """Return the parameters that a submit needs; none if another package brings the provider."""
    required: frozenset[str] = getattr(_declared(provider), "__required_keys__", frozenset())
    return [name for name in parameters.FIELDS.get(provider, ()) if name in required]


def field_meant(provider: str, word: str) -> str | None:
    """Return the field of a provider that a word like `--tags=x` names, None if it names none."""
    name = word.lstrip("-").partition("=")[0].replace("-", "_")
    known = parameters.FIELDS.get(provider, {})
    return name if word.startswith("-") and name.partition(".")[0] in known else None


def complete_field(provider: str, given: Sequence[str], incomplete: str) -> list[str]:
    """Return the words that can stand in place of an incomplete one: names of fields, or the choices of one."""
    types = parameter_types(provider)
    parts = [f"{outer}.{part}" for outer, kind in types.items() for part in _parts(kind)]
    name, equals, _ = incomplete.partition("=")
    if begun := _begun(given, {*types, *parts}):
        words = _choices(_type_of(begun, types))
    elif equals:
        words = [f"{name}={choice}" for choice in _choices(_type_of(name, types))]
    else:
        taken = {word.partition("=")[0] for word in given}
        left = [one for one in (parts if "." in name else types) if one not in taken and one.startswith(name)]
        words = _beginnings(left[0], types) if len(left) == 1 else [f"{one}=" for one in left]
    return [word for word in words if word.startswith(incomplete)]


def _beginnings(name: str, types: Mapping[str, object]) -> list[str]:
    """Return how a field may go on: several ways, as shells put a space behind a word that is the only one."""
    if parts := _parts(types.get(name)):
        return [f"{name}.{part}=" for part in parts]
    return [f"{name}={value}" for value in _choices(_type_of(name, types)) or ("", "@FILE")]


def _begun(given: Sequence[str], names: Collection[str]) -> str:
    """Return the field whose value is to come: bash makes three words of NAME=VALUE, and typer drops a last `=`."""
    words = ["", *given]
    if words[-1] == "=":
        return words[-2]
    return words[-1] if words[-1] in names and words[-2] != "=" else ""


def _set(fields: dict[str, Any], word: str, value: object, types: Mapping[str, object]) -> None:
    name = word.partition("=")[0]
    outer, _, inner = name.partition(".")
    if inner and _is_text(types.get(outer)):
        raise ConfigurationError(f"{word}: {outer} has no parts: write {outer}=VALUE")
    place, key = (fields.setdefault(outer, {}), inner) if inner else (fields, outer)
    if not isinstance(place, dict) or key in place:
        raise ConfigurationError(f"{word}: {name} has a value already; give each field once")
    place[key] = value


def _content(word: str, value: str) -> str:
    """Return the value itself, or what is in the file that it names."""
    if not value.startswith("@"):
        return _decoded(word, value)
    if value.startswith("@@"):
        return _decoded(word, value[1:])
    if value == "@":
        raise ConfigurationError(f"{word}: name a file after @; for a text with @, write @@")
    try:
        return _read(value[1:]).decode()
    except OSError as error:
        raise ConfigurationError(
            f"{word}: the file cannot be read: {error.strerror or error}; for a text with @, write @@"
        ) from error
    except UnicodeError as error:
        raise ConfigurationError(f"{word}: the file is not text in UTF-8") from error


def _decoded(word: str, value: str) -> str:
    """Return a value as text: what a locale without UTF-8 cannot decode arrives as halves of surrogate pairs."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return _in_utf8(word, value)
    return value


def _in_utf8(word: str, value: str) -> str:
    try:
        return os.fsencode(value).decode()
    except UnicodeError as error:
        raise ConfigurationError(f"{word}: the value is not text in UTF-8") from error


def _read(name: str) -> bytes:
    """Read a file, of which `-` is stdin, and which may be a pipe too."""
    if name == "-":
        return interruptible(sys.stdin.buffer).read()
    with Path(name).open("rb") as file:
        return interruptible(file).read()


def _value(word: str, text: str, type_: object) -> object:
    if _is_text(type_):
        return text
    try:
        value: object = json.loads(text)
    except ValueError:
        if type_ is object or any(_is_text(part) for part in _variants(type_)):
            return text  # anything, or a union that takes text too
    else:
        if type_ is object or not isinstance(value, bool | None) or type(value) in _variants(type_):
            return value
    raise ConfigurationError(f"{word}: write {_wanted(word.partition('=')[0], type_)}")


def _variants(type_: object) -> tuple[object, ...]:
    """Return the types of a union; the type itself if it is none."""
    return get_args(type_) if get_origin(type_) in {Union, UnionType} else (type_,)


def _wanted(name: str, type_: object) -> str:
    """Return how a value is written that is not text."""
    if parts := _parts(type_):
        return f"JSON, or {_example(name, parts)}"
    if get_origin(type_) is dict:
        return f"JSON, or {name}.NAME=VALUE"
    kinds = {int: "a whole number", float: "a number", bool: "true or false"}
    found = [kinds[part] for part in (type_, *get_args(type_)) if part in kinds]
    choices = ", ".join(_choices(type_))
    return found[-1] if found else f"one of {choices}" if choices else "JSON"


def _is_text(type_: object) -> bool:
    if get_origin(type_) is Literal:
        return all(isinstance(part, str) for part in get_args(type_))
    return type_ is str


def _declared(provider: str) -> type | None:
    """Return the `TypedDict` of a provider's parameters; None if another package brings the provider."""
    names = (name for name in parameters.__all__ if name.lower() == f"{provider}parameters")
    return next((getattr(parameters, name) for name in names), None)


def _type_of(name: str, types: Mapping[str, object]) -> object:
    """Return the type of a field or of a part of it; text for an unknown field, and anything for an unknown part."""
    outer, _, inner = name.partition(".")
    return _parts(types.get(outer)).get(inner, object) if inner else types.get(outer, str)


def _parts(type_: object) -> dict[str, object]:
    """Return the names and types of a field's parts, empty if it has none."""
    found = (part for part in (type_, *get_args(type_)) if is_typeddict(part))
    return next((get_type_hints(part) for part in found), dict[str, object]())


def _parts_help(name: str, type_: object) -> str:
    """Return the parts of a field with their choices, and how to set one."""
    if not (parts := _parts(type_)):
        return ""
    listed = (f"{part} ({', '.join(_choices(kind))})" if _choices(kind) else part for part, kind in parts.items())
    return f" Write {_example(name, parts)}, or JSON with: {', '.join(listed)}."


def _example(name: str, parts: Mapping[str, object]) -> str:
    """Return how to set the part of a field that shows best what to write."""
    part, kind = max(parts.items(), key=lambda item: len(_choices(item[1])) > 0)
    return f"{name}.{part}={next(iter(_choices(kind)), 'VALUE')}"


def _choices(type_: object) -> list[str]:
    """Return the values that a field may have, if only some are allowed."""
    return list(_iterate_choices(type_))


def _iterate_choices(type_: object) -> Iterator[str]:
    if type_ is bool:
        yield from ("true", "false")
    for part in get_args(type_):
        if get_origin(type_) is Literal:
            yield str(part)
        else:
            yield from _iterate_choices(part)
