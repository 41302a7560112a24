"""Bullets that say what an operation takes and returns: ``- Input: multipart/form-data (`file` or `url`)``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.http import CONTENT_TYPE

_INPUT = re.compile(
    r"[-*]\s+(?:\*\*)?(?:input|takes|入力|输入|请求|입력|요청)(?:\*\*)?\s?[:：](?:\*\*)?\s*"
    rf"`?(?P<type>{CONTENT_TYPE.pattern})`?\s?[(（](?P<names>[^()（）]*`[^()（）]*)[)）]",
    re.IGNORECASE,
)
_OUTPUT = re.compile(
    r"[-*]\s+(?:\*\*)?(?:output|出力|输出|출력)(?:\*\*)?\s?[:：](?:\*\*)?\s*`?(?P<status>[2-5]\d\d)`?"
    r"(?:\s?(?:\+|and|と|和)\s?`?(?P<header>[A-Za-z][\w-]*)`?\s?(?:headers?|ヘッダー?|头|헤더))?",
    re.IGNORECASE,
)
_NAME = re.compile(r"`([A-Za-z_][\w.-]*)`")


def rewrite_contract_bullets(lines: list[str]) -> list[str] | None:
    """Write such bullets as the titles of bodies, above tables of names; None if the page has none."""
    rewritten = [_written(line) if line.startswith(("- ", "* ")) else line for line in lines]
    return rewritten if rewritten != lines else None


def _written(line: str) -> str:
    if sent := _INPUT.fullmatch(line.rstrip()):
        return f"\n**Request body ({sent['type'].lower()})**\n{_table('Field', _NAME.findall(sent['names']))}"
    if returned := _OUTPUT.fullmatch(line.rstrip()):
        title = f"\n**Response {returned['status']}**\n"
        headers = f"\nHeaders:\n{_table('Header', [returned['header']])}{title}" if returned["header"] else ""
        return f"{title}{headers}"
    return line


def _table(title: str, names: list[str]) -> str:
    rows = "".join(f"| `{name}` | |\n" for name in names)
    return f"\n| {title} | Description |\n|---|---|\n{rows}"
