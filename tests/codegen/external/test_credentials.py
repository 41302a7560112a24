"""Which credentials a generated client sends with which operation: one document with an operation for each case."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest

from scripts.codegen.external.adapt import adapt
from scripts.codegen.external.reading import read_external
from tests.codegen.external.documents import answering, document, make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.codegen.external.documents import Made

SCHEMES = {
    "user": {"type": "apiKey", "in": "header", "name": "X-User"},
    "staff": {"type": "apiKey", "in": "header", "name": "X-Staff"},
    "link": {"type": "apiKey", "in": "query", "name": "sig"},
    "jar": {"type": "apiKey", "in": "cookie", "name": "session"},
    "shop": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": 'Needs the prefix "Token" before it',
    },
    "seal": {"type": "mutualTLS"},
    "asked": {"type": "http", "scheme": "digest"},
}
SECURITY: dict[str, Any] = {
    "user": None,
    "nobody": [],
    "anybody": [{}, {"user": []}],
    "either": [{"staff": []}, {"user": []}],
    "both": [{"user": [], "staff": []}],
    "link": [{"link": []}],
    "linked": [{"user": [], "link": []}],
    "jar": [{"jar": []}],
    "shop": [{"shop": []}],
    "seal": [{"seal": []}],
    "asked": [{"asked": []}],
    "unknown": [{"lost": []}],
}
KEYS: dict[str, Any] = {"api_key": "u-key", "staff": "s-key", "link": "l/key", "jar": "j-key", "shop": "t-key"}
COOKIE = [{"name": "shelf", "in": "cookie", "schema": {"type": "string"}}]
SENT: dict[str, dict[str, str]] = {
    "user": {"x-user": "u-key"},
    "nobody": {},
    "anybody": {"x-user": "u-key"},
    "either": {"x-staff": "s-key"},
    "both": {"x-user": "u-key", "x-staff": "s-key"},
    "link": {"?": "a=1&sig=l%2Fkey"},
    "linked": {"x-user": "u-key", "?": "a=1&sig=l%2Fkey"},
    "jar": {"cookie": "shelf=s; session=j-key"},
    "shop": {"authorization": "Token t-key"},
    "seal": {},
    "asked": {},
    "unknown": {"x-user": "u-key"},
}


def _document() -> dict[str, Any]:
    paths: dict[str, Any] = {}
    for name, security in SECURITY.items():
        more = {} if security is None else {"security": security}
        parameters = COOKIE if name == "jar" else []
        paths[f"/{name}"] = {"get": answering({}, operationId=f"get_{name}", parameters=parameters, **more)}
    return document(paths, components={"securitySchemes": SCHEMES}, security=[{"user": []}])


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("credentials"), "external_credentials", _document())


@pytest.mark.parametrize("name", SENT)
def test_each_operation_is_sent_with_its_own(api: Made, name: str) -> None:
    client = api.client(1, **KEYS)
    query = {"a": "1"} if name.startswith("link") else {}
    getattr(client, f"get_{name}")(**({"shelf": "s"} if name == "jar" else {}), extra_query=query)
    request = api.requests[0]
    found = {
        key: request.headers[key] for key in ("x-user", "x-staff", "cookie", "authorization") if key in request.headers
    }
    found |= {"?": request.url.query.decode()} if request.url.query else {}
    assert found == SENT[name]


def test_client_is_made_with_the_credentials_that_a_user_has(api: Made) -> None:
    assert api.client(1).get_nobody() == api.client(1).get_anybody() == 1
    assert api.client(1, api_key="u").get_either() == 1
    assert api.requests[0].headers["x-user"] == "u"
    with pytest.raises(api.package.ConfigurationError, match="this operation needs api_key and staff"):
        api.client(1, api_key="u").get_both()
    assert api.requests == []
    prefixed = api.client(1, shop="Token t")
    prefixed.get_shop()
    assert api.requests[0].headers["authorization"] == "Token t"


def test_credentials_of_asyncio_and_of_the_environment(api: Made) -> None:
    assert asyncio.run(api.async_client(1, link="l").get_link()) == 1
    assert api.requests[0].url.query == b"sig=l"
    made: Any = api.package.ExternalCredentialsClient
    with made.from_env({"EXTERNAL_CREDENTIALS_API_KEY": "hidden"}) as client:
        assert "hidden" not in repr(client)


def test_what_a_user_has_to_do_is_noted(api: Made) -> None:
    assert api.notes.left_out == {}
    assert "needs seal: pass an http_client with that certificate or authentication" in api.adaptations
    assert "needs lost, which is not declared: user is sent; give anything else in extra_headers" in api.adaptations
    assert "the key sig is in the query, which logs of URLs contain" in api.adaptations


def test_a_scheme_that_cannot_be_sent_leaves_no_operation_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    schemes = {
        "spaced": {"type": "apiKey", "in": "header", "name": "Our API key"},
        "typeless": {"description": "A token."},
        "plain": {"type": "apiKey", "in": "header", "name": "X-Key"},
    }
    paths = {
        "/wrong": {"get": answering({}, operationId="get_wrong", security=[{"spaced": []}, {"typeless": []}])},
        "/either": {"get": answering({}, operationId="get_either", security=[{"spaced": []}, {"plain": []}])},
    }
    api = make(tmp_path_factory.mktemp("odd"), "external_odd", document(paths, components={"securitySchemes": schemes}))
    assert api.notes.left_out == {}
    for name in ("spaced", "typeless"):
        why = (
            f"needs {name}, which cannot be sent as it is declared: plain is sent; give anything else in extra_headers"
        )
        assert why in api.adaptations
    client = api.client(1, api_key="k")
    client.get_wrong(extra_headers={"Our-Key": "o"})
    client.get_either()
    assert [each.headers.get("our-key") for each in api.requests] == ["o", None]
    assert api.requests[1].headers["x-key"] == "k"


def test_header_parameters_that_are_keys_are_given_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    def keyed(name: str, **more: Any) -> dict[str, Any]:
        key = {"name": name, "in": "header", "schema": {"anyOf": [{"type": "string"}, {"type": "null"}]}, **more}
        return answering({}, parameters=[key])

    paths = {
        "/a": {"get": {**keyed("print-api-key"), "operationId": "get_a"}},
        "/b": {"get": {**keyed("print-api-key", required=True), "operationId": "get_b"}},
        "/c": {"get": {**keyed("Authorization", description="`Bearer <token>`"), "operationId": "get_c"}},
    }
    api = make(tmp_path_factory.mktemp("keys"), "external_keys", document(paths))
    client = api.client(1, api_key="k", authorization="t")
    client.get_a()
    client.get_b()
    client.get_c()
    assert [each.headers.get("print-api-key") for each in api.requests] == ["k", "k", None]
    assert api.requests[2].headers["authorization"] == "Bearer t"
    assert api.client(1).get_a() == 1
    assert "print-api-key" not in api.requests[0].headers
    with pytest.raises(api.package.ConfigurationError, match="api_key"):
        api.client(1).get_b()
    assert "the header parameter print-api-key is a credential" in api.adaptations


def test_header_parameter_that_a_scheme_sends_is_the_same_credential(tmp_path: Path) -> None:
    given = {"name": "Authorization", "in": "header", "required": True, "schema": {"type": "string"}}
    what = document(
        {
            "/a": {"get": answering({"type": "integer"}, operationId="get_a", parameters=[given])},
            "/b": {"get": answering({"type": "integer"}, operationId="get_b", security=[], parameters=[given])},
        },
        security=[{"token": []}],
        components={"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    )
    api = make(tmp_path, "external_given", what)
    client = api.client(1, api_key="t")
    client.get_a()
    client.get_b()
    assert [each.headers["authorization"] for each in api.requests] == ["Bearer t", "Bearer t"]
    assert "security Authorization is sent as token is: they are one credential" in api.adaptations


@pytest.mark.parametrize("name", ["X-PrintAPI-Key", "x-key", "Print-Subscription-Key", "X-Token"])
def test_names_of_headers_that_are_keys(tmp_path: Path, name: str) -> None:
    key = {"name": name, "in": "header", "required": True, "schema": {"type": "string"}}
    (tmp_path / "openapi.yaml").write_text(json.dumps(document({"/a": {"get": answering({}, parameters=[key])}})))
    adapted = adapt(read_external(tmp_path / "openapi.yaml"), "keys", "Keys")
    assert [each["name"] for each in adapted.access.schemes.values()] == [name]


@pytest.mark.parametrize("name", ["Idempotency-Key", "X-CSRF-Token", "Continuation-Token"])
def test_names_of_headers_that_are_no_keys(tmp_path: Path, name: str) -> None:
    key = {"name": name, "in": "header", "schema": {"type": "string"}}
    (tmp_path / "openapi.yaml").write_text(json.dumps(document({"/a": {"get": answering({}, parameters=[key])}})))
    assert adapt(read_external(tmp_path / "openapi.yaml"), "keys", "Keys").access.schemes == {}


def test_credentials_are_always_in_the_same_order(tmp_path: Path) -> None:
    letters = "fbdaec"
    schemes = {name: {"type": "apiKey", "in": "header", "name": f"X-{name}"} for name in letters}
    paths = {"/a": {"get": answering({}, operationId="a", security=[{key: [] for key in letters}])}}
    what = document(paths, components={"securitySchemes": schemes})
    made = make(tmp_path, "external_letters", what)
    made.client({}, api_key="1", b="2", c="3", d="4", e="5", f="6").a()
    assert [made.requests[0].headers[f"X-{name}"] for name in "abcdef"] == ["1", "2", "3", "4", "5", "6"]
