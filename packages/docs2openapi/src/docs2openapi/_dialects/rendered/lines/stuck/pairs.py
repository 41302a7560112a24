"""Tables of two columns about an operation, whose cells stick together: ``Request MethodGET``, ``URLhttps://…``."""

from __future__ import annotations

import re

from docs2openapi._vocabulary.endpoints import LABEL_KINDS
from docs2openapi._vocabulary.http import METHODS

_PAIR = re.compile(
    rf"(?P<label>[^\d\s:：`*#|][^:：`*#|]{{1,30}}?)(?P<value>(?:{'|'.join(METHODS)})|https?://[\w.-]+(?::\d+)?/\S*)"
)


def rewrite_stuck_pairs(lines: list[str]) -> list[str] | None:
    """Put a colon between the label and the value; None if the page has no method and address of this kind."""
    pairs = {at: pair for at, line in enumerate(lines) if (pair := _pair(line.strip()))}
    if {LABEL_KINDS[_label(pair)] for pair in pairs.values()} != {"method", "url"}:
        return None
    return [f"{pairs[at]['label']}: {pairs[at]['value']}" if at in pairs else line for at, line in enumerate(lines)]


def _pair(line: str) -> re.Match[str] | None:
    pair = _PAIR.fullmatch(line)
    is_known = pair is not None and _label(pair) in LABEL_KINDS and not line[pair.end("label") - 1].isspace()
    return pair if is_known else None


def _label(pair: re.Match[str]) -> str:
    return pair["label"].strip().lower()
