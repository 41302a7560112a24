"""What all contract models derive from: a body has to fit the schema itself, besides the model made from it.

The generator of the models loses some rules, for example limits in `allOf`, and in an `enum` numbers with a fraction.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import pydantic
from jsonschema_rs import Draft202012Validator, Registry, ValidationError
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCHEMAS = "#/components/schemas/"


class BaseModel(pydantic.BaseModel):
    """A model of a schema in the spec that is stored beside its module, or of a part of one."""

    @pydantic.model_validator(mode="after")
    def _fits_its_schema(self) -> Self:
        validator = _validator(type(self))
        if validator is not None:
            body = self.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)
            faults = "; ".join(
                f"/{'/'.join(map(str, each.instance_path))}: {each.message}" for each in validator.iter_errors(body)
            )
            if faults:
                raise PydanticCustomError("schema", "does not fit its schema: {faults}", {"faults": faults})
        return self


@cache
def _validator(model: type[BaseModel]) -> Draft202012Validator | None:
    """Return the validator of a model's schema; None if it has no name, or is only a part of others."""
    registry, names = _spec(Path(str(sys.modules[model.__module__].__file__)).with_suffix(".json"))
    name = names.get(_plain(model.__name__))
    if name is None:
        return None
    schema = {"$ref": f"urn:spec{_SCHEMAS}{name}"}
    return Draft202012Validator(schema, registry=registry, keywords={"pattern": _Pattern}, validate_formats=True)


@cache
def _spec(path: Path) -> tuple[Registry, dict[str, str]]:
    """Return a spec, and the names of its schemas as JSON pointers have them, by those that models get."""
    document = json.loads(path.read_bytes())
    schemas = document.get("components", {}).get("schemas", {})
    others: dict[str, Any] = {**document, "components": {**document.get("components", {}), "schemas": {}}}
    parts = {*_references(schemas)} - {*_references(others)}
    pointers = {name: name.replace("~", "~0").replace("/", "~1").replace("%", "%25") for name in schemas}
    names = {_plain(name): each for name, each in pointers.items() if f"{_SCHEMAS}{each}" not in parts}
    return Registry([("urn:spec", document)]), names


def _references(value: pydantic.JsonValue) -> Iterator[str]:
    """Yield all references inside a value."""
    if isinstance(value, dict) and isinstance(reference := value.get("$ref"), str):
        yield reference
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _references(inner)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


class _Pattern:
    """Checks a pattern of a spec, which has the regular expressions of JavaScript; one that it cannot read fits all."""

    def __init__(self, parent_schema: object, value: str, schema_path: object) -> None:
        self._pattern = value
        try:
            self._fits = Draft202012Validator({"pattern": value}).is_valid
        except ValidationError:
            self._fits = Draft202012Validator(True).is_valid

    def validate(self, instance: object) -> None:
        if not self._fits(instance):
            raise ValueError(f"{instance!r} does not match {self._pattern!r}")
