"""JSON documents and the names of the places in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Document: TypeAlias = dict[str, Any]
Steps: TypeAlias = tuple[str | int, ...]


class CodegenError(Exception):
    """A fault in the repository's own files stops the road; the message says what, where and what to do."""


def pointer(steps: Steps) -> str:
    """Write a place in a document as a JSON pointer (RFC 6901); the root is the empty string."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def walk(
    value: Json, steps: Steps = (), *, skip: Callable[[Steps], bool] = lambda _: False
) -> Iterator[tuple[Steps, Json]]:
    """Give every value in ``value`` with its place, parents before children, in document order.

    What stands at a place for which ``skip`` is true is left out, with everything below it.
    """
    yield steps, value
    if isinstance(value, dict):
        children: Iterator[tuple[str | int, Json]] = iter(value.items())
    elif isinstance(value, list):
        children = iter(enumerate(value))
    else:
        return
    for key, child in children:
        if not skip((*steps, key)):
            yield from walk(child, (*steps, key), skip=skip)
