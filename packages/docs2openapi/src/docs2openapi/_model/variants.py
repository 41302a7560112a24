"""A body with several variants, each listed in full: one of its fields has another value in each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.field import Field


def join_variants(fields: Sequence[Field]) -> list[Field]:
    """Join the listings of each field to one, if the fields are those of several variants; else return them as given.

    A field is required only if it is so in all variants, and it can have the values that it has in any of them.
    """
    listings: dict[tuple[str, ...], list[Field]] = {}
    for field in fields:
        listings.setdefault(field.path, []).append(field)
    count = max(map(_distinct_values, listings.values()), default=0)
    return [_join(listing, count) for listing in listings.values()] if count else list(fields)


def _distinct_values(listing: Sequence[Field]) -> int:
    """Return how many variants the listings of a field tell apart, each by one value of its own; 0 if they do not."""
    values = [tuple(field.schema.get("enum", ())) for field in listing]
    is_apart = len(values) > 1 and all(len(each) == 1 for each in values) and len(set(values)) == len(values)
    return len(values) if is_apart else 0


def _join(listing: Sequence[Field], count: int) -> Field:
    first = listing[0]
    values = [value for field in listing for value in field.schema.get("enum", ())]
    schema = {**first.schema, "enum": list(dict.fromkeys(values))} if values else first.schema
    is_required = len(listing) >= count and all(field.required for field in listing)
    return replace(first, schema=schema, required=is_required)
