"""The text of Tencent Cloud's reference: rows whose cells stick together, with descriptions behind or below them."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.flags import YES

_HEADER = re.compile(r"(?:Parameter Name|参数名称)(?P<required>Required|必选)?(?:Type|类型)(?:Description|描述)")
_TITLE = re.compile(r"\d+\. ?\S.{0,60}|#.*|```.*|[{[]")
_TYPE = re.compile(
    r"(?:Array of )?(?:String|Integer|Boolean|Float|Double|Int64|Uint64|Binary)"
    r"|Array of (?:[A-Z][a-z0-9]+)+?(?=[A-Z][a-z]* |$)"
)
_OWN_TYPE = re.compile(r"[A-Z][A-Za-z0-9]+")
_FLAG = re.compile(r"Yes|No|是|否")
_NAME = re.compile(r"[A-Za-z]\w*")
_TEXT = re.compile(r"[^a-z\s]|$")


def rewrite_tencent_page(lines: list[str]) -> list[str] | None:
    """Write the tables as those of Markdown; None if the page has none."""
    rewritten = list(lines)
    for start, line in enumerate(lines):
        if header := _HEADER.fullmatch(line.strip()):
            end = next((at for at in range(start + 1, len(lines)) if _ends_table(lines[at])), len(lines))
            rows = _rows(lines[start + 1 : end], is_flagged=header["required"] is not None)
            if rows:
                written = ["\n| Name | Required | Type | Description |\n|---|---|---|---|", *map(_written, rows)]
                rewritten[start:end] = written[: end - start] + [""] * (end - start - len(written))
    return rewritten if rewritten != lines else None


def _ends_table(line: str) -> bool:
    return _TITLE.fullmatch(line.strip()) is not None or _HEADER.fullmatch(line.strip()) is not None


def _rows(lines: list[str], *, is_flagged: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    for text in filter(None, map(str.strip, lines)):
        readings = _readings(text, is_flagged=is_flagged)
        if len(readings) == 1:
            rows.append(readings[0])
        elif rows:
            rows[-1][-1] = "<br>".join(filter(None, (rows[-1][-1], text)))
    return rows


def _readings(text: str, *, is_flagged: bool) -> list[list[str]]:
    """Read a row in each way in which it has a name, a flag if there is a column of these, a type and a text."""
    word = _NAME.match(text)
    readings: list[list[str]] = []
    for end in range(1, word.end() + 1 if word else 0):
        flag = _FLAG.match(text, end) if is_flagged else None
        start = flag.end() if flag else end
        kind = _OWN_TYPE.fullmatch(text, start) if flag else None
        kind = kind or _TYPE.match(text, start) if flag or not is_flagged else None
        if kind and _TEXT.match(text, kind.end()):
            readings.append([text[:end], flag[0] if flag else "", kind[0], text[kind.end() :]])
    return readings


def _written(row: list[str]) -> str:
    name, flag, kind, text = row
    required = "Yes" if YES.match(flag) else "No" if flag else ""
    return f"| {name} | {required} | {kind} | {text.replace('|', chr(92) + '|')} |"
