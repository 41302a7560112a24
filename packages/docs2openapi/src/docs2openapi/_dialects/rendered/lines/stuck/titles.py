"""Titles in Chinese that stick to the end of the line above, with labels of an operation that stick to one another."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.http import METHODS

# ``方法: GET路径: /v1/things``.
_OPERATION = re.compile(
    rf"(?:请求)?(?:方法|方式)\s?[:：]\s?(?P<method>{'|'.join(METHODS)})\s*(?:请求|接口)?(?:路径|地址|URL)\s?[:：]\s?(?P<path>/\S*)"
)
# Behind a flag, a type or the end of code: ``必需Header 参数``, ``object示例``, ``}}请求示例代码``.
_STUCK = re.compile(
    r"(?P<front>必需|必填|可选|选填|object|string|integer|boolean|array|.*[}'\")\]])"
    r"(?P<title>(?:(?:Header|Query|Path|Body) ?)?[\u4e00-\u9fff]{2,8})"
    # Behind an example, which can be anything: ``https://host/hookHeader 参数``.
    r"|(?P<value>.*\S)(?P<place>(?:Header|Query|Path|Body) ?参数(?: [a-z]+/[\w.+-]+)?)"
)
_LANGUAGES = ("text", "json", "bash", "shell")
_CONTENT_TYPE = re.compile(r"内容类型\s?[:：]\s?(?P<type>\w+/[\w.+-]+)")


def rewrite_stuck_titles(lines: list[str]) -> list[str] | None:
    """Put stuck titles on lines of their own; None if no operation of the page has stuck labels."""
    if not any(map(_OPERATION.fullmatch, map(str.strip, lines))) or any(line.startswith("```") for line in lines):
        return None
    return [_written(line.strip()) for line in lines]


def _written(line: str) -> str:
    if operation := _OPERATION.fullmatch(line):
        return f"{operation['method']} {operation['path']}"
    if content := _CONTENT_TYPE.fullmatch(line):
        return content["type"]
    stuck = _STUCK.fullmatch(line)
    if stuck and stuck["place"]:
        return f"{stuck['value']}\n\n{stuck['place']}\n"
    if stuck and (section_role(stuck["title"]) is not None or stuck["title"] == "示例"):
        return f"{stuck['front']}\n\n{stuck['title']}\n"
    return "" if line in _LANGUAGES else line
