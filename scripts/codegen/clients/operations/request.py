"""Requests: parameters and body of an operation, flattened into the arguments of a method."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from keyword import iskeyword
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from openapi_python_client.strings import PythonIdentifier

from scripts.codegen.clients.operations.example_values import example_of
from scripts.codegen.clients.operations.form_files import required_files, with_files
from scripts.codegen.clients.operations.request_schemas import Shapes, description_of, is_open, limits_of
from scripts.codegen.openapi.document import CodegenError, Document, pointer
from scripts.codegen.openapi.navigation import mapping
from scripts.codegen.openapi.references import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.codegen.openapi.document import Place

EXTRA = "extra"
"""The argument for further fields of a body."""

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"

RESERVED = frozenset({"self", "client", EXTRA, "extra_query", "extra_headers", "get_kwargs", "parse", "auth_headers"})


@dataclass(frozen=True)
class Argument:
    """One argument.

    Attributes:
        name: In Python.
        key: In the request.
        limits: As `limits_of` returns them.
        default: The expression of a default that the client itself sends; empty if it sends none.
        is_needed: It is required by a body that itself may be omitted.
        omits_none: None is not sent if it cannot be null, so that what was read can be sent back.
    """

    name: str
    key: str
    annotation: str
    is_required: bool
    description: str
    limits: Document
    default: str = ""
    is_needed: bool = False
    omits_none: bool = False

    @property
    def example(self) -> str:
        """A value of it in examples, as an expression."""
        return example_of(self.annotation, self.limits)

    @property
    def declared(self) -> str:
        """The annotation in a signature."""
        if self.is_required or self.default:
            return self.annotation
        is_wide = self.annotation in {"Any", "None"} or self.annotation.endswith("| None")
        return f"{self.annotation} | None | Unset" if self.omits_none and not is_wide else f"{self.annotation} | Unset"

    @property
    def declaration(self) -> str:
        """The argument in a signature."""
        default = self.default or ("" if self.is_required else "UNSET")
        return f"{self.name}: {self.declared}{default and f' = {default}'}"


@dataclass(frozen=True)
class Request:
    """The request of an operation.

    Attributes:
        fixed, fixed_headers: Query parameters and headers with only one possible value.
        encoding: How the body is written: `json`, `value` (JSON that may be null), `lines` (of JSON), `form`,
            `multipart`, or `content` (as it is).
        media_type: Of a body that is not JSON.
        parts: How fields of a form are written that are not written as usual, by key.
        files: The file arguments of a form or of `content`.
        rests: Arguments for the rest of a path, slashes included.
        styles: How parameters are written that are not written as usual, by place and key.
        extra_limits: What is checked of further fields of the body, empty if nothing is.
        extra_type: Their annotation.
        takes_more: Whether there are arguments for undocumented query parameters and headers.
        whole: The key of a body that is a single argument instead of an object.
        omits_body: Whether there is no JSON body, or null if it may be null, if none of its fields is given.
        omits_form: The same of a form.
    """

    path: tuple[Argument, ...]
    query: tuple[Argument, ...]
    headers: tuple[Argument, ...]
    body: tuple[Argument, ...]
    fixed: tuple[tuple[str, str], ...]
    fixed_headers: tuple[tuple[str, str], ...]
    has_body: bool
    takes_extra: bool
    cookies: tuple[Argument, ...] = ()
    encoding: str = "json"
    media_type: str = ""
    parts: Document = field(default_factory=dict[str, Any])
    files: tuple[Argument, ...] = ()
    rests: frozenset[str] = frozenset()
    styles: dict[str, dict[str, Document]] = field(default_factory=dict[str, "dict[str, Document]"])
    extra_limits: Document = field(default_factory=dict[str, Any])
    extra_type: str = "Any"
    takes_more: bool = False
    whole: str = ""
    omits_body: bool = False
    omits_form: bool = False

    @property
    def is_upload(self) -> bool:
        """Whether the body is written by the client's own code, not by the HTTP library."""
        return self.encoding in {"value", "lines", "form", "multipart", "content"}

    @property
    def has_optional_fields(self) -> bool:
        """Whether the body may be omitted, and it is checked that its fields are given together."""
        return not self.whole and (self.omits_body or bool(self.needed))

    @property
    def needed(self) -> tuple[str, ...]:
        """The arguments that are required in a body that may be omitted."""
        return tuple(each.name for each in (*self.body, *self.files) if each.is_needed)

    @property
    def annotation_names(self) -> frozenset[str]:
        """The names in the annotations of its arguments; those of request shapes are among them."""
        annotations = (self.extra_type, *(each.annotation for each in self.arguments))
        return frozenset(name for annotation in annotations for name in re.findall(r"\w+", annotation))

    @property
    def further(self) -> tuple[str, ...]:
        """The arguments for what is not documented."""
        return (*([EXTRA] if self.takes_extra else []), *(["extra_query", "extra_headers"] if self.takes_more else []))

    @property
    def named(self) -> tuple[Argument, ...]:
        """The keyword arguments, required ones first."""
        found = (*self.query, *self.headers, *self.cookies, *self.body, *self.files)
        return tuple(sorted(found, key=lambda argument: not argument.is_required))

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All arguments, in the order of the signature."""
        return (*self.path, *self.named)


def request_of(spec: Document, place: Place, operation: Document, shapes: Shapes) -> Request:
    """Read the request of an operation.

    Raises:
        CodegenError: Clients do not support a part of it; the message names the operation and the part.
    """
    try:
        request = _request(spec, place, operation, shapes)
        _check_names(request, str(operation.get("operationId")))
    except CodegenError as error:
        raise CodegenError(f"{pointer(place)}: {error}") from error
    return request


def _request(spec: Document, place: Place, operation: Document, shapes: Shapes) -> Request:
    reader = _Reader(spec, operation, shapes)
    body, declared = reader.body, reader.declared
    return Request(
        path=reader.free("path"),
        query=reader.free("query"),
        headers=reader.free("header"),
        cookies=reader.free("cookie"),
        body=reader.fields(is_file=False),
        files=reader.fields(is_file=True),
        fixed=(*parse_qsl(str(place[1]).partition("#")[0].partition("?")[2]), *reader.fixed("query")),
        fixed_headers=reader.fixed("header"),
        has_body=body.is_there,
        takes_extra="properties" in body.schema and is_open(body.schema),
        **_further(spec, body.schema, shapes),
        encoding=body.encoding,
        media_type=next(iter(body.content), ""),
        parts=body.parts,
        rests=frozenset(each["name"] for each in declared if each.get("x-rest")),
        styles=_styles(declared),
        takes_more=bool(operation.get("x-more")),
        whole=str(body.schema.get("x-whole", "")),
        omits_body=body.is_omitted_as_json,
        omits_form=body.is_omitted_otherwise,
    )


class _Reader:
    """Reads the arguments of one operation."""

    def __init__(self, spec: Document, operation: Document, shapes: Shapes) -> None:
        self._spec, self._shapes = spec, shapes
        self._is_lenient = bool(operation.get("x-more"))
        self.declared = _declared(spec, operation)
        self._only = {id(each): value for each in self.declared if (value := _only_value(spec, each)) is not None}
        self.body = _Body.of(spec, operation)

    def fixed(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Return the names and the values of parameters that have only one."""
        found = [each for each in self.declared if each["in"] == kind and id(each) in self._only]
        return tuple((each["name"], self._only[id(each)]) for each in found)

    def free(self, kind: str) -> tuple[Argument, ...]:
        """Return the arguments for the other parameters."""
        found = [each for each in self.declared if each["in"] == kind and id(each) not in self._only]
        return self._sent(_parameter(self._spec, each, self._shapes) for each in found)

    def fields(self, *, is_file: bool) -> tuple[Argument, ...]:
        """Return the arguments for the fields of the body, or for its files."""
        schema = self.body.schema
        is_omitted = self.body.is_omitted_otherwise or (self.body.is_omitted_as_json and not is_file)
        keys = [key for key, each in schema.get("properties", {}).items() if bool(each.get("x-file")) == is_file]
        return self._sent(_field(self._spec, schema, key, self._shapes, is_omitted) for key in keys)

    def _sent(self, arguments: Iterable[Argument]) -> tuple[Argument, ...]:
        return tuple(
            replace(each, omits_none=self._is_lenient and not (each.is_required or each.is_needed))
            for each in arguments
        )


