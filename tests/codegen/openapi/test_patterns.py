"""Regular expressions of JavaScript, read by Python: they mean the same, and nothing warns of them."""

from __future__ import annotations

import re

import pytest

from scripts.codegen.openapi.patterns import python_pattern


@pytest.mark.parametrize(
    ("pattern", "fitting", "other"),
    [
        (r"^[[A-Z]]$", ["A]", "[]"], ["A", "[A]]"]),
        (r"^[^[]+$", ["a]"], ["[a"]),
        (r"^[^\]a[]$", ["b"], ["]", "a", "["]),
        (r"^\[[a&&b]\]$", ["[&]", "[b]"], ["&"]),
        (r"^[+--]$", ["+", ",", "-"], ["."]),
        (r"^[--a]$", ["-", "A", "a"], ["b"]),
        (r"^[a|b~~]$", ["|", "~"], ["&"]),
        (r"^(?<word>[[|])\k<word>$", ["[[", "||"], ["[|"]),
    ],
)
def test_a_set_has_the_characters_that_it_has_in_javascript(pattern: str, fitting: list[str], other: list[str]) -> None:
    found = re.compile(python_pattern(pattern) or "")
    assert [text for text in (*fitting, *other) if found.search(text)] == fitting
