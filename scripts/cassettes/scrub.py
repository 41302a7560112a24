"""Keep secrets out of cassettes, on the way in; and look for any that slipped through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import parse_qsl, urlsplit

from scripts.cassettes.spec import query_names

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

_CREDENTIALS = {"authorization", "xi-api-key", "x-api-key", "x-user-id", "cookie", "proxy-authorization"}
_KEPT_REQUEST_HEADERS = frozenset({"accept", "content-type", "range", "if-range"})
"""Not what differs with the versions of libraries."""
_DROPPED_RESPONSE_HEADERS = frozenset(
    {"set-cookie", "date", "server", "x-request-id", "cf-ray", "via", "x-breeze-api-key-id"}
)
"""Secrets, and what differs each time."""

SCRUBBED = "scrubbed"
_NOBODY = "00000000-0000-0000-0000-000000000000"
"""Stands for an account whose id is a UUID: what is scrubbed is still what the spec allows."""
_UUID = re.compile(rb"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SIGNED = re.compile(rb"(https?://[^\s\"'<>\\?]+)\?[^\s\"'<>\\]+")
_ACCOUNT = re.compile(rb'("(?:user_id|org_id|userId|orgId|username|email)"\s*:\s*")([^"]*)"')
_SUSPICIOUS = {
    "a key": re.compile(rb"\b(?:brz|org|sk|ak|key)_[A-Za-z0-9_-]{6,}"),
    "a bearer token": re.compile(rb"(?i)\bbearer\s+[\w.~+/-]{6,}"),
    "a JSON web token": re.compile(rb"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+"),
    "a credential header": re.compile(
        rb"(?im)^[\s-]*['\"]?(?:" + "|".join([*sorted(_CREDENTIALS), "set-cookie"]).encode() + rb")['\"]?\s*:"
    ),
    "an account": re.compile(rb'"(?:user_id|org_id|userId|orgId|username|email)"\s*:\s*"(?!scrubbed"|00000000-)[^"]'),
    "a signed URL": re.compile(rb"(?i)[?&](?:x-amz-\w+|signature|sig|token|expires|se|sv|key-pair-id)=(?!scrubbed)"),
    "an address with a password": re.compile(rb"https?://[^/\s:@]+:[^/\s@]+@"),
}


class SentRequest(Protocol):
    """What we touch of vcrpy's request, which is not annotated."""

    uri: str
    headers: MutableMapping[str, str]
    body: bytes | None


def scrub_request(request: SentRequest) -> SentRequest:
    """Remove credentials, the query but documented parameters (signed URLs carry theirs in it), and the body."""
    for name in list(request.headers):
        if name.lower() not in _KEPT_REQUEST_HEADERS:
            del request.headers[name]
    sent = {name for name, _ in parse_qsl(urlsplit(request.uri).query, keep_blank_values=True)}
    if not sent <= query_names():
        request.uri = f"{request.uri.partition('?')[0]}?{SCRUBBED}"
    if request.body:
        request.body = _scrubbed(request.body)
    return request


def scrub_response(response: dict[str, Any]) -> dict[str, Any]:
    """Remove cookies, names of accounts and signed URLs in texts, and whatever differs each time."""
    headers: dict[str, Any] = response["headers"]
    response["headers"] = {
        name: value for name, value in headers.items() if name.lower() not in _DROPPED_RESPONSE_HEADERS
    }
    if any("json" in value for value in headers.get("content-type", ())):
        response["body"]["string"] = _scrubbed(response["body"]["string"])
        response["headers"].pop("content-length", None)
    return response


def _scrubbed(body: bytes) -> bytes:
    return _ACCOUNT.sub(_nobody, _SIGNED.sub(rb"\1?" + SCRUBBED.encode(), body))


def _nobody(account: re.Match[bytes]) -> bytes:
    return account[1] + (_NOBODY if _UUID.fullmatch(account[2]) else SCRUBBED).encode() + b'"'


def suspicions(cassette: bytes) -> Iterator[str]:
    """Yield what in a cassette looks like a secret; a line of it, cut short, for each."""
    for what, pattern in _SUSPICIOUS.items():
        for match in pattern.finditer(cassette):
            yield f"{what}: {match[0][:12].decode(errors='replace')}…"
