"""Pages with several operations."""

from __future__ import annotations

import pytest
from docs2openapi import UnreadablePage

from tests.docs2openapi.pages import read_text

SECTION = """\
## {title}

`{method} https://api.things.example/v1/things/{name}`

### Query parameters

| Name | Type |
|---|---|
| {name} | string |

"""


def section(method: str, name: str) -> str:
    return SECTION.format(title=f"{method} {name} things", method=method, name=name)


def test_each_operation_has_the_fields_under_its_own_heading(tmp_path):
    result = read_text(tmp_path, "# Things\n\n" + section("GET", "old") + section("DELETE", "new"))
    names = {
        (method, path): [parameter["name"] for parameter in operation["parameters"]]
        for path, item in result.document["paths"].items()
        for method, operation in item.items()
    }
    assert names == {("get", "/v1/things/old"): ["old"], ("delete", "/v1/things/new"): ["new"]}


def test_more_than_twenty_operations_are_refused(tmp_path):
    page = "# Things\n\n" + "".join(section("GET", f"n{number}") for number in range(21))
    with pytest.raises(UnreadablePage, match="more than 20 operations"):
        read_text(tmp_path, page)


def test_an_operation_that_only_a_sentence_beside_a_command_names_is_noted(tmp_path):
    url = "https://api.things.example/v1/things"
    command = f"```bash\ncurl {url} -d '{{\"size\": 1}}'\n```\n"
    result = read_text(tmp_path, f"# Make a thing\n\nMany are made with `POST {url}/batch`.\n\n{command}")
    assert list(result.document["paths"]) == ["/v1/things"]
    undecided = [(note.line, note.reason) for note in result.notes if note.is_undecided]
    assert undecided == [(3, "POST /v1/things/batch is named in a sentence only; left out")]


def test_the_body_is_not_sent_with_a_get_command_if_sentences_name_two_operations_with_bodies(tmp_path):
    url = "https://api.things.example/v1/things"
    body = '## Request\n\n- `size` (integer): Its size\n\n```json\n{"size": 1}\n```\n'
    command = f"## See it\n\n```bash\ncurl {url}/$THING_ID\n```\n"
    sentences = f"All are made with `POST {url}`.\n\nMany are made with `POST {url}/batch`.\n\n"
    result = read_text(tmp_path, f"# Make things\n\n{sentences}{body}\n{command}")
    operations = {(method, path) for path, item in result.document["paths"].items() for method in item}
    assert operations == {("post", "/v1/things"), ("get", "/v1/things/{THING_ID}")}
    assert [note.line for note in result.notes if note.is_undecided] == [5]
    (get,) = (item["get"] for item in result.document["paths"].values() if "get" in item)
    assert "requestBody" not in get
    assert [each["in"] for each in get["parameters"]] == ["path"]
