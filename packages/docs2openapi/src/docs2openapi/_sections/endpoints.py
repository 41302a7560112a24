"""Lines that name an operation, such as ``POST https://host/v1/things``, and lines that name base URLs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._text.inline import MAX_LINE, plain_text
from docs2openapi._vocabulary.endpoints import BASE_URL_CUE, BASE_URL_LABEL, ENDPOINT_LINE
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PLACEHOLDER = re.compile(r"(?<=/)(?::([A-Za-z_]\w*)|<([^<>/\s]+)>|\{\{([^{}/\s]+)\}\})")
_URL = re.compile(r"https?://[^\s`'\"<>()\[\]|*,;]+[^\s`'\"<>()\[\]|*,;.:]")


class Endpoint(NamedTuple):
    """A method, a server if it is named, and a path whose parameters are written ``{id}``."""

    line: int
    method: str
    server: str | None
    path: str


class BaseUrl(NamedTuple):
    """A base URL that the page names, without a slash at its end."""

    line: int
    url: str


def with_braces(path: str) -> str:
    """Write the parameters of a path as OpenAPI does.

    >>> with_braces("/v1/things/:id/<part>")
    '/v1/things/{id}/{part}'
    """
    return _PLACEHOLDER.sub(lambda match: f"{{{match[1] or match[2] or match[3]}}}", path)


def parse_endpoint(text: str, line: int) -> Endpoint | None:
    """Parse a text that is a method and a path or URL; None if it is anything else."""
    match = ENDPOINT_LINE.fullmatch(text) if len(text) <= MAX_LINE else None
    if match is None or not match["method"].isupper():
        return None
    path = with_braces(match["path"])
    return Endpoint(line, match["method"].lower(), match["server"], path if path == "/" else path.rstrip("/"))


def find_endpoints(lines: Sequence[tuple[int, str]]) -> Iterator[Endpoint]:
    """Find the lines that name an operation and nothing else, whatever their markup."""
    for line, text in lines:
        if len(text) <= MAX_LINE and any(method in text for method in METHODS):
            endpoint = parse_endpoint(plain_text(text.strip().lstrip("#> ")).rstrip(" .:"), line)
            if endpoint is not None:
                yield endpoint


def find_base_urls(lines: Sequence[tuple[int, str]]) -> Iterator[BaseUrl]:
    """Find the base URLs: after words that announce one, or below a label."""
    label = False
    for line, text in lines:
        words = text.replace("`", "").replace("*", "")[:MAX_LINE]
        if not words.strip():
            continue
        if cue := BASE_URL_CUE.search(words):
            url = _URL.match(words, cue.end())
            if url:
                yield BaseUrl(line, url[0].rstrip("/"))
        elif label and not parse_endpoint(plain_text(words), line):
            yield from (BaseUrl(line, url.rstrip("/")) for url in dict.fromkeys(_URL.findall(words)))
        label = BASE_URL_LABEL.fullmatch(words) is not None
