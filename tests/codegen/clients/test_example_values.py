"""Examples of the README can be sent: they fit what the documentation says of the argument."""

from __future__ import annotations

import ast
import re

import pytest

from scripts.codegen.clients.operations.example_values import example_of

PATTERNS = [
    "^job-[a-z0-9]+$",
    "^[A-Z]{2}$",
    "^msg_[a-zA-Z0-9]{24}$",
    "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    r"^\d+$",
    "^[0-9A-Fa-f]{24}$",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_example_fits_the_pattern(pattern: str) -> None:
    assert re.search(pattern, ast.literal_eval(example_of("str", {"pattern": pattern})))


@pytest.mark.parametrize("limits", [{}, {"pattern": "^(live|test)_"}, {"pattern": "^job_"}])
def test_usual_example(limits: dict[str, str]) -> None:
    assert example_of("str", dict(limits)) == '"job_01h"'


@pytest.mark.parametrize(("least", "most"), [(10, 12), (0, 3), (64, 64)])
def test_example_has_the_length(least: int, most: int) -> None:
    found = ast.literal_eval(example_of("str", {"minLength": least, "maxLength": most}))
    assert least <= len(found) <= most


@pytest.mark.parametrize(
    ("annotation", "limits", "expected"),
    [
        ("int", {"minimum": 7}, "7"),
        ("float", {}, "1.5"),
        ("float", {"minimum": 2.5}, "2.5"),
        ("str", {"enum": ["a", "b"]}, '"a"'),
        ("bool", {}, "True"),
        ("list[str]", {}, '["job_01h"]'),
    ],
)
def test_other_types(annotation: str, limits: dict[str, object], expected: str) -> None:
    assert example_of(annotation, limits) == expected
