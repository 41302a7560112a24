"""Facts of a spec that the generator ignores: server, credentials, error bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scripts.codegen.openapi.document import CodegenError, Document, pointer
from scripts.codegen.openapi.navigation import operations

if TYPE_CHECKING:
    from scripts.codegen.openapi.document import Place
    from scripts.codegen.pages.provider import Credential, Provider

BASIC = "Basic "
"""The prefix of a user and a password, which are given as `user:password` and sent in base64."""

_BASE_URL = re.compile(r"(https://[\w.-]+|http://(localhost|127\.[\d.]+))(:\d+)?(/[\w./~-]*)?")
"""Plain http is for a server of the machine itself."""

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")


@dataclass(frozen=True)
class CredentialHeader:
    """A header that authenticates the caller: the argument that fills it, and a prefix; or a query parameter."""

    argument: str
    header: str
    prefix: str
    place: str = "header"


Alternatives = tuple[tuple[CredentialHeader, ...], ...]
"""The sets of headers that an operation accepts; it needs all headers of one set."""


@dataclass(frozen=True)
class Facts:
    """Server, credentials and the JSON pointers into error bodies.

    Attributes:
        default: The alternatives of the first operation, which is that of the provider's page.
        alternatives: Those of each operation, by operation id.
    """

    base_url: str
    credentials: tuple[Credential, ...]
    default: Alternatives
    alternatives: dict[str, Alternatives]
    error_codes: tuple[str, ...]
    error_messages: tuple[str, ...]

    @property
    def is_simple(self) -> bool:
        """Whether each operation needs all credentials, in headers, as they are given."""
        required = all(each.is_required for each in self.credentials)
        sets = [each for found in self.alternatives.values() for each in found]
        are_single = len(sets) == len(self.alternatives)
        as_given = all(one.place == "header" and one.prefix != BASIC for each in sets for one in each)
        return required and are_single and as_given


def facts_of(provider: Provider, spec: Document) -> Facts:
    """Read the facts of a spec after `with_variants`.

    Raises:
        CodegenError: A server, a security scheme or `x-error-body` is missing or not supported by clients.
    """
    errors = spec.get("x-error-body", {})
    alternatives = {
        str(operation.get("operationId")): _alternatives(provider, spec, place, operation)
        for place, operation in operations(spec)
    }
    _check_all_are_needed(provider, spec)
    return Facts(
        base_url=_base_url(spec),
        credentials=tuple({each.argument: each for each in provider.credentials}.values()),
        default=next(filter(None, alternatives.values()), ()),
        alternatives=alternatives,
        error_codes=tuple(errors.get("code", [])),
        error_messages=tuple(errors.get("message", [])),
    )


def _base_url(spec: Document) -> str:
    servers = spec.get("servers", [])
    if len(servers) != 1 or not _BASE_URL.fullmatch(servers[0]["url"]):
        raise CodegenError("/servers: expected exactly one server, an https URL without variables; see overlay.yaml")
    return str(servers[0]["url"]).rstrip("/")


def _alternatives(provider: Provider, spec: Document, place: Place, operation: Document) -> Alternatives:
    """Return the alternatives of an operation; each must use all credentials that the provider requires."""
    return tuple(_headers(provider, spec, place, needed) for needed in _requirements(spec, operation))


def _headers(provider: Provider, spec: Document, place: Place, needed: list[str]) -> tuple[CredentialHeader, ...]:
    supplied = [each for each in provider.credentials if each.scheme in needed]
    required = {each.argument for each in provider.credentials if each.is_required}
    if len(supplied) != len(needed) or not required <= {each.argument for each in supplied}:
        raise CodegenError(
            f"{pointer(place)}/security: needs {needed}, but provider.toml supplies credentials for "
            f"{sorted(each.scheme for each in provider.credentials)}"
        )
    schemes = spec["components"]["securitySchemes"]
    return tuple(_header(each, schemes[each.scheme]) for each in supplied)


def _requirements(spec: Document, operation: Document) -> list[list[str]]:
    requirements: list[Document] = operation.get("security", spec.get("security")) or []
    return [sorted(each) for each in requirements] or [[]]


def _check_all_are_needed(provider: Provider, spec: Document) -> None:
    found = [each for _, operation in operations(spec) for each in _requirements(spec, operation)]
    needed = {scheme for each in found for scheme in each}
    unused = sorted({each.scheme for each in provider.credentials} - needed)
    if unused:
        raise CodegenError(f"provider.toml supplies credentials for {unused}, which no operation needs")


def _header(credential: Credential, scheme: Document) -> CredentialHeader:
    where = f"/components/securitySchemes/{credential.scheme}"
    kind = (scheme["type"], scheme.get("in") or scheme.get("scheme", "").lower())
    if kind[0] == "http" and kind[1] in {"bearer", "basic"}:
        return CredentialHeader(credential.argument, "Authorization", f"{kind[1].title()} ")
    if kind == ("apiKey", "cookie") and _HEADER.fullmatch(scheme["name"]):
        return CredentialHeader(credential.argument, "Cookie", f"{scheme['name']}=")
    if kind == ("apiKey", "query"):
        return CredentialHeader(credential.argument, scheme["name"], "", "query")
    if kind != ("apiKey", "header") or not _HEADER.fullmatch(scheme["name"]):
        raise CodegenError(f"{where}: clients support tokens and keys in a header or a cookie, not {kind}")
    return CredentialHeader(credential.argument, scheme["name"], scheme.get("x-prefix", ""))
