"""The authentication of an external API: which credentials there are, and which of them an operation accepts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scripts.codegen.external.naming import Names
from scripts.codegen.external.notes import Notes, Unsupported
from scripts.codegen.external.references import follow
from scripts.codegen.external.schemes import adapted_scheme, argument_of, is_of_the_http_client
from scripts.codegen.openapi.navigation import items, mapping
from scripts.codegen.pages.provider import Credential

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.codegen.openapi.document import Document, Json

_KEY_HEADER = re.compile(
    r".*api[-_]?key|(.*[-_])?(api|access|auth|secret|subscription)[-_]?(key|token)|x-(key|token)|authorization",
    re.IGNORECASE,
)
"""Header parameters with these names are credentials, which OpenAPI has security schemes for."""

Needed = tuple[str, ...]


@dataclass(frozen=True)
class Access:
    """The credentials of a client.

    Attributes:
        schemes: Its security schemes, in the form that clients support.
        credentials: What a user supplies for them.
        same: The scheme that stands for each declared one, since both are sent in the same place.
        outside: Declared schemes that the HTTP client of the user takes care of.
        undeclared: What an operation is sent with whose scheme is not declared.
        key_headers: The schemes made of header parameters, by the name of the header in lower case.
    """

    schemes: dict[str, Document] = field(default_factory=dict[str, "Document"])
    credentials: tuple[Credential, ...] = ()
    same: dict[str, str] = field(default_factory=dict[str, str])
    outside: frozenset[str] = frozenset()
    undeclared: Needed = ()
    key_headers: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def sent(self) -> frozenset[tuple[str, str]]:
        """Where the credentials are sent, as (in, name) in lower case."""
        return frozenset((str(each.get("in")), str(each.get("name")).lower()) for each in self.schemes.values())


def access_of(document: Document, operations: Sequence[Document], package: str, notes: Notes) -> Access:
    """Collect the credentials that the operations of a document accept.

    Args:
        document: The document.
        operations: Its operations, each with all of its parameters.
        package: The import name of the client.
        notes: Where adaptations are noted.
    """
    keys = _key_headers(operations)
    for each in keys.values():
        notes.add(f"the header parameter {each['name']} is a credential, which is given to the client once")
    declared = {**_declared(document), **{str(each["name"]): {**each, "type": "apiKey"} for each in keys.values()}}
    headers = {header: str(each["name"]) for header, each in keys.items()}
    used = Counter(name for each in operations for name in _names(document, each, headers))
    schemes: dict[str, Document] = {}
    same: dict[str, str] = {}
    for name, _ in sorted(used.most_common(), key=lambda each: each[0] in headers.values()):
        if name in declared and (found := adapted_scheme(declared[name], name, notes)) is not None:
            is_key = name in headers.values()
            same[name] = next((other for other, each in schemes.items() if _is_one(found, each, is_key)), name)
            schemes.setdefault(same[name], found)
            if same[name] != name:
                notes.add(f"security {name} is sent as {same[name]} is: they are one credential")
    if unused := [name for name in declared if name not in used]:
        notes.add(
            f"security {', '.join(unused)}: not sent, since no operation needs it: pass an http_client that sends it"
        )
    outside = frozenset(name for name in used if name in declared and is_of_the_http_client(declared[name]))
    undeclared = _most_common(document, operations, same)
    access = Access(schemes, (), same, outside, undeclared, headers)
    needed = [security_of(access, document, each) for each in operations]
    return Access(schemes, _credentials(schemes, declared, needed, package), same, outside, undeclared, headers)


def _is_one(found: Document, other: Document, is_key: bool) -> bool:
    """Return whether two schemes are one credential: they are equal, or a parameter is the header of the other."""
    return found == other or (is_key and _header_of(found) == _header_of(other))


def _header_of(scheme: Document) -> str:
    if scheme.get("type") == "http":
        return "authorization"
    return str(scheme.get("name")).lower() if scheme.get("in") == "header" else f"not a header: {scheme}"


def security_of(access: Access, document: Document, operation: Document) -> list[dict[str, list[str]]]:
    """Return the alternatives of an operation, each with the schemes that the client sends for it.

    One with a scheme that cannot be sent as it is declared counts only if there is no other.
    """
    every_way, declared = _alternatives(document, operation), _declared(document)
    wrong = declared.keys() - access.same.keys() - access.outside
    found: list[dict[str, list[str]]] = []
    for needed in [each for each in every_way if wrong.isdisjoint(each)] or every_way:
        sent = [access.same[name] for name in needed if name in access.same]
        is_known = {*needed} <= {*access.same, *access.outside}
        found.append({name: [] for name in (*sent, *(() if is_known else access.undeclared))})
    headers = _headers_of(operation, access.key_headers)
    every: dict[str, list[str]] = {access.same[scheme]: [] for scheme in headers}
    required: dict[str, list[str]] = {access.same[scheme]: [] for scheme, is_required in headers.items() if is_required}
    alternatives = [{**each, **every} for each in found] + [{**each, **required} for each in found]
    return [each for place, each in enumerate(alternatives) if each not in alternatives[:place]]


def note_access(access: Access, document: Document, operation: Document, notes: Notes) -> None:
    """Note what the user of a client has to do to authenticate an operation."""
    needed, declared = _alternatives(document, operation), _declared(document)
    sent = " and ".join(access.undeclared) or "nothing"
    for name in dict.fromkeys(name for each in needed for name in each):
        if name in access.outside:
            notes.add(f"needs {name}: pass an http_client with that certificate or authentication")
        elif name not in access.same:
            why = "cannot be sent as it is declared" if name in declared else "is not declared"
            notes.add(f"needs {name}, which {why}: {sent} is sent; give anything else in extra_headers")


def _alternatives(document: Document, operation: Document) -> list[Needed]:
    """Return the sets of schemes that an operation accepts; an empty one means no authentication."""
    requirements = operation.get("security", document.get("security"))
    return [_needed(each) for each in items(requirements)] or [()]


def _needed(requirement: Json) -> Needed:
    """Return the schemes of a requirement; OpenAPI 3.2 can refer to them by URI."""
    return tuple(sorted(name.removeprefix("#/components/securitySchemes/") for name in mapping(requirement)))


def _names(document: Document, operation: Document, headers: dict[str, str]) -> dict[str, None]:
    """Return all schemes of an operation, each once, in an order that is always the same."""
    declared = [name for each in _alternatives(document, operation) for name in each]
    return dict.fromkeys([*declared, *_headers_of(operation, headers)])


def _headers_of(operation: Document, headers: dict[str, str]) -> dict[str, bool]:
    """Return the schemes of an operation that are header parameters, and whether each is required."""
    found = {str(each.get("name")).lower(): each for each in _header_parameters(operation)}
    return {scheme: found[header].get("required") is True for header, scheme in headers.items() if header in found}


def _header_parameters(operation: Document) -> list[Document]:
    return [each for raw in items(operation.get("parameters")) if (each := mapping(raw)).get("in") == "header"]


def _key_headers(operations: Sequence[Document]) -> dict[str, Document]:
    """Return the header parameters that are keys: Authorization, and those of at least half of the operations."""
    found: dict[str, Document] = {}
    count: Counter[str] = Counter()
    for operation in operations:
        for each in _header_parameters(operation):
            if _KEY_HEADER.fullmatch(str(each.get("name"))):
                header = str(each["name"]).lower()
                found.setdefault(header, each)
                count[header] += 1
    return {name: each for name, each in found.items() if name == "authorization" or 2 * count[name] >= len(operations)}


def _most_common(document: Document, operations: Sequence[Document], same: dict[str, str]) -> Needed:
    """Return the set of schemes that most operations accept, or that of the document."""
    root = [_needed(each) for each in items(document.get("security"))]
    counted = Counter(each for operation in operations for each in _alternatives(document, operation))
    for needed in (*root, *(each for each, _ in counted.most_common())):
        if needed and same.keys() >= {*needed}:
            return tuple(same[name] for name in needed)
    return ()


def _credentials(
    schemes: dict[str, Document], declared: dict[str, Document], needed: list[list[dict[str, list[str]]]], package: str
) -> tuple[Credential, ...]:
    """Return what a user supplies; it is required if no operation can do without."""
    names = Names()
    found: list[Credential] = []
    for name in schemes:
        argument = argument_of(declared[name], name, names)
        is_required = all(name in each for alternatives in needed for each in alternatives)
        found.append(Credential(name, argument, f"{package.upper()}_{argument.upper()}", is_required))
    return tuple(found)


def _declared(document: Document) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for name, raw in mapping(mapping(document.get("components")).get("securitySchemes")).items():
        try:
            found[name] = follow(document, raw).value
        except Unsupported:
            continue
    return found
