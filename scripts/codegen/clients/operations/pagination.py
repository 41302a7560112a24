"""Pagination of list operations (`x-pages`), as the templates print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openapi_python_client.parser.properties.list_property import ListProperty

from scripts.codegen.clients.operations.annotations import annotation
from scripts.codegen.clients.operations.response_attributes import attributes_at
from scripts.codegen.openapi.document import CodegenError, Document

if TYPE_CHECKING:
    from openapi_python_client.parser.properties.protocol import PropertyProtocol

    from scripts.codegen.clients.operations.request import Request
    from scripts.codegen.clients.operations.response_attributes import Models

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
    places = {
        key: attributes_at(f"{name}: x-pages", response, pages.get(key), models)
        for key in ("items", "next", "more", "total")
    }
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
