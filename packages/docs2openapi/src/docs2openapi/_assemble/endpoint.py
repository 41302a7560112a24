"""Which method, path, server and key a page means, of all that it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.operation import Key, Remark
from docs2openapi._sections.endpoints import with_braces
from docs2openapi._vocabulary.security import is_key, shown_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._model.operation import Operation
    from docs2openapi._sections.endpoints import Base, Call, OperationLine

_SPAN = re.compile(r"`(?P<name>[A-Za-z][\w-]*):\s*(?P<value>[^`\n]+)`")
# As widdershins writes security schemes into Markdown.
_SCHEME = re.compile(r"Parameter Name:\s*\*\*(?P<name>[^*]+)\*\*,?\s*in:\s*(?P<place>header|query)", re.IGNORECASE)
_HTTP_SCHEME = re.compile(r"HTTP Authentication, scheme:\s*(?P<kind>bearer|basic)", re.IGNORECASE)


def decide_endpoint(
    operation: Operation, lines: Sequence[OperationLine], calls: Sequence[Call], bases: Sequence[Base]
) -> None:
    """Take method and path from the first line that says them, else from the calls; and the server that fits."""
    called = {(call.method.lower(), call.address) for call in calls}
    if lines:
        operation.method, operation.path = lines[0].method, lines[0].path
    elif len(called) == 1:
        ((method, address),) = called
        operation.method = method
        match = re.fullmatch(r"(https?://[^/]+)(/.*)", address)
        operation.path = match[2] if match else None
        operation.servers = [match[1]] if match else []
    elif called:
        operation.remarks.append(Remark(calls[0].line, "the examples call several operations: which is it?"))
    operation.remarks += [
        Remark(other.line, f"{other.method.upper()} {other.path} is another operation; left out")
        for other in lines
        if other.method != operation.method or not _is_the_same(operation.path or "", other.path)
    ]
    _decide_server(operation, lines, calls, bases)


_STAND_IN = re.compile(r"https?://(?:[^/]*[.-])?your|https?://[^/]*[^\x00-\x7f]", re.IGNORECASE)
"""A host that the reader is to fill in: `api.your-company.com`, or one that is told in words of another script."""


def _is_the_same(path: str, other: str) -> bool:
    """Whether two paths differ only in what stands in front, or in how a parameter is filled in."""
    return _fits(other, path) is not None or _fits(path, other) is not None


def _decide_server(
    operation: Operation, lines: Sequence[OperationLine], calls: Sequence[Call], named: Sequence[Base]
) -> None:
    bases = list(dict.fromkeys(base.url for base in named))
    told = sorted({line.server for line in lines if line.server})
    for base in bases:  # the line names the whole address, of which the base is a part
        for origin in told:
            prefix = base.removeprefix(origin)
            if base.startswith(origin) and prefix and (operation.path or "").startswith(f"{prefix}/"):
                operation.path = (operation.path or "").removeprefix(prefix)
                told = [base]
    called = list(dict.fromkeys(server for call in calls if (server := _server_of(call, operation)) is not None))
    servers = operation.servers or told or (called if len(called) == 1 and called != bases[:1] else bases) or called
    if len(told) > 1 or (not told and not bases and len(called) > 1):
        operation.remarks.append(Remark(operation.line, f"the server is {' or '.join(servers)}?"))
        servers = []
    operation.servers = [server for server in servers if not _STAND_IN.match(server)]
    operation.remarks += [
        Remark(operation.line, f"{server} stands for a server of the reader's own; left out")
        for server in servers
        if server not in operation.servers
    ]


def _server_of(call: Call, operation: Operation) -> str | None:
    """Give the part of a call's address in front of the operation's path, None where it calls another."""
    if operation.path is None or call.method.lower() != operation.method:
        return None
    return _fits(call.address, operation.path) or None  # a request that is written out has a path alone


def _fits(address: str, path: str) -> str | None:
    pattern = "".join("[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^{}/]*\})", path))
    match = re.fullmatch(rf"(?P<server>.*?){pattern}", with_braces(address))
    return match["server"] if match else None


def decide_keys(operation: Operation, prose: Sequence[tuple[int, str]], calls: Sequence[Call]) -> None:
    """Take the keys that prose or examples name, unless the page lists one among its headers."""
    if operation.is_open or operation.keys or any(is_key(parameter) for parameter in operation.parameters):
        return
    operation.keys = list(_told_keys(prose)) or list(_called_keys(operation, calls))


def _told_keys(prose: Sequence[tuple[int, str]]) -> Iterator[Key]:
    for line, text in prose:
        for match in _SPAN.finditer(text) if ":" in text else ():
            key = shown_key(match["name"], match["value"], line)
            yield from [key] if key else []
        if named := _SCHEME.search(text):
            yield Key(line, "apiKey", named["place"].lower(), named["name"].strip(), "", required=True)
        if http := _HTTP_SCHEME.search(text):
            yield Key(line, http["kind"].lower(), required=True)


def _called_keys(operation: Operation, calls: Sequence[Call]) -> Iterator[Key]:
    for call in calls:
        if operation.method and call.method.lower() != operation.method:
            continue
        if call.is_basic:
            yield Key(call.line, "basic", required=True)
        for name, value in call.headers:
            key = shown_key(name, value, call.line)
            yield from [key] if key else []
