"""The front matter of a page: YAML between two lines of dashes, which may name the operation and how to sign in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.operation import Key, Remark
from docs2openapi._sections.endpoints import OperationLine, operation_line
from docs2openapi._text.values import BadValue, parse_yaml

if TYPE_CHECKING:
    from docs2openapi._model.page import Page
    from docs2openapi._text.values import Json

_OPERATION = re.compile(r"(?:^|\s)(?P<method>get|put|post|delete|patch|head|options)\s+(?P<url>\S+)$", re.IGNORECASE)
_METHODS = {"bearer": "bearer", "basic": "basic"}


class FrontMatter(NamedTuple):
    """What the front matter says, and the line of its end; ``is_open``: it says that no key is asked."""

    end: int = 0
    title: str | None = None
    description: str | None = None
    operation: OperationLine | None = None
    key: Key | None = None
    is_open: bool = False


def read_front_matter(page: Page, remarks: list[Remark]) -> FrontMatter:
    """Read the front matter of a page, if it has one; what is wrong with it is noted."""
    lines = page.lines
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        return FrontMatter()
    try:
        value = parse_yaml("\n".join(lines[1:end]))
    except BadValue as error:
        remarks.append(Remark(min(error.line + 1, end), f"the front matter is {error.reason}; left out"))
        return FrontMatter(end + 1)
    if not isinstance(value, dict):
        return FrontMatter(end + 1)
    line_of = {line.split(":")[0].strip(): number for number, line in enumerate(lines[1:end], 2)}
    names = [name for name in ("api", "openapi") if isinstance(value.get(name), str)]
    line = line_of.get(names[0], 1) if names else 1
    operation = _operation(str(value[names[0]]), line) if names else None
    if names and operation is None:
        remarks.append(Remark(line, f"{names[0]}: {str(value[names[0]])!r} is not a method and a path; left out"))
    method = str(value.get("authMethod", value.get("auth", ""))).lower()
    key = Key(line_of.get("authMethod", line_of.get("auth", 1)), _METHODS[method]) if method in _METHODS else None
    told = _text(value, "description", "excerpt", "subtitle")
    return FrontMatter(end + 1, _text(value, "title"), told, operation, key, method == "none")


def _operation(text: str, line: int) -> OperationLine | None:
    match = _OPERATION.search(text.strip())
    return operation_line(f"{match['method'].upper()} {match['url']}", line) if match else None


def _text(value: dict[str, Json], *names: str) -> str | None:
    found = (value.get(name) for name in names)
    return next((text for text in found if isinstance(text, str) and text.strip()), None)
