"""Regular expressions of ECMA-262, which OpenAPI has, as Python reads them."""

from __future__ import annotations

import re

_NAMED_GROUP = re.compile(r"\\k<(\w+)>|(\\.)|\(\?<(?=[A-Za-z_])", re.DOTALL)
_SET = re.compile(r"\\.|(?P<start>\[\^?\]?)(?P<inner>(?:\\.|[^\]\\])*)\]", re.DOTALL)
_RESERVED = re.compile(r"(\\.)|\[|--|&&|~~|\|\|", re.DOTALL)
_LITERAL = re.compile(r"/(\^.*\$)/([a-z]*)", re.DOTALL)
_ECMA_ONLY = re.compile(r"\\[pP]\{[^}]*\}|\\u\{[0-9A-Fa-f]+\}|\\c[A-Za-z]")


def literal_pattern(pattern: str) -> str | None:
    """Return the pattern in a literal of JavaScript such as `/^[a-z]+$/i`, None if it is none.

    As a pattern it would fit no text at all, with a slash before its start and after its end.
    """
    found = _LITERAL.fullmatch(pattern)
    return found and (f"(?i:{found[1]})" if "i" in found[2] else found[1])


def python_pattern(pattern: str) -> str | None:
    r"""Return a pattern in Python's syntax, None if Python cannot read it, for instance `\p{L}`."""
    found = _SET.sub(_escaped, _NAMED_GROUP.sub(_written, pattern))
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


def _escaped(found: re.Match[str]) -> str:
    """Return a set with those characters escaped that Python reserves for sets inside of sets, and warns of."""
    start, inner = found["start"], found["inner"]
    return found[0] if inner is None else f"{start}{_RESERVED.sub(_one_escaped, inner)}]"


def _one_escaped(found: re.Match[str]) -> str:
    if found[0] == "--":  # one of both is between the ends of a range
        return "-\\-" if found.start() else "\\--"
    return found[1] or "".join(f"\\{letter}" for letter in found[0])


def _written(found: re.Match[str]) -> str:
    return f"(?P={found[1]})" if found[1] else found[2] or "(?P<"
