"""Requests that example programs send: the method and the address, as far as they are written out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._sections.request_examples import RequestExample
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._text.markdown import Block

LANGUAGES = ("python", "py", "javascript", "js", "typescript", "ts", "node", "ruby", "php", "go", "java")
_ADDRESS = re.compile(r"""["'`](https?://[^\s"'`<>]+)["'`]""")
_VERBS = "|".join(METHODS)
_METHOD = re.compile(
    rf"\b(?:requests|httpx|axios|client|session|http|request|got)\.(?P<call>{_VERBS})\("
    rf"|\bmethod['\"]?\s*[:=]\s*['\"](?P<named>{_VERBS})['\"]|\(\s*[\"'](?P<first>{_VERBS})[\"']\s*,",
    re.IGNORECASE,
)
_DEFAULT_GET = re.compile(r"\bfetch\(")
# ``params = {"id": …}`` in Python, ``new URLSearchParams({id: …})``.
_QUERY = re.compile(r"\b(?:params\s*=\s*|URLSearchParams\()\{(?P<pairs>[^{}]{0,500})\}")
_KEY = re.compile(r"""(?:^|[,{\s])["']?(\w+)["']?\s*:""")


def find_code_requests(block: Block) -> Iterator[RequestExample]:
    """Read the one request that an example program sends; more of them are left out."""
    language = block.info.split(maxsplit=1)[0].lower() if block.info else ""
    addresses = list(dict.fromkeys(_ADDRESS.findall(block.text))) if language in LANGUAGES else []
    method = _METHOD.search(block.text)
    if not addresses or not (method or _DEFAULT_GET.search(block.text)):
        return
    verb = next(group for group in method.groups() if group) if method else "GET"
    names = _KEY.findall(query["pairs"]) if (query := _QUERY.search(block.text)) else []
    url, _, written = re.sub(r"\$\{params[^}]*\}", "", addresses[0]).partition("?")
    pairs = "&".join([*filter(None, written.split("&")), *(f"{name}=" for name in names)])
    yield RequestExample(block.first, verb.upper(), f"{url}?{pairs}")
