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
    """

    name: str
    sign: re.Pattern[str]
    advice: str


MANNERS = (
    Manner(
        "API Blueprint", re.compile(r"^FORMAT:\s*1A|^\+ Response \d{3}", re.MULTILINE), "convert it with apib2swagger"
    ),
    Manner("RAML", re.compile(r"\A\s*#%RAML"), "convert it to OpenAPI with an RAML converter"),
    Manner("a Postman collection", re.compile(r"schema\.getpostman\.com|\"_postman_id\""), "convert it to OpenAPI"),
    Manner("WSDL", re.compile(r"<(?:wsdl:)?definitions\b"), "SOAP is not described by OpenAPI"),
    Manner("GraphQL", re.compile(r"^(?:type Query|schema) \{", re.MULTILINE), "GraphQL is not described by OpenAPI"),
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
        "a page of Javadoc or another code reference",
        re.compile(r"\bpublic (?:class|interface) \w+"),
        "pull the HTTP API's page",
    ),
    Manner(
        "an HTML page without API docs: a login, an error, or a site that must be pulled as Markdown",
        re.compile(r"\A\s*(?:<!doctype html|<html)\b", re.IGNORECASE),
        "pull its address with .md",
    ),
)


def recognise(text: str) -> Manner | None:
    """Return the manner of a page that could not be read; None if no sign is known."""
    return next((manner for manner in MANNERS if manner.sign.search(text[:MAX_TEXT])), None)


MAX_TEXT = 200_000
