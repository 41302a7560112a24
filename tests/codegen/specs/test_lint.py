"""The lint: a clean document passes, and each rule finds its own fault at its own place."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from scripts.codegen.specs.lint import lint_spec
from scripts.codegen.specs.overlay_lint import lint_overlay

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Document = dict[str, Any]

PAGES: Document = {
    "items": "/jobs",
    "style": "cursor",
    "parameter": "after",
    "size": "page_size",
    "next": "/last",
    "more": "/more",
    "total": "/count/total",
}
LIST: Document = {
    "operationId": "list_jobs",
    "tags": ["Jobs"],
    "security": [{"key": []}],
    "parameters": [
        {"name": "after", "in": "query", "description": "After this job.", "schema": {"type": "string"}},
        {"$ref": "#/components/parameters/Size"},
        {"name": "x-size", "in": "header", "description": "A header.", "schema": {"type": "integer"}},
    ],
    "responses": {
        "200": {
            "description": "Jobs.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Jobs"}}},
        },
        "404": {"$ref": "#/components/responses/Error"},
    },
    "x-pages": PAGES,
}
CREATE: Document = {
    "operationId": "create_job",
    "tags": ["Jobs"],
    "security": [{"key": []}],
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/JobRequest"}}}},
    "responses": {"201": {"description": "A job."}},
}
SCHEMAS: Document = {
    "Jobs": {
        "type": "object",
        "properties": {
            "jobs": {"anyOf": [{"type": "array", "items": {"$ref": "#/components/schemas/Job"}}, {"type": "null"}]},
            "last": {"type": "string"},
            "more": {"type": "boolean"},
            "count": {"$ref": "#/components/schemas/Count"},
        },
    },
    "Count": {"type": "object", "properties": {"total": {"type": "integer"}}},
    "JobRequest": {
        "type": "object",
        "properties": {
            "text": {"type": "string", "description": "What to speak."},
            "voice": {"$ref": "#/components/schemas/Voice"},
        },
    },
    "Voice": {"type": "object", "description": "Who speaks."},
}
JOB: Document = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "created": {"type": "string", "format": "date-time", "examples": ["2026-01-02T03:04:05Z"]},
        # Names that are also words of OpenAPI: they are the provider's, and fine.
        "nullable": {"type": "boolean"},
        "title": {"type": "string"},
        "tags": {},
        "$ref": {"$ref": "#/components/schemas/Job/properties/id"},
        "example": {"type": "string"},
        "format": {"type": "string", "enum": ["uuid", ""]},
    },
}
CLEAN: Document = {
    "openapi": "3.1.0",
    "info": {"title": "Jobs", "version": "1"},
    "servers": [{"url": "https://api.example.com/v1"}],
    "paths": {
        "/jobs/{id}": {
            "get": {
                "operationId": "get_job",
                "tags": ["Jobs"],
                "security": [{"key": []}],
                "responses": {
                    "200": {
                        "description": "A job.",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Job"},
                                "example": {"id": "3c90c3cc-0d44-4b50-8888-8dd25736052a", "title": "", "tags": []},
                            }
                        },
                    },
                    "404": {"$ref": "#/components/responses/Error"},
                },
            }
        },
        "/jobs": {"get": LIST, "post": CREATE},
    },
    "components": {
        "schemas": {"Job": JOB, "Error": {"type": "object"}, **SCHEMAS},
        "parameters": {
            "Size": {"name": "page_size", "in": "query", "description": "How many.", "schema": {"type": "integer"}}
        },
        "responses": {
            "Error": {
                "description": "An error.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
            }
        },
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "x-key"}},
    },
    "x-error-body": {"code": ["/code"], "message": ["/message", ""]},
}
OPERATION = "/paths/~1jobs~1{id}/get"
LISTING = "/paths/~1jobs/get"


def operation(document: Document) -> Document:
    return document["paths"]["/jobs/{id}"]["get"]


def listing(document: Document) -> Document:
    return document["paths"]["/jobs"]["get"]


def job(document: Document) -> Document:
    return document["components"]["schemas"]["Job"]


def variants(*statuses: list[str]) -> Document:
    return {"oneOf": [{"type": "object", "properties": {"status": {"enum": one}}} for one in statuses]}


def test_a_clean_document_has_no_findings() -> None:
    assert lint_spec(CLEAN) == ()


@pytest.mark.parametrize(
    ("spoil", "rule", "pointer"),
    [
        (lambda d: operation(d).update({"x-missing": ["path", "server"]}), "missing", OPERATION),
        (
            lambda d: job(d)["properties"]["id"].update({"$ref": "#/components/schemas/Absent"}),
            "reference",
            "/components/schemas/Job/properties/id/$ref",
        ),
        (
            lambda d: d["components"]["schemas"].update(Loop={"$ref": "#/components/schemas/Loop"}),
            "reference",
            "/components/schemas/Loop/$ref",
        ),
        (
            lambda d: d["components"]["schemas"].update(File={"$ref": "file:///etc/passwd"}),
            "reference",
            "/components/schemas/File/$ref",
        ),
        (lambda d: d.update(openapi="3.0.3"), "not-3.1", "/openapi"),
        (lambda d: d["info"].pop("version"), "no-info", "/info/version"),
        (lambda d: d["info"].update(version=" "), "empty", "/info/version"),
        (lambda d: d["info"].pop("title"), "no-info", "/info/title"),
        (lambda d: d.pop("servers"), "no-server", "/servers"),
        (lambda d: d["servers"][0].update(url="http://api.example.com"), "odd-server", "/servers/0/url"),
        (lambda d: d["servers"][0].update(url="https://api.example.com/"), "odd-server", "/servers/0/url"),
        (lambda d: d["servers"][0].update(url="https://dev.example.com"), "odd-server", "/servers/0/url"),
        (lambda d: d["servers"][0].update(url="https://localhost"), "odd-server", "/servers/0/url"),
        (lambda d: operation(d).pop("operationId"), "no-operation-id", OPERATION),
        (
            lambda d: d["paths"]["/jobs"].update(parameters=[{"$ref": "#/components/parameters/Size"}]),
            "shared-parameters",
            "/paths/~1jobs/parameters",
        ),
        (lambda d: operation(d).update(operationId="Api.Jobs.show"), "no-operation-id", OPERATION),
        (lambda d: operation(d).pop("tags"), "no-tag", OPERATION),
        (lambda d: operation(d).pop("security"), "no-security", OPERATION),
        (lambda d: operation(d).update(security=[{}]), "no-security", OPERATION),
        (lambda d: operation(d).update(security=[{"other": []}]), "unknown-security", OPERATION),
        (
            lambda d: operation(d)["responses"].update({"500": {"description": "Oh"}}),
            "error-without-body",
            f"{OPERATION}/responses/500",
        ),
        (
            lambda d: d["components"]["responses"]["Error"].pop("content"),
            "error-without-body",
            f"{OPERATION}/responses/404",
        ),
        (lambda d: d.pop("x-error-body"), "no-error-body", "/x-error-body/code"),
        (lambda d: d["x-error-body"].update(message=["message"]), "no-error-body", "/x-error-body/message"),
        (lambda d: listing(d)["parameters"][0].pop("description"), "no-description", f"{LISTING}/parameters/0"),
        (
            lambda d: d["components"]["parameters"]["Size"].pop("description"),
            "no-description",
            f"{LISTING}/parameters/1",
        ),
        (
            lambda d: d["components"]["schemas"]["Voice"].pop("description"),
            "no-description",
            "/paths/~1jobs/post/requestBody/content/application~1json",
        ),
        (lambda d: listing(d)["x-pages"].pop("items"), "pages", f"{LISTING}/x-pages"),
        (lambda d: listing(d)["x-pages"].pop("next"), "pages", f"{LISTING}/x-pages"),
        (lambda d: listing(d)["x-pages"].update(sort="asc"), "pages", f"{LISTING}/x-pages"),
        (lambda d: listing(d)["x-pages"].update(style="token"), "pages", f"{LISTING}/x-pages/style"),
        (lambda d: listing(d)["x-pages"].update(parameter="before"), "pages", f"{LISTING}/x-pages/parameter"),
        (lambda d: listing(d)["x-pages"].update(size="x-size"), "pages", f"{LISTING}/x-pages/size"),
        (lambda d: listing(d)["x-pages"].update(items="/rows"), "pages", f"{LISTING}/x-pages/items"),
        (lambda d: listing(d)["x-pages"].update(items="/last"), "pages", f"{LISTING}/x-pages/items"),
        (lambda d: listing(d)["x-pages"].update(next="/last/id"), "pages", f"{LISTING}/x-pages/next"),
        (lambda d: listing(d)["x-pages"].update(more="/has_more"), "pages", f"{LISTING}/x-pages/more"),
        (lambda d: listing(d)["x-pages"].update(total="/count/pages"), "pages", f"{LISTING}/x-pages/total"),
        (
            lambda d: job(d)["properties"]["id"].update(nullable=True),
            "nullable",
            "/components/schemas/Job/properties/id",
        ),
        (
            lambda d: job(d)["properties"].update(output=variants(["DONE"], ["FAILED"])),
            "undiscriminated",
            "/components/schemas/Job/properties/output/oneOf",
        ),
        (lambda d: operation(d).update(summary=""), "empty", f"{OPERATION}/summary"),
        (lambda d: operation(d).update(callbacks={}), "empty", f"{OPERATION}/callbacks"),
        (lambda d: d.update(security=[]), "empty", "/security"),
        (
            lambda d: job(d)["properties"]["created"].update(examples=["2026-01-02 03:04:05"]),
            "example",
            "/components/schemas/Job/properties/created/examples/0",
        ),
        (
            lambda d: operation(d)["responses"]["200"]["content"]["application/json"].update(
                example={"id": "a", "created": "yesterday"}
            ),
            "example",
            f"{OPERATION}/responses/200/content/application~1json/example/created",
        ),
    ],
)
def test_a_rule_finds_its_fault(spoil: Callable[[Document], object], rule: str, pointer: str) -> None:
    document = deepcopy(CLEAN)
    spoil(document)

    found = [(finding.rule, finding.pointer) for finding in lint_spec(document)]

    assert (rule, pointer) in found
    assert {name for name, _ in found} == {rule}, "another rule finds it too"


@pytest.mark.parametrize("union", [variants(["DONE", "FAILED"], ["RUNNING"]), {"oneOf": [{"type": "string"}]}])
def test_a_union_that_can_be_told_apart_is_fine(union: Document) -> None:
    document = deepcopy(CLEAN)
    job(document)["properties"]["output"] = union
    assert lint_spec(document) == ()


@pytest.mark.parametrize(
    "pages",
    [
        {"items": "/jobs", "style": "offset", "parameter": "after", "total": "/count/total"},
        {"items": "/jobs", "style": "page", "parameter": "after", "more": "/more"},
    ],
)
def test_pages_may_be_told_in_other_ways(pages: Document) -> None:
    document = deepcopy(CLEAN)
    listing(document)["x-pages"] = pages
    assert lint_spec(document) == ()


def test_pages_without_an_end_are_refused() -> None:
    document = deepcopy(CLEAN)
    listing(document)["x-pages"] = {"items": "/jobs", "style": "page", "parameter": "after"}
    (finding,) = lint_spec(document)
    assert (finding.rule, finding.pointer) == ("pages", f"{LISTING}/x-pages")


def test_a_finding_says_where_and_what_to_do() -> None:
    document = deepcopy(CLEAN)
    operation(document)["x-missing"] = ["path", "server"]
    (finding,) = lint_spec(document)
    expected = "missing: the page does not document: path, server; add it in overlay.yaml with its source"
    assert str(finding) == f"{OPERATION}: {expected}"


ACTION: Document = {"target": "$", "update": {}, "description": "Because.", "x-source": ["https://example.com/docs"]}


@pytest.mark.parametrize(
    "sources",
    [
        ["https://example.com/docs", "pypi:some-pkg==0.1.2"],
        ["npm:@scope/pkg@1.2.3", "npm:pkg@1.0.0"],
        ["pages/page.md"],
    ],
)
def test_sources_that_are_known(sources: list[str], tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/page.md").touch()
    assert lint_overlay({"actions": [{**ACTION, "x-source": sources}]}, tmp_path) == ()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"description": " "}, "action-without-reason"),
        ({"description": None}, "action-without-reason"),
        ({"x-source": []}, "action-without-source"),
        ({"x-source": "https://example.com"}, "action-without-source"),
        ({"x-source": ["http://example.com"]}, "unknown-source"),
        ({"x-source": ["everybody knows"]}, "unknown-source"),
        ({"x-source": ["pages/absent.md"]}, "unknown-source"),
        ({"x-source": ["pages/../../secret.md"]}, "unknown-source"),
    ],
)
def test_an_action_needs_reason_and_source(change: Document, rule: str, tmp_path: Path) -> None:
    (finding,) = lint_overlay({"actions": [ACTION, {**ACTION, **change}]}, tmp_path)
    assert (finding.rule, finding.pointer) == (rule, "/actions/1")
