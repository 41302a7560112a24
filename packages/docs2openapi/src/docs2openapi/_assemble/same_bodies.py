"""Operations that are said to take or to return the same as another one: ``**Body:** Same as `POST /things```."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.field import without_duplicates
from docs2openapi._model.operation import Response
from docs2openapi._model.page import Remark
from docs2openapi._text.inline import MAX_LINE, plain_text
from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.http import METHODS
from docs2openapi._vocabulary.phrases import SAME_AS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._model.operation import Operation
    from docs2openapi._sections.parsed_page import ParsedPage

_SENT = ("request", "body", "query")
_RETURNED = ("response",)
_OPERATION = re.compile(rf"(?:(?P<method>{'|'.join(METHODS)})\s)?(?P<path>/\S*[^\s.,;:])")
_SIGN = re.compile(r"\b(?:[Ss]ame|[Ii]dentical)\b")
# Of all that an operation takes and returns, ``This is the same as List kilns, except that `size` is required.``
_ALL_THE_SAME = re.compile(r"\s*(?:This|It|This (?:endpoint|operation|request)) (?:is|works|does) the same as\b")
_EXCEPT = re.compile(r"\b(?:except|but|apart|other than|unless|only|while|however)\b", re.IGNORECASE)
_REQUIRED_HERE = re.compile(
    r"\bexcept(?: that)? (?:the )?`(?P<name>\w+)`(?: (?:parameter|field|argument|property))? is"
    r" (?:not optional|required|mandatory)\b",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"\{[^{}]*\}|(?<=/):\w+")
_NAME = re.compile(r"(?:the )?(.*?)(?: endpoint| operation| request| method| call| api)?", re.IGNORECASE)


class _Same(NamedTuple):
    """A line that says that a body, or all, is the same as that of another operation, which it names.

    Attributes:
        required: The field that is required here, and not there.
    """

    line: int
    role: str
    other: str
    required: str = ""


def copy_same_bodies(parts: Sequence[ParsedPage], operations: Sequence[Operation]) -> None:
    """Give the operations what they are said to have in common with another one; a remark, if it is not on the page.

    Args:
        parts: The part of the page for each operation.
        operations: What was read from them, in the same order.
    """
    for at, (part, operation) in enumerate(zip(parts, operations, strict=True)):
        for same in _find(part):
            others = [each for each in operations if each is not operation]
            source = operations[at - 1] if at and same.other in ("above", "") else _named(same.other, operation, others)
            if source is not None:
                _copy(source, operation, same)
            elif same.other:
                reason = f"the same as {same.other}, which is not told apart from others on this page; left out"
                operation.remarks.append(Remark(same.line, reason))


def _find(part: ParsedPage) -> Iterator[_Same]:
    """Find the lines of a part that say so, each under a title about what is sent or returned, or behind such words."""
    for line, text in enumerate(part.prose[part.start or 0 :], (part.start or 0) + 1):
        said = SAME_AS.fullmatch(plain_text(text)) if len(text) <= MAX_LINE and _SIGN.search(text) else None
        if said is None:
            continue
        titles = (said["label"], said["what"], part.outline.at(line).innermost)
        role = next((role for title in titles if title and (role := section_role(title))), None)
        if role in (*_SENT, *_RETURNED):
            yield _Same(line, role, said["other"].strip())
        elif _ALL_THE_SAME.match(text) and (required := _required_here(text)) is not None:
            yield from (_Same(line, each, said["other"].strip(), required) for each in ("request", "response"))


def _required_here(text: str) -> str | None:
    """Return the field that is all that a sentence excepts, since it is required; None if it excepts anything else."""
    if required := _REQUIRED_HERE.search(text):
        return required["name"]
    return None if _EXCEPT.search(text) else ""


def _named(name: str, operation: Operation, others: Sequence[Operation]) -> Operation | None:
    """Return the operation with a path or a title; None if there are several, of which none has the same method."""
    if address := _OPERATION.search(name):
        path, method = _without_names(address["path"]), (address["method"] or "").lower()
        found = [each for each in others if _without_names(each.path or "").endswith(path)]
        found = [each for each in found if each.method == method] if method else found
        found = [each for each in found if _without_names(each.path or "") == path] or found
    else:
        letters = _letters((_NAME.fullmatch(name) or [name, name])[1])
        found = [each for each in others if letters and letters in _names_of(each)]
    if len(found) > 1:
        found = [each for each in found if each.method == operation.method]
    return found[0] if len(found) == 1 else None


def _names_of(operation: Operation) -> tuple[str, str]:
    return _letters(operation.title or ""), _letters((operation.path or "").rsplit("/", 1)[-1])


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _without_names(path: str) -> str:
    return _PARAMETER.sub("{}", path.rstrip("/"))


def _copy(source: Operation, operation: Operation, same: _Same) -> None:
    if same.role in _RETURNED:
        _copy_response(source, operation, same.line)
        return
    if same.role != "query":
        operation.body, _ = without_duplicates([*operation.body, *source.body], lambda field: field.path)
        operation.body_by_type = operation.body_by_type or dict(source.body_by_type)
        operation.body_examples = operation.body_examples or list(source.body_examples)
        operation.body = [
            replace(each, required=each.required or each.name == same.required) for each in operation.body
        ]
        operation.add_body_types(source.body_types)
    if same.role != "body":
        sent = [each for each in source.parameters if each.location == "query"]
        known = {each.name for each in operation.parameters}
        operation.parameters += [each for each in sent if each.name not in known]


def _copy_response(source: Operation, operation: Operation, line: int) -> None:
    shown = source.main_response
    if shown is None:
        return
    if operation.main_response is None:
        operation.responses.append(Response(line, shown.status))
    own = operation.main_response or Response(line)
    own.fields, _ = without_duplicates([*own.fields, *shown.fields], lambda field: field.path)
    own.examples = own.examples or list(shown.examples)
    own.add_content_types(shown.content_types)
