"""Pages that have their OpenAPI document in a code fence, as documentation hosts export them.

The info string of such a fence names the operation that the page is about, in one of three forms:
``/openapi.json get /p``, ``GET /p``, ``https://host/spec.json get /p``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from docs2openapi._documents.enum_values import with_plain_enums
from docs2openapi._documents.found import FoundDocument
from docs2openapi._text.json_text import parse_lenient
from docs2openapi._text.markdown import Block, find_blocks
from docs2openapi._text.plain_values import BadValue
from docs2openapi._text.yaml_text import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.page import Page
    from docs2openapi._model.schema import Json
    from docs2openapi._openapi.document import Document

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_INFO = re.compile(rf"(?:^|\s)(?P<method>{'|'.join(_METHODS)})\s+(?P<path>/\S*)(?:\s+\w+=\S*)*\s*$", re.IGNORECASE)
_LANGUAGES = ("", "yaml", "yml", "json", "jsonc", "json5")
# Whether it is worth looking for fences at all.
_CAN_HOLD = re.compile(
    rf"""^[^\w\n]*["']?openapi["']?\s*:|^[ \t>]*(?:`{{3,}}|~{{3,}}).*\b(?:{"|".join(_METHODS)})\s+/""",
    re.MULTILINE | re.IGNORECASE,
)
_OLD_EXPORT = re.compile(r"\s*paths:\s*\n\s+path:\s")  # see `old_export`
_MARK = re.compile(r"`{3,}|~{3,}")
_DOCUMENT = re.compile(r"""^[ \t{]*["']?openapi["']?\s*:""", re.MULTILINE)


def find_fenced(page: Page) -> list[FoundDocument]:
    """Find the documents in the fences of a page, as they stand there; those that name no operation are examples.

    Raises:
        UnreadablePage: A fence is cut off, is not an OpenAPI 3 document or lacks the operation that its info string
            names.
    """
    fences = _openapi_fences(page)
    if len(fences) > 1:
        fences = [fence for fence in fences if _INFO.search(fence.info)] or fences
    return [_read_fence(page, fence) for fence in fences]


def _openapi_fences(page: Page) -> list[Block]:
    """Find the fences that hold an OpenAPI document, each up to its own end."""
    fences: list[Block] = []
    for block in find_blocks(page.text) if _CAN_HOLD.search(page.text) else ():
        is_inside = bool(fences) and block.first <= fences[-1].last
        if block.kind == "fence" and not is_inside and _holds_document(block):
            fences.append(_extend_to_end(block, page.lines))
    return fences


def _holds_document(fence: Block) -> bool:
    language = fence.info.split(maxsplit=1)[0].lower() if fence.info else ""
    is_old = _OLD_EXPORT.match(fence.text) is not None
    return language in _LANGUAGES and not is_old and bool(_INFO.search(fence.info) or _DOCUMENT.search(fence.text))


def _extend_to_end(fence: Block, lines: Sequence[str]) -> Block:
    """Read on over fences inside the document, which end the outer one for a Markdown parser.

    The end is a mark that is indented as the first one: all YAML inside a description is indented more.
    """
    opening = lines[fence.first - 1]
    indent = len(opening) - len(opening.lstrip())
    mark = _MARK.match(opening.strip())
    if mark is None:  # in a quote or a list: left to the Markdown parser
        return fence
    closing = re.compile(rf"{re.escape(mark[0][0])}{{{len(mark[0])},}}\s*")
    for at in range(fence.first, len(lines)):
        line = lines[at]
        is_indented_alike = line[:1].strip() or line.startswith(" " * indent)
        if is_indented_alike and closing.fullmatch(line[indent:]):
            text = "".join(f"{_unindent(each, indent)}\n" for each in lines[fence.first : at])
            return Block("fence", fence.first, at + 1, text, fence.info)
    return Block("fence", fence.first, fence.last, fence.text, fence.info, closed=False)


def _unindent(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip())) :]


def _read_fence(page: Page, fence: Block) -> FoundDocument:
    if not fence.closed:
        raise page.unreadable(fence.first, "the OpenAPI fence has no end: the page is cut off")
    try:
        document = _parse(fence)
    except BadValue as error:
        raise page.unreadable(min(fence.first + error.line, fence.last), error.reason) from error
    if not isinstance(document, dict):
        raise page.unreadable(fence.first, "the OpenAPI fence does not hold a mapping")
    problem = _problem(fence, document, _operations(document))
    if problem:
        raise page.unreadable(fence.first, problem)
    return FoundDocument(fence.first, fence.last, cast("Document", with_plain_enums(document)))


def _parse(fence: Block) -> Json:
    is_json = fence.info.lower().startswith("json")
    return parse_lenient(fence.text, len(fence.text)) if is_json else parse_yaml(fence.text)


def _operations(document: dict[str, Json]) -> dict[tuple[str, str], dict[str, Json]]:
    paths = document.get("paths")
    return {
        (path, method): operation
        for path, item in (paths.items() if isinstance(paths, dict) else ())
        for method, operation in (item.items() if isinstance(item, dict) else ())
        if method in _METHODS and isinstance(operation, dict)
    }


def _problem(fence: Block, document: dict[str, Json], operations: dict[tuple[str, str], dict[str, Json]]) -> str | None:
    version = document.get("openapi")
    if not isinstance(version, str) or not version.startswith("3."):
        return f"openapi is {version!r}: expected a version such as '3.1.0'"
    named = _INFO.search(fence.info)
    if named and (named["path"], named["method"].lower()) not in operations:
        name = f"{named['method'].upper()} {named['path']}"
        return f"the fence is about {name}, but its document does not have it"
    return None if operations else "the document in the fence has no operation"
