"""The words of buttons and menus, which rendered pages have between what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# As they are printed: in small letters, "next" is the name of a field.
_CONTROLS = {
    *("Copy", "Copied", "Copied!", "Copy page", "Copy code", "Copy to clipboard", "Ask AI", "Open in ChatGPT"),
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
        "⌘K",
    ),
    *("复制", "复制代码", "调试", "在线调试"),
}


def without_controls(lines: Sequence[str]) -> list[str]:
    """Blank the lines that are nothing but the words of a control."""
    return ["" if line.strip() in _CONTROLS else line for line in lines]
