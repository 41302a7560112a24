"""The committed specs, each read once: reading takes a second, and hundreds of tests look into them."""

from functools import cache
from typing import Any

from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.pages.provider import load_provider


@cache
def committed(provider: str) -> dict[str, Any]:
    """The built document of a provider. Not to be changed."""
    return read_yaml(load_provider(provider).spec)
