"""Whom a URL names: this machine, or somebody outside."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Whether a URL names this machine, by a literal address or as `localhost`."""
    host = urlsplit(url).hostname or ""
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def is_public(url: str) -> bool:
    """Whether a URL could be reached from outside: https, and no private address or local name."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    with suppress(ValueError):
        return parts.scheme == "https" and ip_address(host).is_global
    return parts.scheme == "https" and "." in host and not host.endswith((".local", ".internal", ".localhost"))
