"""The strict models: what the spec promises passes, anything else is reported."""

from __future__ import annotations

import ast
import importlib.util
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from scripts.codegen.openapi.document import CodegenError
from scripts.codegen.openapi.files import write
from scripts.codegen.openapi.yaml_file import yaml_text
from scripts.codegen.pages.provider import load_provider, provider_names
from scripts.codegen.specs.contract_models import MODELS, changed_models, contract_models
from tests.codegen.committed import committed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from scripts.codegen.pages.provider import Provider

PLAYAI = {
    "id": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
    "createdAt": "2023-11-07T05:31:56Z",
    "input": {"text": "Hello"},
    "completedAt": None,
    "output": {"status": "IN_PROGRESS"},
}
OXEN = {
    "status": "success",
    "status_message": "resource_found",
    "generation": {
        "generation_id": "7cf9b23a-1234-5678-9abc-def012345678",
        "model_name": "m",
        "media_type": "video",
        "status": "queued",
        "enqueued_at": 1775091431,
        "started_at": None,
        "prompt": "An astronaut",
    },
}


def write_models(provider: Provider, folder: Path) -> list[str]:
    """Write the models that are not there yet, and name their files."""
    changed = changed_models(provider, provider.spec.read_text(encoding="utf-8"), folder)
    for path, text in changed.items():
        write(path, text)
    return [path.name for path in changed]


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Write a provider's models to an empty folder and import them from there."""

    def load(name: str) -> ModuleType:
        write_models(load_provider(name), tmp_path)
        found = importlib.util.spec_from_file_location(f"contract_{name}", tmp_path / f"{name}.py")
        assert found is not None and found.loader is not None
        module = importlib.util.module_from_spec(found)
        monkeypatch.setitem(sys.modules, module.__name__, module)  # where pydantic looks up annotations
        found.loader.exec_module(module)
        return module

    return load


def test_an_unfinished_job_passes(models: Callable[[str], Any]) -> None:
    job = models("playai").TtsAsyncJob.model_validate(PLAYAI)
    assert job.completed_at is None
    assert job.created_at == "2023-11-07T05:31:56Z"


@pytest.mark.parametrize(
    "change",
    [
        {"output": {"status": "QUEUED"}},
        {"output": {"status": "FAILED", "error": "x"}},
        {"extra": 1},
        {"createdAt": None},
    ],
)
def test_what_the_spec_does_not_know_is_reported(models: Callable[[str], Any], change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        models("playai").TtsAsyncJob.model_validate({**PLAYAI, **change})


@pytest.mark.parametrize("change", [{"status": "expired"}, {"media_type": "audio"}, {"seed": 1}, {"enqueued_at": None}])
def test_oxens_rows_are_strict(models: Callable[[str], Any], change: dict[str, Any]) -> None:
    response = models("oxen").GenerationsShowResponse
    assert response.model_validate(OXEN).generation.status == "queued"
    with pytest.raises(ValidationError):
        response.model_validate({**OXEN, "generation": {**OXEN["generation"], **change}})


@pytest.mark.parametrize(
    ("provider", "model", "place"),
    [
        ("bland", "TtsGenerationResponse", ("/v1/speak/samples/{id}", "get", "200")),
        ("finetuning", "GenerationResponse", ("/v1/generations/{id}", "get", "200")),
        ("finetuning", "CreateGenerationResponse", ("/v1/generations", "post", "202")),
    ],
)
def test_the_pages_own_example_passes(
    models: Callable[[str], Any], provider: str, model: str, place: tuple[str, str, str]
) -> None:
    path, method, status = place
    answer = committed(provider)["paths"][path][method]["responses"][status]
    example = answer["content"]["application/json"]["example"]
    parsed = getattr(models(provider), model).model_validate(example)
    assert parsed.model_dump(mode="json", by_alias=True, exclude_unset=True) == example


@pytest.mark.parametrize("name", provider_names())
def test_the_committed_models_are_made_from_the_committed_spec(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 40\n[tool.ruff]\nline-length = 40\n")
    monkeypatch.chdir(tmp_path)  # the folder that one stands in, and its settings, make no difference
    provider = load_provider(name)
    text = contract_models(provider, provider.spec.read_text(encoding="utf-8"))
    assert (MODELS / f"{name}.py").read_text(encoding="utf-8") == text
    assert "do not edit" in text


HOSTILE = [
    '"""\nBOOM = 1\n"""',
    "'\nBOOM = 1\n'",
    '\\"""\nBOOM = 1\n"""',
    "# type: ignore\nBOOM = 1",
    "\\",
    "{BOOM}",
    "\\N{BULLET}",
    "../../BOOM",
    "x\r\nBOOM = 1",
    "\u2028BOOM = 1",
]


def test_no_text_of_a_spec_becomes_code() -> None:
    text = {"type": "string", "enum": HOSTILE, "description": HOSTILE[0], "default": HOSTILE[1], "examples": HOSTILE}
    schemas = {
        f"Model{number}": {
            "type": "object",
            "title": hostile,
            "description": hostile,
            "properties": {hostile: text, "plain": {"type": "string", "description": hostile, "default": hostile}},
        }
        for number, hostile in enumerate(HOSTILE)
    }
    spec = {
        "openapi": "3.1.0",
        "info": {"title": HOSTILE[0], "version": HOSTILE[0]},
        "components": {"schemas": schemas},
    }

    module = contract_models(load_provider("bland"), yaml_text({**spec, "paths": {}}))

    tree = ast.parse(module)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "BOOM"]
    allowed = (ast.Expr, ast.ImportFrom, ast.ClassDef)
    assert all(isinstance(statement, allowed) for statement in tree.body), "only a docstring, imports and classes"
    assert {alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names} <= {
        "annotations",
        "Annotated",
        "Literal",
        "BaseModel",
        "ConfigDict",
        "Field",
    }


@pytest.mark.parametrize("schemas", [{}, {"../../x": {"type": "object", "properties": {}}}])
def test_what_makes_no_module_is_refused(schemas: dict[str, Any]) -> None:
    spec = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {}, "components": {"schemas": schemas}}
    with pytest.raises(CodegenError, match=r"^specs/bland/openapi\.yaml: "):
        contract_models(load_provider("bland"), yaml_text(spec))


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    provider = load_provider("oxen")
    assert write_models(provider, tmp_path) == ["__init__.py", "oxen.py", "oxen.json"]
    assert write_models(provider, tmp_path) == []


