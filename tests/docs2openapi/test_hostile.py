"""Pages are untrusted text: all of it comes out as data, as a note or as a clear refusal."""

from __future__ import annotations

import json
import re
import string
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pytest
from docs2openapi import Note, Result, UnreadablePage, read_page
from docs2openapi.cli import main
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.docs2openapi.pages import PAGES, body, operation, read_text
from tests.docs2openapi.score import PAGES as CORPUS
from tests.profiles import few

NASTY = [
    *('"', "'", '"""', "\\", "\\n", "\n", "{", "}", "{{x}}", "{% raw %}", "${x}", "$(id)", "../", "..", "`", "```"),
    *("<", ">", "</ParamField>", "<!--", "&amp;", "#", "*a", "&a", "!!x", "|", ">-", "%", "---", ": ", "null", "true"),
    *(
        "\n\n",
        "\t",
        "***",
        "| a |",
        "|---|",
        "- ",
        ": ",
        "<td>",
        "<Tab title='200'>",
        "{% tab %}",
        "curl ",
        "GET /x",
        "##",
    ),
    *("default: ", "one of ", "'", "~~~", "(((", "[[[", "__proto__", "Yes", "null", "1e999", "://"),
    *("\u2028", "\x85", "\x1b[2J", "\ufeff", "é", "𝄞", "string", "401"),
]
CODE = [
    "__import__('os').system('x')",
    '"""\nimport os',
    "../../etc/passwd",
    "{{7*7}}",
    "${jndi:x}",
    "'; DROP",
    "a\\",
    "class",
]
nasty = st.lists(st.sampled_from(NASTY) | st.text(string.ascii_letters, min_size=1, max_size=3), max_size=6).map(
    "".join
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | nasty,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(nasty, inner, max_size=3),
    max_leaves=8,
)


def read(text: str) -> Result | UnreadablePage:
    """Read a page in a folder of its own, which holds nothing but the page afterwards."""
    with TemporaryDirectory() as folder:
        try:
            return read_text(Path(folder), text)
        except UnreadablePage as error:
            return error
        finally:
            assert [path.name for path in Path(folder).rglob("*")] == ["page.md"]


def check(outcome: Result | UnreadablePage, text: str) -> None:
    """A result is JSON and its notes have lines of the page; a refusal has a line and a reason."""
    last = text.count("\n") + 1
    if isinstance(outcome, UnreadablePage):
        assert 1 <= outcome.line <= last
        assert outcome.reason
        assert "\n" not in str(outcome)
        return
    json.dumps(outcome.document, allow_nan=False)
    for note in outcome.notes:
        assert isinstance(note, Note)
        assert 1 <= note.line <= last
        assert str(note).isprintable()


@pytest.mark.parametrize("provider", ["bland", "finetuning"])
def test_a_page_cut_off_at_any_line_is_read_or_refused(provider):
    lines = PAGES[provider].read_text(encoding="utf-8").split("\n")
    for end in range(len(lines)):
        text = "\n".join(lines[:end])
        check(read(text), text)


@pytest.mark.parametrize("provider", ["breeze", "oxen", "playai"])
def test_a_fence_that_is_cut_off_is_never_taken_for_a_whole_one(provider):
    lines = PAGES[provider].read_text(encoding="utf-8").rstrip().split("\n")
    assert lines[-1] == "````"
    for end in range(1, len(lines)):
        text = "\n".join(lines[:end])
        outcome = read(text)
        assert isinstance(outcome, UnreadablePage)
        check(outcome, text)


@given(st.sampled_from(sorted(PAGES.values())), st.data())
@few(60)
def test_a_page_with_nasty_text_anywhere_is_read_or_refused(path, data):
    text = path.read_text(encoding="utf-8")
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, min(at + 40, len(text))))
    changed = text[:at] + data.draw(nasty) + text[until:]
    check(read(changed), changed)


