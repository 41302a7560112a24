"""Read pulled files: a docs page with docs2openapi, an OpenAPI document as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs2openapi import BadValue, Result, UnreadablePage, count_facts, parse_json, parse_yaml, read_page

from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from pathlib import Path

    from scripts.codegen.openapi.document import Json
    from scripts.codegen.pages.provider import Page


def read_source(page: Page, path: Path) -> Result:
    """Read the file of a page.

    Raises:
        UnreadablePage: It cannot be read as an OpenAPI document; its `line` and `reason` say why.
    """
    return read_page(path) if page.kind == "page" else _whole(path)


def _whole(path: Path) -> Result:
    try:
        document = _parsed(path)
    except OSError as error:
        raise UnreadablePage(str(path), 1, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadablePage(str(path), 1, f"is not UTF-8 text (byte {error.start})") from error
    except BadValue as error:
        raise UnreadablePage(str(path), error.line, error.reason) from error
    whole = mapping(document)
    if not str(whole.get("openapi", "")).startswith("3."):
        raise UnreadablePage(str(path), 1, "is not an OpenAPI 3 document: `openapi: 3.…` is missing at its top")
    if not mapping(whole.get("paths")):
        raise UnreadablePage(str(path), 1, "has no paths")
    return Result(whole, "openapi", (), count_facts(whole), ())


def _parsed(path: Path) -> Json:
    text = path.read_text(encoding="utf-8-sig")
    return parse_json(text) if path.suffix == ".json" else parse_yaml(text)
