"""Enumerations whose values stand each in a mapping, as Fern prints them: ``enum: [{value: DONE}]``."""

from __future__ import annotations

from typing import Any

from docs2openapi._model.schema import is_list, is_object

_KEYS = {"value", "description", "name"}


def with_plain_enums(value: Any) -> Any:
    """Replace such values by what they hold, in place, at any depth of a document."""
    children = value.values() if is_object(value) else value if is_list(value) else ()
    for child in children:
        with_plain_enums(child)
    if is_object(value) and is_list(enum := value.get("enum")) and enum and all(map(_is_wrapped, enum)):
        value["enum"] = [each["value"] for each in enum]
    return value


def _is_wrapped(value: object) -> bool:
    return is_object(value) and "value" in value and set(value) <= _KEYS and not isinstance(value["value"], dict | list)