@dataclass(frozen=True)
class _Body:
    """The body of an operation: its schema, and the media types that it is documented in."""

    is_there: bool
    is_required: bool
    schema: Document
    content: Document

    @classmethod
    def of(cls, spec: Document, operation: Document) -> _Body:
        found = resolved(spec, operation.get("requestBody", {}))
        return cls(
            "requestBody" in operation,
            found.get("required") is True,
            _body(spec, operation),
            dict(found.get("content", {})),
        )

    @property
    def parts(self) -> Document:
        """How the fields of a form are written, by key."""
        found = {key: part for media in self.content.values() for key, part in media.get("x-parts", {}).items()}
        return found or (required_files(self.schema) if self.encoding == "multipart" else {})

    @property
    def encoding(self) -> str:
        if self.schema.get("x-null"):
            return "value"
        whole = mapping(mapping(self.schema.get("properties")).get(str(self.schema.get("x-whole"))))
        return "lines" if whole.get("x-lines") else _encoding(self.content)

    @property
    def is_omitted_as_json(self) -> bool:
        """Whether there is no JSON, or null, if no field is given."""
        is_optional = self.is_there and not self.is_required
        return (is_optional or bool(self.schema.get("x-null"))) and _encoding(self.content) == "json"

    @property
    def is_omitted_otherwise(self) -> bool:
        """Whether there is no body of another kind if no field is given."""
        return self.is_there and not self.is_required and not self.is_omitted_as_json


