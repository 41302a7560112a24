"""Sentences that say which fields of a request are required, such as ``The `text` and `voice` fields are required``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docs2openapi._model.field import Field
from docs2openapi._text.inline import MAX_LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docs2openapi._model.operation import Operation

_NAME = r"(?:`[A-Za-z_][\w.]*`|[a-z]+(?:_[a-z0-9]+)+)"
# It begins a sentence, or ends one that says what each field is; what is required "if" something is sent is optional.
_REQUIRED = re.compile(
    rf"(?:^|[.:]\s|,\sand\s)(?:(?:the|both|only)\s)?(?P<names>{_NAME}(?:,\s{_NAME})*(?:,?\s(?:and|&)\s{_NAME})?)"
    r"(?:\s(?:fields?|param(?:eter)?s?))?\s(?:is|are)\s(?:both\s|always\s)?required(?:\stoo)?\s?(?=[.;:]|$)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_CONDITION = re.compile(r"\W*(?:if|when|unless|for|with|without|where|in)\b", re.IGNORECASE)


def mark_required(operation: Operation, lines: Iterable[tuple[int, str]]) -> None:
    """Mark the fields of the request body that sentences say are required; one that only an example shows is listed."""
    for line, text in lines:
        if "required" in text and len(text) <= MAX_LINE:
            for name in _required_names(text):
                _mark(operation, name, line)


def _required_names(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text.strip()):
        for match in () if _CONDITION.match(sentence) else _REQUIRED.finditer(sentence):
            yield from (name.strip("`") for name in re.findall(_NAME, match["names"]))


def _mark(operation: Operation, name: str, line: int) -> None:
    is_listed = any(field.path == (name,) for field in operation.body)
    is_shown = any(isinstance(each.value, dict) and name in each.value for each in operation.body_examples)
    operation.body = [replace(each, required=True) if each.path == (name,) else each for each in operation.body]
    if is_shown and not is_listed:
        operation.body.append(Field((name,), line, {}, required=True))
