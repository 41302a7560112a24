"""Lists that come in pages: where their items are, and how the next page is asked for (`x-pages`)."""

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
class Listing:
    """How a list goes on. Places are names of attributes, one below the other; an empty one is not there."""

    iterator: str
    item: str
    imports: tuple[str, ...]
    style: str
    parameter: str
    items: tuple[str, ...]
    next: tuple[str, ...]
    more: tuple[str, ...]
    total: tuple[str, ...]


def listing_of(name: str, pages: Document, request: Request, models: Models, answer: PropertyProtocol) -> Listing:
    """Read `x-pages` of an operation; ``models`` are those of the package, by the names of their classes.

    Raises:
        CodegenError: A pointer leads to nothing, the items are no array, or the parameter is none of the operation's.
    """
    style, parameter = pages.get("style"), pages.get("parameter")
    if style not in _STYLES or (style == "cursor" and "next" not in pages):
        raise CodegenError(f"{name}: x-pages: style {style!r}: expected offset, page, or cursor with `next`")
    if parameter not in {argument.key for argument in request.query}:
        raise CodegenError(f"{name}: x-pages: {parameter!r} is no query parameter of the operation")
    places = {key: _place(name, answer, pages.get(key), models) for key in ("items", "next", "more", "total")}
    items = places["items"][1]
    if not isinstance(items, ListProperty):
        raise CodegenError(f"{name}: x-pages: items {pages.get('items')!r}: no array")
    return Listing(
        iterator=f"iter_{name.removeprefix('list_')}",
        item=annotation(items.inner_property),
        imports=tuple(sorted(items.inner_property.get_lazy_imports(prefix="..."))),
        style=str(style),
        parameter=str(parameter),
        **{key: place for key, (place, _) in places.items()},
    )


def _place(
    name: str, answer: PropertyProtocol, at: str | None, models: Models
) -> tuple[tuple[str, ...], PropertyProtocol]:
    """Follow a JSON pointer from an answer down: the attributes on the way, and what stands at its end."""
    found, place = _plain(answer), list[str]()
    for step in (at or "").split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        matching = [each for each in _fields(found, models) if each.name.get_untrusted_value() == key]
        if not matching:
            raise CodegenError(f"{name}: x-pages: {at!r} leads to nothing in the answer")
        place.append(str(matching[0].python_name))
        found = _plain(matching[0])
    return tuple(place), found


def _fields(prop: PropertyProtocol, models: Models) -> list[PropertyProtocol]:
    if not isinstance(prop, ModelProperty):
        return []
    # What refers to a model may hold a copy of it from before its fields were read.
    model = models[prop.class_info.name]
    return [*(model.required_properties or ()), *(model.optional_properties or ())]


def _plain(prop: PropertyProtocol) -> PropertyProtocol:
    """Give what a value is where it is not null."""
    if not isinstance(prop, UnionProperty):
        return prop
    kinds = [inner for inner in prop.inner_properties if not isinstance(inner, NoneProperty)]
    return kinds[0] if len(kinds) == 1 else prop
