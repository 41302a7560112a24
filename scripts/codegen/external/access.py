"""Where a foreign API is, and what it knows its callers by."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.codegen.external.naming import Names, snake
from scripts.codegen.external.notes import LeftOut, Notes
from scripts.codegen.external.references import follow
from scripts.codegen.openapi.navigation import items, mapping
from scripts.codegen.pages.provider import Credential

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.codegen.openapi.document import Document, Json

NO_SERVER = "https://server.invalid"
"""Leads nowhere, for ever (RFC 6761): the document names no server that a client can be sent to."""

_SERVER = re.compile(r"https?://[\w.-]+(:\d+)?(/[\w./~-]*)?")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")

Needed = tuple[str, ...]


def base_url(servers: Json, notes: Notes) -> str:
    """Give the first server's address, its variables filled in by their defaults; `NO_SERVER` where there is none."""
    url = server_url(next(iter(items(servers)), None))
    if not _SERVER.fullmatch(url):
        path = url if re.fullmatch(r"/[\w./~-]*", url) else ""
        notes.tell(f"servers: {url or 'nothing'!r} is no address to send to: give base_url to the client")
        return (NO_SERVER + path).rstrip("/")
    if url.startswith("http://"):
        notes.tell(f"servers: {url} is not https; the client's default is, give it base_url for another")
    return re.sub("^http:", "https:", url).rstrip("/")


def server_url(server: Json) -> str:
    """Give the address of a server, its variables filled in."""
    url = str(mapping(server).get("url", ""))
    for name, variable in mapping(mapping(server).get("variables")).items():
        url = url.replace(f"{{{name}}}", str(mapping(variable).get("default", "")))
    return url.strip()


def check_server(document: Document, item: Document, operation: Document) -> None:
    """Make sure that an operation is where the others are. Raises `LeftOut` naming the other server."""
    servers = items(operation.get("servers")) or items(item.get("servers"))
    known = {server_url(each) for each in items(document.get("servers"))}
    if servers and known.isdisjoint(map(server_url, servers)):
        raise LeftOut(f"is served by another server: {server_url(servers[0])}")


@dataclass(frozen=True)
class Access:
    """What callers are known by: the schemes that each request carries, and what a user gives for them.

    ``known`` are all the schemes that this serves, ``asked`` keys that an operation asks for in its query, by the names
    of their schemes.
    """

    schemes: dict[str, Document] = field(default_factory=dict[str, "Document"])
    credentials: tuple[Credential, ...] = ()
    sent: frozenset[tuple[str, str]] = frozenset()
    asked: dict[str, str] = field(default_factory=dict[str, str])
    known: frozenset[str] = frozenset()

    @property
    def security(self) -> list[dict[str, list[str]]]:
        """The security of every operation."""
        return [{name: [] for name in self.schemes}] if self.schemes else []


def access_of(document: Document, operations: Iterable[Document], package: str, notes: Notes) -> Access:
    """Choose the one set of schemes that the most operations can be asked with."""
    declared = _declared(document)
    counted: Counter[Needed] = Counter()
    for operation in operations:
        counted.update({*alternatives(document, operation)})
    usable = [
        needed
        for needed, _ in counted.most_common()
        if needed and all(_sendable(declared.get(name)) for name in needed)
    ]
    if not usable:
        return Access(asked=_in_query(declared))
    names = Names()
    found: dict[str, Document] = {}
    credentials: list[Credential] = []
    for scheme in usable[0]:
        cured, argument = _cured(declared[scheme], scheme, notes)
        if cured in found.values():
            continue  # two names of what one header carries
        found[scheme], argument = cured, names.free(argument)
        credentials.append(Credential(scheme, argument, f"{package.upper()}_{argument.upper()}"))
    sent = frozenset((str(each.get("in")), str(each.get("name")).lower()) for each in found.values())
    known = frozenset(name for name, scheme in declared.items() if _is_served(name, scheme, found))
    return Access(found, tuple(credentials), sent, known=known)


def _is_served(name: str, scheme: Document, found: dict[str, Document]) -> bool:
    """Whether a scheme is sent just as one that the client sends: another key perhaps, but in the same place."""
    return _sendable(scheme) and _cured(scheme, name, Notes())[0] in found.values()


def alternatives(document: Document, operation: Document) -> list[Needed]:
    """The sets of schemes that an operation can be asked with; an empty one stands for none at all."""
    given = operation.get("security", document.get("security"))
    found = [tuple(sorted(mapping(each))) for each in items(given)]
    return found or [()]


def check_access(access: Access, document: Document, operation: Document) -> None:
    """Make sure that callers of an operation can be known. Raises `LeftOut` naming the schemes that it needs."""
    needed = alternatives(document, operation)
    have = {*access.known, *access.asked}
    if () not in needed and not any(have.issuperset(each) for each in needed):
        told = " or ".join(" and ".join(each) for each in needed)
        raise LeftOut(f"needs {told}, which this client does not send")


def _declared(document: Document) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for name, raw in mapping(mapping(document.get("components")).get("securitySchemes")).items():
        try:
            found[name] = follow(document, raw).value
        except LeftOut:
            continue
    return found


def _sendable(scheme: Document | None) -> bool:
    if scheme is None:
        return False
    kind, where = scheme.get("type"), scheme.get("in")
    if kind == "apiKey":
        return where in ("header", "cookie") and bool(_HEADER.fullmatch(str(scheme.get("name"))))
    return kind in ("oauth2", "openIdConnect") or str(scheme.get("scheme")).lower() in {"bearer", "basic"}


def _in_query(declared: dict[str, Document]) -> dict[str, str]:
    keys = {name: each for name, each in declared.items() if each.get("type") == "apiKey" and each.get("in") == "query"}
    return {name: str(each["name"]) for name, each in keys.items() if isinstance(each.get("name"), str)}


def _cured(scheme: Document, name: str, notes: Notes) -> tuple[Document, str]:
    """Give a scheme as clients can send it, and the argument that it is given by."""
    kind = scheme.get("type")
    if kind == "apiKey":
        if scheme["in"] == "cookie":
            notes.tell(f"security {name}: the cookie {scheme['name']} is sent as a header")
            return {"type": "apiKey", "in": "cookie", "name": str(scheme["name"])}, snake(name, "key")
        header = str(scheme["name"])
        argument = "authorization" if header.lower() == "authorization" else "api_key"
        return {"type": "apiKey", "in": "header", "name": header}, argument
    if kind in ("oauth2", "openIdConnect"):
        notes.tell(f"security {name}: {kind}: the client takes an access token; getting one is up to its user")
        return {"type": "http", "scheme": "bearer"}, "access_token"
    if str(scheme.get("scheme")).lower() == "basic":
        notes.tell(f"security {name}: basic: the client takes `user:password` in base64")
        return {"type": "http", "scheme": "basic"}, "basic_credentials"
    return {"type": "http", "scheme": "bearer"}, "api_key"
