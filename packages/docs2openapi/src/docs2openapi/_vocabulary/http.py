"""The vocabulary of HTTP: methods, statuses, content types and headers."""

from __future__ import annotations

import re
from http import HTTPStatus

METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS")
METHODS_WITHOUT_BODY = ("get", "head", "delete")


def is_success(status: str) -> bool:
    """Return whether a status is a 2xx."""
    return status.startswith("2")


# ``Not Found``; and the names that some statuses had before.
REASON_PHRASES = (*(status.phrase for status in HTTPStatus), "Payload Too Large", "Unprocessable Entity")

TYPE_PATTERN = (
    r"(?!multipart/form\b(?!-))(?:application|audio|image|video|text|multipart)"
    r"/(?:[a-z0-9](?:[a-z0-9.+-]*[a-z0-9])?|\*\+json)"
)
CONTENT_TYPE = re.compile(rf"(?<![A-Za-z0-9_/-]){TYPE_PATTERN}", re.IGNORECASE)
JSON_TYPE = "application/json"
MULTIPART_TYPE = "multipart/form-data"
FORM_TYPES = (MULTIPART_TYPE, "application/x-www-form-urlencoded")
BINARY_TYPE = re.compile(r"(?:audio|image|video)/.+|application/(?:octet-stream|pdf|zip)")

HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # a token of RFC 9110
CONTENT_HEADERS = ("content-type", "accept")
# OpenAPI describes these as content types and security, not as parameters.
NOT_PARAMETERS = (
    *(*CONTENT_HEADERS, "authorization", "user-agent", "host", "content-length", "date", "connection"),
    *("cache-control", "pragma", "accept-encoding", "postman-token", "referer", "origin"),
)
# Sent with every response: no page lists them on purpose.
ORDINARY_RESPONSE_HEADERS = (
    "content-type",
    "content-length",
    "date",
    "server",
    "connection",
    "transfer-encoding",
    "keep-alive",
)
RESPONSE_HEADER = re.compile(r"x-[\w-]+|retry-after", re.IGNORECASE)