def _declared(spec: Document, operation: Document) -> list[Document]:
    declared = [resolved(spec, each) for each in operation.get("parameters", [])]
    for each in declared:
        if each["in"] not in {"path", "query", "header", "cookie"}:
            raise CodegenError(f"has {each['in']} parameters, which clients do not support")
    return declared


def _only_value(spec: Document, parameter: Document) -> str | None:
    """Return the value of a required parameter that has only one; parameters of the path are always arguments."""
    if parameter["in"] == "path":
        return None
    schema = resolved(spec, parameter.get("schema", {}))
    words = schema.get("enum", [schema["const"]] if "const" in schema else [])
    if not parameter.get("required") or len(words) != 1:
        return None
    return str(words[0]).lower() if isinstance(words[0], bool) else str(words[0])


def _content(spec: Document, operation: Document) -> Document:
    return dict(resolved(spec, operation.get("requestBody", {})).get("content", {}))


def _encoding(content: Document) -> str:
    kind = next(iter(content), _JSON)
    return "json" if kind == _JSON else "form" if kind == _FORM else "multipart" if _is_multipart(kind) else "content"


def _is_multipart(kind: str) -> bool:
    return kind.startswith("multipart/")


def _styles(declared: list[Document]) -> dict[str, dict[str, Document]]:
    found: dict[str, dict[str, Document]] = {"path": {}, "query": {}, "header": {}, "cookie": {}}
    for each in declared:
        if "x-style" in each:
            found[each["in"]][each["name"]] = each["x-style"]
    return found


def _body(spec: Document, operation: Document) -> Document:
    """Return the schema of the body: JSON or a form, an object with named fields."""
    if "requestBody" not in operation:
        return {}
    content = _content(spec, operation)
    media: list[Document] = [*content.values(), {}]
    schema = resolved(spec, media[0].get("schema", {}))
    is_known = any(kind in {_JSON, _FORM} or _is_multipart(kind) for kind in content)
    if len(content) != 1 or not (is_known or "x-whole" in schema):
        raise CodegenError(f"requestBody: is {', '.join(content) or 'empty'}, but clients support JSON or a form")
    if "properties" not in schema:
        raise CodegenError("requestBody: is not an object with properties")
    if sizes := [key for key in ("minProperties", "maxProperties") if key in schema]:
        raise CodegenError(
            f"requestBody: {', '.join(sizes)}: clients cannot check that of a body: its fields are arguments"
        )
    schema = with_files(spec, schema) if any(map(_is_multipart, content)) else schema
    limits_of(spec, schema)  # raises for keywords that cannot be checked
    return schema


def _further(spec: Document, body: Document, shapes: Shapes) -> dict[str, Any]:
    """Return the type of further fields of the body; an empty dict if they have none."""
    further = mapping(body.get("additionalProperties"))
    if "properties" not in body or not further:
        return {}
    return {"extra_limits": limits_of(spec, further), "extra_type": shapes.annotation(further, "Value")}


def _parameter(spec: Document, parameter: Document, shapes: Shapes) -> Argument:
    schema, required = parameter.get("schema", {}), bool(parameter.get("required"))
    return _argument(spec, parameter["name"], schema, required, shapes, parameter.get("description", ""))


def _field(spec: Document, body: Document, key: str, shapes: Shapes, is_omitted: bool = False) -> Argument:
    is_required = key in body.get("required", [])
    found = _argument(spec, key, body["properties"][key], is_required and not is_omitted, shapes)
    if not (is_required and is_omitted):
        return found
    how = "may be null" if body.get("x-null") else "may be omitted"
    return replace(found, is_needed=True, description=f"{found.description} Required in a body, which {how}.")


def _argument(
    spec: Document, key: str, schema: Document, is_required: bool, shapes: Shapes, description: str = ""
) -> Argument:
    name = PythonIdentifier(value=str(schema.get("x-name", key)), prefix="field_")
    return Argument(
        name=str(name),
        key=key,
        annotation=shapes.annotation(schema, key),
        is_required=is_required,
        description=description_of(spec, schema, description) or f"The {name.replace('_', ' ').strip()}.",
        limits=limits_of(spec, schema),
        default=str(schema.get("x-default", "")),
    )


def _check_names(request: Request, operation: str) -> None:
    names = [argument.name for argument in request.arguments]
    for name in names:
        if name in RESERVED or name == operation or iskeyword(name):
            raise CodegenError(f"{name!r}: cannot name an argument; rename the parameter in the overlay")
        if names.count(name) > 1:
            raise CodegenError(f"{name!r}: names two arguments; remove one of them in the overlay")
