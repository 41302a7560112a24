"""Pages that carry their OpenAPI document in a code fence, as documentation hosts export them.

The info string of such a fence names the operation that the page is about, in one of three forms:
``/openapi.json get /p``, ``GET /p``, ``https://host/spec.json get /p``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docs2openapi._model.operation import Remark
from docs2openapi._text.markdown import Block
from docs2openapi._text.values import BadValue, Json, parse_lenient, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._model.page import Page

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_INFO = re.compile(rf"(?:^|\s)(?P<method>{'|'.join(_METHODS)})\s+(?P<path>/\S*)(?:\s+\w+=\S*)*\s*$", re.IGNORECASE)
_MARK = re.compile(r"`{3,}|~{3,}")
_DOCUMENT = re.compile(r"""^\{?\s*["']?openapi["']?\s*:""", re.MULTILINE)


class FenceRead(NamedTuple):
    """The document as it stands in the fence, what is missing in it, and remarks."""

    document: dict[str, Any]
    missing: tuple[str, ...]
    remarks: list[Remark]


def openapi_fences(page: Page, found: Sequence[Block]) -> list[Block]:
    """Pick the fences that hold an OpenAPI document, each up to its own end."""
    fences: list[Block] = []
    for block in found:
        is_inside = bool(fences) and block.first <= fences[-1].last
        if block.kind == "fence" and not is_inside and _holds_document(block):
            fences.append(_whole(block, page.lines))
    return fences


def named_fences(fences: Sequence[Block]) -> list[Block]:
    """Pick the fences whose info string names an operation."""
    return [fence for fence in fences if _INFO.search(fence.info)]


def _whole(fence: Block, lines: Sequence[str]) -> Block:
    """Read on over fences inside the document: only a mark set in as far as the first ends it, for YAML is set in more.

    To a Markdown parser, a fence in a description of YAML ends the one around it.
    """
    opening = lines[fence.first - 1]
    indent = len(opening) - len(opening.lstrip())
    mark = _MARK.match(opening.strip())
    if mark is None:  # in a quote or a list: left to the Markdown parser
        return fence
    for at in range(fence.first, len(lines)):
        line = lines[at]
        is_mark = line[:1].strip() or line.startswith(" " * indent)
        if is_mark and re.fullmatch(rf"{re.escape(mark[0][0])}{{{len(mark[0])},}}\s*", line[indent:]):
            text = "".join(
                f"{each[min(indent, len(each) - len(each.lstrip())) :]}\n" for each in lines[fence.first : at]
            )
            return Block("fence", fence.first, at + 1, text, fence.info)
    return Block("fence", fence.first, fence.last, fence.text, fence.info, closed=False)


def read_fence(page: Page, fence: Block) -> FenceRead:
    """Take the document in a fence as it is.

    Raises:
        UnreadablePage: The fence is cut off, its text is no OpenAPI 3 document, or the operation that its info
            string names is not in it.
    """
    if not fence.closed:
        raise page.unreadable(fence.first, "the OpenAPI fence has no end: the page is cut off")
    try:
        document = _parse(fence)
    except BadValue as error:
        raise page.unreadable(min(fence.first + error.line, fence.last), error.reason) from error
    return _check(page, fence, document)


def _parse(fence: Block) -> Json:
    is_json = fence.info.lower().startswith("json")
    return parse_lenient(fence.text, len(fence.text)) if is_json else parse_yaml(fence.text)


def _holds_document(fence: Block) -> bool:
    language = fence.info.split(maxsplit=1)[0].lower() if fence.info else ""
    return language in ("", "yaml", "yml", "json", "jsonc", "json5") and bool(
        _INFO.search(fence.info) or _DOCUMENT.search(fence.text)
    )


def _check(page: Page, fence: Block, document: Json) -> FenceRead:
    if not isinstance(document, dict):
        raise page.unreadable(fence.first, "the OpenAPI fence does not hold a mapping")
    version = document.get("openapi")
    if not isinstance(version, str) or not version.startswith("3."):
        raise page.unreadable(fence.first, f"openapi is {version!r}: expected a version such as '3.1.0'")
    operations = _operations(document)
    named = _INFO.search(fence.info)
    if named and (named["path"], named["method"].lower()) not in operations:
        what = f"{named['method'].upper()} {named['path']}"
        raise page.unreadable(fence.first, f"the fence is about {what}, but its document does not have it")
    if not operations:
        raise page.unreadable(fence.first, "the document in the fence has no operation")
    return _missing(fence, document, operations)


def _operations(document: dict[str, Json]) -> dict[tuple[str, str], dict[str, Json]]:
    paths = document.get("paths")
    return {
        (path, method): operation
        for path, item in (paths.items() if isinstance(paths, dict) else ())
        for method, operation in (item.items() if isinstance(item, dict) else ())
        if method in _METHODS and isinstance(operation, dict)
    }


def _missing(fence: Block, document: dict[str, Json], operations: dict[tuple[str, str], dict[str, Json]]) -> FenceRead:
    missing: list[str] = []
    remarks: list[Remark] = []
    if not document.get("servers"):
        missing.append("server")
    if not document.get("security") and not all(each.get("security") for each in operations.values()):
        missing.append("security")
    remarks += [Remark(fence.first, f"the document names no {name}") for name in missing]
    for reference in sorted(set(_references(document))):
        if not _resolves(document, reference):
            missing.append(reference)
            remarks.append(Remark(fence.first, f"$ref {reference} leads nowhere"))
    return FenceRead(cast("dict[str, Any]", document), tuple(missing), remarks)


def _references(value: Json) -> Iterator[str]:
    if isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str):
            yield reference
        for child in value.values():
            yield from _references(child)
    elif isinstance(value, list):
        for child in value:
            yield from _references(child)


def _resolves(document: Json, reference: str) -> bool:
    place = document
    address, _, fragment = reference.partition("#")
    for step in fragment.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(place, dict) or name not in place:
            return False
        place = place[name]
    return not address
