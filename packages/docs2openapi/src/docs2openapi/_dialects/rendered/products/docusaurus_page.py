"""The text of Docusaurus' pages of OpenAPI, whose type and flag stick to the name: ``config stringrequired``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.http import CONTENT_TYPE

_TYPE = r"(?:string|integer|number|boolean|binary|uri|uuid|date-time|date|email)(?:<[\w-]+>)?(?:\[\])?"
_FIELD = re.compile(rf"(?P<name>[A-Za-z_][\w.-]*) (?P<type>{_TYPE})(?P<flag>required)?")
_SIGN = re.compile(rf"[A-Za-z_][\w.-]* (?:{_TYPE}|object(?:\[\])?)required")
# The fields of a schema drawn as a tree: ``statusstringrequired``, ``files object[]``.
_DRAWN = re.compile(
    rf"(?P<name>[A-Za-z_][\w.-]*?)(?: ?(?P<type>{_TYPE})| (?P<object>object(?:\[\])?))(?P<flag> ?required)?"
)
# Below the name of an object, a line each.
_OBJECT_LINES = {("object", "required"), ("object[]", "required")}
_NAME = re.compile(r"[A-Za-z_]\w*")
_OBJECT = re.compile(r"^([a-z]\w* object(?:\[\])?)$")  # one line, but for its flag
_BULLET = "•"
_OPENED, _CLOSED = "Array [", "]"
# The content types of a body, printed as bullets: its tabs.
_TAB = re.compile(rf"\s*[-•*] (?P<type>{CONTENT_TYPE.pattern})\s*", re.IGNORECASE)
_STATUS = re.compile(r"(?P<mark>[#\s•*-]*)(?P<status>[2-5]\d\d)(?: [A-Z][A-Za-z ]*)?\s*")
_SCHEMA = "Schema"
_HEADERS = "Response Headers"
MAX_ABOVE = 12  # lines from the status of a response to the tabs of its body


def rewrite_docusaurus_page(lines: list[str]) -> list[str] | None:
    """Put each part of a field on a line of its own; None if no type or flag sticks to a name."""
    bare = [line.strip().removeprefix(_BULLET).strip() for line in lines]
    if _OPENED in bare:
        return _undrawn(bare)
    if not any(line.endswith("required") and _SIGN.fullmatch(line) for line in bare):
        return None
    bare = _with_objects(bare)
    fields = [_FIELD.fullmatch(line) if " " in line else None for line in bare]
    return [_written(field) if field else line for line, field in zip(bare, fields, strict=True)]


def _with_objects(bare: list[str]) -> list[str]:
    """Put the name, the type and the flag of each required object on one line."""
    filled = [at for at, line in enumerate(bare) if line]
    joined = [_OBJECT.sub(r"\1optional", line) for line in bare]
    for name, kind, flag in zip(filled, filled[1:], filled[2:], strict=False):
        if (bare[kind], bare[flag]) in _OBJECT_LINES and _NAME.fullmatch(bare[name]):
            joined[name], joined[kind], joined[flag] = f"{bare[name]} {bare[kind]}required", "", ""
    return joined


def _undrawn(bare: list[str]) -> list[str] | None:
    """Take the tree of a schema apart, down to the example below it that shows again what is inside of what."""
    fields = [_DRAWN.fullmatch(line) for line in bare]
    if not any(fields):
        return None
    last = max(at for at, line in enumerate(bare) if fields[at] or line == _OPENED)
    example = bare.index("{", last) if "{" in bare[last:] else len(bare)
    written = [_written(field) if field else line for line, field in zip(bare, fields, strict=True)]
    tree = ["" if line in (_OPENED, _CLOSED) else line for line in written[:example]]
    return [*tree[:-1], "\nResponse example\n", *written[example:]] if example < len(bare) else tree


def _written(field: re.Match[str]) -> str:
    return "\n".join(part.strip() for part in field.groups() if part)


def rewrite_media_types(lines: list[str]) -> list[str] | None:
    """Write the types of each body behind its title or its status; None if the page has no such tabs."""
    bare = [line.strip(" #") for line in lines]
    if _SCHEMA not in bare and f"- {_SCHEMA}" not in bare:
        return None
    rewritten, at, has_body = list(lines), 0, False
    while at < len(lines):
        end = next((to for to in range(at, len(lines)) if not _TAB.fullmatch(lines[to])), len(lines))
        types = ", ".join(_TAB.sub(r"\g<type>", line) for line in lines[at:end])
        below = next((to for to in range(end, min(end + 3, len(lines))) if bare[to]), None) if types else None
        if below is not None and bare[below] == "Body":
            rewritten[at:end] = [""] * (end - at)
            rewritten[below] += "" if has_body else f" ({types})"
            has_body = True
        elif below is not None:
            _write_response(rewritten, bare, at, end, types)
        at = max(end, at + 1)
    return rewritten if rewritten != lines else None


def _write_response(rewritten: list[str], bare: list[str], at: int, end: int, types: str) -> None:
    """Write the types of a response behind its status; below its headers they stand in a title of the body."""
    above = range(at - 1, max(-1, at - MAX_ABOVE), -1)
    status = next((index for index in above if _STATUS.fullmatch(rewritten[index])), None)
    is_below_headers = any(bare[index] == _HEADERS for index in above)
    if is_below_headers and bare[end : end + 1] == [_SCHEMA]:
        rewritten[at : end + 1] = [f"\n## Response body ({types})\n", *[""] * (end - at)]
    elif status is not None and not is_below_headers:
        rewritten[at:end] = [""] * (end - at)
        rewritten[status] = f"{rewritten[status].rstrip()} {types}"
