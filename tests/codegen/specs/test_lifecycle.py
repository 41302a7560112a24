"""The operations around "get a job" in the built specs, against what the sources say of them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from scripts.codegen.openapi.navigation import mapping, operation_names, operations, resolve
from scripts.codegen.pages.provider import load_provider
from tests.codegen.committed import committed

# Typed by hand from the sources that the overlays name, not taken from the built files.
# Provider, operation, method, path, success, security, fields of the request (those that are required with a star).
OPERATIONS: list[tuple[str, str, str, str, str, list[str], str]] = [
    (
        *("breeze", "create_speech", "post", "/v1/text-to-speech/{voice_id}", "200", ["ApiKeyAuth"]),
        "voice_id* delivery output_format text* model_id language_code instructions voice_settings",
    ),
    (
        *("breeze", "create_tts_job_with_timestamps", "post", "/v1/text-to-speech/{voice_id}/with-timestamps"),
        *("202", ["ApiKeyAuth"]),
        "voice_id* delivery* output_format text* model_id language_code instructions voice_settings",
    ),
    (
        *("breeze", "list_history", "get", "/v1/history", "200", ["ApiKeyAuth"]),
        "voice_id model_id search source status_class from to sort_direction start_after_history_item_id page "
        "page_size",
    ),
    (
        *("breeze", "get_history_item", "get", "/v1/history/{history_item_id}", "200", ["ApiKeyAuth"]),
        "history_item_id*",
    ),
    (
        *("breeze", "get_history_item_audio", "get", "/v1/history/{history_item_id}/audio", "200", ["ApiKeyAuth"]),
        "history_item_id*",
    ),
    (
        *("breeze", "delete_history_item", "delete", "/v1/history/{history_item_id}", "200", ["ApiKeyAuth"]),
        "history_item_id*",
    ),
    ("breeze", "get_entitlements", "get", "/v1/entitlements", "200", ["ApiKeyAuth"], ""),
    (
        *("playai", "create_tts_job", "post", "/api/v1/tts", "201", ["ApiKeyAuth", "XUserIdAuth"]),
        "model* text* voice* voice2 turnPrefix turnPrefix2 prompt prompt2 outputFormat quality language speed "
        "sampleRate seed temperature voiceGuidance styleGuidance textGuidance voiceConditioningSeconds "
        "voiceConditioningSeconds2 webHookUrl",
    ),
    ("bland", "create_speech", "post", "/v2/tts", "200", ["bearer"], "text* voice* audio controls"),
    (
        *("bland", "create_speech_v1", "post", "/v1/speak", "200", ["authorization"]),
        "text* voice_id* output_format stream language consistency expressiveness boost",
    ),
    (
        *("bland", "list_tts_generations", "get", "/v1/speak/samples", "200", ["authorization"]),
        "limit offset voice_id",
    ),
    (
        *("oxen", "create_generations", "post", "/api/ai/queue", "200", ["authorization"]),
        "model* prompt num_generations aspect_ratio duration seed target_namespace target_repo target_directory",
    ),
    (
        *("oxen", "list_queue", "get", "/api/ai/queue", "200", ["authorization"]),
        "namespace model media_type status repo folder",
    ),
    (
        *("oxen", "get_queued_generation", "get", "/api/ai/queue/{generation_id}", "200", ["authorization"]),
        "generation_id*",
    ),
    (
        *("oxen", "cancel_generation", "delete", "/api/ai/queue/{generation_id}", "200", ["authorization"]),
        "generation_id*",
    ),
    (
        *("oxen", "retry_generation", "post", "/api/ai/queue/{generation_id}/retry", "200", ["authorization"]),
        "generation_id*",
    ),
    (
        *("oxen", "list_generations", "get", "/api/ai/generations", "200", ["authorization"]),
        "namespace model media_type status repo folder page page_size",
    ),
    (
        *("finetuning", "create_generation", "post", "/v1/generations", "202", ["X-API-Key"]),
        "tags* lyrics duration bpm language key scale timesignature seed webhook",
    ),
    (
        *("finetuning", "list_generations", "get", "/v1/generations", "200", ["X-API-Key"]),
        "limit offset status type",
    ),
    ("finetuning", "delete_generations", "post", "/v1/generations/bulk-delete", "200", ["X-API-Key"], "ids*"),
    ("finetuning", "get_me", "get", "/v1/me", "200", ["X-API-Key"], ""),
]

# Provider, schema, field, what the sources say of its values.
LIMITS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("breeze", "TtsRequest", "text", {"type": "string", "minLength": 1}),
    ("breeze", "TtsRequest", "model_id", {"type": "string", "minLength": 1, "maxLength": 120}),
    ("breeze", "TtsRequest", "language_code", {"type": "string", "maxLength": 16}),
    ("breeze", "TtsVoiceSettings", "speed", {"type": "number", "minimum": 0.5, "maximum": 2}),
    ("breeze", "TtsVoiceSettings", "volume", {"type": "number", "minimum": 0.01, "maximum": 2}),
    (
        *("breeze", "TtsVoiceSettings", "guidance_scale"),
        {"anyOf": [{"type": "number", "minimum": 1, "maximum": 10}, {"type": "null"}]},
    ),
    ("playai", "CreateTtsJobRequest", "model", {"type": "string", "enum": ["PlayDialog", "Play3.0-mini"]}),
    ("playai", "CreateTtsJobRequest", "text", {"type": "string", "maxLength": 50000}),
    ("playai", "CreateTtsJobRequest", "speed", {"type": "number", "exclusiveMinimum": 0, "maximum": 5}),
    ("playai", "CreateTtsJobRequest", "sampleRate", {"type": "number", "minimum": 8000, "maximum": 48000}),
    ("playai", "CreateTtsJobRequest", "seed", {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]}),
    ("bland", "TtsRequest", "text", {"type": "string", "maxLength": 5000}),
    (
        *("bland", "TtsAudio", "sample_rate"),
        {"type": "integer", "enum": [8000, 16000, 24000, 44100, 48000], "default": 48000},
    ),
    ("bland", "TtsAudio", "encoding", {"type": "string", "enum": ["pcm_s16le", "mulaw"], "default": "pcm_s16le"}),
    ("bland", "TtsAudio", "container", {"type": "string", "enum": ["raw", "wav"], "default": "raw"}),
    ("bland", "TtsControls", "stability", {"type": "number", "minimum": 0, "maximum": 1}),
    ("bland", "SpeakRequest", "boost", {"type": "integer", "enum": [0, 1]}),
    (
        *("oxen", "QueueCreateRequest", "num_generations"),
        {"type": "integer", "minimum": 1, "maximum": 4, "default": 1},
    ),
    (
        *("oxen", "QueueCreateRequest", "duration"),
        {"anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "null"}]},
    ),
    ("finetuning", "CreateGenerationRequest", "tags", {"type": "string", "maxLength": 700}),
    ("finetuning", "CreateGenerationRequest", "lyrics", {"type": "string", "maxLength": 2000}),
    (
        *("finetuning", "CreateGenerationRequest", "duration"),
        {"type": "number", "minimum": 5, "maximum": 210, "default": 60},
    ),
    (
        *("finetuning", "CreateGenerationRequest", "bpm"),
        {"type": "number", "minimum": 60, "maximum": 200, "default": 120},
    ),
    (
        *("finetuning", "CreateGenerationRequest", "timesignature"),
        {"type": "string", "enum": ["2", "3", "4", "5", "6", "7"], "default": "4"},
    ),
    (
        *("finetuning", "CreateGenerationRequest", "webhook"),
        {"type": "string", "maxLength": 2048, "pattern": "^https://"},
    ),
    (
        *("finetuning", "BulkDeleteRequest", "ids"),
        {"type": "array", "minItems": 1, "maxItems": 100, "items": {"type": "string"}},
    ),
]

# Provider, operation, its machine codes by status.
ERRORS: list[tuple[str, str, dict[str, list[str]]]] = [
    (
        *("breeze", "create_speech"),
        {
            "402": ["BILLING_INSUFFICIENT_CREDITS"],
            "422": ["VALIDATION_ERROR"],
            "429": ["GENERATION_CONCURRENCY_EXCEEDED", "RATE_LIMITED"],
            "503": ["GENERATION_CAPACITY_EXCEEDED"],
        },
    ),
    ("breeze", "get_history_item_audio", {"404": ["RESOURCE_NOT_FOUND"], "425": ["GENERATION_NOT_READY"]}),
    (
        *("bland", "create_speech"),
        {
            "402": ["insufficient_credits"],
            "403": ["voice_not_live"],
            "404": ["voice_not_found", "not_found"],
            "429": ["concurrency_limit_reached"],
            "500": ["synthesis_failed"],
        },
    ),
    (
        *("bland", "create_speech_v1"),
        {
            "400": ["Invalid Input", "Service Not Supported"],
            "429": ["concurrency_limit_reached", "Rate Limit Exceeded"],
        },
    ),
    ("oxen", "create_generations", {"400": ["invalid_params"], "401": ["unauthenticated"]}),
    ("oxen", "cancel_generation", {"404": ["resource_not_found"]}),
    (
        *("finetuning", "create_generation"),
        {
            "400": ["VALIDATION_ERROR"],
            "401": ["MISSING_API_KEY", "INVALID_API_KEY"],
            "402": ["MONTHLY_LIMIT_REACHED"],
            "403": ["PRO_PLAN_REQUIRED"],
            "429": ["GENERATION_RATE_LIMITED", "QUEUE_FULL"],
            "500": ["GENERATION_FAILED", "INTERNAL_ERROR"],
        },
    ),
    ("finetuning", "list_generations", {"429": ["RATE_LIMITED"], "500": ["INTERNAL_ERROR"]}),
]

PAGES: list[tuple[str, str, dict[str, str]]] = [
    (
        *("breeze", "list_history"),
        {
            "items": "/history",
            "style": "cursor",
            "parameter": "start_after_history_item_id",
            "next": "/last_history_item_id",
            "more": "/has_more",
            "total": "/total",
            "size": "page_size",
        },
    ),
    (
        *("bland", "list_tts_generations"),
        {"items": "/data", "style": "offset", "parameter": "offset", "total": "/total", "size": "limit"},
    ),
    (
        *("oxen", "list_generations"),
        {"items": "/generations", "style": "page", "parameter": "page", "total": "/total_pages", "size": "page_size"},
    ),
    (
        *("finetuning", "list_generations"),
        {
            "items": "/data/generations",
            "style": "offset",
            "parameter": "offset",
            "next": "/data/nextOffset",
            "more": "/data/hasMore",
            "size": "limit",
        },
    ),
]


def spec(provider: str) -> dict[str, Any]:
    return committed(provider)


def operation(provider: str, name: str) -> dict[str, Any]:
    (found,) = [each for _, each in operations(spec(provider)) if each["operationId"] == name]
    return found


def arguments(document: dict[str, Any], operation: dict[str, Any]) -> list[str]:
    """What an operation takes: parameters, then the fields of its body; a star behind what it must have."""
    parameters = [each["name"] + "*" * each.get("required", False) for each in operation.get("parameters", [])]
    if "requestBody" not in operation:
        return parameters
    body = mapping(resolve(document, operation["requestBody"]["content"]["application/json"]["schema"]))
    return [*parameters, *(name + "*" * (name in body["required"]) for name in body["properties"])]


@pytest.mark.parametrize(("provider", "name", "method", "path", "success", "security", "takes"), OPERATIONS)
def test_an_operation_is_that_of_its_sources(
    provider: str, name: str, method: str, path: str, success: str, security: list[str], takes: str
) -> None:
    document = spec(provider)
    found = document["paths"][path][method]
    assert found["operationId"] == name
    assert success in found["responses"]
    assert [sorted(needed) for needed in found["security"]] == [security]
    assert sorted(arguments(document, found)) == sorted(takes.split())


def test_no_operation_is_there_without_a_source() -> None:
    known = {
        *(("breeze", each) for each in ("get_generation_job", "get_generation_job_audio", "create_tts_job")),
        *(("bland", each) for each in ("get_tts_generation", "get_tts_generation_audio")),
        *(("playai", "get_tts_job"), ("oxen", "get_generation"), ("finetuning", "get_generation")),
        *((provider, name) for provider, name, *_ in OPERATIONS),
    }
    result = {
        provider for provider, _ in known
    }  # the facts of a provider that was added later are its adder's to write
    built = {(provider, name) for provider in result for name in operation_names(spec(provider))}
    assert built == known


@pytest.mark.parametrize(("provider", "schema", "field", "expected"), LIMITS)
def test_a_field_has_the_limits_of_its_sources(
    provider: str, schema: str, field: str, expected: dict[str, Any]
) -> None:
    found = dict(spec(provider)["components"]["schemas"][schema]["properties"][field])
    assert found.pop("description")
    assert found == expected


@pytest.mark.parametrize(("provider", "name", "expected"), ERRORS)
def test_errors_have_their_codes(provider: str, name: str, expected: dict[str, list[str]]) -> None:
    document, responses = spec(provider), operation(provider, name)["responses"]
    found = {status: mapping(resolve(document, responses[status]))["x-error-codes"] for status in expected}
    assert found == expected


@pytest.mark.parametrize(("provider", "name", "expected"), PAGES)
def test_lists_tell_how_their_pages_lead_on(provider: str, name: str, expected: dict[str, str]) -> None:
    assert operation(provider, name)["x-pages"] == expected


def test_oxens_queue_has_no_pages() -> None:
    assert "x-pages" not in operation("oxen", "list_queue")


def test_breezes_job_is_the_asynchronous_form_of_its_speech() -> None:
    speech = operation("breeze", "create_speech")
    (job,) = speech["x-variants"]
    assert (job["operationId"], job["query"], job["content"]) == (
        "create_tts_job",
        {"delivery": "async"},
        "application/json",
    )
    assert job["x-accept-any-success"] is True
    assert "audio/mpeg" in speech["responses"]["200"]["content"]
    assert speech["responses"]["202"]["content"] == {
        "application/json": {"schema": {"$ref": "#/components/schemas/AsyncTtsJob"}}
    }
    assert spec("breeze")["components"]["schemas"]["AsyncTtsJob"]["required"] == [
        "generation_job_id",
        "history_item_id",
        "status",
    ]


def test_playai_speaks_37_languages() -> None:
    language = spec("playai")["components"]["schemas"]["CreateTtsJobRequest"]["properties"]["language"]
    words = language["anyOf"][0]["enum"]
    assert len(words) == len(set(words)) == 37
    assert {"english", "galician", "xhosa"} < set(words)


@pytest.mark.parametrize("form", ["mp3", "wav_48000", "mp3_44100_128"])
def test_breeze_takes_formats_and_profiles(form: str) -> None:
    (parameter,) = [
        each for each in operation("breeze", "create_speech")["parameters"] if each["name"] == "output_format"
    ]
    assert re.search(parameter["schema"]["pattern"], form)
    assert not re.search(parameter["schema"]["pattern"], f"x{form}")


def test_oxens_models_have_parameters_of_their_own() -> None:
    assert spec("oxen")["components"]["schemas"]["QueueCreateRequest"]["additionalProperties"] is True


def test_blands_list_leaves_the_audio_out() -> None:
    schemas = spec("bland")["components"]["schemas"]
    whole, listed = schemas["TtsGeneration"]["properties"], schemas["TtsGenerationListItem"]["properties"]
    assert set(whole) - set(listed) == {"audio_data"}
    assert set(listed) <= set(whole)


def test_blands_errors_are_found_in_all_their_forms() -> None:
    assert spec("bland")["x-error-body"] == {
        "code": ["/errors/0/error", "/error", "/error/code"],
        "message": ["/errors/0/message", "/message", "/error/message"],
    }


def test_bland_takes_one_key_in_two_headers() -> None:
    schemes = spec("bland")["components"]["securitySchemes"]
    assert (schemes["authorization"]["type"], schemes["authorization"]["name"]) == ("apiKey", "authorization")
    assert (schemes["bearer"]["type"], schemes["bearer"]["scheme"]) == ("http", "bearer")
    assert {(each.argument, each.env) for each in load_provider("bland").credentials} == {("api_key", "BLAND_API_KEY")}


def test_the_row_of_oxens_queue_has_no_cost() -> None:
    schemas = spec("oxen")["components"]["schemas"]
    assert set(schemas["Generation"]["properties"]) - set(schemas["QueuedGeneration"]["properties"]) == {
        *("cost", "user_id", "username", "user_image")
    }


def test_every_answer_of_finetuning_tells_the_limit() -> None:
    document = spec("finetuning")
    answers = [
        mapping(resolve(document, response))
        for _, operation in operations(document)
        for response in operation["responses"].values()
    ]
    assert all("X-RateLimit-Remaining" in answer["headers"] for answer in answers)


@pytest.mark.parametrize(
    ("provider", "name"),
    [
        ("breeze", "create_tts_job"),
        ("playai", "create_tts_job"),
        ("bland", "create_speech"),
        ("oxen", "create_generations"),
        ("finetuning", "create_generation"),
    ],
)
def test_jobs_are_submitted_by(provider: str, name: str) -> None:
    assert load_provider(provider).submit == name
