"""The committed specs, each read once: reading takes a second, and hundreds of tests look into them."""

from functools import cache
from typing import Any

from scripts.road.provider import load_provider
from scripts.road.yamlfile import read_yaml


@cache
def committed(provider: str) -> dict[str, Any]:
    """The built document of a provider. Not to be changed."""
    return read_yaml(load_provider(provider).spec)
