"""Where a value of a response is, as attributes of the models."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.union import UnionProperty

from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from openapi_python_client.parser.properties.protocol import PropertyProtocol

Models: TypeAlias = dict[str, ModelProperty]


def attributes_at(
    where: str, response: PropertyProtocol, at: str | None, models: Models
) -> tuple[tuple[str, ...], PropertyProtocol]:
    """Follow a JSON pointer into a response; return the attributes on the way, and the property at its end.

    Args:
        where: What the pointer is from, for messages.
        response: The response.
        at: The pointer; None is the response itself.
        models: The models of the package, by class name.

    Raises:
        CodegenError: It leads nowhere.
    """
    found, place = _without_null(response), list[str]()
    for step in (at or "").split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        matching = [each for each in _fields(found, models) if each.name.get_untrusted_value() == key]
        if not matching:
            raise CodegenError(f"{where}: {at!r} is not in the response")
        place.append(str(matching[0].python_name))
        found = _without_null(matching[0])
    return tuple(place), found


def _fields(prop: PropertyProtocol, models: Models) -> list[PropertyProtocol]:
    if not isinstance(prop, ModelProperty):
        return []
    # A reference to a model may be a copy from before its fields were parsed.
    model = models[prop.class_info.name]
    return [*(model.required_properties or ()), *(model.optional_properties or ())]


def _without_null(prop: PropertyProtocol) -> PropertyProtocol:
    """Return the property of a value that is not null."""
    if not isinstance(prop, UnionProperty):
        return prop
    kinds = [inner for inner in prop.inner_properties if not isinstance(inner, NoneProperty)]
    return kinds[0] if len(kinds) == 1 else prop
