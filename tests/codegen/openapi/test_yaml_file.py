"""YAML in and out: only what JSON has, and the same bytes each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.codegen.openapi.document import CodegenError, pointer, walk
from scripts.codegen.openapi.yaml_file import read_yaml, yaml_text

if TYPE_CHECKING:
    from pathlib import Path

# Printable text and line ends: the reader refuses control characters, as YAML does.
TEXT = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn"), whitelist_characters="\n\t"), max_size=30)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


@given(document=st.dictionaries(TEXT, VALUE, max_size=4))
def test_what_is_written_reads_back(tmp_path_factory: pytest.TempPathFactory, document: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("yaml") / "document.yaml"
    path.write_text(yaml_text(document), encoding="utf-8", newline="")
    assert read_yaml(path) == document


@pytest.mark.parametrize("text", ["a\x85b\nc", "\x1b[31m\nred", "a\u2028b\nc", "\ufeffa\nb"])
def test_control_characters_of_a_page_read_back(tmp_path: Path, text: str) -> None:
    path = tmp_path / "document.yaml"
    path.write_text(yaml_text({"description": text}), encoding="utf-8", newline="")
    assert read_yaml(path) == {"description": text}


def test_values_that_yaml_would_change_stay(tmp_path: Path) -> None:
    path = tmp_path / "document.yaml"
    path.write_text("day: 2025-01-15\ntime: 2025-01-15 10:30:00\nno: no\noctal: 010\n'200': ok\n", encoding="utf-8")
    expected = {"day": "2025-01-15", "time": "2025-01-15 10:30:00", "no": "no", "octal": 10, "200": "ok"}
    assert read_yaml(path) == expected


def test_the_form_is_plain() -> None:
    shared = {"a": 1}
    text = yaml_text(
        {"first": shared, "second": shared, "none": None, "long": " ".join(["word"] * 60), "block": "one\ntwo"}
    )
    assert "&" not in text
    assert "none: null\n" in text
    assert "block: |-\n  one\n  two\n" in text
    assert not any(line.endswith(" ") for line in text.splitlines())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("- a\n", ": expected a mapping at the top, found list"),
        ("b: 1\na: {\n", ":3: not YAML"),
        ("a: 1\na: 2\n", ":2: not YAML"),
        ("a: .nan\n", "nan cannot be written as JSON"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "document.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CodegenError, match=reason) as caught:
        read_yaml(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodegenError, match="cannot be read"):
        read_yaml(tmp_path / "absent.yaml")


def test_places_are_json_pointers() -> None:
    places = [pointer(steps) for steps, _ in walk({"a/b": [{"c~d": 1}], "e": {}})]
    assert places == ["", "/a~1b", "/a~1b/0", "/a~1b/0/c~0d", "/e"]


def test_walking_skips_what_it_is_told_to() -> None:
    places = [pointer(steps) for steps, _ in walk({"a": {"b": 1}, "c": 2}, skip=lambda steps: steps == ("a",))]
    assert places == ["", "/c"]
