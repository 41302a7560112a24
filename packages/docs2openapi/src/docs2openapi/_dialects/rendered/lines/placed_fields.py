"""Fields with their place in brackets, several on one line: ``id(in path, required, string) - Which one.page(in …``."""

from __future__ import annotations

import re

_FIELD = re.compile(
    r"(?P<name>[a-z_][\w-]*)\(in (?P<place>query|path|header|cookie), (?P<flag>optional|required), (?P<type>\w+)\)"
    r"(?: - |$)"
)
_HEADER = "Name\tIn\tRequired\tType\tDescription"


def rewrite_placed_fields(lines: list[str]) -> list[str] | None:
    """Write each field as a row with tabs; None if the page has none."""
    rewritten = list(lines)
    is_above = False
    for at, line in enumerate(lines):
        found = list(_FIELD.finditer(line)) if "(in " in line else []
        is_field = bool(found) and found[0].start() == 0
        if is_field:
            ends = [*(each.start() for each in found[1:]), len(line)]
            rows = [_row(each, line[each.end() : end]) for each, end in zip(found, ends, strict=True)]
            rewritten[at] = "\n".join(rows if is_above else ["", _HEADER, *rows])
        elif is_above:
            rewritten[at] = f"\n{line}"
        is_above = is_field
    return rewritten if rewritten != lines else None


def _row(field: re.Match[str], text: str) -> str:
    return "\t".join((field["name"], field["place"], field["flag"], field["type"], text.strip().replace("\t", " ")))
