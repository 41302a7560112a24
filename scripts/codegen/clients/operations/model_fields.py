"""The fields of a model, as the templates print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.clients.operations.annotations import annotation, decoder
from scripts.codegen.clients.operations.operation import one_line, text

if TYPE_CHECKING:
    from openapi_python_client.parser.properties import ModelProperty
    from openapi_python_client.parser.properties.protocol import PropertyProtocol


@dataclass(frozen=True)
class Field:
    """One field: ``key`` is its name in JSON, ``name`` in Python; ``decoder`` and ``default`` are expressions."""

    key: str
    name: str
    annotation: str
    decoder: str
    default: str
    told: str

    @property
    def is_required(self) -> bool:
        """Whether an answer without it is none of this shape."""
        return not self.default


def fields_of(model: ModelProperty) -> tuple[Field, ...]:
    """Give the model's fields, required ones first."""
    return tuple(_field(prop) for prop in (*(model.required_properties or ()), *(model.optional_properties or ())))


def imports_of(model: ModelProperty) -> tuple[str, ...]:
    """Give the imports of the enumerations that its fields are of; other models are imported where they are read."""
    return tuple(sorted(line for line in model.relative_imports or () if line.startswith("from ..models.")))


def told_of(model: ModelProperty) -> str:
    """Say what a model is, for its docstring."""
    return text(model.description) or f"{model.class_info.name}, as the documentation shows it."


def _field(prop: PropertyProtocol) -> Field:
    kind = annotation(prop)
    return Field(
        key=prop.name.get_untrusted_value(),
        name=prop.python_name,
        annotation=kind if prop.required else f"{kind} | Unset",
        decoder=decoder(prop),
        default="" if prop.required else "UNSET",
        told=one_line(prop.description),
    )
