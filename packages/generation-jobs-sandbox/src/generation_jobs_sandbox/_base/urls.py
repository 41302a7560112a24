"""Is a URL on this machine, or could it be reached from outside?"""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Return whether a URL names this machine, by a literal address or as `localhost`."""
    host = urlsplit(url).hostname or ""
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def is_public(url: str) -> bool:
    """Return whether a URL is https and has neither a private address nor a local name."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    with suppress(ValueError):
        return parts.scheme == "https" and ip_address(host).is_global
    return parts.scheme == "https" and "." in host and not host.endswith((".local", ".internal", ".localhost"))
