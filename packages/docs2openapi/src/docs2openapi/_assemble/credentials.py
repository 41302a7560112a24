"""The credentials of an operation that prose and examples name."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from docs2openapi._assemble.endpoint import is_request_of
from docs2openapi._model.operation import Credential
from docs2openapi._vocabulary.credentials import (
    API_KEY_SCHEME,
    AUTHORIZATION_LINE,
    FUSED_SCHEME,
    HTTP_SCHEME,
    HTTP_SCHEMES,
    KEY_IN_ANGLES,
    LINKED_SCHEME,
    NO_SCHEME,
    OF_ANOTHER_API,
    SCHEME_BY_WORD,
    are_alternatives,
    credential_of,
    example_credential,
    is_credential,
    key_header,
    may_name_credential,
    needed_keys,
    query_credential,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._model.field import Parameter
    from docs2openapi._model.operation import Operation
    from docs2openapi._sections.request_examples import RequestExample

# A header of a command: which API it is sent to, its address says.
_OPTION = re.compile(r"\s*(?:-H|--header)\s")
_KEY_TITLE = re.compile(r"(?:#{2,6}\s+|\*\*)`?(?P<name>[A-Za-z][\w-]*)`?(?:\*\*)?:?")
_KEY_TYPE = re.compile(r"\btype\W{1,5}api\s?key\b", re.IGNORECASE)
_KEY_PLACE = re.compile(r"\bin\W{1,5}(?P<location>header|query|cookie)\b", re.IGNORECASE)
MAX_BELOW = 2  # lines between a key and its place
_HEADER_IN_JSON = re.compile(r'\s*"(?P<name>[\w-]+)"\s*:\s*"(?P<value>[^"]*)",?\s*')
_HEADER_LINE = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)\s*:\s*(?P<value>\S.*)")
_HEADER_IN_CODE = re.compile(r"`(?P<name>[A-Za-z][\w-]*):\s*(?P<value>[^`\n]+)`")


def resolve_credentials(
    operation: Operation,
    prose: Sequence[tuple[int, str]],
    requests: Sequence[RequestExample],
    code: Sequence[tuple[int, str]] = (),
    headers: Sequence[tuple[int, str]] = (),
    end: int | None = None,
) -> None:
    """Add the credentials that the prose names, else those of the examples.

    Args:
        operation: The operation.
        prose: The lines of the page.
        requests: Its example requests.
        code: The lines of its fences.
        headers: Those among them that show headers as JSON.
        end: The last line about this operation alone, if others follow: what is said below of keys that are not
            needed is said of something else.

    None are added if the page lists one as a field, and all are removed if it says that none is needed. A credential is
    no parameter, whatever lists or shows it.
    """
    _add_credentials(operation, [each for each in prose if not _is_of_others(each, end)], requests, code)
    if not (operation.credentials or operation.is_public or any(map(is_credential, operation.parameters))):
        operation.credentials = list(_in_json(headers))
    known = [*map(credential_of, filter(is_credential, operation.parameters)), *operation.credentials]
    operation.is_one_key_enough = len(set(map(_identity, known))) > 1 and any(
        are_alternatives(text, known) for _, text in prose if may_name_credential(text)
    )
    named = {(each.location, each.name.casefold()) for each in operation.credentials}
    operation.parameters = [each for each in operation.parameters if (each.location, each.name.casefold()) not in named]


def _is_of_others(line: tuple[int, str], end: int | None) -> bool:
    return end is not None and line[0] > end and NO_SCHEME.search(line[1]) is not None


def _add_credentials(
    operation: Operation,
    prose: Sequence[tuple[int, str]],
    requests: Sequence[RequestExample],
    code: Sequence[tuple[int, str]],
) -> None:
    named = [(line, text) for line, text in prose if may_name_credential(text) and not _OPTION.match(text)]
    if any(NO_SCHEME.search(text) for _, text in named):
        operation.is_public = True
        operation.credentials.clear()
        operation.parameters = [each for each in operation.parameters if not is_credential(each)]
    sent = list(_in_requests(operation, requests))
    shown = [*sent, *_in_prose(named)]
    if operation.is_public or operation.credentials:
        operation.credentials = _with_scheme(operation.credentials, shown)
        return
    if listed := [each for each in operation.parameters if is_credential(each)]:
        _name_scheme(operation, listed, shown)
        return
    named_here = [*_in_prose(named), *_declared(prose)]
    is_sent = set(map(_identity, named_here)) <= set(map(_identity, sent))  # perhaps with a key of which no text tells
    operation.credentials = (sent if is_sent else named_here) or shown
    operation.credentials = operation.credentials or list(_in_code(code))[:1]


def _identity(credential: Credential) -> tuple[str, str]:
    """Return what tells a credential from others: schemes have one header."""
    return credential.kind, "" if credential.kind in HTTP_SCHEMES else credential.name.casefold()


def _with_scheme(credentials: list[Credential], shown: Sequence[Credential]) -> list[Credential]:
    """Give a key in ``Authorization`` the one scheme that the page shows elsewhere."""
    schemes = {each.kind for each in shown if each.kind in HTTP_SCHEMES}
    is_open = any(each.kind == "apiKey" and each.name.lower() == "authorization" for each in credentials)
    if not is_open or len(schemes) != 1:
        return credentials
    kind = schemes.pop()
    return [each._replace(kind=kind) if each.name.lower() == "authorization" else each for each in credentials]


def _name_scheme(operation: Operation, listed: Sequence[Parameter], shown: Sequence[Credential]) -> None:
    """Take the scheme of a listed ``Authorization`` header from what the page shows, if the list does not say it."""
    schemes = {each.kind for each in shown if each.kind in HTTP_SCHEMES}
    for parameter in listed:
        credential = credential_of(parameter)
        if credential.name.lower() == "authorization" and credential.kind == "apiKey" and len(schemes) == 1:
            operation.parameters.remove(parameter)
            operation.credentials.append(credential._replace(kind=schemes.pop()))


def _in_code(code: Sequence[tuple[int, str]]) -> Iterator[Credential]:
    for line, text in code:
        if scheme := AUTHORIZATION_LINE.search(text):
            kind = scheme[1].lower()
            yield Credential(line, kind if kind in HTTP_SCHEMES else "apiKey", required=True)


def _in_json(headers: Sequence[tuple[int, str]]) -> Iterator[Credential]:
    for line, text in headers:
        match = _HEADER_IN_JSON.fullmatch(text) or _HEADER_LINE.fullmatch(text)
        credential = example_credential(match["name"], match["value"], line) if match else None
        yield from [credential] if credential else []


def _in_prose(prose: Sequence[tuple[int, str]]) -> Iterator[Credential]:
    for line, text in prose:
        by_word = None if OF_ANOTHER_API.search(text) else SCHEME_BY_WORD.search(text)
        fused = FUSED_SCHEME.search(text) or LINKED_SCHEME.search(text)
        if scheme := AUTHORIZATION_LINE.search(text) or by_word or fused:
            kind = next(group for group in scheme.groups() if group).lower()
            yield Credential(line, kind if kind in HTTP_SCHEMES else "apiKey", required=True)
        for match in _HEADER_IN_CODE.finditer(text) if ":" in text else ():
            credential = example_credential(match["name"], match["value"], line)
            yield from [credential] if credential else []
        if scheme := API_KEY_SCHEME.search(text):
            yield Credential(line, "apiKey", scheme["location"].lower(), scheme["name"].strip(), required=True)
        if scheme := HTTP_SCHEME.search(text):
            yield Credential(line, scheme["kind"].lower(), required=True)
        for name in needed_keys(text):
            yield Credential(line, "apiKey", name=name, required=True)
        if name := key_header(text):
            yield Credential(line, "apiKey", name=name, required=True)


def _declared(prose: Sequence[tuple[int, str]]) -> Iterator[Credential]:
    """Find ``Type: apiKey`` and ``In: header`` under the name of a key; or ``X-Key<token>`` above its place."""
    yield from _in_angles(prose)
    name = ""
    for (line, text), (_, below) in pairwise(prose) if any(_KEY_TYPE.search(text) for _, text in prose) else ():
        if match := _KEY_TITLE.fullmatch(text.strip()):
            name = match["name"]
        types, place = _KEY_TYPE.search(text), _KEY_PLACE.search(f"{text}\n{below}")
        if types and place and name:
            yield Credential(line, "apiKey", place["location"].lower(), name, required=True)


def _in_angles(prose: Sequence[tuple[int, str]]) -> Iterator[Credential]:
    lines = [(line, text.strip()) for line, text in prose if text.strip()]
    for at, (line, text) in enumerate(lines):
        if match := KEY_IN_ANGLES.fullmatch(text):
            places = (_KEY_PLACE.match(below) for _, below in lines[at + 1 : at + 1 + MAX_BELOW])
            place = next(filter(None, places), None)
            if place is not None:
                yield Credential(line, "apiKey", place["location"].lower(), match["name"], required=True)


def _in_requests(operation: Operation, requests: Sequence[RequestExample]) -> Iterator[Credential]:
    for request in requests:
        if not is_request_of(operation, request):
            continue  # it can be of another API
        if request.is_basic:
            yield Credential(request.line, "basic", required=True)
        for name, value in request.headers:
            credential = example_credential(name, value, request.line)
            yield from [credential] if credential else []
        for name, value in request.query_pairs:
            credential = query_credential(name, value, request.line)
            yield from [credential] if credential else []
