"""Paths that a page writes with a parameter, for the example requests that have a value in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._sections.request_examples import RequestExample

# In back-ticks or quotes, in prose and in programs: ```GET /v1/things/{id}```, ``f"https://host/v1/things/{id}"``.
_TEMPLATE = re.compile(
    r"""[`"'](?:[A-Z]+ )?(?:https?://[\w.:-]+)?(?P<path>(?:/[\w.-]+)+/(?:\{[A-Za-z_]\w*\}|:[a-z]\w*)(?:/[\w.{}:-]+)*)[`"']"""
)
_PARAMETER = re.compile(r"\{[^{}]*\}|(?<=/):\w+")
MAX_TEMPLATES = 40


def with_path_parameters(requests: Sequence[RequestExample], text: str) -> list[RequestExample]:
    """Put the parameter that a page names elsewhere in place of the value that an example request has."""
    templates = list(dict.fromkeys(match["path"] for match in _TEMPLATE.finditer(text)))[:MAX_TEMPLATES]
    for request in requests if templates else ():
        address, mark, query = request.url.partition("?")
        template = next((each for each in templates if _fits(each, address)), None)
        if template:
            steps = address.split("/")
            request.url = "/".join(steps[: len(steps) - template.count("/")]) + template + mark + query
    return list(requests)


def _fits(template: str, address: str) -> bool:
    """Return whether an address ends in a path, with a value in place of each parameter."""
    steps = _PARAMETER.split(template)
    pattern = r"[^/\s]+".join(map(re.escape, steps))
    return re.fullmatch(rf"(?:https?://[^/]+)?{pattern}/?", address) is not None
