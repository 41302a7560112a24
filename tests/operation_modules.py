"""The modules of a client's operations."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def operation_module(package: ModuleType, operation: str) -> ModuleType:
    """Import the module of an operation, in whatever folder it is."""
    api = import_module(f"{package.__name__}.api")
    names = [module.name for module in walk_packages(api.__path__, f"{api.__name__}.")]
    (name,) = (name for name in names if name.endswith(f".{operation}"))
    return import_module(name)
