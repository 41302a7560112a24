"""OpenAPI 3.1 documents of operations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from docs2openapi._model.field import Parameter, without_duplicates
from docs2openapi._model.page import Remark
from docs2openapi._openapi.bodies import request_body, response_content
from docs2openapi._openapi.security import all_credentials, security_requirements, security_schemes
from docs2openapi._vocabulary.credentials import is_credential
from docs2openapi._vocabulary.http import METHODS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.field import Field
    from docs2openapi._model.operation import Credential, Operation, Response
    from docs2openapi._model.schema import Json

Document: TypeAlias = dict[str, Any]

# Where these stand, ``x-missing`` says that the page does not name what belongs there.
UNKNOWN_PATH = "/UNKNOWN"
UNKNOWN_METHOD = "get"
UNKNOWN_STATUS = "200"
UNVERSIONED = "unversioned"


class BuiltDocument(NamedTuple):
    """A document, the names of what an operation needs and the page does not say, and remarks."""

    document: Document
    missing: tuple[str, ...]
    remarks: list[Remark]


def build_document(operation: Operation) -> BuiltDocument:
    """Write an operation as an OpenAPI 3.1 document, with nothing in it that the page does not say."""
    parameters, remarks = without_duplicates(operation.parameters, _identity)
    credentials = all_credentials(parameters, operation.credentials)
    missing = _missing(operation, credentials)
    remarks += _general_remarks(operation, missing, credentials)
    item = _filled(
        {
            "summary": operation.title,
            "description": operation.description,
            "x-missing": list(missing),
            "security": security_requirements(credentials, is_one_enough=operation.is_one_key_enough),
        }
    )
    if operation.is_public:
        item["security"] = []
    item |= _filled({"parameters": [_parameter(each) for each in parameters if not is_credential(each)]})
    item |= _filled({"requestBody": request_body(operation, remarks)})
    item["responses"] = {each.status or UNKNOWN_STATUS: _response(each, remarks) for each in operation.responses}
    return BuiltDocument(_document(operation, item, credentials), missing, remarks)


def merge_documents(built: Sequence[BuiltDocument]) -> BuiltDocument:
    """Merge the operations of several documents into one; a server that not all share stays with its operation."""
    first = built[0].document
    document: Document = {key: value for key, value in first.items() if key != "components"}
    paths: Document = {}
    schemes: Document = {}
    for each in built:
        for path, item in each.document["paths"].items():
            for named, operation in item.items():
                method = named if "method" not in operation.get("x-missing", ()) else _free(paths.get(path, {}))
                servers = each.document.get("servers", [])
                own = {"servers": servers} if servers != first.get("servers", []) else {}
                paths.setdefault(path, {}).setdefault(method, operation | own)
        schemes |= each.document.get("components", {}).get("securitySchemes", {})
    document["paths"] = paths
    if schemes:
        document["components"] = {"securitySchemes": schemes}
    missing = tuple(dict.fromkeys(name for each in built for name in each.missing))
    return BuiltDocument(document, missing, [remark for each in built for remark in each.remarks])


def _free(item: Document) -> str:
    """Return the first method that no operation at an address has yet: it holds the place of one that is missing."""
    return next((method for method in map(str.lower, METHODS) if method not in item), UNKNOWN_METHOD)


def count_facts(document: Document) -> int:
    """Count the values that a document takes from its page: its leaves, without extensions, version and info."""
    return sum(_count_leaves(value) for key, value in document.items() if key not in ("openapi", "info"))


def _count_leaves(value: Json) -> int:
    if isinstance(value, dict):
        return sum(_count_leaves(child) for key, child in value.items() if not key.startswith("x-"))
    if isinstance(value, list):
        return sum(map(_count_leaves, value))
    return 1


def _document(operation: Operation, item: Document, credentials: Sequence[Credential]) -> Document:
    title = operation.title or "untitled"
    document: Document = {"openapi": "3.1.0", "info": {"title": title, "version": UNVERSIONED}}
    if operation.servers:
        document["servers"] = [{"url": server} for server in operation.servers]
    document["paths"] = {operation.path or UNKNOWN_PATH: {operation.method or UNKNOWN_METHOD: item}}
    if credentials:
        document["components"] = {"securitySchemes": security_schemes(credentials)}
    return document


def _missing(operation: Operation, credentials: Sequence[Credential]) -> tuple[str, ...]:
    needed = {
        "path": operation.path,
        "method": operation.method,
        "server": operation.servers,
        "security": credentials or operation.is_public,
    }
    return tuple(name for name, value in needed.items() if not value)


def _general_remarks(operation: Operation, missing: Sequence[str], credentials: Sequence[Credential]) -> list[Remark]:
    reasons = [f"the page does not say the {name}" for name in missing]
    reasons.append(f"the page names no version of the API: {UNVERSIONED!r} is used")
    if operation.title is None:
        reasons.append("the page has no heading: 'untitled' is used")
    if not operation.responses:
        reasons.append("the page shows no response")
    remarks = [Remark(operation.line, reason) for reason in reasons]
    is_open = len(credentials) > 1 and not all(credential.required for credential in credentials)
    if is_open and not operation.is_one_key_enough:
        names = " and ".join(credential.name for credential in credentials)
        remarks.append(
            Remark(credentials[0].line, f"the page does not say that {names} go together; read as if they do")
        )
    return remarks


def _filled(item: Document) -> Document:
    return {key: value for key, value in item.items() if value}


def _identity(parameter: Parameter) -> tuple[str, str]:
    name = parameter.name.casefold() if parameter.location == "header" else parameter.name
    return parameter.location, name


def _parameter(parameter: Parameter) -> Document:
    schema = dict(parameter.field.schema)
    item: Document = {"name": parameter.name, "in": parameter.location}
    if parameter.field.required or parameter.location == "path":  # OpenAPI has no optional path parameters
        item["required"] = True
    item |= {key: schema.pop(key) for key in ("description", "deprecated") if key in schema}
    if schema.get("x-from"):
        item["x-from"] = schema["x-from"]
    return item | {"schema": schema}


def _response(response: Response, remarks: list[Remark]) -> Document:
    item: Document = {"description": response.description}
    if response.status is None:
        item["x-missing"] = ["status"]
        remarks.append(Remark(response.line, f"the page does not say the status: put under {UNKNOWN_STATUS}"))
    if response.headers:
        headers, repeated = without_duplicates(response.headers, lambda field: field.name.casefold())
        item["headers"] = {field.name: _header(field) for field in headers}
        remarks += repeated
    item |= _filled({"content": response_content(response, remarks)})
    if response.error_codes:
        item["x-error-codes"] = list(dict.fromkeys(response.error_codes))
    return item


def _header(field: Field) -> Document:
    schema = dict(field.schema)
    header: Document = {key: schema.pop(key) for key in ("description", "deprecated") if key in schema}
    return header | {"schema": schema}
