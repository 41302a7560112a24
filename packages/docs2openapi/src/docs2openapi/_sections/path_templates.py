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
_NAMED_VALUE = re.compile(r'"(?P<name>\w*[iI][dD])"\s*:\s*"(?P<value>(?=[\w.:-]*\d)[\w.:-]{3,100})"')
_NAMED_NUMBER = re.compile(r'"(?P<name>\w*[iI][dD])"\s*:\s*(?P<value>\d{1,19})\b')
# A name in place of the value: ``/v1/jobs/job_id/``.
_NAME = re.compile(r'"(?P<name>(?:[a-z]+_)*(?:uu|u)?id|[a-z]+(?:[A-Z][a-z]+)*Id)"\s*:')
_PARAMETER = re.compile(r"\{[^{}]*\}|(?<=/):\w+")
MAX_TEMPLATES = 40


def with_path_parameters(requests: Sequence[RequestExample], text: str) -> list[RequestExample]:
    """Put the parameter that a page names elsewhere in place of the value that an example request has."""
    named = named_steps(text)
    for request in requests if named else ():
        address, mark, query = request.url.partition("?")
        request.url = with_named_steps(address, named) + mark + query
    templates = list(dict.fromkeys(match["path"] for match in _TEMPLATE.finditer(text)))[:MAX_TEMPLATES]
    for request in requests if templates else ():
        address, mark, query = request.url.partition("?")
        template = next((each for each in templates if _fits(each, address)), None)
        if template:
            steps = address.split("/")
            request.url = "/".join(steps[: len(steps) - template.count("/")]) + template + mark + query
    return list(requests)


def named_steps(text: str) -> dict[str, str]:
    """Return the identifiers that JSON on a page shows, by value and by name, each with its name."""
    if '"' not in text:
        return {}
    named = {match["name"]: match["name"] for match in _NAME.finditer(text)}
    return named | {
        match["value"]: match["name"] for pattern in (_NAMED_NUMBER, _NAMED_VALUE) for match in pattern.finditer(text)
    }


def with_named_steps(address: str, named: dict[str, str]) -> str:
    """Put the names of identifiers in place of their values in an address; its first step says what it is about."""
    steps = address.split("/")
    return "/".join([*steps[:2], *(f"{{{named[step]}}}" if step in named else step for step in steps[2:])])


def _fits(template: str, address: str) -> bool:
    """Return whether an address ends in a path, with a value in place of each parameter."""
    steps = _PARAMETER.split(template)
    pattern = r"[^/\s]+".join(map(re.escape, steps))
    return re.fullmatch(rf"(?:https?://[^/]+)?{pattern}/?", address) is not None
