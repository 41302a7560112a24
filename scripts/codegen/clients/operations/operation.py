"""An operation as the templates print it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openapi_python_client import schema as oai
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.responses import TEXT_SOURCE

from scripts.codegen.clients.escaping import clean
from scripts.codegen.clients.operations.annotations import annotation, decoder
from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from collections.abc import Callable

    from openapi_python_client.parser.openapi import Endpoint
    from openapi_python_client.parser.properties.protocol import PropertyProtocol
    from openapi_python_client.parser.responses import Response
    from openapi_python_client.schema.untrusted_string import UntrustedString

    from scripts.codegen.clients.api_facts import CredentialHeader
    from scripts.codegen.clients.operations.pagination import Listing
    from scripts.codegen.clients.operations.request import Argument, Request

_KINDS = {
    400: "InvalidRequestError",
    401: "AuthenticationError",
    402: "InsufficientCreditsError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    410: "NotFoundError",
    425: "NotReadyError",
    429: "RateLimitedError",
}
"""The meanings of statuses, for docstrings; templates/package/errors.py.jinja acts by the same table."""


@dataclass(frozen=True)
class DocumentedError:
    """One status that the spec documents: the class it is raised as, and what is said of it."""

    kind: str
    told: str


@dataclass(frozen=True)
class Operation:
    """One operation. ``url`` and ``decoder`` are Python expressions, the rest is text."""

    name: str
    summary: str
    told: str
    method: str
    path: str
    url: str
    request: Request
    listing: Listing | None
    headers: tuple[CredentialHeader, ...]
    accept: str
    result: str
    decoder: str
    is_file: bool
    is_text: bool
    is_nothing: bool
    may_be_empty: bool
    errors: tuple[DocumentedError, ...]
    imports: tuple[str, ...]

    @property
    def stream_name(self) -> str:
        """The method that gives a file piece by piece."""
        return stream_name(self.name)

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """What it is asked with."""
        return self.request.arguments

    @property
    def root_imports(self) -> tuple[str, ...]:
        """The imports of its models, for a module at the root of the package."""
        return tuple(line.replace("from ...", "from .", 1) for line in self.imports)


def operation_of(
    endpoint: Endpoint,
    request: Request,
    headers: tuple[CredentialHeader, ...],
    listing: Callable[[PropertyProtocol], Listing] | None,
) -> Operation:
    """Put together what the generator read of an operation's answers and what we read of its request.

    ``listing`` tells of an answer how the list in it goes on, where the operation lists.

    Raises:
        CodegenError: It has a part that the templates cannot express; the message names operation and part.
    """
    success = _success(endpoint)
    is_file = isinstance(success.prop, FileProperty)
    is_nothing = isinstance(success.data, oai.Response) and not success.data.content
    path = endpoint.path.get_untrusted_value().partition("?")[0]
    pages = listing(success.prop) if listing else None
    imports = {line for line in endpoint.relative_imports if line.startswith("from ...models.")}
    return Operation(
        name=endpoint.name,
        summary=one_line(endpoint.summary) or endpoint.name,
        told=text(endpoint.description) or one_line(endpoint.summary) or endpoint.name,
        method=endpoint.method,
        path=path,
        url=_url(endpoint.name, path, request.rests),
        request=request,
        listing=pages,
        headers=headers,
        accept=", ".join(_extra(success, "x-accept")) or "*/*",
        result="bytes" if is_file else "None" if is_nothing else annotation(success.prop),
        decoder="" if is_file else decoder(success.prop),
        is_file=is_file,
        is_text=success.source == TEXT_SOURCE,
        is_nothing=is_nothing,
        may_be_empty=bool(_extra(success, "x-may-be-empty")),
        errors=tuple(_errors(endpoint)),
        imports=tuple(sorted({*imports, *(pages.imports if pages else ())})),
    )


def is_path(path: str) -> bool:
    """Whether a request can be sent to a path: nothing in it ends it, and no segment leads up."""
    return not re.search(r"[^\w/{}.~:@!$&'()*+,;=%-]|(^|/)\.{1,2}(/|$)", path)


def stream_name(operation: str) -> str:
    """Name the method that gives the file of an operation piece by piece."""
    return f"stream_{operation.removeprefix('get_').removeprefix('create_')}"


def text(value: UntrustedString | None) -> str:
    """A text of the spec, for a docstring: templates escape it."""
    return clean(value.get_untrusted_value()).strip() if value else ""


def one_line(value: UntrustedString | None) -> str:
    """A text of the spec on one line."""
    return " ".join(text(value).split())


def _success(endpoint: Endpoint) -> Response:
    """Find the one shape that successes have."""
    found = [response for response in endpoint.responses if response.status_code.pattern.startswith("2")]
    if len({annotation_or_file(response.prop) for response in found}) != 1:
        raise CodegenError(f"{endpoint.name}: its successes have {len(found)} shapes; clients can give exactly one")
    return found[0]


def annotation_or_file(value: PropertyProtocol) -> str:
    """The Python type of an answer."""
    return "bytes" if isinstance(value, FileProperty) else annotation(value)


def _url(name: str, path: str, rests: frozenset[str]) -> str:
    """Write the URL as an expression: texts of the path as literals, arguments quoted."""
    if not is_path(path):
        raise CodegenError(f"{name}: {path!r} is not a path that a request can be sent to")
    parts = re.split(r"{(\w+)}", path)
    return " + ".join(
        f"{'_path_rest' if part in rests else '_path_segment'}({part!r}, {part})" if index % 2 else repr(part)
        for index, part in enumerate(parts)
        if part
    )


def _errors(endpoint: Endpoint) -> list[DocumentedError]:
    return [
        DocumentedError(_kind(response), _told(response))
        for response in endpoint.responses.patterns
        if response.status_code.pattern[0] in "45"
    ]


def _kind(response: Response) -> str:
    status = response.status_code.range[0] if response.status_code.range else 500
    return _KINDS.get(status) or ("InvalidRequestError" if status < 500 else "ServerError")


def _told(response: Response) -> str:
    said = one_line(response.data.description) if isinstance(response.data, oai.Response) else ""
    codes = ", ".join(f"`{code}`" for code in _extra(response, "x-error-codes"))
    return f"{response.status_code.pattern}: {said}" + (f" Codes: {codes}." if codes else "")


def _extra(response: Response, key: str) -> list[str]:
    return [str(each) for each in (response.data.model_extra or {}).get(key, [])]
