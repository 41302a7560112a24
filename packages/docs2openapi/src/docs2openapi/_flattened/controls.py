"""The words of buttons and menus, which rendered pages have between what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Sequence

# As they are printed: in small letters, "next" is the name of a field.
_CONTROLS = {
    *("Copy", "Copied", "Copied!", "Copy page", "Copy code", "Copy to clipboard", "Ask AI", "Open in ChatGPT"),
    *("Copied to your clipboard", "Copied to clipboard", "LoadingLoading…", "Retrieving recent requests…"),
    *("Recent Requests", "TimeStatusUser Agent", "Log in to see full request history"),
    *("Try it", "Try It", "Try it out", "Try it!", "Try It!", "Test Request", "Send Request", "Send API Request"),
    *("Expand all", "Collapse all", "Show child attributes", "Hide child attributes", "Show all", "Hide all"),
    *("Skip to main content", "Skip to content", "Search...", "Navigation", "On this page", "Table of contents"),
    *(
        "Was this page helpful?",
        "Edit this page",
        "Suggest edits",
        "Loading...",
        "Content type",
        "Schema",
        "Example (from schema)",
        "Ctrl K",
        "Media type",
        "Controls Accept header.",
        "Example Value",
        "No links",
        "⌘K",
    ),
    *(
        "复制",
        "复制代码",
        "复制全文",
        "复制 MD 格式",
        "调试",
        "在线调试",
        "点击调试",
        "我的收藏",
        "有用",
        "无用",
        "运行",
        "显示子属性",
        "隐藏子属性",
        "暂无参数",
    ),
}
_SKIP = "Skip to main content"  # can stick to the first title
# The name of a language over code, which has lost its marks.
_LANGUAGES = ("json", "http", "bash", "shell", "sh", "text", "curl", "cURL", "JSON", "HTTP", "Bash", "Shell")
_CODE = re.compile(rf"[{{\[]|(?:\$ )?curl\s|(?:{'|'.join(METHODS)}) (?:https?:/)?/|HTTP/\d")
# To another section of the page, beside the title of this one: ``跳转 响应参数``.
_JUMP = re.compile(r"(?:跳转|Jump to|Go to)\s?\S.{1,30}")


# Below a field whose own fields follow, and are shown.
_HIDE_FIELDS = re.compile(r"Hide (?:\d+ )?(?:properties|child attributes|attributes|fields)", re.IGNORECASE)
_SHOW_FIELDS = re.compile(r"Show (?:\d+ )?(?:properties|child attributes|attributes|fields)", re.IGNORECASE)


# How a request is tried on a page of ReadMe: ``Language``, ``Credentials``, and where these are sent.
_CONSOLE = ("Language", "Credentials")
# A title with the language of the code below: ``Response shapejson``.
_STUCK_LANGUAGE = re.compile(r"(?P<title>[A-Z][a-z]+(?: [a-z]+){0,3})(?:json|JSON|http|bash)")


def opening_lines(lines: Sequence[str]) -> set[int]:
    """Return the indices of the controls that would hide the fields below them."""
    return {at for at, line in enumerate(lines) if line.startswith("Hide ") and _HIDE_FIELDS.fullmatch(line.strip())}


def without_controls(lines: Sequence[str]) -> list[str]:
    """Blank the lines that are nothing but the words of a control."""
    below = [*lines[1:], ""]
    out = [_without_control(line, following) for line, following in zip(lines, below, strict=True)]
    for at in (at for at, line in enumerate(lines) if line == _CONSOLE[0] and tuple(lines[at : at + 2]) == _CONSOLE):
        end = min(at + 3, len(lines))
        out[at:end] = [""] * (end - at)
    return out


def _without_control(line: str, below: str) -> str:
    """Return a line above another one without the words of a control: an empty one if it is nothing else."""
    line = line.removeprefix(_SKIP) if line != _SKIP else line
    if line == "(application/json)" and below.startswith(("{", "[")):
        return ""
    is_over_code = line.endswith(_LANGUAGES) and _CODE.match(below) is not None
    if _is_control(line.strip().removeprefix("- ")) or (is_over_code and line in _LANGUAGES):
        return ""
    stuck = _STUCK_LANGUAGE.fullmatch(line) if is_over_code else None
    return stuck["title"] if stuck and section_role(stuck["title"]) else line


def _is_control(text: str) -> bool:
    if text in _CONTROLS or (text[:2] in ("跳转", "Ju", "Go") and _JUMP.fullmatch(text)):
        return True
    return text[:4] in ("Show", "Hide") and bool(_SHOW_FIELDS.fullmatch(text) or _HIDE_FIELDS.fullmatch(text))
