"""Which URLs are allowed: base URLs come from the user, result URLs from third parties."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from generation_jobs._core.errors import ConfigurationError

Address = IPv4Address | IPv6Address

_LONGEST = 300
_ALLOWED_BY = "allow_private_media=True or GENJOBS_ALLOW_PRIVATE_MEDIA=1"
_DEFAULT_PORTS = {"https": 443, "http": 80}
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
_UNICAST = IPv6Network("2000::/3")
"""All public addresses (IANA, IPv6 address space); `is_global` alone also accepts fec0:: and ::127.0.0.1."""


class UntrustedURL(ValueError):
    """A result URL must not be fetched; the message says why."""


def origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port (RFC 6454). Raises `ValueError` for a URL without them."""
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in _DEFAULT_PORTS:
        raise ValueError(f"{parts.scheme or 'no scheme'}: not an http(s) URL")
    return parts.scheme, parts.hostname.lower().rstrip("."), parts.port or _DEFAULT_PORTS[parts.scheme]


def check_base_url(url: str, where: str) -> None:
    """Check that a key may be sent to this base URL: https, or http to this machine.

    Args:
        url: The base URL.
        where: What the user wrote it into, such as an environment variable.

    Raises:
        ConfigurationError: No key may be sent to it.
    """
    try:
        scheme, host, _ = origin(url)
    except ValueError:  # its text may hold the URL, and that a password
        raise ConfigurationError(f"{where} is not a URL like https://api.example.com") from None
    parts = urlsplit(url)
    if not url.isprintable() or " " in url or parts.port == 0:
        raise ConfigurationError(f"{where} contains a space or a line end, or the port 0")
    if parts.username is not None or parts.query or parts.fragment:
        raise ConfigurationError(f"{where} must not hold a user name, a query or a fragment")
    if scheme == "http" and not names_loopback(host):
        raise ConfigurationError(
            f"{where} {_bare(parts)!r} would send the key unencrypted; use https (http is allowed for loopback only)"
        )


def check_media_url(url: str, *, allow_private: bool) -> None:
    """Check that a result may be fetched from this URL, judged by its text.

    The addresses of its host are checked where the connection is made (`network_backend`).

    Raises:
        UntrustedURL: The URL has no host, a user name, another scheme, or a host that is this machine.
    """
    try:
        scheme, host, _ = origin(url)
    except ValueError as error:
        raise UntrustedURL(str(error)) from error
    if names_loopback(host) and not allow_private:
        raise UntrustedURL(f"{host} is this machine; to allow that in a test, set {_ALLOWED_BY}")
    if scheme != "https" and not allow_private:
        raise UntrustedURL(f"{scheme} is not encrypted")
    if urlsplit(url).username is not None:
        raise UntrustedURL("it contains a user name")
    if (address := _literal(host)) is not None:
        check_address(address, allow_private=allow_private)


def check_address(address: Address, *, allow_private: bool) -> None:
    """Raise `UntrustedURL` unless the address is public (or loopback, if that is allowed)."""
    inner = _embedded(address)
    if inner.is_global and not inner.is_multicast and (inner.version == 4 or inner in _UNICAST):
        return
    if not (allow_private and inner.is_loopback):
        raise UntrustedURL(f"{address} is not a public address")


def names_loopback(host: str) -> bool:
    """Return whether a host name or literal address is this machine (RFC 6761 for `localhost`)."""
    address = _literal(host)
    return host == "localhost" if address is None else address.is_loopback


def is_named(entry: str, host: str, port: int) -> bool:
    """Return whether an entry of `NO_PROXY` names a host.

    All forms count that HTTP libraries know: `*`, a name (which stands for its subdomains, too), `.name`, `*.name`, an
    address, a network (10.0.0.0/8), each also with a scheme, a port, or the brackets of IPv6.
    """
    entry = entry.lower().rpartition("://")[2]
    if entry.count(":") == 1 or entry.startswith("["):
        entry = entry.removesuffix(f":{port}")
    name = entry.replace("[", "").replace("]", "").lstrip("*.").rstrip(".")
    host = host.lower().rstrip(".")
    return entry == "*" or (name != "" and f".{host}".endswith(f".{name}")) or _is_in_network(name, host)


def _is_in_network(network: str, host: str) -> bool:
    address = _literal(host)
    try:
        return address is not None and address in ip_network(network, strict=False)
    except ValueError:
        return False


def without_secrets(url: str) -> str:
    """Return a URL for messages and logs: without user name and query, which may hold a signature, and not too long."""
    return _bare(urlsplit(url))[:_LONGEST]


def without_path(url: str) -> str:
    """Return the host of a URL, with its scheme and port."""
    return _bare(urlsplit(url)._replace(path=""))[:_LONGEST]


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _embedded(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address wraps, if it does: packets end up there."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1] or address


def _bare(parts: SplitResult) -> str:
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()
