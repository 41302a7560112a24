"""The examples in docstrings of the package."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import docs2openapi
import pytest

MODULES = [module.name for module in walk_packages(docs2openapi.__path__, "docs2openapi.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_docstrings_are_true(name):
    assert doctest.testmod(import_module(name)).failed == 0
