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
# What an example shows as an identifier is one also in a path: ``"job_id": "j_1"``, ``/v1/jobs/j_1``.
_NAMED_VALUE = re.compile(r'"(?P<name>\w*[iI][dD])"\s*:\s*"(?P<value>(?=[\w.-]*\d)[\w.-]{3,100})"')
_PARAMETER = re.compile(r"\{[^{}]*\}|(?<=/):\w+")
MAX_TEMPLATES = 40


def with_path_parameters(requests: Sequence[RequestExample], text: str) -> list[RequestExample]:
    """Put the parameter that a page names elsewhere in place of the value that an example request has."""
    named = {match["value"]: match["name"] for match in _NAMED_VALUE.finditer(text)}
    for request in requests if named else ():
        if request.server:
            continue  # its line is read as the name of the operation too
        address, mark, query = request.url.partition("?")
        request.url = "/".join(_named_step(step, named) for step in address.split("/")) + mark + query
    templates = list(dict.fromkeys(match["path"] for match in _TEMPLATE.finditer(text)))[:MAX_TEMPLATES]
    for request in requests if templates else ():
        address, mark, query = request.url.partition("?")
        template = next((each for each in templates if _fits(each, address)), None)
        if template:
            steps = address.split("/")
            request.url = "/".join(steps[: len(steps) - template.count("/")]) + template + mark + query
    return list(requests)


def _named_step(step: str, named: dict[str, str]) -> str:
    return f"{{{named[step]}}}" if step in named else step


def _fits(template: str, address: str) -> bool:
    """Return whether an address ends in a path, with a value in place of each parameter."""
    steps = _PARAMETER.split(template)
    pattern = r"[^/\s]+".join(map(re.escape, steps))
    return re.fullmatch(rf"(?:https?://[^/]+)?{pattern}/?", address) is not None
