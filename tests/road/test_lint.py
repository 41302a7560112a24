"""The lint: a clean document passes, and each rule finds its own fault at its own place."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from scripts.road.lint import lint_spec
from scripts.road.sources import lint_overlay

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Document = dict[str, Any]

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
        }
    },
    "components": {
        "schemas": {"Job": JOB, "Error": {"type": "object"}},
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


def operation(document: Document) -> Document:
    return document["paths"]["/jobs/{id}"]["get"]


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
        (
            lambda d: job(d)["properties"]["id"].update(format="uuid"),
            "uuid",
            "/components/schemas/Job/properties/id",
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


def test_a_finding_says_where_and_what_to_do() -> None:
    document = deepcopy(CLEAN)
    operation(document)["x-missing"] = ["path", "server"]
    (finding,) = lint_spec(document)
    expected = "missing: the page does not say: path, server; supply it in overlay.yaml with its source"
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
