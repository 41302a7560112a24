"""Indented tables below sentences that say whose attributes they list: ``Each element in `parts` is …:``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.http import METHODS

_OPERATION = re.compile(rf"\s+`(?:{'|'.join(METHODS)}) /\S*`")
_BULLET = re.compile(r"[-*]\s+")
_NAME = re.compile(r"`(?P<name>[\w.-]+)`")
_NAMED_OPERATION = re.compile(r"\*\*`(?P<name>[\w-]+)`\*\*")
_ATTRIBUTES = re.compile(r"\b(?:attributes|fields|properties)\b|属性|字段", re.IGNORECASE)
_EXAMPLE = re.compile(r"(?:an? )?example of `(?P<name>\w+)`|`(?P<other>\w+)`的?示例(?:如下)?", re.IGNORECASE)
_RESPONSE = re.compile(r"\bresponse\b|响应体", re.IGNORECASE)
_REQUEST = re.compile(r"\brequest body\b|请求体", re.IGNORECASE)
_FAILURE = re.compile(r"\bnot processed\b|\bfails?\b|未成功|失败", re.IGNORECASE)
_MEMBER = re.compile(r"\bobject\b", re.IGNORECASE)
MAX_SENTENCE = 300


def rewrite_attribute_sentences(lines: list[str]) -> list[str] | None:
    """Write such sentences as titles, and what is indented without its indent; None if no operation is indented."""
    if not any(map(_OPERATION.fullmatch, lines)):
        return None
    rewritten = [_titled(line.strip()) for line in lines]
    for at, line in enumerate(lines):
        named = _EXAMPLE.fullmatch(line.strip(" :：")) if len(line) <= MAX_SENTENCE else None
        if named:
            _put_inside(rewritten, at + 1, named["name"] or named["other"])
    return rewritten


def _titled(line: str) -> str:
    bare = _BULLET.sub("", line, count=1)
    if named := _NAMED_OPERATION.fullmatch(bare):
        return f"## {named['name']}"
    if not line.endswith((":", "：")) or len(line) > MAX_SENTENCE or not _ATTRIBUTES.search(bare):
        return line
    title = _title(bare)
    return f"\n**{title}**\n" if title else line


def _title(sentence: str) -> str:
    """Return whose attributes a sentence announces, in the words of titles; empty if it does not say that."""
    names = [name for name in _NAME.findall(sentence) if not name.isdigit() and name != "object"]
    if _RESPONSE.search(sentence):
        where = f" (inside `{names[0]}`)" if len(names) == 1 else ""
        return f"Error response{where}" if _FAILURE.search(sentence) else f"Response fields{where}"
    if _REQUEST.search(sentence):
        return "Request body"
    return f"Attributes of `{names[0]}`" if len(names) == 1 else ""


def _put_inside(lines: list[str], start: int, name: str) -> None:
    """Put the JSON of the fence below a line inside of an object that has it under a name."""
    fences = [at for at in range(start, len(lines)) if lines[at].startswith("```")][:2]
    if len(fences) == 2 and lines[fences[0] + 1] == "{" and lines[fences[1] - 1] == "}":
        lines[fences[0] + 1], lines[fences[1] - 1] = f'{{"{name}": {{', "}}"
