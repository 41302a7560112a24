"""JSON whose values are words for types: ``"string (required)"``. It only looks like an example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.schema import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.schema import Json

_WORDS = re.compile(
    r"(?P<type>(?:string|number|integer|int|float|boolean|bool|object|array)(?:\[\])?(?: ?\| ?null)?)"
    r"(?:\s*(?:[,(:]|\s[–—-])\s*(?P<more>.*?)\)?)?",
    re.IGNORECASE | re.DOTALL,
)


# The same without a type: ``Required, number of the channel``.
_FLAGGED = re.compile(r"(?:required|optional)\s?[,:.–—-]\s+\S.*", re.IGNORECASE | re.DOTALL)


class TypeWords(NamedTuple):
    """A type, which can be missing in front of a flag, and what stands behind it."""

    type: str
    more: str


def parse_type_words(text: str) -> TypeWords | None:
    """Parse a text that begins with a type or a flag; None if it is anything else.

    >>> parse_type_words("number (0 - 2)")
    TypeWords(type='number', more='0 - 2')
    """
    if _FLAGGED.fullmatch(text.strip()):
        return TypeWords("", text.strip())
    match = _WORDS.fullmatch(text.strip())
    return TypeWords(match["type"], match["more"] or "") if match else None


def has_type_words(value: Json) -> bool:
    """Return whether all values of an object are words for types, and one says more than ``string``.

    An example can have the word "string" in place of each text.
    """
    words = [parse_type_words(leaf) if isinstance(leaf, str) else None for leaf in _leaves(value)]
    known = [each for each in words if each is not None]
    return is_object(value) and len(known) == len(words) > 0 and any(each != ("string", "") for each in known)


def _leaves(value: Json) -> Iterator[Json]:
    """Return the values that are neither objects nor lists; an empty one counts as nothing."""
    if is_object(value):
        for child in value.values():
            yield from _leaves(child)
    elif is_list(value):
        for child in value:
            yield from _leaves(child)
    else:
        yield value
