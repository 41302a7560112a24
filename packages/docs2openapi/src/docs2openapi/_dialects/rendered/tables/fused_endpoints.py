"""Tables of operations whose cells have run together: ``MethodPathPurpose`` over ``GET/thingsList things``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.http import METHODS

_WORDS = (
    r"Protocol|(?:HTTP )?Method|Endpoint|Path|URL|URI|Route|Auth(?:entication)?|Description|Purpose|Action|"
    r"(?:Request|Response) Format"
)
_HEADER = re.compile(rf"(?=.*Method)(?=.*(?:Endpoint|Path|UR[LI]|Route))(?:{_WORDS}){{2,}}")
# A path ends where a word of text begins, which is followed by a space: ``/v1/taskStatus/{id}Get it``.
_METHOD_FIRST = re.compile(
    rf"(?P<method>{'|'.join(METHODS)}) ?(?P<path>/\S*?[a-z0-9_}}/])(?P<text>(?:[A-Z][a-z]*|[^\x00-\x7f]+)(?: .*)?)?"
)
# What it does stands in front, and begins each row: ``StartPOST /v1/thingsAn identifier``.
_TEXT_FIRST = re.compile(
    rf"(?P<text>[^\W\d_][^/\x00]{{0,40}}?(?<=[^\W\d_A-Z]))(?P<method>{'|'.join(METHODS)}) ?"
    r"(?P<path>/(?:\{[\w-]+\}|[\w:./-])*?(?<=[a-z0-9_}/]))(?:(?:[A-Z][a-z]*|[^\x00-\x7f]+)(?: .*)?)?"
)
MAX_ROW = 300
_PATH_FIRST = re.compile(rf"(?:HTTPS?)?(?P<path>/\S*?)(?P<method>{'|'.join(METHODS)})(?P<text>[A-Z].*)?")


def rewrite_fused_endpoints(lines: list[str]) -> list[str] | None:
    """Write fused tables of operations as tables of Markdown, those of one operation as a line; None without any."""
    out = list(lines)
    _write_text_first(out)
    for at, line in enumerate(lines):
        if line.startswith(("M", "P", "E", "H", "U", "R")) and _HEADER.fullmatch(line.strip()):
            rows = _rows(lines, at + 1)
            if len(rows) == 1:
                out[at : at + 2] = ["", f"{rows[0]['method']} {rows[0]['path']}"]
            elif rows:
                written = [f"| {row['method']} | {row['path']} | {row['text'] or ''} |" for row in rows]
                out[at : at + 1 + len(rows)] = ["\n| Method | Path | Description |\n|---|---|---|", *written]
                out[at + len(rows)] += "\n"
    return out if out != lines else None


def _write_text_first(lines: list[str]) -> None:
    """Write the tables in place whose rows begin with what an operation does; two rows in a row are one."""
    rows = [_TEXT_FIRST.fullmatch(line.strip()) if len(line) <= MAX_ROW else None for line in lines]
    for at, row in enumerate(rows):
        if row and (rows[at - 1 : at] + rows[at + 1 : at + 2]).count(None) < 2:
            header = "" if at and rows[at - 1] else "\n| Description | Method | Path |\n|---|---|---|\n"
            end = "" if rows[at + 1 : at + 2] and rows[at + 1] else "\n"
            lines[at] = f"{header}| {row['text']} | {row['method']} | {row['path']} |{end}"


def _rows(lines: list[str], start: int) -> list[re.Match[str]]:
    rows: list[re.Match[str]] = []
    for line in map(str.strip, lines[start:]):
        row = _METHOD_FIRST.fullmatch(line) or _PATH_FIRST.fullmatch(line)
        if row is None:
            break
        rows.append(row)
    return rows
