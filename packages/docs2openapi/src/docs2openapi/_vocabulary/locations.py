"""The words that say where a field is sent."""

from __future__ import annotations

import re

LOCATIONS = ("path", "query", "header", "cookie", "body")

MAX_DESCRIPTION = 500
_LOCATION_OF = {
    **{location: location for location in LOCATIONS},
    **dict.fromkeys(("querystring", "query string"), "query"),
    **dict.fromkeys(("url",), "path"),
    **dict.fromkeys(("headers",), "header"),
    **dict.fromkeys(("formdata", "form", "form data", "request body"), "body"),
}


_DESCRIBED = {
    "path": re.compile(r"\b(?:part of|in) the (?:path|url)\b|\bpath parameter\b", re.IGNORECASE),
    "query": re.compile(r"\bquery (?:string )?param(?:eter)?\b|\bin the query\b", re.IGNORECASE),
    "body": re.compile(r"\bin the (?:request |json )?body\b", re.IGNORECASE),
}


# A parameter of all operations of a service: another page tells where it is sent.
COMMON_PARAMETER = re.compile(r"\W*(?:公共(?:请求)?参数|common (?:request )?param(?:eter)?s?\b)", re.IGNORECASE)


def described_location(description: str) -> str | None:
    """Return which one location a description names, as ``This is part of the path.`` does."""
    named = [location for location, pattern in _DESCRIBED.items() if pattern.search(description[:MAX_DESCRIPTION])]
    return named[0] if len(named) == 1 else None


def named_location(words: str) -> str | None:
    """Return which location a cell names; None if its words are not known.

    >>> named_location("Query string")
    'query'
    """
    return _LOCATION_OF.get(words.lower())
