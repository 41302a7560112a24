"""Pagination of list operations (`x-pages`), as the templates print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.union import UnionProperty

from scripts.codegen.clients.operations.annotations import annotation
from scripts.codegen.openapi.document import CodegenError, Document

if TYPE_CHECKING:
    from openapi_python_client.parser.properties.protocol import PropertyProtocol

    from scripts.codegen.clients.operations.request import Request

Models: TypeAlias = dict[str, ModelProperty]

_STYLES = {"cursor", "offset", "page"}


@dataclass(frozen=True)
class Pagination:
    """How to find the items and the next page.

    Attributes:
        iterator: The name of the method that iterates over all items.
        item: The annotation of an item.
        imports: The imports that it needs.
        style: `cursor`, `offset` or `page`.
        parameter: The query parameter for it.
        items, next, more, total: Attribute paths in the response; empty if it has no such attribute.
    """

    iterator: str
    item: str
    imports: tuple[str, ...]
    style: str
    parameter: str
    items: tuple[str, ...]
    next: tuple[str, ...]
    more: tuple[str, ...]
    total: tuple[str, ...]


def pagination_of(
    name: str, pages: Document, request: Request, models: Models, response: PropertyProtocol
) -> Pagination:
    """Read `x-pages` of an operation.

    Args:
        name: The operation.
        pages: Its `x-pages`.
        request: Its request.
        models: The models of the package, by class name.
        response: Its response.

    Raises:
        CodegenError: A pointer leads nowhere, the items are not an array, or the operation lacks the parameter.
    """
    style, parameter = pages.get("style"), pages.get("parameter")
    if style not in _STYLES or (style == "cursor" and "next" not in pages):
        raise CodegenError(f"{name}: x-pages: style {style!r}: expected offset, page, or cursor with `next`")
    if parameter not in {argument.key for argument in request.query}:
        raise CodegenError(f"{name}: x-pages: {parameter!r} is not a query parameter of the operation")
    places = {key: _attributes(name, response, pages.get(key), models) for key in ("items", "next", "more", "total")}
    items = places["items"][1]
    if not isinstance(items, ListProperty):
        raise CodegenError(f"{name}: x-pages: items {pages.get('items')!r}: not an array")
    return Pagination(
        iterator=f"iter_{name.removeprefix('list_')}",
        item=annotation(items.inner_property),
        imports=tuple(sorted(items.inner_property.get_lazy_imports(prefix="..."))),
        style=str(style),
        parameter=str(parameter),
        **{key: place for key, (place, _) in places.items()},
    )


def _attributes(
    name: str, response: PropertyProtocol, at: str | None, models: Models
) -> tuple[tuple[str, ...], PropertyProtocol]:
    """Follow a JSON pointer into a response; return the attributes on the way, and the property at its end."""
    found, place = _without_null(response), list[str]()
    for step in (at or "").split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        matching = [each for each in _fields(found, models) if each.name.get_untrusted_value() == key]
        if not matching:
            raise CodegenError(f"{name}: x-pages: {at!r} is not in the response")
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
