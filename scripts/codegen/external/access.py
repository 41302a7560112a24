"""The server and the authentication of an external API."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.codegen.external.naming import Names, snake
from scripts.codegen.external.notes import Notes, Unsupported
from scripts.codegen.external.references import follow
from scripts.codegen.openapi.navigation import items, mapping
from scripts.codegen.pages.provider import Credential

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.codegen.openapi.document import Document, Json

NO_SERVER = "https://server.invalid"
"""Used if the document has no usable server; the domain never exists (RFC 6761)."""

_SERVER = re.compile(r"https?://[\w.-]+(:\d+)?(/[\w./~-]*)?")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")

Needed = tuple[str, ...]


def base_url(servers: Json, notes: Notes) -> str:
    """Return the URL of the first server with the defaults of its variables; `NO_SERVER` if there is none."""
    url = server_url(next(iter(items(servers)), None))
    if not _SERVER.fullmatch(url):
        path = url if re.fullmatch(r"/[\w./~-]*", url) else ""
        notes.add(f"servers: {url or 'nothing'!r} is not a usable URL: pass base_url to the client")
        return (NO_SERVER + path).rstrip("/")
    if url.startswith("http://"):
        notes.add(f"servers: {url} is not https, but the default of the client is: pass base_url for another URL")
    return re.sub("^http:", "https:", url).rstrip("/")


def server_url(server: Json) -> str:
    """Return the URL of a server with the defaults of its variables."""
    url = str(mapping(server).get("url", ""))
    for name, variable in mapping(mapping(server).get("variables")).items():
        url = url.replace(f"{{{name}}}", str(mapping(variable).get("default", "")))
    return url.strip()


def check_server(document: Document, item: Document, operation: Document) -> None:
    """Check that an operation has the same server as the others.

    Raises:
        Unsupported: It has another one.
    """
    servers = items(operation.get("servers")) or items(item.get("servers"))
    known = {server_url(each) for each in items(document.get("servers"))}
    if servers and known.isdisjoint(map(server_url, servers)):
        raise Unsupported(f"is served by another server: {server_url(servers[0])}")


@dataclass(frozen=True)
class Access:
    """The authentication of all requests.

    Attributes:
        schemes: The security schemes of each request.
        credentials: What a user supplies for them.
        sent: Where they are sent, as (in, name) in lower case.
        query_keys: Keys in the query, by scheme; they are arguments of their operations.
        known: All schemes that are satisfied by this.
    """

    schemes: dict[str, Document] = field(default_factory=dict[str, "Document"])
    credentials: tuple[Credential, ...] = ()
    sent: frozenset[tuple[str, str]] = frozenset()
    query_keys: dict[str, str] = field(default_factory=dict[str, str])
    known: frozenset[str] = frozenset()

    @property
    def security(self) -> list[dict[str, list[str]]]:
        """The security of every operation."""
        return [{name: [] for name in self.schemes}] if self.schemes else []


def access_of(document: Document, operations: Iterable[Document], package: str, notes: Notes) -> Access:
    """Choose the set of schemes that most operations accept.

    Args:
        document: The document.
        operations: Its operations.
        package: The import name of the client.
        notes: Where adaptations are noted.
    """
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
        return Access(query_keys=_in_query(declared))
    names = Names()
    found: dict[str, Document] = {}
    credentials: list[Credential] = []
    for scheme in usable[0]:
        adapted, argument = _adapted(declared[scheme], scheme, notes)
        if adapted in found.values():
            continue  # two schemes for the same header
        found[scheme], argument = adapted, names.free(argument)
        credentials.append(Credential(scheme, argument, f"{package.upper()}_{argument.upper()}"))
    sent = frozenset((str(each.get("in")), str(each.get("name")).lower()) for each in found.values())
    known = frozenset(name for name, scheme in declared.items() if _is_served(name, scheme, found))
    return Access(found, tuple(credentials), sent, known=known)


def _is_served(name: str, scheme: Document, found: dict[str, Document]) -> bool:
    """Return whether a scheme is sent in the same place as one of the client's."""
    return _sendable(scheme) and _adapted(scheme, name, Notes())[0] in found.values()


def alternatives(document: Document, operation: Document) -> list[Needed]:
    """Return the sets of schemes that an operation accepts; an empty one means no authentication."""
    requirements = operation.get("security", document.get("security"))
    found = [tuple(sorted(mapping(each))) for each in items(requirements)]
    return found or [()]


def check_access(access: Access, document: Document, operation: Document) -> None:
    """Check that an operation accepts the client's authentication.

    Raises:
        Unsupported: It needs other schemes.
    """
    needed = alternatives(document, operation)
    have = {*access.known, *access.query_keys}
    if () not in needed and not any(have.issuperset(each) for each in needed):
        schemes = " or ".join(" and ".join(each) for each in needed)
        raise Unsupported(f"needs {schemes}, which this client does not send")


def _declared(document: Document) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for name, raw in mapping(mapping(document.get("components")).get("securitySchemes")).items():
        try:
            found[name] = follow(document, raw).value
        except Unsupported:
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


def _adapted(scheme: Document, name: str, notes: Notes) -> tuple[Document, str]:
    """Return a scheme in the form that clients support, and its argument."""
    kind = scheme.get("type")
    if kind == "apiKey":
        if scheme["in"] == "cookie":
            notes.add(f"security {name}: the cookie {scheme['name']} is sent as a header")
            return {"type": "apiKey", "in": "cookie", "name": str(scheme["name"])}, snake(name, "key")
        header = str(scheme["name"])
        argument = "authorization" if header.lower() == "authorization" else "api_key"
        return {"type": "apiKey", "in": "header", "name": header}, argument
    if kind in ("oauth2", "openIdConnect"):
        notes.add(f"security {name}: {kind}: the client needs an access token, which its user has to get")
        return {"type": "http", "scheme": "bearer"}, "access_token"
    if str(scheme.get("scheme")).lower() == "basic":
        notes.add(f"security {name}: basic: the client needs `user:password` in base64")
        return {"type": "http", "scheme": "basic"}, "basic_credentials"
    return {"type": "http", "scheme": "bearer"}, "api_key"
