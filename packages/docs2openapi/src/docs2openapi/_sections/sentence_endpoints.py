"""Sentences that name an operation: ``send a GET request to https://host/v1/things/{id}``, in whatever language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._sections.endpoints import Endpoint, parse_endpoint
from docs2openapi._text.inline import MAX_LINE, plain_text
from docs2openapi._vocabulary.endpoints import METHOD_OF_REQUEST, METHOD_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Letters of other scripts can stand right beside an address: they are no part of it.
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_/.:<>{}-])(?:https?://[A-Za-z0-9.:-]+)?/[A-Za-z_{:<][A-Za-z0-9_{}:<>/.-]*[A-Za-z0-9_}>]"
)
_FILE = re.compile(r"\.(?:json|yaml|yml|md|txt|html?|mp[34]|wav|png|jpe?g|webp)$", re.IGNORECASE)


def find_sentence_endpoints(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the lines of prose that name one method, as that of a request, and one address."""
    for line, text in lines:
        if "/" not in text or len(text) > MAX_LINE or not METHOD_WORD.search(text):
            continue
        words = plain_text(text).lstrip(" -•>")
        methods = set(METHOD_WORD.findall(words))
        addresses = {match[0] for match in _ADDRESS.finditer(words)}
        is_named = METHOD_OF_REQUEST.search(words) is not None or _begins(words)
        if is_named and len(methods) == len(addresses) == 1 and not _FILE.search(address := addresses.pop()):
            endpoint = parse_endpoint(f"{methods.pop()} {address}", line)
            yield from [endpoint._replace(is_in_prose=True)] if endpoint else []


def _begins(words: str) -> bool:
    """Return whether a sentence begins with the operation: ``POST /v1/things makes one``."""
    method = METHOD_WORD.match(words)
    return method is not None and _ADDRESS.match(words, method.end() + 1) is not None