LOST = {
    "openapi": "3.1.0",
    "info": {"title": "Kiln", "version": "1"},
    "paths": {},
    "components": {
        "schemas": {
            "firing-report": {
                "type": "object",
                "properties": {
                    "peak": {"allOf": [{"type": "number"}, {"minimum": 600}, {"maximum": 1300}]},
                    "ramp": {"type": "number", "enum": [0.5, 1.5]},
                    "note": {"type": "string"},
                    "by": {"type": "string", "format": "email"},
                    "lit": {"type": "string", "format": "time"},
                    "key": {"type": "string", "format": "password"},
                    "photo": {"type": "string", "format": "byte"},
                    "code": {"type": "string", "format": "ulid"},
                    "pot": {"type": "string", "format": "uuid", "pattern": "^[0-9A-F-]+$"},
                    "page": {"type": "string", "format": "uri", "maxLength": 17},
                    "began": {"type": "string", "format": "date-time"},
                    "twice": {"type": "string", "pattern": "^(?=.)(x|y)\\1$"},
                    "count": {"type": "string", "pattern": "^\\d+\\p{Lu}$"},
                    "shelf": {
                        "type": "object",
                        "properties": {"row": {"allOf": [{"type": "integer"}, {"minimum": 1}]}},
                    },
                },
            }
        }
    },
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The model of a schema with rules that the generator loses, written as `nox -s specs` writes it."""
    folder = tmp_path_factory.mktemp("models")
    for path, text in changed_models(load_provider("bland"), yaml_text(LOST), folder).items():
        write(path, text)
    found = importlib.util.spec_from_file_location("contract_kiln", folder / "bland.py")
    assert found is not None and found.loader is not None
    module = sys.modules[found.name] = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    yield module.FiringReport
    del sys.modules[found.name]


def test_a_body_that_fits_the_schema_passes(report: Any) -> None:
    body = {"peak": 1240.5, "ramp": 0.5, "note": "slow", "shelf": {"row": 1}}
    assert report.model_validate_json(json.dumps(body), strict=True).ramp == 0.5
    assert report.model_validate({}) is not None
    texts = {
        "by": "ann@kiln.example",
        "lit": "12:30:00Z",
        "key": "k",
        "photo": "aGk=",
        "code": "01",
        "pot": "3C90C3CC-0D44-4B50-8888-8DD25736052A",
        "page": "https://a.example",
        "began": "2026-11-30T12:00:00Z",
        "twice": "xx",
        "count": "12É",
    }
    assert report.model_validate(texts).model_dump(exclude_unset=True) == texts


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"peak": 20}, "/peak: 20"),
        ({"peak": 1300.5}, "/peak: 1300.5 is greater than the maximum of 1300"),
        ({"ramp": 1.0}, "/ramp: 1.0 is not one of 0.5 or 1.5"),
        ({"by": "ann"}, "/by: 'ann' is not a 'email'|/by: \"ann\" is not a \"email\""),
        ({"lit": "12:30"}, "/lit: "),
        ({"pot": "3C90C3CC0D444B5088888DD25736052A"}, "/pot: "),
        ({"began": "2026-11-30 12:00:00Z"}, "/began: "),
        ({"began": "1764504000"}, "/began: "),
        ({"twice": "xy"}, "/twice: "),
        ({"count": "١٢É"}, "/count: "),
        ({"note": None}, '/note: null is not of type "string"'),
        ({"shelf": {"row": 0}}, "/shelf/row: 0 is less than the minimum of 1"),
    ],
)
def test_what_the_models_alone_let_pass_is_reported_by_the_schema(report: Any, body: Any, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        report.model_validate_json(json.dumps(body), strict=True)
