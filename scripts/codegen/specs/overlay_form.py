"""The form of an OpenAPI Overlay document, versions 1.0 to 1.2, and the actions that it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scripts.codegen.openapi.document import CodegenError, Document, pointer
from scripts.codegen.openapi.json_schema import faults
from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

_REUSABLE = "#/components/actions/"
_TEXT: Document = {"type": "string"}
_URI_OF_DOCUMENT: Document = {"type": "string", "pattern": "^[^#]*$"}  # a fragment would name a part of one
_EXTENSIBLE: Document = {"type": "object", "patternProperties": {"^x-": {}}, "additionalProperties": False}
_CHANGES: Document = {"description": _TEXT, "copy": _TEXT, "remove": {"type": "boolean"}, "update": {}}
_ACTION: Document = {
    **_EXTENSIBLE,
    "required": ["target"],
    "properties": {"target": _TEXT, **_CHANGES},
}
_REFERENCE: Document = {
    **_EXTENSIBLE,
    "required": ["target"],
    "properties": {"$ref": {**_TEXT, "pattern": f"^{_REUSABLE}[^/]+$"}, "target": _TEXT, **_CHANGES},
}
_FIELDS: Document = {**_EXTENSIBLE, "properties": _CHANGES}
_COMPONENT: Document = {**_EXTENSIBLE, "properties": {"description": _TEXT, "fields": _FIELDS}}
_COMPONENTS: Document = {
    **_EXTENSIBLE,
    "properties": {"actions": {"type": "object", "additionalProperties": _COMPONENT}},
}
_OVERLAY: Document = {
    **_EXTENSIBLE,
    "required": ["overlay", "info", "actions"],
    "properties": {
        "overlay": _TEXT,
        "$self": _URI_OF_DOCUMENT,
        "info": {"type": "object", "required": ["title", "version"]},
        "extends": _URI_OF_DOCUMENT,
        "components": _COMPONENTS,
        "actions": {
            "type": "array",
            "minItems": 1,
            "items": {"if": {"required": ["$ref"]}, "then": _REFERENCE, "else": _ACTION},
        },
    },
}
_SINCE_1_2 = ("$self", "components")


class OverlayError(CodegenError):
    """An overlay is malformed or does not fit its document; the message names the action and its target."""


def read_actions(overlay: Document) -> list[Document]:
    """Return the actions of an overlay; a reference to a reusable action stands for its fields.

    Raises:
        OverlayError: The document is not an overlay; the message has the JSON pointer of each fault.
    """
    found = [f"{pointer(place) or 'root'}: {message}" for place, message in faults(overlay, _OVERLAY)]
    if not found:
        found = list(_conflicts(overlay))
    if found:
        raise OverlayError("; ".join(found))
    return [resolved_action(overlay, action) for action in overlay["actions"]]


def resolved_action(overlay: Document, action: Document) -> Document:
    """Return an action with the fields of the reusable action that it refers to, as far as these are there."""
    fields = mapping(mapping(_reusable(overlay).get(_name(action))).get("fields"))
    return {**fields, **{key: value for key, value in action.items() if key != "$ref"}}


def _conflicts(overlay: Document) -> Iterator[str]:
    """Yield what JSON Schema cannot say, or only in words that help nobody."""
    if not re.fullmatch(r"1\.[012]\.\d+", overlay["overlay"]):
        yield f"/overlay: version {overlay['overlay']} is not supported; the versions are 1.0.0, 1.1.0 and 1.2.0"
    elif not overlay["overlay"].startswith("1.2."):
        yield from (f"/{name}: needs `overlay: 1.2.0`" for name in _SINCE_1_2 if name in overlay)
    for number, action in enumerate(actions := overlay["actions"]):
        if action in actions[:number]:
            yield f"/actions/{number}: is the same as /actions/{actions.index(action)}; remove one of them"
        yield from (f"/actions/{number}{message}" for message in _conflicts_of_action(overlay, action))


def _conflicts_of_action(overlay: Document, action: Document) -> Iterator[str]:
    if "copy" in action and overlay["overlay"].startswith("1.0."):
        yield "/copy: needs `overlay: 1.1.0`"
    if "$ref" in action and _name(action) not in _reusable(overlay):
        known = ", ".join(_reusable(overlay)) or "none"
        yield f"/$ref: {action['$ref']} does not exist; the reusable actions are: {known}"
        return
    kinds = resolved_action(overlay, action).keys() & {"update", "copy", "remove"}
    if not kinds:
        owner = f"the reusable action {_name(action)} " if "$ref" in action else ""
        yield f": {owner}has no `update`, `copy` or `remove`"
    if {"update", "copy"} <= kinds:
        yield ": has `update` and `copy`, each of which has no effect beside the other; write two actions"


def _reusable(overlay: Document) -> Document:
    return mapping(mapping(overlay.get("components")).get("actions"))


def _name(action: Document) -> str:
    token = unquote(str(action.get("$ref", "")).removeprefix(_REUSABLE))
    return token.replace("~1", "/").replace("~0", "~")
