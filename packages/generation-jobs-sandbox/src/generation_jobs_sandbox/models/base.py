"""What all contract models derive from: a body has to fit the schema itself, besides the model made from it.

The generator of the models loses some rules, for example limits in `allOf`, and in an `enum` numbers with a fraction.
"""

# jsonschema's own annotations are incomplete:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast

import pydantic
from jsonschema import Draft202012Validator, ValidationError, validators
from jsonschema.protocols import Validator
from pydantic_core import PydanticCustomError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

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
            faults = "; ".join(f"/{'/'.join(map(str, each.path))}: {each.message}" for each in validator.iter_errors(body))
            if faults:
                raise PydanticCustomError("schema", "does not fit its schema: {faults}", {"faults": faults})
        return self


@cache
def _validator(model: type[BaseModel]) -> Validator | None:
    """Return the validator of a model's schema; None if it has no name, or is only a part of others."""
    registry, names = _spec(Path(str(sys.modules[model.__module__].__file__)).with_suffix(".json"))
    name = names.get(_plain(model.__name__))
    if name is None:
        return None
    return _SpecValidator({"$ref": f"urn:spec{_SCHEMAS}{name}"}, registry=registry)


@cache
def _spec(path: Path) -> tuple[Registry[Any], dict[str, str]]:
    """Return a spec, and the names of its schemas as JSON pointers have them, by those that models get."""
    document = json.loads(path.read_bytes())
    schemas = document.get("components", {}).get("schemas", {})
    others = {**document, "components": {**document.get("components", {}), "schemas": {}}}
    parts = {*_references(schemas)} - {*_references(others)}
    pointers = {name: name.replace("~", "~0").replace("/", "~1").replace("%", "%25") for name in schemas}
    names = {_plain(name): each for name, each in pointers.items() if f"{_SCHEMAS}{each}" not in parts}
    return Registry[Any]().with_resource("urn:spec", DRAFT202012.create_resource(document)), names


def _references(value: Any) -> Iterator[str]:
    """Yield all references inside a value."""
    if isinstance(value, dict) and isinstance(value.get("$ref"), str):
        yield value["$ref"]
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _references(inner)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _pattern(validator: Validator, pattern: str, value: object, schema: object) -> Iterator[ValidationError]:
    """Check a pattern as far as Python can read it: a spec has the regular expressions of JavaScript."""
    try:
        is_matched = not isinstance(value, str) or re.search(pattern, value)
    except re.error:
        return
    if not is_matched:
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_SpecValidator: type[Validator] = cast("Any", validators).extend(Draft202012Validator, {"pattern": _pattern})
