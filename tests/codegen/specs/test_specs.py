"""The specs that are built: what stands in them, and what stops the build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from scripts import specs
from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.yaml_file import read_yaml
from scripts.codegen.pages.provider import SPECS, load_provider
from scripts.codegen.specs.build import merge_documents
from scripts.codegen.specs.report import summary_row
from tests.codegen.committed import committed
from tests.codegen.copies import Copy

if TYPE_CHECKING:
    from pathlib import Path

BREEZE = ("paths", "/v1/generation-jobs/{generation_job_id}", "get")
BREEZE_AUDIO = ("paths", "/v1/generation-jobs/{generation_job_id}/audio", "get")
PLAYAI = ("paths", "/api/v1/tts/{asyncTtsJobId}", "get")
BLAND = ("paths", "/v1/speak/samples/{id}", "get")
OXEN = ("paths", "/api/ai/generations/{generation_id}", "get")
FINETUNING = ("paths", "/v1/generations/{id}", "get")
SCHEMAS = ("components", "schemas")
SCHEMES = ("components", "securitySchemes")

NULL_OR_STRING = [{"type": "string"}, {"type": "null"}]

# Typed by hand from the pages and from what the overlays' sources say, not taken from the built files.
FACTS: list[tuple[str, tuple[str | int, ...], object]] = [
    ("breeze", ("servers", 0, "url"), "https://api.breeze.blue"),
    ("breeze", (*BREEZE, "operationId"), "get_generation_job"),
    ("breeze", (*BREEZE, "security"), [{"ApiKeyAuth": []}]),
    ("breeze", (*SCHEMES, "ApiKeyAuth", "name"), "xi-api-key"),
    ("breeze", (*SCHEMAS, "GenerationJobResponse", "properties", "origin", "anyOf"), NULL_OR_STRING),
    ("breeze", (*SCHEMAS, "GenerationJobResponse", "properties", "word_timestamps", "type"), "array"),
    ("breeze", (*SCHEMAS, "WordTimestamp", "properties", "start"), {"type": "number"}),
    ("breeze", (*BREEZE, "responses", "429", "x-error-codes", 1), "RATE_LIMITED"),
    ("breeze", (*BREEZE_AUDIO, "operationId"), "get_generation_job_audio"),
    ("breeze", (*BREEZE_AUDIO, "security"), [{"ApiKeyAuth": []}]),
    ("breeze", (*BREEZE_AUDIO, "responses", "425", "x-error-codes"), ["GENERATION_NOT_READY"]),
    ("breeze", (*BREEZE_AUDIO, "responses", "200", "content", "audio/mpeg", "schema", "format"), "binary"),
    ("playai", ("servers", 0, "url"), "https://api.play.ai"),
    ("playai", (*PLAYAI, "operationId"), "get_tts_job"),
    ("playai", (*PLAYAI, "security"), [{"ApiKeyAuth": [], "XUserIdAuth": []}]),
    ("playai", (*PLAYAI, "parameters", 0, "schema"), {"type": "string", "format": "uuid"}),
    (
        "playai",
        (*SCHEMAS, "TtsAsyncJob", "properties", "completedAt"),
        {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
    ),
    (
        "playai",
        (*SCHEMAS, "TtsAsyncJobOutput", "properties", "status", "enum"),
        ["IN_PROGRESS", "COMPLETED", "FAILED"],
    ),
    ("playai", (*SCHEMAS, "TtsAsyncJobOutput", "required"), ["status"]),
    ("playai", ("x-error-body",), {"code": ["/errorId"], "message": ["/errorMessage", ""]}),
    ("bland", ("servers", 0, "url"), "https://api.bland.ai"),
    ("bland", (*BLAND, "operationId"), "get_tts_generation"),
    ("bland", (*BLAND, "security"), [{"authorization": []}]),
    ("bland", (*SCHEMES, "authorization", "type"), "apiKey"),
    ("bland", (*BLAND, "responses", "200", "content", "audio/x-wav", "schema", "format"), "binary"),
    ("bland", (*BLAND, "x-variants", 0, "query"), {"format": "audio"}),
    ("bland", (*SCHEMAS, "TtsGeneration", "properties", "cost", "type"), "number"),
    ("bland", (*SCHEMAS, "TtsGenerationResponse", "properties", "errors", "anyOf", 1), {"type": "null"}),
    ("oxen", ("openapi",), "3.1.0"),
    ("oxen", ("servers", 0, "url"), "https://hub.oxen.ai"),
    ("oxen", (*OXEN, "operationId"), "get_generation"),
    ("oxen", (*OXEN, "security"), [{"authorization": []}]),
    ("oxen", (*SCHEMES, "authorization", "scheme"), "bearer"),
    ("oxen", (*SCHEMAS, "Generation", "properties", "result_url", "anyOf"), NULL_OR_STRING),
    ("oxen", (*SCHEMAS, "Generation", "properties", "started_at", "anyOf", 0), {"type": "integer"}),
    ("oxen", (*SCHEMAS, "Generation", "properties", "user_id", "anyOf", 0), {"type": "string", "format": "uuid"}),
    (
        "oxen",
        (*SCHEMAS, "Generation", "properties", "status", "enum"),
        ["queued", "processing", "succeeded", "failed", "cancelled"],
    ),
    ("finetuning", ("servers", 0, "url"), "https://pub.finetuning.ai"),
    ("finetuning", (*FINETUNING, "operationId"), "get_generation"),
    ("finetuning", (*FINETUNING, "security"), [{"X-API-Key": []}]),
    ("finetuning", (*SCHEMES, "X-API-Key", "name"), "X-API-Key"),
    ("finetuning", (*SCHEMAS, "Generation", "properties", "createdAt", "type"), "string"),
    ("finetuning", (*SCHEMAS, "Generation", "properties", "fileSize", "type"), ["number", "null"]),
    (
        "finetuning",
        (*SCHEMAS, "Generation", "properties", "status", "enum"),
        ["pending", "processing", "completed", "failed"],
    ),
    ("finetuning", (*FINETUNING, "responses", "404", "x-error-codes"), ["NOT_FOUND"]),
    ("finetuning", (*FINETUNING, "responses", "429", "headers", "Retry-After", "schema", "type"), "integer"),
]
NOWHERE = ["nullable:", "x-missing", "/UNKNOWN", "security: []", "tags: []", "''\n", "{}\n"]


@pytest.mark.parametrize(("provider", "place", "expected"), FACTS)
def test_a_fact_stands_in_the_built_spec(provider: str, place: tuple[str | int, ...], expected: object) -> None:
    value: Any = committed(provider)
    for step in place:
        value = value[step]
    assert value == expected


@pytest.mark.parametrize("provider", ["bland", "breeze", "finetuning", "oxen", "playai"])
def test_what_a_client_would_suffer_from_stands_nowhere(provider: str) -> None:
    text = load_provider(provider).spec.read_text(encoding="utf-8").partition("x-error-body:")[0]
    assert [word for word in NOWHERE if word in text] == []


def test_finetunings_times_are_plain_strings() -> None:
    generation = committed("finetuning")["components"]["schemas"]["Generation"]
    assert "format" not in generation["properties"]["createdAt"]


def test_the_road_in_numbers() -> None:
    row = summary_row(load_provider("bland"))
    assert (row.provider, row.page, row.shape) == ("bland", "get-tts-generation.md", "components")
    assert row.operations[:2] == ("get_tts_generation", "get_tts_generation_audio")
    assert len(row.operations) == 5
    assert row.client == "bland-jobs-client"
    assert row.facts > 20
    assert row.actions == sum(len(read_yaml(path)["actions"]) for path in load_provider("bland").overlays)


@pytest.fixture
def bland(tmp_path: Path) -> Copy:
    return Copy(tmp_path, "bland")


def test_building_twice_changes_nothing(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    assert bland.build() == 0
    assert capsys.readouterr().out.count("written:") == 3  # what is made for the sandbox, which the copy lacks
    assert bland.build() == 0
    assert capsys.readouterr().out.endswith("nothing changed\n")
    assert sorted(path.name for path in bland.models.iterdir()) == ["__init__.py", "bland.json", "bland.py"]
    assert not list(bland.specs.rglob("*.part"))


def test_check_names_what_differs_and_writes_nothing(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.build()
    bland.edit("openapi.yaml", "get_tts_generation", "get_something")
    edited = (bland.folder / "openapi.yaml").read_bytes()
    capsys.readouterr()

    assert bland.build("--check") == 1

    output = capsys.readouterr()
    assert "would change:" in output.out
    assert "openapi.yaml" in output.out
    assert "bland.py" not in output.out
    assert "python -m scripts.specs" in output.err
    assert (bland.folder / "openapi.yaml").read_bytes() == edited


def test_an_edited_spec_is_built_again(bland: Copy) -> None:
    bland.edit("openapi.yaml", "get_tts_generation", "get_something")
    assert bland.build() == 0
    assert (bland.folder / "openapi.yaml").read_bytes() == (SPECS / "bland/openapi.yaml").read_bytes()


def refused(copy: Copy, capsys: pytest.CaptureFixture[str]) -> str:
    before = (copy.folder / "openapi.yaml").read_bytes()
    assert copy.build() == 1
    assert (copy.folder / "openapi.yaml").read_bytes() == before
    return capsys.readouterr().err


def test_a_page_that_was_edited_stops_the_build(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.edit("pages/get-tts-generation.md", "Cost in USD", "Cost in EUR")
    message = refused(bland, capsys)
    assert message.startswith("specs/bland/pages/get-tts-generation.md: differs from the page pulled on 2026-11-22")
    assert "overlay.yaml" in message


def test_a_page_that_cannot_be_read_stops_the_build(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    (bland.folder / "pages/get-tts-generation.md").write_text("Nothing here.\n", encoding="utf-8")
    bland.pull_again("get-tts-generation.md")
    assert refused(bland, capsys).startswith("specs/bland/pages/get-tts-generation.md:1: ")


def test_an_action_without_target_stops_the_build(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.edit("overlay.yaml", "copy: $.paths['/UNKNOWN']", "copy: $.paths['/ELSEWHERE']")
    message = refused(bland, capsys)
    assert message.startswith("specs/bland/overlay.yaml: action 2, target $.paths['/v1/speak/samples/{id}']: ")
    assert "$.paths['/ELSEWHERE'] matches nothing" in message


def test_a_second_overlay_is_applied_after_the_first(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.edit("lifecycle.overlay.yaml", "copy: $.components.schemas.TtsGeneration", "copy: $.paths['/UNKNOWN']")
    message = refused(bland, capsys)
    assert message.startswith("specs/bland/lifecycle.overlay.yaml: action ")
    assert "$.paths['/UNKNOWN'] matches nothing" in message


def test_an_action_without_source_stops_the_build(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.edit("overlay.yaml", "npm:bland-tts@0.3.0", "hearsay")
    assert "specs/bland/overlay.yaml: /actions/0: unknown-source: 'hearsay'" in refused(bland, capsys)


def test_what_the_page_does_not_say_stops_the_build(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.edit("overlay.yaml", "target: $.paths['/v1/speak/samples/{id}'].get['x-missing']", "target: $.info.version")
    message = refused(bland, capsys)
    assert "/paths/~1v1~1speak~1samples~1{id}/get: missing: the page does not document: path" in message
    assert "add it in overlay.yaml with its source" in message


WRONG_TYPE = """\
      operationId: get_tts_generation
      responses:
        '299':
          description: Made up.
          content: {application/json: {schema: {type: object, properties: {when: {type: moment}}}}}
