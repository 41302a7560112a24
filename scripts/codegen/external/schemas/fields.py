"""Choose a unique Python name for each field of an object."""

from __future__ import annotations

import re
import unicodedata
from itertools import count, islice
from typing import TYPE_CHECKING

from openapi_python_client.strings import PythonIdentifier

from scripts.codegen.clients.reserved_names import RESERVED_FIELDS
from scripts.codegen.external.naming import note_name, snake

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document

MOST_FIELDS = 1_000


def readable_fields(properties: Document, model: str, notes: Notes) -> dict[str, str]:
    """Return the keys of an object by the names that the generator is given: the key itself, if it can be.

    Args:
        properties: The fields of the object.
        model: Its name, for notes.
        notes: Get a note if there are too many fields, or if one has a name with a number.
    """
    if len(properties) > MOST_FIELDS:
        notes.add(f"{model}: fields after the first {MOST_FIELDS} are in additional_properties")
    found: dict[str, str] = {}
    taken = {*RESERVED_FIELDS}
    for key in islice(properties, MOST_FIELDS):
        name = str(PythonIdentifier(value=key, prefix="field_"))
        if _can_name(name) and name not in taken:
            found[key] = key
            taken.add(name)
    for key in islice(properties, MOST_FIELDS):
        if key not in found:
            found[key] = _free(snake(key, "field"), taken)
            taken.add(found[key])
        _note_name(key, found[key], model, notes)
    return {found[key]: key for key in islice(properties, MOST_FIELDS)}


def _note_name(key: str, found: str, model: str, notes: Notes) -> None:
    wanted = snake(key, "field")
    if found not in (key, wanted):
        notes.add(f"{model} {key}: is the attribute {found}: the name {wanted} is in use")
    else:
        note_name(notes, "field", key, "the attribute", str(PythonIdentifier(found, prefix="field_")))


def _free(wanted: str, taken: set[str]) -> str:
    """Return a name with the lowest number that makes it unique."""
    names = (wanted if number == 1 else f"{wanted.rstrip('_')}_{number}" for number in count(1))
    return next(name for name in names if name not in taken)


def _can_name(name: str) -> bool:
    plain = unicodedata.normalize("NFKC", name) == name
    return plain and bool(re.sub(r"^field_|_", "", name))
