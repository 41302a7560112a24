"""The submit of a provider, as the facade takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.clients.operations.request import EXTRA, request_of
from scripts.codegen.clients.operations.request_schemas import Key, Shape, Shapes
from scripts.codegen.clients.plain_requests import with_plain_requests
from scripts.codegen.clients.variants import with_variants
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import operations
from scripts.codegen.openapi.yaml_file import read_yaml

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document, Place
    from scripts.codegen.pages.provider import Provider

_EXTRA = Key(EXTRA, "dict[str, Any]", is_required=False, description="Further fields of the request.")
_OTHER_ARGUMENTS = {"provider", "directory", "key", "timeout"}
"""The arguments of the facade's `submit` and `generate` beside the fields."""


@dataclass(frozen=True)
class Submit:
    """The submit of one provider.

    Attributes:
        description: What the spec says about it.
        fields: What it takes.
        objects: The objects in the fields.
    """

    provider: Provider
    description: str
    fields: tuple[Key, ...]
    objects: tuple[Shape, ...]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """The objects, and last that of all fields."""
        text = f'Parameters of `submit("{self.provider.name}", …)`.\n\n{self.description}'
        return (*self.objects, Shape(f"{self.provider.class_prefix}Parameters", text.strip(), self.fields))


def submit_of(provider: Provider, operation: str, prefix: str = "") -> Submit:
    """Read the submit of a provider from its spec.

    Args:
        provider: The provider.
        operation: The operation that submits.
        prefix: Of the names of all objects.

    Raises:
        CodegenError: There is no such operation, or neither clients nor facade can express its request.
    """
    spec = with_plain_requests(with_variants(read_yaml(provider.spec)))
    place, found = _operation(provider, spec, "submit", operation)
    shapes = Shapes(spec, prefix)
    request = request_of(spec, place, found, shapes)
    new = provider.renamed
    keys = tuple(
        Key(new.get(each.name, each.name), each.annotation, each.is_required, each.description)
        for each in request.arguments
    )
    fields = (*keys, _EXTRA) if request.takes_extra else keys
    _check_names(provider, [field.name for field in fields])
    if provider.listing:
        _operation(provider, spec, "listing", provider.listing)
    return Submit(provider, str(found.get("description", "")).strip(), fields, tuple(shapes.found.values()))


def _operation(provider: Provider, spec: Document, role: str, name: str) -> tuple[Place, Document]:
    for place, operation in operations(spec):
        if operation.get("operationId") == name:
            return place, operation
    raise CodegenError(f"specs/{provider.name}/provider.toml: {role}: {name!r} is not an operation of the spec")


def _check_names(provider: Provider, names: list[str]) -> None:
    for name in _OTHER_ARGUMENTS.intersection(names):
        raise CodegenError(
            f"{provider.source}: {name!r}: `generate` has an argument of this name; give the field another name "
            "with `x-name` in the overlay"
        )
    if provider.count and provider.count not in names:
        raise CodegenError(f"specs/{provider.name}/provider.toml: count: {provider.count!r} is not a field of submit")
