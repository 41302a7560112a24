"""Schemas in code, as inference servers have them: ``$ask = { "text" : $string, "seed" : $number #optional }``."""

from __future__ import annotations

import re
from itertools import pairwise

from docs2openapi._vocabulary.http import METHODS

_NAMED = re.compile(r"\s*\$(?P<name>\w+)\s*=\s*")
_FIELD = re.compile(
    r"\s+(?P<name>\"\w+\")\s*:\s*(?:\$(?P<type>\w+)|<[^<>]*\b(?P<told>string|number|boolean|object|array)>)"
    r"\s*(?P<comma>,?)\s*(?P<flag>#optional)?\s*"
)
_TYPES = ("string", "number", "boolean", "object", "array")
_OPERATION = re.compile(rf"(?P<method>{'|'.join(METHODS)}) (?P<path>[a-z][\w.-]*/\S*\$\{{\S*)")
_OPTIONAL_STEPS = re.compile(r"\[/[^\[\]]*\]")
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_STATUS = re.compile(r"[245]\d\d")
_ENDS = {"error_response": "**Error response**", "response": "**The response**", "request": "**Request body**"}
MAX_LINES = 60


def rewrite_schema_code(lines: list[str]) -> list[str] | None:
    """Write each schema as JSON with words for types below a title; None if the page has none."""
    rewritten, at = [_with_slash(line) for line in lines], 0
    titles = _titles(lines)
    while at < len(lines):
        named = _NAMED.fullmatch(lines[at])
        title = next((title for end, title in titles.items() if named and named["name"].endswith(end)), "")
        end = _end(lines, at + 1) if title else at
        if end > at + 1:
            code = [_with_words(line) for line in lines[at + 1 : end]]
            rewritten[at:end] = [f"\n{title}\n\n```json", *code[:-1], f"{code[-1]}\n```\n"]
        at = max(end, at + 1)
    return rewritten if rewritten != lines else None


def _titles(lines: list[str]) -> dict[str, str]:
    """Return the titles by the ends of names, with the one status that examples of such a response show."""
    shown = {line for line, below in pairwise(lines) if below == "{" and _STATUS.fullmatch(line)}
    errors, successes = [each for each in shown if each[0] != "2"], [each for each in shown if each[0] == "2"]
    titles = dict(_ENDS)
    for end, statuses in (("error_response", errors), ("response", successes)):
        if len(statuses) == 1:
            titles[end] = titles[end].replace("response**", f"response ({statuses[0]})**", 1)
    return titles


def _end(lines: list[str], start: int) -> int:
    """Return the index of the line after the braces that open at a line; the same index if none do."""
    if "".join(lines[start : start + 1]).strip() != "{":
        return start
    below = range(start + 1, min(len(lines), start + MAX_LINES))
    return next((at + 1 for at in below if lines[at].strip() == "}"), start)


def _with_words(line: str) -> str:
    field = _FIELD.fullmatch(line)
    if field is None:
        return line.strip()
    kind = field["told"] or (field["type"] if field["type"] in _TYPES else "object")
    return f'  {field["name"]}: "{kind} ({"optional" if field["flag"] else "required"})"{field["comma"]}'


def _with_slash(line: str) -> str:
    """Write an address with variables as a path: ``POST v2/models/${NAME}[/versions/${VERSION}]/infer``."""
    named = _OPERATION.fullmatch(line.strip()) if "${" in line else None
    path = _VARIABLE.sub(r"{\1}", _OPTIONAL_STEPS.sub("", named["path"])) if named else ""
    return f"{named['method']} /{path}" if named else line
