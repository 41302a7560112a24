"""Puts the fields of a page into the operation: as parameters, into the request body or into a response."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docs2openapi._assemble.endpoint import is_request_of, with_lost_step
from docs2openapi._model.field import Field, Parameter, parse_path
from docs2openapi._model.operation import Example, Operation
from docs2openapi._model.page import Remark
from docs2openapi._openapi.example_schema import FROM_EXAMPLE, example_names
from docs2openapi._text.json_text import parse_lenient
from docs2openapi._text.plain_values import BadValue
from docs2openapi._vocabulary.credentials import credential_of, example_credential, query_credential
from docs2openapi._vocabulary.http import (
    CONTENT_HEADERS,
    CONTENT_TYPE,
    FORM_TYPES,
    HEADER_NAME,
    METHODS_WITHOUT_BODY,
    MULTIPART_TYPE,
    NOT_PARAMETERS,
)
from docs2openapi._vocabulary.locations import COMMON_PARAMETER, described_location
from docs2openapi._vocabulary.types import parse_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._assemble.responses import ResponseCollector
    from docs2openapi._model.findings import ListedField
    from docs2openapi._model.schema import Schema
    from docs2openapi._sections.request_examples import RequestExample

# What generated examples have in place of a parameter: ``/v1/jobs/string``, ``/v1/jobs/0``.
_SAMPLE_STEP = re.compile(r"string|\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORDS = re.compile(r"[a-z][A-Z]|_")  # a name of several words, as steps of paths seldom are
_HEADER = re.compile(r"X-[A-Z][A-Za-z]*(?:-[A-Za-z]+)*")  # no other thing that is sent is called so
_OPEN = ("unknown", "request")  # where the page does not say in which part of a message a field is
_READ_AS = {"response": "its fields are read as those of a response", "body": "what it lists is read as the body"}
MIN_OF_OBJECT = 3  # fewer fields can be of anything
_TYPE_IN_BRACES = re.compile(r"[{<](?P<type>bool(?:ean)?|int(?:eger)?|number|string)[}>]")
_PATH_PARAMETER = re.compile(r"\{([^{}/]+)\}")


def _is_alias(field: Field, name: str) -> bool:
    """Return whether a required field is an identifier, and a name of the path ends in it, or it in that name."""
    short, long = sorted((field.name.replace("_", "").lower(), name.replace("_", "").lower()), key=len)
    return field.required and short.endswith("id") and long.endswith(short)


def _common_locations(places: Sequence[set[str]]) -> set[str]:
    """Return the one location that is among all of several; else all that are among any."""
    common = set[str].intersection(*places) if places else set[str]()
    return common if len(common) == 1 else set[str]().union(*places)


class FieldPlacer:
    """Puts fields where the page says they are sent, else where its path and its examples show them."""

    def __init__(self, operation: Operation, responses: ResponseCollector, requests: Sequence[RequestExample]) -> None:
        self.operation = operation
        self.responses = responses
        self.addresses = [each.address for each in requests if each.method.lower() == operation.method]
        self.requests = [each for each in requests if is_request_of(operation, each)]
        for request in self.requests:
            self._read_request(request)
        self.in_path = _PATH_PARAMETER.findall(operation.path or "")
        self.in_query = {name for request in self.requests for name in request.query}
        self.in_headers = {name.casefold() for request in self.requests for name, _ in request.headers}
        self.in_body = {name for request in self.requests for name in request.form_names}
        for example in operation.body_examples:
            self.in_body |= set(example.value) if isinstance(example.value, dict) else set()
        returned = [example for each in operation.responses if each.is_success for example in each.examples]
        self.is_rpc = False
        self.in_responses = set(example_names([example.value for example in returned]))

    def place(self, fields: Sequence[ListedField]) -> None:
        """Put each field where it belongs; then add what only the path and the examples show."""
        self._name_steps(fields)
        self.is_rpc = any(each.field.name == "Action" and each.location in ("request", "unknown") for each in fields)
        fields = self._with_form(self._with_alias(self._without_operation(fields)))
        near = self._group_locations(fields)
        for listed in fields:
            self._put(listed, near.get(listed.group, set()))
        self._add_path_parameters()
        self._add_example_parameters()
        self._add_form_fields()

    def _with_form(self, fields: Sequence[ListedField]) -> Sequence[ListedField]:
        """Read a table that says what is required as the form that the operation takes, if it says no more of it."""
        is_form = any(name in FORM_TYPES for name in self.operation.body_types) and not self.operation.body_examples
        if not is_form or self.operation.method in METHODS_WITHOUT_BODY or self.in_body:
            return fields
        groups = {each.group for each in fields if each.location == "unknown" and each.group and each.field.required}
        return [each._replace(location="request") if each.group in groups else each for each in fields]

    def _without_operation(self, fields: Sequence[ListedField]) -> Sequence[ListedField]:
        """Say of a page that names no operation where its fields are taken to be."""
        location = self._location_without_operation(fields)
        if not location:
            return fields
        first = next(each for each in fields if each.location in _OPEN)
        self._remark(first.field.line, f"the page names no operation: {_READ_AS[location]}")
        return [each._replace(location=location) if each.location in _OPEN else each for each in fields]

    def _location_without_operation(self, fields: Sequence[ListedField]) -> str:
        """Return where the fields are of a page that names no operation; empty if it names one, or lists few."""
        open_ones = [each.location for each in fields if each.location in _OPEN]
        is_named = self.operation.method is not None or self.operation.path is not None or bool(self.requests)
        if is_named or len(open_ones) < MIN_OF_OBJECT or self.is_rpc:
            return ""
        is_object = set(open_ones) == {"unknown"} and len(open_ones) == len(fields)
        if is_object and not self.operation.body_examples:
            return "response"  # an object, and nothing else
        return "body" if set(open_ones) == {"request"} else ""

    def _name_steps(self, fields: Sequence[ListedField]) -> None:
        """Read a step of the path as a parameter if a field of the request has its name: ``/v1/tasks/TaskId``."""
        named = {each.field.name for each in fields if each.location == "path"}
        named |= {each.field.name for each in fields if each.location == "request" and _WORDS.search(each.field.name)}
        steps = (self.operation.path or "").split("/")
        if named.intersection(steps[2:]):
            written = [f"{{{step}}}" if step in named else step for step in steps[2:]]
            self.operation.path = "/".join([*steps[:2], *written])
            self.in_path = _PATH_PARAMETER.findall(self.operation.path)
        self._find_lost_step([each.field for each in fields if each.location == "path"])

    def _with_alias(self, fields: Sequence[ListedField]) -> Sequence[ListedField]:
        """Read a required identifier as the one of the path that nothing describes: ``id`` as ``taskId``."""
        listed = {each.field.name for each in fields}
        free = [name for name in dict.fromkeys(self.in_path) if name not in listed]
        if len(free) != 1 or self.operation.method not in METHODS_WITHOUT_BODY:
            return fields
        alike = [each for each in fields if each.location == "request" and _is_alias(each.field, free[0])]
        if len(alike) != 1 or alike[0].field.name in self.known_names:
            return fields
        self._remark(alike[0].field.line, f"{alike[0].field.name} is called {free[0]} in the path")
        named = replace(alike[0].field, path=(free[0],))
        return [each._replace(location="path", field=named) if each is alike[0] else each for each in fields]

    def _find_lost_step(self, fields: Sequence[Field]) -> None:
        """Find where the parameters of a path stood that the page has lost: in the address of a request, or nowhere."""
        path = self.operation.path
        if not fields or self.in_path or path is None:
            return
        names = list(dict.fromkeys(field.name for field in fields))
        found = {with_lost_step(path, address, names[0]) for address in self.addresses} - {None}
        steps = path.split("/")
        samples = [at for at, step in enumerate(steps) if _SAMPLE_STEP.fullmatch(step)]
        if len(samples) == len(names):
            at_step = dict(zip(samples, names, strict=True))
            self.operation.path = "/".join(
                f"{{{at_step[at]}}}" if at in at_step else each for at, each in enumerate(steps)
            )
        elif len(names) == len(found) == 1:
            self.operation.path = found.pop()
        else:
            reason = f"a parameter of the path, and {path} has no place for it; the path is left out"
            self._remark(fields[0].line, f"{', '.join(names)}: {reason}")
            self.operation.path = None
        self.in_path = _PATH_PARAMETER.findall(self.operation.path or "")

    @property
    def known_names(self) -> set[str]:
        """The names in the path and in what example requests send."""
        return {*self.in_path, *self.in_query, *self.in_headers, *self.in_body}

    @property
    def returned_names(self) -> set[str]:
        """The names of the fields of the bodies that examples of successful responses show."""
        shown = [example.value for each in self.operation.responses if each.is_success for example in each.examples]
        return {name for value in shown if isinstance(value, dict) for name in value}

    def _read_request(self, request: RequestExample) -> None:
        """Read the content types and the body of an example request."""
        sent = [value for name, value in request.headers if name.lower() == "content-type"]
        names = [name for value in sent for name in CONTENT_TYPE.findall(value)]
        if self.operation.method not in METHODS_WITHOUT_BODY:
            form_type = MULTIPART_TYPE if request.form else FORM_TYPES[-1]
            self.operation.add_body_types(names or ([form_type] if request.form_names else []))
        if request.data is not None and request.data.lstrip().startswith(("{", "[")):
            self._add_body_example(request.line, request.data)

    def _add_body_example(self, line: int, data: str) -> None:
        try:
            value = parse_lenient(data)
        except BadValue as error:
            self._remark(line, f"the body of the request example is {error.reason}; left out")
            return
        if value not in [example.value for example in self.operation.body_examples]:
            self.operation.body_examples.append(Example(line, value))

    def _group_locations(self, fields: Sequence[ListedField]) -> dict[int, set[str]]:
        """Return where the examples show fields of each table, those of the path left aside.

        If one place has all of them that are shown anywhere, it is that one.
        """
        shown: dict[int, list[set[str]]] = {}
        for each in fields:
            locations = set(self._shown_locations(each.field.path[0])) if each.group else set[str]()
            if each.group and each.location == "unknown" and each.field.path[0] in self.in_responses:
                locations.add("response")
            shown.setdefault(each.group, []).append(locations - {"path"})
        return {group: _common_locations([each for each in places if each]) for group, places in shown.items()}

    def _put(self, listed: ListedField, near: set[str]) -> None:
        location, field = self._corrected(listed), listed.field
        is_open = location in _OPEN or (location == "body" and field.name[:1].isupper())
        if is_open and field.name.lower() == "authorization":
            location = "header"  # wherever it stands
        if location in ("request", "unknown"):
            location = self._location_of(field, near, is_sent=location == "request")
        if location == "body":
            self._put_into_body(listed)
        elif location == "response":
            self.responses.add_field(field, listed.status)
        elif location == "response header":
            self.responses.add_header(field, listed.status)
        elif location.startswith("auth "):
            credential = credential_of(Parameter(location.removeprefix("auth "), field))
            self.operation.credentials.append(credential)
        elif location in ("path", "query", "header", "cookie"):
            self._put_parameter(location, field)

    def _corrected(self, listed: ListedField) -> str:
        """Return the location that the page gives, unless the path or the requests show that it means another one."""
        location, field = listed.location, listed.field
        if field.name.lower() in CONTENT_HEADERS:
            return location.removeprefix("auth ")
        if location == "body" and self.operation.method in METHODS_WITHOUT_BODY and field.path[0] in self.in_path:
            return "path"
        is_form = location == "query" and self._is_in_form(field.name)  # a table of the query can list the file too
        return "body" if is_form else location

    def _put_into_body(self, listed: ListedField) -> None:
        if not listed.content_types:
            self.operation.body.append(listed.field)
        for name in listed.content_types:
            self.operation.body_by_type.setdefault(name, []).append(listed.field)

    def _put_parameter(self, location: str, field: Field) -> None:
        if location == "header" and field.name.lower() in CONTENT_HEADERS:
            self._read_content_header(field)
        elif location == "header" and not HEADER_NAME.fullmatch(field.name):
            self._remark(field.line, f"{field.name!r} is not the name of a header; left out")
        else:
            self.operation.parameters.append(Parameter(location, field))

    def _read_content_header(self, field: Field) -> None:
        """Read a header as the content types that it names: OpenAPI describes them with the body."""
        schema = field.schema
        texts = [*schema.get("enum", ()), schema.get("default"), schema.get("description")]
        names = CONTENT_TYPE.findall(" ".join(str(text) for text in texts if text).lower())
        if field.name.lower() == "content-type" and names and self.operation.method not in METHODS_WITHOUT_BODY:
            self.operation.add_body_types(names)
        else:
            self._remark(field.line, f"{field.name} is described by the content types of the bodies, not as a header")

    def _location_of(self, field: Field, near: set[str], *, is_sent: bool) -> str:
        """Decide by the path and the examples; what they do not show becomes a remark."""
        name = field.path[0]
        shown = list(self._shown_locations(name))
        if len(shown) == 1 or shown[:1] == ["path"]:
            return shown[0]
        if described := described_location(str(field.schema.get("description", ""))):
            return described
        if COMMON_PARAMETER.match(str(field.schema.get("description", ""))):
            self._remark(field.line, f"{field.name}: shared by all operations, and described elsewhere; left out")
            return ""
        if not is_sent and not shown and name in self.in_responses:
            return "response"
        if is_sent and not shown and _HEADER.fullmatch(name):
            return "header"
        if not shown and len(near) == 1:  # rows of one table go the same way
            return next(iter(near))
        rest = self._remaining_location() if is_sent else ""
        reason = f"{field.name}: neither the path nor a request example shows where it is sent; "
        self._remark(field.line, reason + (f"read as {rest}" if rest else "left out"))
        return rest

    def _shown_locations(self, name: str) -> Iterator[str]:
        yield from ["path"] if name in self.in_path else []
        yield from ["query"] if name in self.in_query else []
        yield from ["body"] if name in self.in_body else []
        yield from ["header"] if name.casefold() in self.in_headers else []

    def _is_in_form(self, name: str) -> bool:
        """Return whether requests send a field in their form, and in no query."""
        return name not in self.in_query and any(name in request.form for request in self.requests)

    def _remaining_location(self) -> str:
        operation = self.operation
        is_sent = any(request.data or request.form for request in self.requests)
        if operation.method in METHODS_WITHOUT_BODY and not is_sent:
            return "query"
        if operation.method is None and self.is_rpc:
            return "query"  # so do the clouds that name the operation in a parameter
        return "body" if operation.method or operation.body_types else ""

    def _add_path_parameters(self) -> None:
        """Add the parameters of the path that the page does not describe."""
        self._settle_path_parameters()
        described = {each.name for each in self.operation.parameters if each.location == "path"}
        for name in dict.fromkeys(self.in_path):
            if name not in described:
                line = self.operation.line
                self._remark(line, f"the page does not describe {name} of the path")
                self.operation.parameters.append(Parameter("path", Field((name,), line, {})))

    def _settle_path_parameters(self) -> None:
        """Leave out what is listed for the path and is not in it; the only one takes the only name that is left."""
        listed = [each for each in self.operation.parameters if each.location == "path"]
        strange = [each for each in listed if self.in_path and each.name not in self.in_path]
        free = [name for name in dict.fromkeys(self.in_path) if name not in {each.name for each in listed}]
        for each in strange:
            self.operation.parameters.remove(each)
            if len(strange) == len(free) == 1:
                self._remark(each.line, f"{each.name} is called {free[0]} in the path")
                self.operation.parameters.append(Parameter("path", replace(each.field, path=(free[0],))))
            else:
                self._remark(each.line, f"{each.name} is not in the path {self.operation.path}; left out")

    def _add_example_parameters(self) -> None:
        """Add the headers and the names of queries that only example requests show."""
        known = {(each.location, each.name.casefold()) for each in self.operation.parameters}
        known |= {(each.location, each.name.casefold()) for each in self.operation.credentials}
        for request in self.requests:
            for location, name, value in _sent_values(request):
                key = (location, name.casefold())
                if name and name.casefold() not in NOT_PARAMETERS and key not in known:
                    known.add(key)
                    field = Field((name,), request.line, _schema_of(value))
                    self.operation.parameters.append(Parameter(location, field))

    def _add_form_fields(self) -> None:
        """Add the fields of forms that only example requests show."""
        known = {each.path[0] for each in self.operation.all_body_fields}
        is_form = not self.operation.body_examples and self.operation.method not in METHODS_WITHOUT_BODY
        for request in self.requests if is_form else ():
            for path in filter(None, map(parse_path, request.form_names)):
                if path[0] not in known:
                    known.add(path[0])
                    self.operation.body.append(Field(path, request.line, dict(FROM_EXAMPLE)))

    def _remark(self, line: int, reason: str) -> None:
        self.operation.remarks.append(Remark(line, reason))


def _sent_values(request: RequestExample) -> Iterator[tuple[str, str, str]]:
    """Return the names and values in the query and the headers of a request, without credentials."""
    for name, value in request.query_pairs:
        if not query_credential(name, value, request.line):
            yield "query", name, value
    for name, value in request.headers:
        if HEADER_NAME.fullmatch(name) and not example_credential(name, value, request.line):
            yield "header", name, value


def _schema_of(value: str) -> Schema:
    """Return the schema of a value in an example, which can be the word for its type: ``?live={bool}``."""
    word = _TYPE_IN_BRACES.fullmatch(value)
    return {**(parse_type(word["type"]) or {} if word else {}), **FROM_EXAMPLE}
