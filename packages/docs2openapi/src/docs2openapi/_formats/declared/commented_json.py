"""Fields of JSON whose comments, behind or above, say more of them: ``"size": 1, // required, 1 to 4``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._fields.attributes import parse_attributes, split_definition
from docs2openapi._fields.field import FieldText, build_field
from docs2openapi._model.field import MAX_PATH_STEPS
from docs2openapi._model.findings import ListedField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._model.page import Remark
    from docs2openapi._sections.examples import ExampleBlock
    from docs2openapi._sections.parsed_page import ParsedPage

_MEMBER = re.compile(r"\s*\"(?P<name>[\w.-]+)\"\s*:\s*(?P<value>\S.*)")
_COMMENT = re.compile(r"(?:^|[\s,{\[])(?://|#)\s*(?P<text>\S.*)$")
_FLAG = re.compile(
    r"[(\[（]?(?:required|optional|mandatory|非必要|非必填|必要|必填|必选|必须|可选|选填|必須|任意)\b[)\]）]?\s*[,.，。:：;—–-]*\s*",
    re.IGNORECASE,
)
_BARRED = re.compile(r"[\"']?[\w.:-]+[\"']?(?:\s\|\s[\"']?[\w.:-]+[\"']?)+")
_SIGN = re.compile(r"//|#")
MAX_LINE = 500


def fields_of_comments(page: ParsedPage, block: ExampleBlock, remarks: list[Remark]) -> Iterator[ListedField]:
    """Yield the fields of an example whose comments say which are required; of another one nothing."""
    fence = page.fences_by_line.get(block.line)
    is_commented = fence is not None and block.example is not None and _SIGN.search(fence.text) is not None
    members = list(_members(fence.text, block.line + 1)) if fence and is_commented else []
    if not any(_says_flag(comment) for _, _, comment in members):
        return
    for line, path, comment in members:
        text = _field_text(line, path[-1], comment)
        field = build_field(text, remarks, path[:-1]) if text else None
        if field is not None:
            yield ListedField(block.location, field, block.status, block.content_types)


def _members(text: str, first: int) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Yield the members that have a comment, each with its line and its path."""
    around: list[str] = []  # the steps of the objects and lists that are open; the outermost is empty
    above: list[str] = []  # the comments on lines of their own
    for line, written in enumerate(text.split("\n"), first):
        comment = _COMMENT.search(written) if len(written) <= MAX_LINE else None
        code = (written[: comment.start()] if comment else written).strip().rstrip(",")
        member = _MEMBER.match(code)
        name = member["name"] if member else ""
        path = tuple(step for step in (*around, name) if step)
        if member and (text := comment["text"] if comment else " ".join(above)):
            yield line, path, text
        above = [*above, comment["text"]] if comment and not code else []
        if len(around) > MAX_PATH_STEPS:
            return
        if code.endswith(("{", "[")):
            around += [name] if code.endswith("{") else [name, "[]"]
        elif code.startswith(("}", "]")) and around:
            around.pop()
            if code.startswith("]") and around:
                around.pop()


def _says_flag(comment: str) -> bool:
    return _FLAG.match(comment) is not None


def _field_text(line: int, name: str, comment: str) -> FieldText | None:
    """Return what a comment says of a field; None if it has neither a flag nor a type nor values."""
    if flag := _FLAG.match(comment):
        rest = comment[flag.end() :]
        kind, description = split_definition(rest)
        words = flag[0].strip(" ()[]（）,.，。:：;—–-")
        return FieldText(line, name, ", ".join(filter(None, (words, kind))), description=description)
    if _BARRED.fullmatch(comment):
        return FieldText(line, name, "", values=comment)
    kind, description = split_definition(comment)
    attributes = parse_attributes(kind) if kind else None
    return FieldText(line, name, kind, description=description) if attributes and attributes.schema else None
