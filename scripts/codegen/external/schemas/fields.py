"""Choose the fields of an object that can be attributes; the others stay in `additional_properties`."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from openapi_python_client.strings import PythonIdentifier

from scripts.codegen.clients.reserved_names import RESERVED_FIELDS

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document

MOST_FIELDS = 1_000


def readable_fields(properties: Document, model: str, notes: Notes) -> Document:
    """Return the properties with a unique Python name, and note the others."""
    kept: Document = {}
    taken: set[str] = set()
    if len(properties) > MOST_FIELDS:
        notes.add(f"{model}: fields after the first {MOST_FIELDS} are in additional_properties")
    for key, schema in islice(properties.items(), MOST_FIELDS):
        name = str(PythonIdentifier(value=key, prefix="field_"))
        if name in taken or not _can_name(name):
            notes.add(f"{model}: field {key!r} cannot be an attribute: it is in additional_properties")
        else:
            kept[key] = schema
            taken.add(name)
    return kept


def _can_name(name: str) -> bool:
    plain = unicodedata.normalize("NFKC", name) == name
    return plain and name not in RESERVED_FIELDS and bool(re.sub(r"^field_|_", "", name))
