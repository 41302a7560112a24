"""Operations, as the templates print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openapi_python_client import schema as oai
from openapi_python_client.parser.properties.file import FileProperty
from openapi_python_client.parser.responses import TEXT_SOURCE

from scripts.codegen.clients.docstrings import sentence
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
    from scripts.codegen.clients.operations.pagination import Pagination
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
"""Error classes by status, for docstrings; templates/package/errors.py.jinja has the same table."""


_SAYS_NOTHING = {"", "ok", "success", "successful response"}


@dataclass(frozen=True)
class DocumentedError:
    """An error status in the spec: the class that is raised, and its description."""

    kind: str
    description: str


@dataclass(frozen=True)
class Operation:
    """One operation. ``url`` and ``decoder`` are Python expressions, the rest is text.

    Attributes:
        summary: One line.
        description: Paragraphs below the summary; may be empty.
        returns: Description of the result.
        is_nothing: The response has no body.
        may_be_empty: A success without a body is None.
        job_id: The attributes that lead to the id in the result, if the operation gets one job by its id; else empty.
    """

    name: str
    summary: str
    description: str
    returns: str
    method: str
    path: str
    url: str
    request: Request
    pagination: Pagination | None
    headers: tuple[CredentialHeader, ...]
    accept: str
    result: str
    decoder: str
    is_file: bool
    is_text: bool
    is_nothing: bool
    may_be_empty: bool
    job_id: tuple[str, ...]
    errors: tuple[DocumentedError, ...]
    imports: tuple[str, ...]

    @property
    def stream_name(self) -> str:
        """The name of the method that streams the file."""
        return stream_name(self.name)

    @property
    def is_media(self) -> bool:
        """Whether the file is audio, an image or a video."""
        kinds = self.accept.split(", ")
        return self.is_file and all(kind.startswith(("audio/", "image/", "video/")) for kind in kinds)

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """The arguments of the method."""
        return self.request.arguments

    @property
    def root_imports(self) -> tuple[str, ...]:
        """The imports of its models for a module at the root of the package."""
        return tuple(line.replace("from ...", "from .", 1) for line in self.imports)


def operation_of(
    endpoint: Endpoint,
    request: Request,
    headers: tuple[CredentialHeader, ...],
    pagination: Callable[[PropertyProtocol], Pagination] | None,
    job_id: Callable[[PropertyProtocol], tuple[str, ...]] | None,
) -> Operation:
    """Combine the responses that the generator parsed with the request that we parsed.

    Args:
        endpoint: The generator's operation.
        request: Ours.
        headers: The credential headers.
        pagination: Reads the pagination of a response; None if the operation does not paginate.
        job_id: Finds the id in a response; None if the operation does not get one job by its id.

    Raises:
        CodegenError: The templates do not support a part of it.
    """
    success = _success(endpoint)
    is_file = isinstance(success.prop, FileProperty)
    is_nothing = isinstance(success.data, oai.Response) and not success.data.content
    path = endpoint.path.get_untrusted_value().partition("?")[0]
    summary = sentence(plain_text(endpoint.summary) or endpoint.name)
    description = plain_text(endpoint.description)
    pages = pagination(success.prop) if pagination else None
    imports = {line for line in endpoint.relative_imports if line.startswith("from ...models.")}
    return Operation(
        name=endpoint.name,
        summary=summary,
        description=description if sentence(description) != summary else "",
        returns=_returns(success),
        method=endpoint.method,
        path=path,
        url=_url(endpoint.name, path, request.rests),
        request=request,
        pagination=pages,
        headers=headers,
        accept=", ".join(_extra(success, "x-accept")) or "*/*",
        result="bytes" if is_file else "None" if is_nothing else annotation(success.prop),
        decoder="" if is_file else decoder(success.prop),
        is_file=is_file,
        is_text=success.source == TEXT_SOURCE,
        is_nothing=is_nothing,
        may_be_empty=bool(_extra(success, "x-may-be-empty")),
        job_id=job_id(success.prop) if job_id else (),
        errors=tuple(_errors(endpoint)),
        imports=tuple(sorted({*imports, *(pages.imports if pages else ())})),
    )


def is_path(path: str) -> bool:
    """Return whether a path is safe: no query or fragment, and no `..` segment."""
    return not re.search(r"[^\w/{}.~:@!$&'()*+,;=%-]|(^|/)\.{1,2}(/|$)", path)


def stream_name(operation: str) -> str:
    """Return the name of the method that streams the file of an operation."""
    return f"stream_{operation.removeprefix('get_').removeprefix('create_')}"


def plain_text(value: UntrustedString | None) -> str:
    """Return a text of the spec without invisible characters; the templates escape it."""
    return clean(value.get_untrusted_value()).strip() if value else ""


def _success(endpoint: Endpoint) -> Response:
    """Return the one form that successes have."""
    found = [response for response in endpoint.responses if response.status_code.pattern.startswith("2")]
    if len({annotation_or_file(response.prop) for response in found}) != 1:
        raise CodegenError(
            f"{endpoint.name}: its successes have {len(found)} different forms; clients need exactly one"
        )
    return found[0]


def annotation_or_file(value: PropertyProtocol) -> str:
    """Return the type of a result."""
    return "bytes" if isinstance(value, FileProperty) else annotation(value)


def _url(name: str, path: str, rests: frozenset[str]) -> str:
    """Return the URL as an expression: literals for texts of the path, quoted arguments."""
    if not is_path(path):
        raise CodegenError(f"{name}: {path!r} is not a valid path")
    parts = re.split(r"{(\w+)}", path)
    return " + ".join(
        f"{'_path_rest' if part in rests else '_path_segment'}({part!r}, {part})" if index % 2 else repr(part)
        for index, part in enumerate(parts)
        if part
    )


def _errors(endpoint: Endpoint) -> list[DocumentedError]:
    return [
        DocumentedError(_kind(response), _describe(response))
        for response in endpoint.responses.patterns
        if response.status_code.pattern[0] in "45"
    ]


def _kind(response: Response) -> str:
    status = response.status_code.range[0] if response.status_code.range else 500
    return _KINDS.get(status) or ("InvalidRequestError" if status < 500 else "ServerError")


def _describe(response: Response) -> str:
    """Return the status, its description, and its error codes in a paragraph of their own."""
    description = plain_text(response.data.description) if isinstance(response.data, oai.Response) else ""
    listed = "\n" if "\n" in description else " "
    codes = [code for code in _extra(response, "x-error-codes") if code not in description]
    status = f"HTTP {response.status_code.pattern}"
    text = description if description.startswith(status) else f"{status}.{listed}{description}"
    return f"{text}\n\nError codes: {', '.join(f'`{code}`' for code in codes)}." if codes else text


def _returns(response: Response) -> str:
    """Return the description of a success, unless it says nothing."""
    description = plain_text(response.data.description) if isinstance(response.data, oai.Response) else ""
    return "" if description.strip(". ").lower() in _SAYS_NOTHING else description


def _extra(response: Response, key: str) -> list[str]:
    return [str(each) for each in (response.data.model_extra or {}).get(key, [])]
