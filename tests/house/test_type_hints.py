"""Frameworks read type hints at run time: all names in them must be there, not only for type checkers."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING, get_type_hints

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize("package", ["docs2openapi", "generation_jobs_sandbox", "sliding_window_quota"])
def test_type_hints_of_everything_public_can_be_read(package: str) -> None:
    unreadable = {name: problem for name, one in _annotated(package) if (problem := _problem(one))}
    assert unreadable == {}


def _annotated(package: str) -> Iterator[tuple[str, object]]:
    """Yield what a package exports, and the methods of its classes."""
    module = import_module(package)
    for name in module.__all__:
        one = getattr(module, name)
        if callable(one):
            yield name, one
        for method, found in inspect.getmembers(one) if inspect.isclass(one) else ():
            function = found.fget if isinstance(found, property) else found
            if inspect.isfunction(function) and (method == "__init__" or not method.startswith("_")):
                yield f"{name}.{method}", function


def _problem(one: object) -> str:
    try:
        get_type_hints(one)
    except NameError as error:
        return str(error)
    except TypeError:  # such as a type alias: it has none
        return ""
    return ""
