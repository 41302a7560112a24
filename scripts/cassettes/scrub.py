"""Keep secrets out of cassettes, on the way in; and look for any that slipped through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

_CREDENTIALS = {"authorization", "xi-api-key", "x-api-key", "x-user-id", "cookie", "proxy-authorization"}
_KEPT_REQUEST_HEADERS = frozenset({"accept", "range", "if-range"})
"""Not what differs with the versions of libraries."""
_DROPPED_RESPONSE_HEADERS = frozenset(
    {"set-cookie", "date", "server", "x-request-id", "cf-ray", "via", "x-breeze-api-key-id"}
)
"""Secrets, and what differs each time."""

SCRUBBED = "scrubbed"
_SIGNED = re.compile(rb"(https?://[^\s\"'<>\\?]+)\?[^\s\"'<>\\]+")
_ACCOUNT = re.compile(rb'"(user_id|org_id|userId|orgId|username|email)("\s*:\s*")[^"]*"')
_SUSPICIOUS = {
    "a key": re.compile(rb"\b(?:brz|org|sk|ak|key)_[A-Za-z0-9_-]{6,}"),
    "a bearer token": re.compile(rb"(?i)\bbearer\s+[\w.~+/-]{6,}"),
    "a JSON web token": re.compile(rb"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+"),
    "a credential header": re.compile(
        rb"(?im)^[\s-]*['\"]?(?:" + "|".join([*sorted(_CREDENTIALS), "set-cookie"]).encode() + rb")['\"]?\s*:"
    ),
    "an account": re.compile(rb'"(?:user_id|org_id|userId|orgId|username|email)"\s*:\s*"(?!scrubbed")[^"]'),
    "a signed URL": re.compile(rb"(?i)[?&](?:x-amz-\w+|signature|sig|token|expires|se|sv|key-pair-id)=(?!scrubbed)"),
    "an address with a password": re.compile(rb"https?://[^/\s:@]+:[^/\s@]+@"),
}


class SentRequest(Protocol):
    """What we touch of vcrpy's request, which is not annotated."""

    uri: str
    headers: MutableMapping[str, str]


def scrub_request(request: SentRequest) -> SentRequest:
    """No credentials, and no query but ours: signed result URLs carry theirs in it."""
    for name in list(request.headers):
        if name.lower() not in _KEPT_REQUEST_HEADERS:
            del request.headers[name]
    if urlsplit(request.uri).query not in {"", "format=audio"}:
        request.uri = f"{request.uri.partition('?')[0]}?{SCRUBBED}"
    return request


def scrub_response(response: dict[str, Any]) -> dict[str, Any]:
    """No cookies, no names of accounts and no signed URLs in texts, nothing that differs each time."""
    headers: dict[str, Any] = response["headers"]
    response["headers"] = {
        name: value for name, value in headers.items() if name.lower() not in _DROPPED_RESPONSE_HEADERS
    }
    if any("json" in value for value in headers.get("content-type", ())):
        body: bytes = response["body"]["string"]
        body = _SIGNED.sub(rb"\1?" + SCRUBBED.encode(), body)
        response["body"]["string"] = _ACCOUNT.sub(rb'"\1\2' + SCRUBBED.encode() + rb'"', body)
        response["headers"].pop("content-length", None)
    return response


def suspicions(cassette: bytes) -> Iterator[str]:
    """What in a cassette looks like a secret; a line of it, cut short, for each."""
    for what, pattern in _SUSPICIOUS.items():
        for match in pattern.finditer(cassette):
            yield f"{what}: {match[0][:12].decode(errors='replace')}…"
