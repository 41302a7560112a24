"""Titles and descriptions of operations and responses."""

from __future__ import annotations

from tests.docs2openapi.pages import operation, read_text


def test_the_heading_and_the_text_below_are_title_and_description(tmp_path):
    field = '<ParamField query="q" type="string" />'
    item = operation(read_text(tmp_path, f"# A thing\n\n> Told.\n\n{field}\n"))
    assert (item["summary"], item["description"]) == ("A thing", "Told.")
    assert "description" not in operation(read_text(tmp_path, f"# A thing\n\n{field}\n"))


def test_the_first_paragraph_describes_the_operation_and_the_next_its_response(tmp_path):
    field = '<ResponseField name="id" type="string"></ResponseField>'
    result = read_text(tmp_path, f"# A\n\nGets a thing.\n\nThe thing is stored.\n\n{field}\n")
    assert operation(result)["description"] == "Gets a thing."
    assert operation(result)["responses"]["200"]["description"] == "The thing is stored."
