"""Credentials: which headers are keys, and what stays a parameter."""

from __future__ import annotations

import pytest

from tests.docs2openapi.pages import operation, read_text, reasons


def test_an_auth_header_is_a_security_scheme_and_not_a_parameter(tmp_path):
    result = read_text(tmp_path, '<ParamField header="authorization" type="string" required>Your key</ParamField>')
    assert "parameters" not in operation(result)
    assert operation(result)["security"] == [{"authorization": []}]
    scheme = {"type": "apiKey", "in": "header", "name": "authorization", "description": "Your key"}
    assert result.document["components"]["securitySchemes"] == {"authorization": scheme}
    assert result.missing == ("path", "method", "server")


def test_a_bearer_header_is_http_bearer(tmp_path):
    result = read_text(tmp_path, '<ParamField header="Authorization" type="string">Bearer token</ParamField>')
    scheme = result.document["components"]["securitySchemes"]["Authorization"]
    assert scheme == {"type": "http", "scheme": "bearer", "description": "Bearer token"}


def test_another_header_is_a_parameter(tmp_path):
    result = read_text(tmp_path, '<ParamField header="Idempotency-Key" type="string">Any text</ParamField>')
    (parameter,) = operation(result)["parameters"]
    assert (parameter["name"], parameter["in"]) == ("Idempotency-Key", "header")
    assert operation(result)["x-missing"] == ["path", "method", "server", "security"]


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("Idempotency-Key", "A text of your own, unique for each API key."),
        ("X-Trace", "Sent back as it came; authorization does not depend on it."),
        ("X-Api-Key-Label", "Any text"),
    ],
)
def test_a_header_that_only_mentions_a_key_is_a_parameter(tmp_path, name, description):
    result = read_text(tmp_path, f'<ParamField header="{name}" type="string">{description}</ParamField>')
    assert [parameter["name"] for parameter in operation(result)["parameters"]] == [name]
    assert "security" in result.missing


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("xi-api-key", "Who calls."),
        ("X-Access-Token", "Who calls."),
        ("X-Secret", "Your secret API key."),
        ("X-Secret", "**API key** of the account."),
        ("X-Secret", "Bearer token."),
    ],
)
def test_a_header_is_a_credential_by_its_name_or_the_first_words_of_its_description(tmp_path, name, description):
    result = read_text(tmp_path, f'<ParamField header="{name}" type="string">{description}</ParamField>')
    assert operation(result)["security"] == [{name: []}]


@pytest.mark.parametrize(("flag", "has_note"), [("required", False), ("", True)])
def test_keys_that_may_be_alternatives_give_a_note(tmp_path, flag, has_note):
    names = ("X-API-Key", "Authorization")
    page = "\n".join(f'<ParamField header="{name}" type="string" {flag}>Who calls</ParamField>' for name in names)
    result = read_text(tmp_path, page)
    assert operation(result)["security"] == [{"X-API-Key": [], "Authorization": []}]
    reason = "1: the page does not say that X-API-Key and Authorization go together; read as if they do"
    assert (reason in reasons(result)) is has_note


@pytest.mark.parametrize(
    ("sentence", "is_either"),
    [
        ("Send `Authorization: Bearer KEY` or `X-Kite-Key: KEY`.", True),
        ("Authenticate with either a Bearer token or the `X-Kite-Key` header that holds your key.", True),
        ("Use one of the following headers: `Authorization: Bearer KEY`, `X-Kite-Key: KEY`.", True),
        ("Send `Authorization: Bearer KEY` and `X-Kite-Key: KEY`.", False),
        ("Send `Authorization: Bearer KEY`, `X-Kite-Key: KEY`, and a colour or a size.", False),
    ],
)
def test_keys_are_alternatives_where_the_page_says_so(tmp_path, sentence, is_either):
    result = read_text(tmp_path, f"# Fly a kite\n\n`POST https://kites.example/v1/kites`\n\n{sentence}\n")
    bearer, key = {"Authorization": []}, {"X-Kite-Key": []}
    assert operation(result)["security"] == ([bearer, key] if is_either else [bearer | key])