"""


def test_what_is_not_openapi_stops_the_build(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.edit(
        "overlay.yaml",
        "      operationId: get_tts_generation\n",
        "      operationId: get_tts_generation\n      deprecated: 7\n",
    )
    message = refused(bland, capsys)
    assert message.startswith("specs/bland/openapi.yaml: /paths/~1v1~1speak~1samples~1{id}/get")
    assert re.search("7 is not of type .boolean.; see the overlays$", message)  # the quotes depend on what is installed


def test_a_schema_that_is_none_is_named_by_its_place(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.edit("overlay.yaml", "      operationId: get_tts_generation\n", WRONG_TYPE)
    (line,) = refused(bland, capsys).splitlines()
    assert "/get/responses/299/content/application~1json/schema/properties/when/type: " in line


def test_a_default_that_does_not_fit_is_named_by_its_place(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = WRONG_TYPE.replace("type: moment", 'type: array, items: {type: string}, default: "8080,22"')
    bland.edit("overlay.yaml", "      operationId: get_tts_generation\n", wrong)
    (line,) = refused(bland, capsys).splitlines()
    assert "/get/responses/299/content/application~1json/schema/properties/when/default: " in line


def test_a_schema_is_not_taken_for_a_parameter(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.edit(
        "overlay.yaml",
        "      operationId: get_tts_generation\n",
        WRONG_TYPE.replace("type: moment", "type: string, required: true"),
    )
    assert "/content/application~1json/schema/properties/when/required: True is not" in refused(bland, capsys)


def test_a_page_that_points_at_a_file_stops_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    breeze = Copy(tmp_path, "breeze")
    breeze.edit("pages/get-generation-job.md", "'#/components/schemas/ErrorResponse'", "file:///etc/hostname")
    breeze.pull_again("get-generation-job.md")
    message = refused(breeze, capsys)
    assert "/get/responses/401/content/application~1json/schema/$ref: reference: " in message
    assert "'file:///etc/hostname' is not in this document" in message


def test_a_submit_that_is_no_operation_stops_the_build(bland: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    bland.edit("provider.toml", 'submit = "create_speech"', 'submit = "get_everything"')
    message = refused(bland, capsys)
    assert message.startswith("specs/bland/provider.toml: /submit: no-such-operation: 'get_everything' is not one of")
    assert "get_tts_generation_audio" in message


def test_an_unknown_provider_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert specs.main(["suno"]) == 1
    assert capsys.readouterr().err.startswith("suno: no such provider; there are bland, breeze, ")


def test_several_pages_make_one_document() -> None:
    first = {"openapi": "3.1.0", "paths": {"/a": {"get": {}}}, "components": {"schemas": {"A": {"type": "object"}}}}
    second = {"openapi": "3.1.0", "paths": {"/b": {"get": {}}}, "components": {"schemas": {"A": {"type": "object"}}}}
    merged = merge_documents([first, second])
    assert list(merged["paths"]) == ["/a", "/b"]
    assert merged["components"] == first["components"]


def test_the_title_of_the_first_page_names_the_document() -> None:
    pages = [{"info": {"title": title, "version": "1"}, "paths": {}} for title in ("Get a render", "Create a render")]
    assert merge_documents(pages)["info"] == {"title": "Get a render", "version": "1"}


def test_pages_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(CodegenError, match=r"^/paths/~1a/get/summary: .* contradict each other"):
        merge_documents([{"paths": {"/a": {"get": {"summary": text}}}} for text in ("One", "Two")])
