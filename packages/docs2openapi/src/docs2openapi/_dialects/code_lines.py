"""Lines that are nothing but JSON in back-ticks: each becomes a fence."""

from __future__ import annotations

import json


def rewrite_code_lines(lines: list[str]) -> list[str] | None:
    """Put lines of JSON in back-ticks into fences; None if the page has none."""
    rewritten = [_fenced(line) if line.startswith(("`{", "`[")) else line for line in lines]
    return rewritten if rewritten != lines else None


def _fenced(line: str) -> str:
    code = line.strip().strip("`")
    return f"\n```json\n{code}\n```\n" if line.count("`") == 2 and _is_json(code) else line


def _is_json(code: str) -> bool:
    try:
        return isinstance(json.loads(code), dict | list)
    except (ValueError, RecursionError):
        return False
