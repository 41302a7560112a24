"""Which method, path and server a page means, of all that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.page import Remark
from docs2openapi._sections.endpoints.lines import with_braces
from docs2openapi._vocabulary.endpoints import PLACEHOLDER_HOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.operation import Operation
    from docs2openapi._sections.endpoints.lines import BaseUrl, Endpoint
    from docs2openapi._sections.request_examples import RequestExample

_BASE_PATH = re.compile(r"(?P<server>https?://[^/]+)(?P<path>(?:/[^/]+)+)")
_EMPTY_STEP = re.compile(r"(?<=[^/])//(?=[^/])")  # where an example has left a parameter out
_VERSION = re.compile(r"(?<!\w)v\d+(?:\.\d+)*(?!\w)", re.IGNORECASE)


def resolve_endpoint(
    operation: Operation,
    endpoints: Sequence[Endpoint],
    requests: Sequence[RequestExample],
    base_urls: Sequence[BaseUrl],
) -> None:
    """Set the method, the path and the servers of an operation.

    Args:
        operation: The operation; what cannot be decided becomes a remark of it.
        endpoints: The operations that the page names, the surest first.
        requests: The example requests of the page: they decide where it names no operation.
        base_urls: The base URLs that the page names.
    """
    called = {(request.method.lower(), request.address) for request in requests}
    if endpoints:
        operation.method, operation.path = endpoints[0].method or None, endpoints[0].path
    elif len(called) == 1:
        ((method, address),) = called
        _use_called(operation, method, address)
    elif called:
        operation.remarks.append(Remark(requests[0].line, "the examples call several operations; none is taken"))
    operation.remarks += [
        Remark(other.line, f"{other.method.upper()} {other.path} is another operation; left out")
        for other in endpoints
        if (other.method or None) != operation.method or not _is_same_path(operation.path or "", other.path)
    ]
    _resolve_servers(operation, endpoints, requests, list(dict.fromkeys(base.url for base in base_urls)))


def with_lost_step(path: str, address: str, name: str) -> str | None:
    """Return a path with the parameter that an address has a value of, if that is all that it has more.

    >>> with_lost_step("/v1/jobs/parts", "https://host/v1/jobs/j_1/parts", "job")
    '/v1/jobs/{job}/parts'
    """
    steps, called = path.split("/"), re.sub(r"^https?://[^/]*", "", address).split("/")
    if len(called) != len(steps) + 1:
        return None
    at = next((at for at, (step, other) in enumerate(zip(steps, called, strict=False)) if step != other), len(steps))
    is_all = at > 1 and steps[at:] == called[at + 1 :]
    return "/".join([*steps[:at], f"{{{name}}}", *steps[at:]]) if is_all else None


def is_request_of(operation: Operation, request: RequestExample) -> bool:
    """Return whether an example request calls the operation, as far as its method and its path are known."""
    if operation.method not in (None, request.method.lower()):
        return False
    has_path = re.fullmatch(r"(?:https?://[^/]*)?", request.address) is None
    return operation.path is None or not has_path or _is_same_path(request.address, operation.path)


def _use_called(operation: Operation, method: str, address: str) -> None:
    match = re.fullmatch(r"(https?://[^/]+)?(/.*)", address)
    operation.method = method
    operation.path = _EMPTY_STEP.sub("/{id}/", match[2]) if match else None
    operation.servers = [match[1]] if match and match[1] else []


def _is_same_path(path: str, other: str) -> bool:
    """Return whether two paths differ only in a prefix, or in a parameter that one of them fills in."""
    return _prefix(other, path) is not None or _prefix(path, other) is not None


def _resolve_servers(
    operation: Operation, endpoints: Sequence[Endpoint], requests: Sequence[RequestExample], bases: list[str]
) -> None:
    named = _named_servers(operation, endpoints, bases)
    if not named and len(bases) == 1:
        operation.path = _behind_base(bases[0], operation.path)
    called = [server for request in requests if (server := _server_of(request, operation)) is not None]
    called = list(dict.fromkeys(called))
    is_called_elsewhere = len(called) == 1 and called != bases[:1] and not _is_host_of(called[0], bases, requests)
    if named and set(named) < set(bases):
        named = []  # the page lists that server among others
    servers = operation.servers or named or (called if is_called_elsewhere else _of_version(operation, bases)) or called
    if len(named) > 1 or (not named and not bases and len(called) > 1):
        operation.remarks.append(Remark(operation.line, f"the server is {' or '.join(servers)}; none is taken"))
        servers = []
    operation.servers = [server for server in servers if not PLACEHOLDER_HOST.match(server)]
    operation.remarks += [
        Remark(operation.line, f"{server} is a placeholder for a server; left out")
        for server in servers
        if server not in operation.servers
    ]


def _is_host_of(server: str, bases: list[str], requests: Sequence[RequestExample]) -> bool:
    """Return whether a server is but the host of a base URL, named by a message whose address goes on behind that."""
    is_of_base = len(bases) == 1 and bases[0].startswith(f"{server}/")
    return is_of_base and any(request.server == server for request in requests)


def _behind_base(base: str, path: str | None) -> str | None:
    """Take from a path what a base URL ends with: it would be said twice."""
    match = _BASE_PATH.fullmatch(base)
    return path.removeprefix(match["path"]) if match and path and path.startswith(f"{match['path']}/") else path


def _of_version(operation: Operation, bases: list[str]) -> list[str]:
    """Return the one base URL that ends in the version that the title names, ``Get a job (v1)``; else all."""
    versions = {word.lower() for word in _VERSION.findall(operation.title or "")}
    named = [base for base in bases if base.rpartition("/")[2].lower() in versions]
    return named if len(named) == 1 else bases


def _named_servers(operation: Operation, endpoints: Sequence[Endpoint], bases: Sequence[str]) -> list[str]:
    """List the servers in front of the paths; a base URL that goes on into the path takes its part of it."""
    servers = sorted({_server_before(endpoint, operation) for endpoint in endpoints if endpoint.server})
    for base in bases:
        for server in servers:
            prefix = base.removeprefix(server)
            path = operation.path or ""
            if base.startswith(server) and prefix and path.startswith(f"{prefix}/"):
                operation.path = path.removeprefix(prefix)
                servers = [base]
                break
    return servers


def _server_before(endpoint: Endpoint, operation: Operation) -> str:
    """Return the server of an endpoint, with the version that only its own path names."""
    prefix = _prefix(f"{endpoint.server}{endpoint.path}", operation.path or "")
    return prefix or endpoint.server or ""


def _server_of(request: RequestExample, operation: Operation) -> str | None:
    """Return what precedes the operation's path in the address of a request; None if it calls another operation."""
    if operation.path is None or request.method.lower() != operation.method:
        return None
    address = request.address + ("/" if request.url.endswith("/") else "")  # its last parameter can be left empty
    return (
        _prefix(request.address, operation.path) or _prefix(address, operation.path) or None
    )  # an HTTP request that is written out has only a path


def _prefix(address: str, path: str) -> str | None:
    """Return what precedes a path in an address; None if it does not end in that path."""
    parts = re.split(r"(\{[^{}/]*\})", path)
    # An example can leave a parameter empty: ``/v1/things//parts``.
    pattern = "".join("[^/]*" if part.startswith("{") else re.escape(part) for part in parts)
    match = re.fullmatch(rf"(?P<prefix>.*?){pattern}", with_braces(address))
    return match["prefix"] if match else None
