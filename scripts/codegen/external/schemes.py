"""Security schemes of an external document in the form that clients support."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.codegen.external.naming import Names, snake
from scripts.codegen.openapi.navigation import mapping

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document

_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_WORDS = "Bearer|Token|Key|ApiKey|Api-Key|Basic|JWT"
_PREFIX = re.compile(rf"(?:^|[\"'`:=])\s*({_WORDS})\s+[<{{\[$A-Z]|prefix\W+[\"'`](\w[\w-]*)[\"'`]", re.MULTILINE)
"""A word before a key in texts such as `Authorization: Token <key>`."""


def adapted_scheme(scheme: Document, name: str, notes: Notes) -> Document | None:
    """Return a scheme in the form that clients support, None if they do not send it themselves."""
    kind, word = scheme.get("type"), str(scheme.get("scheme", ""))
    if kind == "apiKey":
        return _key(scheme, name, notes)
    if kind in ("oauth2", "openIdConnect"):
        notes.add(f"security {name}: {kind}: the client needs an access token, which its user has to get")
        return {"type": "http", "scheme": "bearer"}
    if kind != "http" or is_of_the_http_client(scheme):
        return None
    if word.lower() == "basic":
        notes.add(f"security {name}: basic: give `user:password`, also in base64")
    if word.lower() in ("basic", "bearer"):
        return {"type": "http", "scheme": word.lower()}
    prefix = word.title() if word.islower() else word
    if not _NAME.fullmatch(word):
        return None
    notes.add(f"security {name}: the scheme {word}: what you give is sent after {prefix!r}")
    return _header("Authorization", f"{prefix} ")


def argument_of(scheme: Document, name: str, names: Names) -> str:
    """Return the name of the argument for a scheme: a usual one, or that of the scheme if it is taken."""
    kind, word = scheme.get("type"), str(scheme.get("scheme", "")).lower()
    usual = "basic_credentials" if word == "basic" else "api_key"
    if kind in ("oauth2", "openIdConnect"):
        usual = "access_token"
    if kind == "apiKey" and str(scheme.get("name")).lower() == "authorization" and not _prefix(scheme):
        usual = "authorization"
    if scheme.get("in") == "cookie":
        usual = snake(name, "key")
    return names.free(snake(name, "key") if usual in names else usual)


def is_of_the_http_client(scheme: Document) -> bool:
    """Return whether the user's HTTP client authenticates: by a certificate, or by an answer to a challenge."""
    word = str(scheme.get("scheme", "")).lower()
    return scheme.get("type") == "mutualTLS" or word in ("digest", "hoba", "mutual", "negotiate")


def _key(scheme: Document, name: str, notes: Notes) -> Document | None:
    where, key = scheme.get("in"), str(scheme.get("name"))
    if where == "query":
        notes.add(f"security {name}: the key {key} is in the query, which logs of URLs contain")
        return {"type": "apiKey", "in": "query", "name": key}
    if not _NAME.fullmatch(key) or where not in ("header", "cookie"):
        return None
    if where == "cookie":
        notes.add(f"security {name}: the cookie {key} is sent as a header")
        return {"type": "apiKey", "in": "cookie", "name": key}
    prefix = _prefix(scheme) if key.lower() == "authorization" else ""
    if prefix:
        notes.add(f"security {name}: the key is sent after {prefix.strip()!r}, as the description says")
    return _header(key, prefix)


def _header(name: str, prefix: str) -> Document:
    return {"type": "apiKey", "in": "header", "name": name, **({"x-prefix": prefix} if prefix else {})}


def _prefix(scheme: Document) -> str:
    """Return the word before a key that texts of the document show, with a space; empty if they show none."""
    schema = mapping(scheme.get("schema"))
    texts = [scheme.get("description"), scheme.get("example"), schema.get("example"), schema.get("description")]
    found = next((found for text in texts if isinstance(text, str) and (found := _PREFIX.search(text))), None)
    return f"{found[1] or found[2]} " if found else ""
