"""Generate the facade's parameters.py: the parameters of each provider's submit, as types and as help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment
from openapi_python_client.strings import safe_for_docstring

from scripts.codegen.clients.escaping import FILTERS
from scripts.codegen.clients.formatting import formatted
from scripts.codegen.clients.generator import TEMPLATE_LOADER
from scripts.codegen.clients.operations.request import EXTRA, request_of
from scripts.codegen.clients.operations.request_schemas import Key, Shape, Shapes
from scripts.codegen.clients.variants import with_variants
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.navigation import operations
from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.pages.provider import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.codegen.pages.provider import Provider

PARAMETERS = ROOT / "packages" / "generation-jobs" / "src" / "generation_jobs" / "_generated" / "parameters.py"

_EXTRA = Key(EXTRA, "dict[str, Any]", is_required=False, description="Further fields of the request.")


@dataclass(frozen=True)
class Submit:
    """The parameters of one provider's submit.

    Attributes:
        shape: The object of all parameters.
        shapes: The objects in it, and itself.
    """

    provider: Provider
    shape: Shape
    shapes: tuple[Shape, ...]


def is_ours(provider: Provider) -> bool:
    """Return whether the facade contains the provider's adapter; other adapters bring their own types."""
    return (PARAMETERS.parents[1] / "providers" / f"{provider.name}.py").is_file()


def parameters_text(providers: Iterable[Provider]) -> str:
    """Return the module for all providers whose provider.toml names a submit operation.

    Raises:
        CodegenError: There is no such operation, or clients do not support its request.
    """
    submits = [_submit(provider) for provider in providers if provider.submit]
    environment = Environment(  # noqa: S701  (it writes Python, not HTML; every text goes through a filter)
        loader=TEMPLATE_LOADER, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters.update({**FILTERS, "safe_for_docstring": safe_for_docstring})
    return formatted(environment.get_template("parameters.py.jinja").render(submits=submits), PARAMETERS)


def _submit(provider: Provider) -> Submit:
    spec = with_variants(read_yaml(provider.spec))
    shapes = Shapes(spec, provider.class_prefix)
    for place, operation in operations(spec):
        if operation.get("operationId") == provider.submit:
            request = request_of(spec, place, operation, shapes)
            text = f'Parameters of `submit("{provider.name}", …)`.\n\n{operation.get("description", "")}'
            keys = tuple(
                Key(each.name, each.annotation, each.is_required, each.description) for each in request.arguments
            )
            extra = (_EXTRA,) if request.takes_extra else ()
            shape = Shape(f"{provider.class_prefix}Parameters", text.strip(), (*keys, *extra))
            return Submit(provider, shape, (*shapes.found.values(), shape))
    raise CodegenError(
        f"specs/{provider.name}/provider.toml: submit: {provider.submit!r} is not an operation of the spec"
    )