@given(st.sampled_from(CORPUS), st.data())
@few(100)
def test_a_page_of_the_corpus_with_nasty_text_in_it_is_read_or_refused(path, data):
    text = path.read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        until = data.draw(st.integers(at, min(at + 30, len(text))))
        text = text[:at] + data.draw(nasty) + text[until:]
    check(read(text), text)


@pytest.mark.parametrize(
    "broken",
    [
        "paths: {/v1/x: {get: {responses: {200: {description: A}}}}, /v1/y: a path}",
        "paths: {/v1/x: {get: {parameters: [size], responses: {200: {description: A}}}}}",
        "paths: {/v1/x: {get: {responses: [200]}}}",
        "paths: {/v1/x: {get: {responses: {200: {description: A, content: a list}}}}}",
    ],
)
def test_a_document_whose_parts_have_another_shape_is_refused(broken):
    text = f"# A\n\n```yaml\nopenapi: 3.1.0\n{broken}\n```\n\n| Field | Type |\n|---|---|\n| a | string |\n"
    outcome = read(text)
    assert isinstance(outcome, UnreadablePage)
    assert "the OpenAPI document is broken: paths./v1/" in str(outcome)


def test_a_page_that_ends_between_a_label_and_its_value_is_read_or_refused():
    text = "Get a kiln\nGET /v1/kilns/{id}\n\nQuery Parameters\n\nName\nsize\nType"
    check(read(text), text)


@pytest.mark.parametrize(
    "broken",
    [
        "response: {'200': application/json}",
        "response: {'200': {application/json: {schemaArray: object}}}",
        "request: {security: [key], body: {application/json: {schemaArray: 3}}}",
        "request: {security: 3, parameters: {query: {size: {schema: number}}}}",
    ],
)
def test_an_older_export_whose_parts_have_another_shape_is_read_or_refused(broken):
    text = (
        f"# A\n\n`schemaArray`\n\n````yaml GET /v1/kilns\npaths:\n  path: /v1/kilns\n  method: get\n  {broken}\n````\n"
    )
    check(read(text), text)


def test_a_sample_that_is_cut_off_before_its_status_is_read_or_refused():
    text = "# A\n\nGET /v1/kilns\n\n## Response\n\n```ts\n// found"
    check(read(text), text)


@given(st.sampled_from(CORPUS), st.data())
@few(60)
def test_a_page_of_the_corpus_that_is_cut_off_is_read_or_refused(path, data):
    text = path.read_text(encoding="utf-8")
    text = text[: data.draw(st.integers(1, len(text)))]
    check(read(text), text)


@given(st.sampled_from(CORPUS), st.data())
@few(60)
def test_a_name_that_is_code_stays_a_name(path, data):
    """Names come out unchanged or not at all: none is run or written anywhere."""
    text = path.read_text(encoding="utf-8")
    words = sorted(set(re.findall(r"[A-Za-z_]{4,}", text)))
    old = data.draw(st.sampled_from(words))
    text = text.replace(old, data.draw(st.sampled_from(CODE)))
    check(read(text), text)


@given(nasty)
@few(100)
@example("<ParamField path='a' default='{{{{'/>")
@example("GET /:\n\nATypeB\nastringb")
@example("200\n[[[[")
def test_any_text_is_read_or_refused(text):
    check(read(text), text)


@given(json_values)
@few(60)
def test_an_example_comes_out_as_it_went_in(value):
    text = "GET https://a.example.com/x\n\n200 OK\n" + json.dumps([value], indent=1) + "\n\nEnd\n"
    outcome = read(text)
    assert isinstance(outcome, Result), outcome
    media = operation(outcome)["responses"]["200"]["content"]["application/json"]
    assert json.dumps(media["example"]) == json.dumps([value])


@given(json_values)
@few(60)
def test_what_is_printed_reads_back_as_the_same_document(value):
    text = "GET https://a.example.com/x\n\n200 OK\n" + json.dumps([value]) + "\n"
    printed = StringIO()
    with TemporaryDirectory() as folder, redirect_stdout(printed), redirect_stderr(StringIO()):
        page = Path(folder) / "page.txt"
        page.write_text(text, encoding="utf-8")
        main([str(page)])
        document = read_page(page).document
    assert YAML(typ="safe", pure=True).load(printed.getvalue()) == document


