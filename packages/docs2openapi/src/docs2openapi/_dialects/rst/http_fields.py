"""The fields that Sphinx's httpdomain lists below an operation, as MDX tags: ``:query integer limit: how many``."""

from __future__ import annotations

import html
import re

_PARAMETERS = {
    **dict.fromkeys(("param", "parameter", "arg", "argument", "key", "keyword"), "path"),
    **dict.fromkeys(("query", "queryparameter", "queryparam", "qparam"), "query"),
    **dict.fromkeys(("reqheader", "requestheader", "<header"), "header"),
    **dict.fromkeys(("form", "formparameter", "fparam", "reqjson", "reqjsonobj", "<json", "<jsonarr"), "body"),
    "reqjsonarr": "body",
}
_RETURNED = ("resjson", "resjsonobj", ">json", "resjsonarr", ">jsonarr")
_RETURNED_HEADERS = ("resheader", "responseheader", ">header")
_STATUSES = ("statuscode", "status", "code")
_OPTIONAL = re.compile(r"\b(?:optional|required)\b", re.IGNORECASE)


def field_tag(key: str, text: str, types: dict[str, str]) -> str:
    """Rewrite one field; empty if it is none that describes the operation.

    Args:
        key: The words between the colons: kind, perhaps type, and name.
        text: The description behind them.
        types: The types that lines of their own give to names.

    >>> field_tag("query integer bars", "how many", {})
    '<ParamField query="bars" type="integer">how many</ParamField>'
    """
    kind, _, words = key.strip().partition(" ")
    *typed, name = words.split() or [""]
    described = html.escape(text, quote=False)
    if kind in _STATUSES and re.fullmatch(r"\d{3}", name):
        return f'<Tab title="{name}">{described}</Tab>'
    attributes = _attributes(" ".join(typed) or types.get(name, ""))
    if not re.fullmatch(r"[\w.\[\]$@-]+", name):
        return ""
    if kind in _PARAMETERS:
        return f'<ParamField {_PARAMETERS[kind]}="{name}"{attributes}>{described}</ParamField>'
    if kind in _RETURNED_HEADERS:
        return f'<ResponseField header="{name}"{attributes}>{described}</ResponseField>'
    return f'<ResponseField name="{name}"{attributes}>{described}</ResponseField>' if kind in _RETURNED else ""


def _attributes(words: str) -> str:
    """Write a type and flags as attributes: ``string, optional``."""
    flags = [flag.lower() for flag in _OPTIONAL.findall(words)]
    kind = html.escape(_OPTIONAL.sub("", words).strip(" ,()"))
    return (f' type="{kind}"' if kind else "") + (" required" if "required" in flags else "")
