"""The text of pages that Postman publishes: each request with its address, name and value pairs, and examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(r"(?:https?://|\{\{\w+\}\})\S+")
# The titles over pairs of names and values, by the title of the list that they become.
_LISTS = {
    **dict.fromkeys(("HEADERS", "Request Headers"), "Request headers parameters"),
    **dict.fromkeys(("PARAMS", "Query Params"), "Query parameters"),
    **dict.fromkeys(("PATH VARIABLES", "Path Variables"), "Path parameters"),
    **dict.fromkeys(("Bodyformdata", "Body form-data", "Bodyurlencoded", "Body urlencoded"), "Body parameters"),
}
_TITLES = {
    **dict.fromkeys(("Bodyraw (json)", "Body raw (json)", "Bodyraw", "Body raw"), "Request body"),
    "Example Request": "Example request",
}
_AUTHORIZATION = "AUTHORIZATION"
TITLES = (*_LISTS, _AUTHORIZATION, "Example Request")  # one of which each page has
_STATUS = re.compile(r"[1-5]\d\d [A-Z][\w' -]{1,40}")
_NAME = re.compile(r"[A-Za-z_$][\w.$\[\]-]*")
# What stands between a title and its code and says nothing.
_CONTROLS = ("Example Response", "Body", "json", "curl", "View More", "Text", "No response body")
_COUNT = re.compile(r"Headers \(\d+\)")
MAX_PAIRS = 200  # lines below a title
MAX_KEY_LINES = 8


def rewrite_postman(lines: list[str]) -> list[str] | None:
    """Write each request of such a page as a section of Markdown; None if the page has none."""
    if any(line.startswith(("```", "#")) for line in lines):
        return None
    rewritten = list(lines)
    starts = [at for at, line in enumerate(lines[:-2]) if line.strip() in METHODS and _is_request(lines, at)]
    if not starts:
        return None
    for at in starts:
        method, name, address = (line.strip() for line in lines[at : at + 3])
        rewritten[at : at + 3] = [f"\n## {name}\n", "", f"`{method} {_path(address)}`"]
    for at in range(starts[0], len(lines)):
        _rewrite_title(lines, at, rewritten)
    return rewritten


def _is_request(lines: list[str], at: int) -> bool:
    """Return whether a name and an address stand below a method."""
    name, address = (line.strip() for line in lines[at + 1 : at + 3])
    return bool(name) and _ADDRESS.fullmatch(address) is not None


def _path(address: str) -> str:
    """Return an address without the variable that stands for its server: ``{{host}}/v1/things``."""
    return re.sub(r"^\{\{\w+\}\}(?=/)", "", address.strip())


def _rewrite_title(lines: list[str], at: int, rewritten: list[str]) -> None:
    line = lines[at].strip()
    if line in _LISTS:
        rewritten[at] = f"\n### {_LISTS[line]}\n"
        _rewrite_pairs(lines, at + 1, rewritten)
    elif line == _AUTHORIZATION:
        rewritten[at] = f"\n### Authorization\n\n{_authorization(lines, at)}\n"
    elif line in _TITLES:
        rewritten[at] = f"\n### {_TITLES[line]}\n"
    elif _STATUS.fullmatch(line):
        rewritten[at] = f"\n### Response {line}\n"
    elif line in _CONTROLS or _COUNT.fullmatch(line):
        rewritten[at] = ""


def _rewrite_pairs(lines: list[str], start: int, rewritten: list[str]) -> None:
    """Write the names below a title as bullets; what stands alone below a pair describes it."""
    bullet = 0
    for first, end in _blocks(lines, start):
        name, value = lines[first].strip(), " ".join(lines[first + 1 : end]).strip()
        rewritten[first:end] = [""] * (end - first)
        if value and _NAME.fullmatch(name):
            bullet = first
            rewritten[first] = f"- `{name}`: " + (f"`{value}`" if "/" in value and " " not in value else "")
        elif bullet:
            rewritten[bullet] += " ".join([name, value]).strip()


def _blocks(lines: list[str], start: int) -> Iterator[tuple[int, int]]:
    """Yield the first line of each block and the line after it, up to another title."""
    first = start
    for at in range(start, min(start + MAX_PAIRS, len(lines)) + 1):
        line = lines[at].strip() if at < len(lines) else ""
        is_end = line in _LISTS or line in _TITLES or line == _AUTHORIZATION or _STATUS.fullmatch(line) is not None
        if not line or is_end:
            if first < at:
                yield first, at
            first = at + 1
        if is_end or line in METHODS:
            return


def _authorization(lines: list[str], at: int) -> str:
    """Return a sentence about the scheme that stands below the title, and about the name of a key."""
    scheme = next((line.strip() for line in lines[at + 1 : at + 3] if line.strip()), "")
    if scheme != "API Key":
        return f"Authentication: {scheme}"
    labels = [line.strip() for line in lines[at : at + MAX_KEY_LINES]]
    name = labels[labels.index("Key") + 1] if "Key" in labels[:-1] else ""
    return f"Send your API key in the `{name}` header" if name else "Authentication: API key"
