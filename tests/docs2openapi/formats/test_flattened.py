"""Pages flattened to text."""

from __future__ import annotations

import re

from tests.docs2openapi.pages import PAGES, body, operation, read_fused_rows, read_text, reasons

# The names of fields, statuses, codes, columns and headings on the page.
FIELDS = [
    *(
        "id",
        "title",
        "prompt",
        "status",
        "audioUrl",
        "duration",
        "fileSize",
        "isPublic",
        "playCount",
        "downloadCount",
        "likeCount",
    ),
    *(
        "parameters",
        "bpm",
        "keyscale",
        "timesignature",
        "seed",
        "errorMessage",
        "generationTime",
        "createdAt",
        "completedAt",
        "data",
    ),
]
STATUSES = ["pending", "processing", "completed", "failed"]
CODES = ["MISSING_API_KEY", "INVALID_API_KEY", "NOT_FOUND", "INTERNAL_ERROR"]
COLUMNS = ["Header", "Type", "Required", "Description", "Parameter", "Field", "Status", "Code"]
HEADINGS = [
    "Request\n", "Headers\n", "Path parameters\n", "Example\n", "Response\n", "Response fields\n",
    "Generation statuses\n", "Polling for completion\n", "Errors\n", "On this page",
]  # fmt: skip
WORDS = [*STATUSES, *FIELDS, *CODES, "X-API-Key"]


def nonsense_word(index: int) -> str:
    return f"z{chr(97 + index // 26)}{chr(97 + index % 26)}q"


def renamed(text: str, new: dict[str, str]) -> str:
    """Rename whole names: not inside a longer name, but in fused cells, where a type word or a text follows."""
    for heading in HEADINGS:
        text = re.sub(rf"(?m)^{re.escape(heading)}", f"Zzz{'y' * len(heading)}\n", text)
    text = re.sub(r"(?m)^(?:Header|Parameter|Field|Code|Status)[A-Z]\w+$", _rename_columns, text)
    for old in sorted(new, key=len, reverse=True):
        after = r"(?=string|number|boolean|object|[A-Z]| |,|\.|\"|'|:|\d|\)|$|\n|;)"
        text = re.sub(rf"(?:(?<![A-Za-z_])|(?<=string)){re.escape(old)}{after}", new[old], text)
    return text


def _rename_columns(match: re.Match[str]) -> str:
    return "".join(f"Q{chr(97 + COLUMNS.index(word))}x" for word in re.findall(r"[A-Z][a-z]+", match[0]))


def restored(value, old: dict[str, str]):
    if isinstance(value, dict):
        return {restored(key, old): restored(child, old) for key, child in value.items()}
    if isinstance(value, list):
        return [restored(child, old) for child in value]
    if isinstance(value, str):
        for word, name in old.items():
            value = value.replace(word, name)
    return value


def test_a_flattened_page_reads_the_same_with_all_names_replaced(tmp_path):
    text = PAGES["finetuning"].read_text(encoding="utf-8")
    new = {word: nonsense_word(index) for index, word in enumerate(WORDS)}
    changed = renamed(text, new)
    for word in (*COLUMNS, "audioUrl", "data.", "MISSING_API_KEY", "X-API-Key", "Response fields"):
        assert not re.search(rf"(?m)^{re.escape(word)}", changed), word
    assert not any(word in changed for word in STATUSES)
    result = read_text(tmp_path, changed)
    original = read_text(tmp_path, text)
    assert result.notes == original.notes
    assert restored(result.document, {after: before for before, after in new.items()}) == original.document


def test_a_flattened_page_with_two_operations_gives_each_what_stands_below_it(tmp_path):
    text = (
        "List\nGET /v1/x\nPOST /v1/x\n\n"
        "GET https://a.example.com/v1/x\nQuery\nsize\ninteger\n\nPOST https://a.example.com/v1/x\nBody\nname\nstring\n"
    )
    item = read_text(tmp_path, text).document["paths"]["/v1/x"]
    assert [parameter["name"] for parameter in item["get"]["parameters"]] == ["size"]
    assert "requestBody" not in item["get"]
    assert list(item["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]) == ["name"]


def test_an_example_that_is_not_json_gives_a_note(tmp_path):
    result = read_fused_rows(tmp_path, '{"a": 1,\n  ...}', "astringText")
    assert any(reason.startswith("14: the example is not JSON") for reason in reasons(result))
    assert body(result) == {"type": "object", "properties": {"a": {"type": "string", "description": "Text"}}}


def test_lines_of_an_example_are_not_read_as_responses(tmp_path):
    result = read_fused_rows(tmp_path, '{"a":\n\n404\n}', "anumberSize")
    assert list(operation(result)["responses"]) == ["200"]
    assert body(result)["properties"] == {"a": {"type": "number", "description": "Size"}}
