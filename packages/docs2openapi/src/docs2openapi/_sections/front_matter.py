"""The front matter of a page: YAML between two lines of dashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.operation import Credential
from docs2openapi._model.page import Remark
from docs2openapi._sections.endpoints.lines import Endpoint, parse_endpoint
from docs2openapi._text.plain_values import BadValue
from docs2openapi._text.yaml_text import parse_yaml
from docs2openapi._vocabulary.credentials import HTTP_SCHEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.page import Page
    from docs2openapi._model.schema import Json

_ENDPOINT = re.compile(r"(?:^|\s)(?P<method>get|put|post|delete|patch|head|options)\s+(?P<url>\S+)$", re.IGNORECASE)
_ENDPOINT_KEYS = ("api", "openapi")
_AUTH_KEYS = ("authMethod", "auth")


class FrontMatter(NamedTuple):
    """What the front matter of a page says.

    Attributes:
        end: The number of its lines; 0 if the page has none.
        credential: How callers authenticate.
        is_public: True if it says that no key is needed.
    """

    end: int = 0
    title: str | None = None
    description: str | None = None
    endpoint: Endpoint | None = None
    credential: Credential | None = None
    is_public: bool = False


def read_front_matter(page: Page, remarks: list[Remark]) -> FrontMatter:
    """Read the front matter of a page, if it has one; what is wrong with it becomes a remark."""
    lines = page.lines
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if lines[0].rstrip() != "---" or not end:
        return FrontMatter()
    try:
        values = parse_yaml("\n".join(lines[1:end]))
    except BadValue as error:
        remarks.append(Remark(min(error.line + 1, end), f"the front matter is {error.reason}; left out"))
        return FrontMatter(end + 1)
    if not isinstance(values, dict):
        return FrontMatter(end + 1)
    return _front_matter(values, lines[: end + 1], remarks)


def _front_matter(values: dict[str, Json], lines: Sequence[str], remarks: list[Remark]) -> FrontMatter:
    line_of = {line.split(":")[0].strip(): number for number, line in enumerate(lines[1:-1], 2)}
    auth = next((key for key in _AUTH_KEYS if key in values), "")
    scheme = str(values.get(auth, "")).lower()
    return FrontMatter(
        len(lines),
        _first_text(values, "title"),
        _first_text(values, "description", "excerpt", "subtitle"),
        _endpoint(values, line_of, remarks),
        Credential(line_of.get(auth, 1), scheme) if scheme in HTTP_SCHEMES else None,
        scheme == "none",
    )


def _endpoint(values: dict[str, Json], line_of: dict[str, int], remarks: list[Remark]) -> Endpoint | None:
    key = next((key for key in _ENDPOINT_KEYS if isinstance(values.get(key), str)), None)
    if key is None:
        return None
    text, line = str(values[key]), line_of.get(key, 1)
    match = _ENDPOINT.search(text.strip())
    endpoint = parse_endpoint(f"{match['method'].upper()} {match['url']}", line) if match else None
    if endpoint is None:
        remarks.append(Remark(line, f"{key}: {text!r} is not a method and a path; left out"))
    return endpoint


def _first_text(values: dict[str, Json], *keys: str) -> str | None:
    found = (values.get(key) for key in keys)
    return next((text for text in found if isinstance(text, str) and text.strip()), None)
