"""What the specs say of requests: which query parameters there are, and what the body of an operation may hold."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from generation_jobs_sandbox.providers import PROVIDERS
from pydantic import TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODELS = "generation_jobs_sandbox.models"


@cache
def query_names() -> frozenset[str]:
    """Return the names of all documented query parameters."""
    operations = [operation for provider in PROVIDERS for _, _, operation in _operations(provider)]
    parameters = [one for operation in operations for one in operation.get("parameters", ())]
    return frozenset(one["name"] for one in parameters if one["in"] == "query")


@cache
def request_contract(provider: str, method: str, path: str) -> TypeAdapter[Any] | None:
    """Return what the spec allows in the body of a request, None where it knows no body."""
    for known_method, template, operation in _operations(provider):
        if (known_method, True) == (method.lower(), _matches(template, path)) and "requestBody" in operation:
            reference: str = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            return TypeAdapter(getattr(import_module(f"{_MODELS}.{provider}"), reference.rpartition("/")[2]))
    return None


def _operations(provider: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    document = json.loads(files(_MODELS).joinpath(f"{provider}.json").read_bytes())
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict):
                yield method, path, operation


def _matches(template: str, path: str) -> bool:
    return re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) is not None
