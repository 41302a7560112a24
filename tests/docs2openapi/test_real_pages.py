"""The five real pages, compared with what a person reads on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from docs2openapi import read_page
from openapi_spec_validator import validate
from ruamel.yaml import YAML

from tests.docs2openapi.pages import EXPECTED, PAGES, operation, reasons


def expected(provider: str):
    return YAML(typ="safe").load(EXPECTED / f"{provider}.yaml")


@pytest.mark.parametrize("provider", ["bland", "finetuning"])
def test_the_document_is_what_a_person_read_from_the_page(provider):
    assert read_page(PAGES[provider]).document == expected(provider)


def test_every_page_is_one_of_three_shapes():
    assert {name: read_page(path).shape for name, path in PAGES.items()} == {
        "bland": "components",
        "breeze": "fence",
        "finetuning": "tables",
        "oxen": "fence",
        "playai": "fence",
    }


def test_what_is_missing_is_named():
    assert {name: read_page(path).missing for name, path in PAGES.items()} == {
        "bland": ("path", "method", "server"),
        "breeze": (),
        "finetuning": (),
        "oxen": ("security",),
        "playai": (),
    }


def test_the_notes_on_bland_name_the_missing_facts_and_their_lines():
    assert reasons(read_page(PAGES["bland"])) == [
        "5: the page does not say the method",
        "5: the page does not say the path",
        "5: the page does not say the server",
        "5: the page names no version of the API: 'unversioned' is used",
        "74: errors: neither the page nor the example says its type",
        "74: the page does not say the status: put under 200",
    ]


def test_the_examples_are_the_pages_own_bytes():
    text = PAGES["finetuning"].read_text(encoding="utf-8")
    printed = text[text.index("{\n") : text.index("\n\nResponse fields")]
    example = operation(read_page(PAGES["finetuning"]))["responses"]["200"]["content"]["application/json"]["example"]
    assert json.dumps(example, indent=2) == printed


@pytest.mark.parametrize("provider", ["breeze", "oxen", "playai", "finetuning"])
def test_a_complete_page_gives_a_valid_document(provider):
    validate(read_page(PAGES[provider]).document)


def test_breeze():
    document = read_page(PAGES["breeze"]).document
    get = document["paths"]["/v1/generation-jobs/{generation_job_id}"]["get"]
    schemas = document["components"]["schemas"]
    job = schemas["GenerationJobResponse"]
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "https://api.breeze.blue"}]
    assert get["operationId"] == "generation_jobs_get"
    assert [p["name"] for p in get["parameters"]] == ["generation_job_id"]
    assert list(get["responses"]) == ["200", "401", "404"]
    assert get["security"] == [{"ApiKeyAuth": []}]
    assert document["components"]["securitySchemes"]["ApiKeyAuth"]["name"] == "xi-api-key"
    assert list(schemas) == ["GenerationJobResponse", "ErrorResponse", "GenerationJobErrorResponse"]
    assert job["required"] == ["generation_job_id", "history_item_id", "status", "state", "source"]
    assert " ".join(job["properties"]) == (
        "generation_job_id history_item_id status state source voice_id voice_name voice_category model_id text"
        " content_type download_url created_at completed_at date_unix error"
    )
    assert job["additionalProperties"] is True
    assert job["properties"]["created_at"] == {
        "anyOf": [{"type": "string"}, {"type": "null"}],
        "default": None,
        "title": "Created At",
    }
    assert schemas["ErrorResponse"]["required"] == ["code", "detail", "error"]


def test_oxen():
    document = read_page(PAGES["oxen"]).document
    get = document["paths"]["/api/ai/generations/{generation_id}"]["get"]
    envelope = document["components"]["schemas"]["GenerationsShowResponse"]
    generation = envelope["properties"]["generation"]
    assert document["openapi"] == "3.0.0"
    assert document["info"] == {"title": "oxen", "version": "0.231.0"}
    assert document["servers"] == [{"url": "https://hub.oxen.ai", "variables": {}}]
    assert document["security"] == []
    assert get["operationId"] == "OxenApiWeb.Controllers.GenerationsController.show"
    assert list(get["responses"]) == ["200", "404"]
    assert envelope["required"] == ["status", "generation", "status_message"]
    assert generation["required"] == ["generation_id", "model_name", "media_type", "status", "enqueued_at"]
    assert len(generation["properties"]) == 16
    assert generation["properties"]["media_type"]["enum"] == ["image", "video"]
    statuses = ["queued", "processing", "succeeded", "failed", "cancelled"]
    assert generation["properties"]["status"]["enum"] == statuses
    assert generation["properties"]["started_at"] == {
        "description": "Unix timestamp",
        "nullable": True,
        "type": "integer",
    }


def test_playai():
    document = read_page(PAGES["playai"]).document
    get = document["paths"]["/api/v1/tts/{asyncTtsJobId}"]["get"]
    job = document["components"]["schemas"]["TtsAsyncJob"]
    variants = job["properties"]["output"]["oneOf"]
    assert document["servers"] == [{"url": "https://api.play.ai"}]
    assert document["security"] == [{"ApiKeyAuth": [], "XUserIdAuth": []}]
    assert "operationId" not in get
    assert list(get["responses"]) == ["200", "400", "401", "403", "429", "500"]
    assert job["required"] == ["id", "createdAt", "input", "completedAt", "output"]
    assert job["properties"]["completedAt"] == {"type": "string", "format": "date-time", "nullable": True}
    assert [v["properties"]["status"]["enum"] for v in variants] == [["COMPLETED"], ["IN_PROGRESS"], ["FAILED"]]
    limited = document["components"]["responses"]["429-RateLimitedError"]["content"]["application/json"]
    assert limited["example"] == "Rate limit exceeded. Please wait a few moments and try again."
    assert document["components"]["securitySchemes"]["XUserIdAuth"]["name"] == "X-USER-ID"


def test_facts_are_counted():
    facts = {name: read_page(path).facts for name, path in PAGES.items()}
    assert all(count > 40 for count in facts.values())


def test_the_same_page_gives_the_same_bytes_whatever_the_hash_seed():
    def printed(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "docs2openapi", str(PAGES["finetuning"])]
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    assert printed("0") == printed("42") != b""
