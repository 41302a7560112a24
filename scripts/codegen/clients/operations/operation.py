"""Operations, as the templates print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openapi_python_client import schema as oai

from scripts.codegen.clients.docstrings import sentence
from scripts.codegen.clients.escaping import clean
from scripts.codegen.clients.import_lines import words_in
from scripts.codegen.clients.operations.annotations import decoder
from scripts.codegen.clients.operations.result import extensions, result_of, success_of
from scripts.codegen.openapi.document import CodegenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from openapi_python_client.parser.openapi import Endpoint
    from openapi_python_client.parser.properties.protocol import PropertyProtocol
    from openapi_python_client.parser.responses import Response
    from openapi_python_client.schema.untrusted_string import UntrustedString

    from scripts.codegen.clients.api_facts import Alternatives
    from scripts.codegen.clients.operations.pagination import Pagination
    from scripts.codegen.clients.operations.request import Argument, Request
    from scripts.codegen.clients.operations.result import Result
    from scripts.codegen.openapi.document import Document

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
        tag: The folder of its module.
        server: The base URL, if it is not that of the client.
        events: The method that returns a stream, if the argument `switch` is true; empty if there is none.
        typed_errors: The decoders of error bodies, by status pattern.
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
    alternatives: Alternatives
    answer: Result
    job_id: tuple[str, ...]
    errors: tuple[DocumentedError, ...]
    typed_errors: tuple[tuple[str, str], ...]
    imports: tuple[str, ...]
    tag: str
    server: str = ""
    events: str = ""
    switch: str = ""

    @property
    def result(self) -> str:
        """The annotation of the result; of a stream, that of an item."""
        return self.answer.annotation

    @property
    def is_file(self) -> bool:
        """Whether the result is a file, for which there is a method that streams it."""
        return self.answer.is_file and self.answer.annotation in ("bytes", "bytes | None")

    @property
    def is_media(self) -> bool:
        """Whether the file is audio, an image or a video."""
        return self.answer.is_media

    @property
    def stream_name(self) -> str:
        """The name of the method that streams the file."""
        return stream_name(self.name)

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """The arguments of the method."""
        return self.request.arguments

    @property
    def signature_imports(self) -> tuple[str, ...]:
        """The imports for the signatures of its functions."""
        request, pages = self.request, self.pagination
        annotations = [self.result, request.extra_type, *(each.annotation for each in request.arguments)]
        return self._imports_for([*annotations, *([pages.item] if pages else [])])

    @property
    def root_imports(self) -> tuple[str, ...]:
        """The imports for the signatures of its methods, in a module at the root of the package."""
        return tuple(line.replace("from ...", "from .", 1) for line in self.signature_imports)

    @property
    def parse_imports(self) -> tuple[str, ...]:
        """The imports for what decodes a response."""
        return self._imports_for(self._errors if self.answer.stream else [*self._errors, *self._successes])

    @property
    def read_imports(self) -> tuple[str, ...]:
        """The imports for what decodes an item of a stream."""
        return self._imports_for(self._successes)

    @property
    def decoded_names(self) -> set[str]:
        """The names in what decodes its responses: decoders and models."""
        return words_in(" ".join([*self._errors, *self._successes]))

    @property
    def _errors(self) -> list[str]:
        return [each for _, each in self.typed_errors]

    @property
    def _successes(self) -> list[str]:
        return [self.answer.decoder, *(each for _, each in self.answer.by_status)]

    def _imports_for(self, code: Iterable[str]) -> tuple[str, ...]:
        names = words_in(" ".join(code))
        return tuple(line for line in self.imports if line.rpartition(" ")[2] in names)


def operation_of(
    endpoint: Endpoint,
    request: Request,
    alternatives: Alternatives,
    pagination: Callable[[PropertyProtocol], Pagination] | None,
    job_id: Callable[[PropertyProtocol], tuple[str, ...]] | None,
    models: Mapping[str, str],
) -> Operation:
    """Combine the responses that the generator parsed with the request that we parsed.

    Args:
        endpoint: The generator's operation.
        request: Ours.
        alternatives: The credential headers.
        pagination: Reads the pagination of a response; None if the operation does not paginate.
        job_id: Finds the id in a response; None if the operation does not get one job by its id.
        models: The modules of all models, by name.

    Raises:
        CodegenError: The templates do not support a part of it.
    """
    success = success_of(endpoint)
    path = _path(endpoint, request)
    summary = sentence(plain_text(endpoint.summary) or endpoint.name)
    description = plain_text(endpoint.description)
    pages = pagination(success.prop) if pagination else None
    answer = result_of(endpoint)
    imports = {line for line in endpoint.relative_imports if line.startswith("from ...models.")}
    imports |= {f"from ...models.{models[name]} import {name}" for name in request.annotation_names & models.keys()}
    annotations = [answer.annotation, *(each.annotation for each in request.arguments), request.extra_type]
    imports |= {"import datetime"} if any("datetime." in each for each in annotations) else set()
    return Operation(
        name=endpoint.name,
        summary=summary,
        description=description if sentence(description) != summary else "",
        returns=_returns(success),
        method=endpoint.method,
        path=path,
        url=_url(endpoint.name, path, request),
        request=request,
        pagination=pages,
        alternatives=alternatives,
        answer=answer,
        job_id=job_id(success.prop) if job_id else (),
        errors=tuple(_errors(endpoint)),
        typed_errors=tuple(_typed_errors(endpoint)),
        imports=tuple(sorted({*imports, *(pages.imports if pages else ())})),
        tag=endpoint.tags[0],
    )


def is_path(path: str) -> bool:
    """Return whether a path is safe: no query or fragment, and no `..` segment."""
    return not re.search(r"[^\w/{}.~:@!$&'()*+,;=%-]|(^|/)\.{1,2}(/|$)", path)


def without_query(path: str) -> str:
    """Return a path without query and fragment, by which a spec tells operations of one path apart."""
    return re.split(r"[?#]", path, maxsplit=1)[0]


def stream_name(operation: str) -> str:
    """Return the name of the method that streams the file of an operation."""
    return f"stream_{operation.removeprefix('get_').removeprefix('create_')}"


def plain_text(value: UntrustedString | None) -> str:
    """Return a text of the spec without invisible characters; the templates escape it."""
    return clean(value.get_untrusted_value()).strip() if value else ""


def _path(endpoint: Endpoint, request: Request) -> str:
    """Return the path with the names of our arguments in it: the generator renames one that is called `url`."""
    keys = {str(each.python_name): each.name.get_untrusted_value() for each in endpoint.path_parameters}
    names = {each.key: each.name for each in request.path}
    path = without_query(endpoint.path.get_untrusted_value())
    return re.sub(r"{(\w+)}", lambda found: f"{{{names.get(keys.get(found[1], ''), found[1])}}}", path)


def _url(name: str, path: str, request: Request) -> str:
    """Return the URL as an expression: literals for texts of the path, quoted arguments."""
    if not is_path(path):
        raise CodegenError(f"{name}: {path!r} is not a valid path")
    parts = re.split(r"{(\w+)}", path)
    return " + ".join(_segment(part, request) if index % 2 else repr(part) for index, part in enumerate(parts) if part)


def _segment(argument: str, request: Request) -> str:
    """Return the expression for an argument in the path."""
    style = request.styles.get("path", {}).get(argument)
    if argument in request.rests:
        return f"_path_rest({argument!r}, {argument})"
    found = next((each for each in request.path if each.name == argument), None)
    is_any_text = found is None or found.limits in ({}, {"type": "string"})
    schema = "" if found is None or is_any_text else f", {found.limits!r}"
    value = f"_plain({argument})" if found and "datetime" in found.annotation else argument
    if style is None or found is None:
        return f"_path_segment({argument!r}, {value}{schema})"
    return f"_path_style({argument!r}, {style.get('key', found.key)!r}, {value}, {_style(style)}{schema})"


def _style(style: Document) -> str:
    return f"_Style({', '.join(f'{name}={value!r}' for name, value in style.items() if name != 'key')})"


def _errors(endpoint: Endpoint) -> list[DocumentedError]:
    return [
        DocumentedError(_kind(response), _describe(response))
        for response in endpoint.responses.patterns
        if response.status_code.pattern[0] in "45"
    ]


def _typed_errors(endpoint: Endpoint) -> list[tuple[str, str]]:
    """Return the status patterns of errors whose body is documented, and the decoder of each."""
    found = [each for each in endpoint.responses if extensions(each).get("x-typed")]
    return [(each.status_code.pattern, decoder(each.prop)) for each in found]


def _kind(response: Response) -> str:
    status = response.status_code.range[0] if response.status_code.range else 500
    return _KINDS.get(status) or ("InvalidRequestError" if status < 500 else "ServerError")


def _describe(response: Response) -> str:
    """Return the status, its description, and its error codes in a paragraph of their own."""
    description = plain_text(response.data.description) if isinstance(response.data, oai.Response) else ""
    listed = "\n" if "\n" in description else " "
    codes = [str(code) for code in extensions(response).get("x-error-codes", []) if str(code) not in description]
    status = f"HTTP {response.status_code.pattern}"
    text = description if description.startswith(status) else f"{status}.{listed}{description}"
    return f"{text}\n\nError codes: {', '.join(f'`{code}`' for code in codes)}." if codes else text


def _returns(response: Response) -> str:
    """Return the description of a success, unless it says nothing."""
    description = plain_text(response.data.description) if isinstance(response.data, oai.Response) else ""
    return "" if description.strip(". ").lower() in _SAYS_NOTHING else description
