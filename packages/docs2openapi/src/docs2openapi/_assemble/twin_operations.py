"""Operations at several addresses that a page describes once: ``Both URLs take the same request, and return …``."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.http import CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.operation import Operation
    from docs2openapi._sections.endpoints.lines import Endpoint
    from docs2openapi._sections.parsed_page import ParsedPage

_SAME = re.compile(
    r"\b(?:both|all)(?: of)?(?: the| these)? (?:addresses|urls|endpoints|paths|routes|operations)\b[^.]{0,40}\bsame\b"
    r"[^.]{0,40}\b(?:request|body|input|parameters)\b[^.]{0,40}\bsame\b[^.]{0,40}\b(?:response|object|result|output)\b",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"\{([^{}]*)\}")


def twin_operations(page: ParsedPage, operation: Operation) -> Iterator[Operation]:
    """Make the other operations of a page that says of all its addresses that they take and return the same.

    Args:
        page: The page, with one operation.
        operation: What was read from it; the remarks that others are left out are removed from it.
    """
    others = [each for each in page.endpoints if each.method == operation.method and each.path != operation.path]
    if not others or not any(_SAME.search(plain_text(block.text)) for block in page.blocks if block.kind == "p"):
        return
    lines = {each.line for each in others}
    operation.remarks = [each for each in operation.remarks if each.line not in lines]
    for other in others:
        yield _twin(operation, other, page)


def _twin(operation: Operation, endpoint: Endpoint, page: ParsedPage) -> Operation:
    twin = deepcopy(operation)
    twin.line, twin.path, twin.remarks = endpoint.line, endpoint.path, []
    twin.body_examples = []  # they call the other one
    names = _PARAMETER.findall(endpoint.path)
    twin.parameters = [each for each in twin.parameters if each.location != "path" or each.name in names]
    types = _content_types(endpoint, page)
    if types and twin.main_response is not None:
        twin.main_response.content_types, twin.main_response.examples = types, []
    return twin


def _content_types(endpoint: Endpoint, page: ParsedPage) -> list[str]:
    """Return the content types that a bullet names for the last step of an address."""
    sign = f"`/{endpoint.path.rpartition('/')[2]}`"
    for at, line in enumerate(page.prose):
        if sign in line and line.lstrip().startswith(("*", "-")):
            below = "".join(page.prose[at + 1 : at + 2])
            told = line if below.lstrip().startswith(("*", "-")) else f"{line} {below}"
            return list(dict.fromkeys(CONTENT_TYPE.findall(told.lower())))
    return []
