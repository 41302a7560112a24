"""Clients made from specs that are written here, imported and run."""

from __future__ import annotations

import importlib
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from scripts.codegen.clients.generator import generate_client
from scripts.codegen.pages.provider import Archived, Credential, Page, Provider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def provider(name: str, folder: Path, **changes: Any) -> Provider:
    """A provider whose spec needs one key in the header `x-key`."""
    (folder / "CHANGELOG.md").write_text("# Changes\n")
    facts: dict[str, Any] = {
        "name": name,
        "title": name.title(),
        "makes": ("speech",),
        "version": "1.2.3",
        "class_prefix": name.title(),
        "homepage": "https://docs.example",
        "base_url_env": f"{name.upper()}_BASE_URL",
        "pages": (Page("page.md", "https://docs.example/page.md"),),
        "credentials": (Credential("key", "api_key", f"{name.upper()}_API_KEY"),),
        "folder": folder,
    }
    return Provider(**{**facts, **changes})


def spec(operations: dict[str, Any], schemas: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A spec with these paths, each with `get` only, and these schemas."""
    base = {
        "openapi": "3.1.0",
        "info": {"title": "Test", "version": "1"},
        "servers": [{"url": "https://api.example"}],
        "security": [{"key": []}],
        "paths": {path: {"get": operation} for path, operation in operations.items()},
        "components": {
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "x-key"}},
            "schemas": schemas or {},
        },
        "x-error-body": {"code": ["/code"], "message": ["/deep~1er/0"]},
    }
    return {**base, **changes}


def operation(name: str, schema: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """An operation that answers with JSON of this schema."""
    answer = {"description": "Good.", "content": {"application/json": {"schema": schema}}}
    return {"operationId": name, "tags": ["Things"], "summary": "Get it", "responses": {"200": answer}, **changes}


ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
ARCHIVED = Archived(date(2025, 12, 31), "Closed.", ("https://example.com",))


@pytest.fixture(scope="session")
def make_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """Generate a client from a spec and import it."""
    paths: list[str] = []

    def make(name: str, document: dict[str, Any], **changes: Any) -> Any:
        folder = tmp_path_factory.mktemp(name)
        one = provider(name, folder, **changes)
        generate_client(one, document, folder / one.distribution)
        sys.path.insert(0, str(folder / one.distribution / "src"))
        paths.append(sys.path[0])
        return importlib.import_module(one.package)

    yield make
    for path in paths:
        sys.path.remove(path)
