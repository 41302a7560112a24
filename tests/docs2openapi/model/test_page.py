"""Notes and refusals quote text of the page on one printable line."""

from __future__ import annotations

import pytest
from docs2openapi import UnreadablePage

from tests.docs2openapi.pages import read_text


def test_control_characters_of_a_page_are_escaped(tmp_path):
    result = read_text(tmp_path, '<ParamField query="\x1b[2Jq\nr" type="string\x1b[2J" />')
    assert any("\\x1b[2J" in note.reason for note in result.notes)
    assert all(str(note).isprintable() for note in result.notes)


def test_a_long_reason_is_cut(tmp_path):
    result = read_text(tmp_path, f'<ParamField query="q" type="{"x" * 1_000}" />')
    assert any(len(note.reason) == 301 and note.reason.endswith("…") for note in result.notes)


def test_a_refusal_has_file_line_and_reason(tmp_path):
    with pytest.raises(UnreadablePage) as caught:
        read_text(tmp_path, "# Hello\n\nNothing here.\n")
    error = caught.value
    assert str(error) == f"{error.file}:{error.line}: {error.reason}"
