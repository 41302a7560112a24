"""Documents that overlays are begun for."""

from __future__ import annotations

from typing import Any

from docs2openapi import read_page

from scripts.codegen.pages.provider import load_provider


def page_of(name: str) -> dict[str, Any]:
    provider = load_provider(name)
    return read_page(provider.page_path(provider.pages[0])).document


def document(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A 3.0 document with one operation, whose answer has one field."""
    answer = {"type": "object", "properties": {"field": schema}}
    content = {"application/json": {"schema": answer}}
    operation = {"operationId": "getJob", "responses": {"200": {"description": "It.", "content": content}}, **more}
    return {"openapi": "3.0.0", "info": {"title": "A", "version": "1"}, "paths": {"/jobs/{id}": {"get": operation}}}
