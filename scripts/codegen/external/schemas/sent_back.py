"""Name the models of responses that can be sent in requests.

A framework may describe one object twice, for requests and for responses, under names that belong together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scripts.codegen.openapi.document import Document

_PAIRS = ((r"-Input$", "-Output"), (r"/(?:Patched)?([^/]+)Request$", r"/\1"))
"""The names for requests and for responses that FastAPI and drf-spectacular give to one object."""


def name_models(
    requests: Mapping[object, Document], responses: Mapping[object, str], components: Mapping[str, Document]
) -> None:
    """Name the model of each object in requests that a response has, too, as its `x-model`.

    Args:
        requests: The adapted objects in requests, by what identifies them in the document.
        responses: The names of the objects in responses, likewise.
        components: The adapted objects in responses, by name.
    """
    for key, found in requests.items():
        if key in responses:
            found["x-model"] = responses[key]
        elif model := next((responses[each] for each in _counterparts(key) if each in responses), None):
            _name_counterpart(found, model, components[model])


def _counterparts(key: object) -> Iterable[str]:
    """Return how an object may be called that describes in responses what this one does in requests."""
    if not isinstance(key, str):
        return ()
    return (re.sub(pattern, name, key) for pattern, name in _PAIRS if re.search(pattern, key))


def _name_counterpart(found: Document, model: str, component: Document) -> None:
    """Name a model that has all that a request requires; what else it has is not sent."""
    names, known = mapping(component.get("x-keys")), mapping(found.get("properties"))
    keys = [str(names.get(field, field)) for field in mapping(component.get("properties"))]
    if all(key in keys for key in items(found.get("required"))):
        found["x-model"] = model
        found["x-read-only"] = [*items(found.get("x-read-only")), *(key for key in keys if key not in known)]
