"""Reads an API docs page and gives an OpenAPI document, with notes on what the page does not say."""

from __future__ import annotations

from docs2openapi.page import Note, UnreadablePage
from docs2openapi.read import Result, read_page

__all__ = ["Note", "Result", "UnreadablePage", "read_page"]
