"""Fields of models, as the templates print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.clients.operations.annotations import annotation, decoder
from scripts.codegen.clients.operations.operation import plain_text

if TYPE_CHECKING:
    from openapi_python_client.parser.properties import ModelProperty
    from openapi_python_client.parser.properties.protocol import PropertyProtocol

READERS = ("optional", "optional_or_null", "required", "required_or_null")
"""The functions of templates/runtime/_decoding.py.jinja that say how a field is read."""

_NULLABLE = "nullable("
"""The decoder that a reader replaces: null needs no call."""


@dataclass(frozen=True)
class Field:
    """One field.

    Attributes:
        key: Its name in JSON.
        name: Its name in Python.
        annotation: Its type.
        decoder: The expression that decodes it, unless it is null and may be.
        default: The expression of its default, empty if it is required.
        description: Of the spec, possibly on several lines.
        is_nullable: Whether null is a value of its own, besides those of the decoder.
    """

    key: str
    name: str
    annotation: str
    decoder: str
    default: str
    description: str
    is_nullable: bool

    @property
    def is_required(self) -> bool:
        """Whether an object without it is invalid."""
        return not self.default

    @property
    def reader(self) -> str:
        """The function of templates/runtime/_decoding.py.jinja that says how it is read."""
        return ("required" if self.is_required else "optional") + ("_or_null" if self.is_nullable else "")


def fields_of(model: ModelProperty) -> tuple[Field, ...]:
    """Return the fields of a model, required ones first."""
    keys = (model.data.model_extra or {}).get("x-keys", {})
    found = (*(model.required_properties or ()), *(model.optional_properties or ()))
    return tuple(_field(prop, keys) for prop in found)


def further_of(model: ModelProperty) -> tuple[str, str]:
    """Return the annotation and the decoder of fields that are not documented, one type for all of them."""
    further = model.additional_properties
    return (annotation(further), decoder(further)) if further else ("Any", "anything")


def imports_of(model: ModelProperty) -> tuple[str, ...]:
    """Return the imports of enums in a model; other models are imported lazily."""
    return tuple(sorted(line for line in model.relative_imports or () if line.startswith("from ..models.")))


def description_of(model: ModelProperty) -> str:
    """Return the description of a model."""
    return plain_text(model.description) or f"The object `{model.class_info.name}` of the API."


def _field(prop: PropertyProtocol, keys: dict[str, str]) -> Field:
    kind = annotation(prop)
    name = prop.name.get_untrusted_value()
    expression = decoder(prop)
    not_null = expression.removeprefix(_NULLABLE)
    is_nullable = not_null != expression
    return Field(
        key=keys.get(name, name),
        name=prop.python_name,
        annotation=kind if prop.required or _may_be_none(kind) else f"{kind} | None",
        decoder=not_null.removesuffix(")") if is_nullable else expression,
        default="" if prop.required else "None",
        description=plain_text(prop.description),
        is_nullable=is_nullable,
    )


def _may_be_none(annotation: str) -> bool:
    return annotation in {"Any", "None"} or annotation.endswith(" | None")
