"""How the values of parameters and form fields are written (OpenAPI 3.1, 4.8.12.3 and 4.8.15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codegen.external.notes import Unsupported

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Document

_DELIMITED = ("spaceDelimited", "pipeDelimited", "tabDelimited")
"""The last is only in Swagger 2.0, which has all of them in paths and headers, too; no header may contain a tab."""

_STYLES = {
    "path": ("simple", "label", "matrix", *_DELIMITED),
    "query": ("form", *_DELIMITED, "deepObject"),
    "header": ("simple", *_DELIMITED[:2]),
    "cookie": ("form", "cookie"),
}
"""The styles of each place; the first is the default."""


def style_of(where: str, name: str, declared: Document, kinds: list[str]) -> Document:
    """Return how a value is written, empty if that is as usual.

    Usual is one text in a path, header or cookie, and one query parameter for each item of a list.

    Args:
        where: The place of the parameter.
        name: Its name.
        declared: The parameter, or the encoding of a form field.
        kinds: The JSON types of its values.

    Raises:
        Unsupported: The style is unknown.
    """
    known = _STYLES[where]
    style = declared.get("style", known[0])
    if style not in known:
        raise Unsupported(f"{name}: the style {style!r} is unknown in a {where}")
    explode = declared.get("explode")
    explode = explode if isinstance(explode, bool) else style in ("form", "cookie")
    reserved = {"is_reserved": True} if where in ("query", "path") and declared.get("allowReserved") is True else {}
    written: Document = {"style": style, "explode": explode, **reserved}
    return written if reserved or not _is_usual(where, style, explode, kinds) else {}


def _is_usual(where: str, style: str, explode: bool, kinds: list[str]) -> bool:
    if "object" in kinds or not kinds:
        return "object" not in kinds and style in ("simple", "form")
    if "array" in kinds:
        return (where == "header" and style == "simple") or (where == "query" and explode and style != "deepObject")
    return style not in ("label", "matrix")
