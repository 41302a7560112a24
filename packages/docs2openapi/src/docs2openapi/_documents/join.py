"""Several OpenAPI documents joined to one, as exports have a fence for each operation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from docs2openapi._model.schema import is_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._openapi.document import Document

# What operations inherit from their document: kept with each where the documents differ.
_INHERITED = ("servers", "security")


def join_documents(documents: Sequence[Document]) -> Document:
    """Join documents: the operations of all, each component once; of two with one name the second is renamed."""
    joined, *others = documents
    for other in others:
        renamed = _with_free_names(other, joined)
        for key in _INHERITED:
            if renamed.get(key) != joined.get(key):
                _keep_with_operations(renamed, key)
        for path, item in renamed.get("paths", {}).items():
            joined.setdefault("paths", {}).setdefault(path, {}).update(
                {key: value for key, value in item.items() if key not in joined["paths"][path]}
            )
        for kind, named in renamed.get("components", {}).items():
            joined.setdefault("components", {}).setdefault(kind, {}).update(named)
    return joined


def _keep_with_operations(document: Document, key: str) -> None:
    for item in document.get("paths", {}).values():
        for operation in item.values():
            if is_object(operation) and key in document:
                operation.setdefault(key, document[key])


def _with_free_names(document: Document, joined: Document) -> Document:
    """Rename the components that the joined document has under the same name, but otherwise."""
    text = json.dumps(document)
    for kind, named in document.get("components", {}).items():
        taken = joined.get("components", {}).get(kind, {})
        for name, value in named.items():
            if name in taken and taken[name] != value:
                free = next(f"{name}_{n}" for n in range(2, len(taken) + 3) if f"{name}_{n}" not in taken)
                text = text.replace(
                    json.dumps(f"#/components/{kind}/{name}"), json.dumps(f"#/components/{kind}/{free}")
                )
                text = _renamed(text, kind, name, free)
    renamed: Document = json.loads(text)
    return renamed


def _renamed(text: str, kind: str, name: str, free: str) -> str:
    document = json.loads(text.replace(f'"#/components/{kind}/{name}"', f'"#/components/{kind}/{free}"'))
    named = document["components"][kind]
    document["components"][kind] = {free if key == name else key: value for key, value in named.items()}
    return json.dumps(document)
