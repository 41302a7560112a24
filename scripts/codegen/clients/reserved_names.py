"""Names that operations, models and fields must not have, since they would hide something else."""

from __future__ import annotations

import builtins
import re
from keyword import iskeyword
from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import CodegenError, Document
from scripts.codegen.openapi.navigation import operations
from scripts.codegen.pages.provider import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openapi_python_client.parser import GeneratorData


_TEMPLATES = ROOT / "scripts" / "templates"
_WITH_MODELS = ("client.py", "client_class", "package_init.py", "requests.py")
"""The templates of modules at the root of a package that import models."""

RESERVED_METHODS = frozenset(
    {
        *("aclose", "base_url", "close", "exchange", "from_env", "iterate", "open_stream"),
        *("overload", "stream", "timeout"),
        *("errors", "models", "types", "warnings", "auth_headers", "checked_credential"),
        *("from_environment", "from_environment_or"),
    }
)
RESERVED_FIELDS = frozenset({"additional_properties", "from_dict", "to_dict", "Any", "Mapping", "Self", "Unset", "l"})
RESERVED_CLASSES = frozenset(
    {
        *("Any", "AsyncStream", "FileContent", "FileTypes", "Final", "Mapping", "Response", "Self", "ServerSentEvent"),
        *("StrEnum", "Stream", "Unset", *dir(builtins)),
        *("I", "O"),  # which look like digits, so that ruff refuses them
    }
)


def imported_names() -> frozenset[str]:
    """Return the names that generated modules import beside models, which no model may hide."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_TEMPLATES.glob("modules/*.py.jinja"))]
    texts += [(_TEMPLATES / "package" / f"{name}.jinja").read_text(encoding="utf-8") for name in _WITH_MODELS]
    lines = [names for text in texts for names in re.findall(r"^ *(?:from [\w.]+ )?import (.+)", text, re.MULTILINE)]
    found = [re.sub(r"\{.*?\}+", "", names) for names in lines]
    found += [names for text in texts for names in re.findall(r"\| imports\(\{(.*?)\}\)", text, re.DOTALL)]
    return frozenset(name for names in found for name in re.findall(r"\b[A-Z]\w*", names))


def check_operation_names(spec: Document) -> None:
    """Check that every operation id can name a method.

    Raises:
        CodegenError: One cannot; the message says what to rename.
    """
    names = [str(operation.get("operationId", "")) for _, operation in operations(spec)]
    for name in names:
        if (
            not name.isidentifier()
            or name != name.lower()
            or name.startswith("_")
            or iskeyword(name)
            or name in RESERVED_METHODS
        ):
            raise CodegenError(f"operationId {name!r}: cannot name a method; change it in the overlay")
        if names.count(name) > 1:
            raise CodegenError(f"operationId {name!r}: names two operations; change one in the overlay")


def check_model_names(data: GeneratorData, taken: Iterable[str]) -> None:
    """Check that models and fields hide nothing else.

    Args:
        data: The parsed spec.
        taken: The names at the root of the package.

    Raises:
        CodegenError: One does; the message says what to rename.
    """
    for enum in data.enums:
        _check_class(enum.class_info.name, taken)
    for model in data.models:
        _check_class(model.class_info.name, taken)
        for prop in (*(model.required_properties or ()), *(model.optional_properties or ())):
            _check_field(prop.python_name, f"{model.class_info.name}.{prop.name.get_untrusted_value()!r}")


def _check_class(name: str, taken: Iterable[str]) -> None:
    if name in RESERVED_CLASSES or name in taken:
        raise CodegenError(f"schema {name!r}: cannot name a model; change its title or name in the overlay")


def _check_field(name: str, where: str) -> None:
    if name in RESERVED_FIELDS or not re.sub(r"^field_|_", "", name):
        raise CodegenError(f"{where}: cannot name an attribute ({name}); remove the property in the overlay")
