"""What a client has to know of a spec that the generator passes over: server, credentials, error bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.road.document import Document, RoadError, pointer
from scripts.road.openapi import operations

if TYPE_CHECKING:
    from scripts.road.provider import Credential, Provider

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


@dataclass(frozen=True)
class CredentialHeader:
    """One header that tells who calls: which argument and environment variable fill it, and what comes before."""

    argument: str
    env: str
    header: str
    prefix: str


@dataclass(frozen=True)
class Facts:
    """Server, credentials and the JSON pointers of error bodies."""

    base_url: str
    credentials: tuple[CredentialHeader, ...]
    error_codes: tuple[str, ...]
    error_messages: tuple[str, ...]


def facts_of(provider: Provider, spec: Document) -> Facts:
    """Read the facts.

    Raises:
        RoadError: A server, a scheme or `x-error-body` is missing or of a kind that clients cannot use.
    """
    errors = spec.get("x-error-body", {})
    return Facts(
        base_url=_base_url(spec),
        credentials=_credentials(provider, spec),
        error_codes=tuple(errors.get("code", [])),
        error_messages=tuple(errors.get("message", [])),
    )


def _base_url(spec: Document) -> str:
    servers = spec.get("servers", [])
    if len(servers) != 1 or not re.fullmatch(r"https://[\w.-]+(:\d+)?(/[\w./-]*)?", servers[0]["url"]):
        raise RoadError("/servers: expected exactly one server, an https URL without variables; see overlay.yaml")
    return str(servers[0]["url"]).rstrip("/")


def _credentials(provider: Provider, spec: Document) -> tuple[CredentialHeader, ...]:
    needed = _schemes(spec)
    supplied = {credential.scheme: credential for credential in provider.credentials}
    if sorted(supplied) != sorted(needed):
        raise RoadError(
            f"provider.toml supplies credentials for {sorted(supplied)}, but the operations need {sorted(needed)}"
        )
    schemes = spec["components"]["securitySchemes"]
    return tuple(_header(supplied[name], schemes[name]) for name in supplied)


def _schemes(spec: Document) -> list[str]:
    """Name the schemes that every operation needs; all of them have to need the same."""
    found: list[str] | None = None
    for place, operation in operations(spec):
        requirements = operation.get("security", spec.get("security", []))
        names = sorted(requirements[0]) if requirements else []
        if found is not None and names != found:
            raise RoadError(f"{pointer(place)}/security: needs {names}, but an operation before it needs {found}")
        found = names
    return found or []


def _header(credential: Credential, scheme: Document) -> CredentialHeader:
    where = f"/components/securitySchemes/{credential.scheme}"
    kind = (scheme["type"], scheme.get("in") or scheme.get("scheme", "").lower())
    if kind == ("http", "bearer"):
        return CredentialHeader(credential.argument, credential.env, "Authorization", "Bearer ")
    if kind != ("apiKey", "header") or not _HEADER.fullmatch(scheme["name"]):
        raise RoadError(f"{where}: clients can send a bearer token or a key in a header, but not {kind}")
    return CredentialHeader(credential.argument, credential.env, scheme["name"], "")
