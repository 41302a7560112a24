"""The manners of pages that cannot be read, by their signs, with what to do about each."""

from __future__ import annotations

import re
from typing import NamedTuple


class Manner(NamedTuple):
    """A manner in which pages are written.

    Attributes:
        name: What it is called.
        sign: What only such pages have.
        advice: How their API can be read all the same.
        has_other_fields: True if what such a page lists without naming an operation is not to be read here.
        is_document: True if such a page is itself a description of an API, in another format.
    """

    name: str
    sign: re.Pattern[str]
    advice: str
    has_other_fields: bool = False
    is_document: bool = False


MANNERS = (
    Manner(
        "API Blueprint",
        re.compile(r"^FORMAT:\s*1A|^\+ Response \d{3}", re.MULTILINE),
        "convert it with apib2swagger",
        has_other_fields=True,
        is_document=True,
    ),
    Manner("RAML", re.compile(r"\A\s*#%RAML"), "convert it to OpenAPI with an RAML converter", has_other_fields=True),
    Manner(
        "a Postman collection",
        re.compile(r"schema\.getpostman\.com|\"_postman_id\""),
        "convert it to OpenAPI with postman2openapi",
        is_document=True,
    ),
    Manner("WSDL", re.compile(r"<(?:wsdl:)?definitions\b"), "SOAP is not described by OpenAPI"),
    Manner(
        "an OpenAPI document itself",
        re.compile(r"\A\s*(?:openapi:\s*['\"]?3|\{\s*\"openapi\"\s*:\s*\"3)"),
        "use it as it is, no page has to be read",
        is_document=True,
    ),
    Manner(
        "an OpenAPI 2 (Swagger) document",
        re.compile(r"^[ \t]*(?:swagger:\s*['\"]?2|\{?[ \t]*\"swagger\"\s*:\s*\"2)", re.MULTILINE),
        "convert it to OpenAPI 3",
        is_document=True,
    ),
    Manner("AsyncAPI", re.compile(r"\A\s*\{?\s*\"?asyncapi\"?\s*:"), "OpenAPI does not describe messages"),
    Manner(
        "Protocol Buffers",
        re.compile(r"^[ \t]*(?:syntax = \"proto[23]\"|rpc \w+\s*\(|service \w+ \{)", re.MULTILINE),
        "OpenAPI does not describe gRPC; pull the page of its HTTP gateway",
        has_other_fields=True,
    ),
    Manner(
        "GraphQL",
        re.compile(r"^(?:type Query|schema) \{", re.MULTILINE),
        "GraphQL is not described by OpenAPI",
        has_other_fields=True,
    ),
    Manner(
        "a page whose reference is drawn by Redoc, Swagger UI or Scalar",
        re.compile(r"<redoc\b|swagger-ui|SwaggerUIBundle|@scalar/api-reference|<elements-api\b", re.IGNORECASE),
        "pull the OpenAPI document that it draws",
    ),
    Manner(
        "a page of ReadMe rendered without its fields",
        re.compile(r"Click Try It! to start a request|Log in to see full request history", re.IGNORECASE),
        "pull its address with .md",
    ),
    Manner(
        "a stub of Fern or Mintlify",
        re.compile(
            r"<(?:EndpointRequestSnippet|EndpointResponseSnippet|Endpoint\w*|OpenApi\w*)\b|^(?:openapi-schema|slug|asyncapi):",
            re.MULTILINE,
        ),
        "pull its address with .md",
    ),
    Manner(
        "the reference of a webhook",
        re.compile(r"^The payload of this webhook request is\b", re.MULTILINE),
        "what a provider sends is no operation of its API; pull the page of the operation",
        has_other_fields=True,
    ),
    Manner(
        "the reference of a client library or of other code",
        re.compile(
            r"\bpublic (?:class|interface) \w+|^[ \t]*(?:abstract |final )?class \w+(?:\.\w+)+\b"  # Javadoc, Sphinx
            r"|^\.\. (?:py:|auto)(?:class|method|function|module)::|^::: \w+\.\w+"
            r"|^Defined in: |^[▸•] \*\*|^\*\*Kind\*\*: (?:global|instance|static) "  # TypeDoc, JSDoc
            r"|^func \(\w+ \*?\w+\) \w+\(|^#+ <kbd>(?:class|method|function)</kbd>|^#+ class `?\w+`?\(",
            re.MULTILINE,
        ),
        "pull the page of the HTTP API",
        has_other_fields=True,
    ),
    Manner(
        "a rendered page of Mintlify that has lost the names of its fields",
        re.compile(
            r"^(?:Authorizations|Path Parameters|Query Parameters|Available options:|Autorisations|Autorizaciones"
            r"|Autorizações|授权|认证信息|路径参数|查询参数|認証|パスパラメータ|경로 매개변수|인증)[ \t]*$",
            re.MULTILINE,
        ),
        "pull its address with .md",
    ),
    Manner(
        "an HTML page without API docs, such as a login or an error",
        re.compile(r"\A\s*(?:<!doctype html|<html)\b", re.IGNORECASE),
        "pull its address with .md",
    ),
)


class Recognised(NamedTuple):
    """A manner, and the line of the page with its sign, from 1."""

    manner: Manner
    line: int


def recognise(text: str) -> Recognised | None:
    """Return the manner of a page that could not be read; None if no sign is known."""
    for manner in MANNERS:
        if sign := manner.sign.search(text, 0, MAX_TEXT):
            return Recognised(manner, text.count("\n", 0, sign.start()) + 1)
    return None


MAX_TEXT = 200_000
