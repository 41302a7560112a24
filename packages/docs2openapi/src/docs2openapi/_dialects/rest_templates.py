"""Two templates that many repositories have copied: ``**Code** : `404```, or ``* **Code:** 404 <br />``."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"\s*(?:\*\s+)?\*\*Code\s?:?\*\*\s*:?\s*`?(?P<status>[1-5]\d\d)\b(?P<text>[^<`]*)`?\s*(?:<br\s*/?>)?\s*"
)
_CONTENT = re.compile(
    r"\s*\*\*Content(?: examples?)?\s?:?\*\*\s*:?\s*(?:`(?P<json>[{\[].*[}\]])`)?\s*(?:<br\s*/?>)?\s*"
)
_LABEL = re.compile(r"\s*\*\s+\*\*(?P<title>[A-Z][\w ]+?)\s?:?\*\*\s*:?\s*")
_DATA_EXAMPLE = re.compile(r"\*\*Data examples?\*\*.{0,60}")
_PARAMETER = re.compile(r"\s*`?(?P<name>[A-Za-z_]\w*)\s?=\s?\[(?P<type>[a-z]+)\]`?\s*")
_FLAG = re.compile(r"\s*\*\*(?P<flag>Required|Optional):?\*\*:?\s*")
_TITLES = {
    "Data Params": "Request body",
    "URL Params": "Request parameters",
    "Success Response": "Response",
    "Error Response": "Errors",
    "Sample Call": "Sample call",
    "Notes": "Notes",
}


def rewrite_rest_templates(lines: list[str]) -> list[str] | None:
    """Write statuses and sections as headings, parameters as bullets; None if the page is in neither template."""
    if not any("Code" in line and _CODE.fullmatch(line) for line in lines):
        return None
    flag = ""
    out: list[str] = []
    for line in lines:
        found = _FLAG.fullmatch(line)
        flag = found["flag"].lower() if found else flag
        out.append("" if found else _written(line, flag))
    return out


def _written(line: str, flag: str) -> str:
    if code := _CODE.fullmatch(line):
        return f"\n###### {code['status']} {code['text'].strip()}\n"
    if content := _CONTENT.fullmatch(line):
        return f"\n```json\n{content['json']}\n```\n" if content["json"] else ""
    if _DATA_EXAMPLE.fullmatch(line):
        return "\n### Request body example\n"
    if (label := _LABEL.fullmatch(line)) and label["title"] in _TITLES:
        return f"\n### {_TITLES[label['title']]}\n"
    if parameter := _PARAMETER.fullmatch(line):
        return f"- `{parameter['name']}` ({', '.join(filter(None, (parameter['type'], flag)))})"
    return line
