"""JSON documents, and places in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Document: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead from the root of a document to a value."""


class CodegenError(Exception):
    """A file of the repository is wrong; the message says what is wrong, where, and what to do."""


def pointer(place: Place) -> str:
    """Return a place as a JSON pointer (RFC 6901); the root is the empty string."""
    return "".join("/" + str(key).replace("~", "~0").replace("/", "~1") for key in place)


def walk(
    value: Json, place: Place = (), *, skip: Callable[[Place], bool] = lambda _: False
) -> Iterator[tuple[Place, Json]]:
    """Yield every value in a document with its place, parents before children, in document order.

    Args:
        value: The document, or a part of it.
        place: Where ``value`` is.
        skip: Returns True for a place to leave out, with everything below it.
    """
    yield place, value
    if isinstance(value, dict):
        children: Iterator[tuple[str | int, Json]] = iter(value.items())
    elif isinstance(value, list):
        children = iter(enumerate(value))
    else:
        return
    for key, child in children:
        if not skip((*place, key)):
            yield from walk(child, (*place, key), skip=skip)
