"""A field is decoded to what its annotation says: no type checker compares the two, see decision 69."""

import importlib
import sys
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

CLIENTS = ["bland", "breeze", "finetuning", "oxen", "playai"]
VALUES = [None, True, 7, 0.5, "", "queued", "2026-01-01T00:00:00Z", [], ["text"], [1], [{}], {}, {"a": 1}]


def models(client: str) -> list[tuple[type[Any], dict[str, Any]]]:
    """Return each model of a client, and the annotations of its attributes."""
    package = importlib.import_module(f"{client}_jobs_client.models")
    names = {name: getattr(package, name) for name in package.__all__}
    found = [each for each in names.values() if hasattr(each, "from_dict")]
    return [(model, get_type_hints(model, localns=names)) for model in found]


def fits(value: Any, annotation: Any) -> bool:
    """Return whether a value is of a type, as a type checker sees it."""
    if annotation is Any:
        return True
    if get_origin(annotation) is UnionType:
        return any(fits(value, one) for one in get_args(annotation))
    if get_origin(annotation) is list:
        return isinstance(value, list) and all(fits(one, get_args(annotation)[0]) for one in value)
    if get_origin(annotation) is dict:
        return isinstance(value, dict) and all(fits(one, get_args(annotation)[1]) for one in value.values())
    if annotation is float:
        return type(value) in {int, float}
    return isinstance(value, annotation) and (annotation is not int or value is not True)


@pytest.mark.parametrize(("model", "annotations"), [pair for client in CLIENTS for pair in models(client)])
def test_each_field_is_decoded_to_its_annotation(model: type[Any], annotations: dict[str, Any]) -> None:
    module = sys.modules[model.__module__]
    mismatch = sys.modules[module._Fields.__module__].Mismatch
    for field in module._fields()._fields.values():
        for value in VALUES:
            if value is None and field.is_nullable:
                assert fits(None, annotations[field.name])
                continue
            try:
                found = field.decode(value)
            except mismatch:
                continue
            assert fits(found, annotations[field.name]), f"{field.name}: {found!r}"
