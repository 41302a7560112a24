"""Regular expressions of ECMA-262, which OpenAPI has, as Python reads them."""

from __future__ import annotations

import re

_NAMED_GROUP = re.compile(r"\\k<(\w+)>|(\\.)|\(\?<(?=[A-Za-z_])", re.DOTALL)
_ECMA_ONLY = re.compile(r"\\[pP]\{[^}]*\}|\\u\{[0-9A-Fa-f]+\}|\\c[A-Za-z]")


def python_pattern(pattern: str) -> str | None:
    r"""Return a pattern in Python's syntax, None if Python cannot read it, for instance `\p{L}`."""
    found = _NAMED_GROUP.sub(_written, pattern)
    return found if _is_readable(found) else None


def is_pattern(pattern: str) -> bool:
    """Return whether a text is a regular expression of ECMA-262, as far as Python can tell."""
    return python_pattern(_ECMA_ONLY.sub("a", pattern)) is not None


def _is_readable(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _written(found: re.Match[str]) -> str:
    return f"(?P={found[1]})" if found[1] else found[2] or "(?P<"
