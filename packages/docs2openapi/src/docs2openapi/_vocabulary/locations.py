"""The words that say where a field is sent."""

from __future__ import annotations

LOCATIONS = ("path", "query", "header", "cookie", "body")

_LOCATION_OF = {
    **{location: location for location in LOCATIONS},
    **dict.fromkeys(("querystring", "query string"), "query"),
    **dict.fromkeys(("url",), "path"),
    **dict.fromkeys(("headers",), "header"),
    **dict.fromkeys(("formdata", "form", "form data", "request body"), "body"),
}


def named_location(words: str) -> str | None:
    """Return which location a cell names; None if its words are not known.

    >>> named_location("Query string")
    'query'
    """
    return _LOCATION_OF.get(words.lower())