@given(nasty, nasty)
@few(60)
def test_names_and_descriptions_of_tags_are_data(name, description):
    quoted = name.replace("&", "&amp;").replace('"', "&quot;")
    escaped = description.replace("&", "&amp;").replace("<", "&lt;")
    text = f'# A\n\n<ParamField query="{quoted}" type="string">{escaped}</ParamField>\n'
    outcome = read(text)
    check(outcome, text)
    for parameter in operation(outcome).get("parameters", []) if isinstance(outcome, Result) else ():
        assert set(parameter) <= {"name", "in", "schema", "description"}
        assert parameter["in"] == "query"


@pytest.mark.parametrize(
    "text",
    [
        "<ParamField " * 20_000,
        "<ParamField a=' " * 10_000,
        "<ParamField path='a'>" * 5_000,
        "<a " * 50_000,
        "<!--" * 30_000,
        "> " * 50_000,
        "GET /a\n\n" + "200\n{" * 8_000,
        "GET /a\n\nXTypeY\n" + "string" * 20_000,
        "GET /a\n\nXTypeY\n" + "astringb, c\n" * 5_000,
        "GET /" + ":a/" * 20_000,
        "[" * 100_000,
        '<ResponseField name="' + "a." * 20_000 + 'a" type="string" />',
        "<table>" * 10_000 + "</td>" * 10_000,
        "<Tab title='200'>\n" * 5_000,
        "# A\n\n## Body\n\n" + "".join(f"{'  ' * depth}- **a** (object): b\n" for depth in range(300)),
        "# A\n\n## Body\n\n- **a** (string): default" + " " * 300_000,
        "# A\n\n## Body\n\n| Name | Type |\n|---|---|\n| a | " + "_a " * 60_000 + "|\n",
        "# A\n\n## Body\n\n| Name | Type |\n|-" + " " * 300_000 + "x\n",
        "# A\n\n```json " + "a-" * 100_000 + "\n{}\n```\n",
        "# A\n\n```\n" + "curl https://a.example.com -d '\n" * 5_000 + "```\n",
        "# A\n\n" + "## POST /a\n\n### Body\n\n" * 2_500,
        '<ParamField query="q" type="string">' + "one of `a`, " * 20_000 + "</ParamField>",
        "POST /a\n\nBody\n\n" + "[{\n" * 15_000,
        "POST /a\n\n" + "a\nstring\ndefault: x\n" * 3_000,
        "200\n" * 15_000,
        "GET\n/\na\n" * 10_000,
        "POST /a\n\nBody\nName\tType\n" + "a\tstring\n" * 5_000,
        "x" * 900_000,
    ],
    ids=lambda text: text[:16].strip(),
)
def test_no_page_takes_long(text):
    start = process_time()
    check(read(text), text)
    assert process_time() - start < 5


def test_a_line_of_ten_megabytes_is_refused_at_once(tmp_path):
    page = tmp_path / "page.md"
    page.write_bytes(b"# A " + b"<ParamField " * 900_000)
    start = process_time()
    with pytest.raises(UnreadablePage, match="larger than"):
        read_page(page)
    assert process_time() - start < 1


def test_deep_examples_are_left_out(tmp_path):
    text = "GET https://a.example.com/x\n\n200 OK\n" + '{"a":' * 5_000 + "1" + "}" * 5_000
    result = read_text(tmp_path, text)
    assert "content" not in operation(result)["responses"]["200"]
    assert any("nested" in note.reason for note in result.notes)


def test_paths_and_enum_values_are_taken_as_they_are(tmp_path):
    text = 'GET https://a.example.com/../{id}/"x"\n\n200 OK\n{"a": "../b"}\n\nFieldTypeText\nastring../b, """\n\nEnd'
    result = read_text(tmp_path, text)
    assert list(result.document["paths"]) == ['/../{id}/"x"']
    assert body(result)["properties"]["a"]["enum"] == ["../b", '"""']
