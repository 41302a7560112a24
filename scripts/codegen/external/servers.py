"""The servers of an external API: that of most operations, and those of single ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scripts.codegen.external.notes import Unsupported
from scripts.codegen.openapi.navigation import items, mapping

if TYPE_CHECKING:
    from scripts.codegen.external.notes import Notes
    from scripts.codegen.openapi.document import Document, Json

NO_SERVER = "https://server.invalid"
"""Used if the document has no usable server; the domain never exists (RFC 6761)."""

_LOCAL = re.compile(r"http://(localhost|127\.[\d.]+)(?![\w.-])")
"""A server of the machine itself, which needs no https."""

_SERVER = re.compile(r"https?://[\w.-]+(:\d+)?(/[\w./~-]*)?")


def base_url(servers: Json, notes: Notes) -> str:
    """Return the URL of the first usable server with the defaults of its variables; `NO_SERVER` if there is none."""
    urls = [_url(each) for each in items(servers)]
    url = _first_usable(urls) or next(iter(urls), "")
    _note_choice(items(servers), url, notes)
    if not _SERVER.fullmatch(url):
        path = url if re.fullmatch(r"/[\w./~-]*", url) else ""
        what = f"{url!r} is not a usable URL" if url else "none is documented"
        notes.add(f"servers: {what}: pass base_url to the client")
        return (NO_SERVER + path).rstrip("/")
    if _LOCAL.match(url):
        notes.add(f"servers: {url} is on your own machine: pass base_url for another one")
    elif url.startswith("http://"):
        notes.add(f"servers: {url} is not https, but the default of the client is: pass base_url for another URL")
    return _secure(url).rstrip("/")


def server_of(document: Document, item: Document, operation: Document, base: str, notes: Notes) -> Document:
    """Return the server of an operation as an extension of the spec, empty if it is that of the others.

    Raises:
        Unsupported: Its URL is not usable.
    """
    servers = items(operation.get("servers")) or items(item.get("servers"))
    known = {_url(each) for each in items(document.get("servers"))}
    if not servers or not known.isdisjoint(map(_url, servers)):
        return {}
    urls = [urljoin(f"{base}/", _url(each)) for each in servers]
    if not _first_usable(urls):
        raise Unsupported(f"is served by another server, whose URL is not usable: {urls[0].rstrip('/')}")
    url = _secure(_first_usable(urls)).rstrip("/")
    if url == base:
        return {}
    notes.add(f"is sent to another server: {url}, also if the client has another base_url")
    _note_choice(servers, url, notes)
    return {"x-base-url": url}


def _secure(url: str) -> str:
    """Return a URL with https, unless it is one of the machine itself."""
    return url if _LOCAL.match(url) else re.sub("^http:", "https:", url)


def _first_usable(urls: list[str]) -> str:
    """Return the first usable URL, of those with https if there are some; empty if there is none."""
    usable = list(filter(_SERVER.fullmatch, urls))
    return next((each for each in usable if each.startswith("https:")), next(iter(usable), ""))


def _note_choice(servers: list[Json], url: str, notes: Notes) -> None:
    """Note the other servers, and what the variables of URLs can be."""
    others = [str(mapping(each).get("url")) for each in servers if not url.rstrip("/").endswith(_url(each).rstrip("/"))]
    if url and others:
        notes.add(f"servers: {url} is used, not {', '.join(others)}")
    for server in servers:
        for name, variable in mapping(mapping(server).get("variables")).items():
            choices = ", ".join(str(each) for each in items(mapping(variable).get("enum")))
            default = mapping(variable).get("default", "")
            notes.add(f"servers: {name} is {default!r}" + (f", of {choices}" if choices else ""))


def _url(server: Json) -> str:
    """Return the URL of a server with the defaults of its variables."""
    url = str(mapping(server).get("url", ""))
    for name, variable in mapping(mapping(server).get("variables")).items():
        url = url.replace(f"{{{name}}}", str(mapping(variable).get("default", "")))
    return url.strip()
