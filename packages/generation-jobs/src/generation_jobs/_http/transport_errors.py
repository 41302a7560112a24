"""What a failure of a transport means: `TransportError`s that say what is wrong and what to set."""

import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from generation_jobs._core.errors import TransportError
from generation_jobs._core.io import Request
from generation_jobs._http.messages import exceptions, host_of

_NOT_CONNECTED = ("ConnectError", "ConnectTimeout", "ProxyError")
_LOOPBACK = ("127.", "localhost", "[::1]")

_LONGEST = 300
"""Characters that are shown of an error's text, which may quote the server."""


def failures() -> tuple[type[Exception], ...]:
    """Return what transports raise when no response comes."""
    return (*exceptions("httpx", "HTTPError", "InvalidURL", "StreamError"), OSError, UnicodeError)


def transport_error(
    request: Request, error: Exception, *, proxy: str | None, proxy_setting: str, sent: bool, is_new: bool
) -> TransportError:
    """Return the error for one of `failures()`.

    Its text has neither the URL's query nor the request, which holds the key.

    Args:
        request: What was to be sent.
        error: What the transport raised.
        proxy: The URL of the proxy in use, None without one.
        proxy_setting: What sets it: `proxy=`, or a variable of the environment, to which NO_PROXY may make exceptions.
        sent: Whether the transport was given the request.
        is_new: Whether nothing has come by this route yet. Later on even a certificate may get well again: that of a
            network that wants a login.
    """
    host = host_of(request)[:_LONGEST]
    through = f" through the proxy {_address(proxy)}" if proxy else ""
    maybe_received = sent and not _was_not_received(error)
    if isinstance(error, (*exceptions("httpx", "TimeoutException"), TimeoutError)):
        message = f"no complete response from {host}{through} in time"
        return TransportError(message, maybe_received=maybe_received, kind="timeout")
    kind, reason, is_lasting = _reason(error, host, proxy, proxy_setting)
    is_permanent = _was_not_sent(error) or (is_lasting and is_new)
    message = f"no response from {host}{through}: {reason}"
    return TransportError(message, maybe_received=maybe_received, is_permanent=is_permanent, kind=kind)


def _reason(error: Exception, host: str, proxy: str | None, proxy_setting: str) -> tuple[str, str, bool]:
    """Return the `TransportError.kind`, what is wrong and what to do, and whether it usually lasts."""
    without = "" if proxy_setting == "proxy=" else ", or set NO_PROXY"
    if isinstance(error, exceptions("httpx", "ProxyError")):
        advice = f"check {proxy_setting} (http://user:password@host:port){without}"
        return "proxy", f"the proxy refuses ({str(error)[:_LONGEST]}); {advice}", True
    for cause in _causes(error):
        match cause:  # of TLS's errors, those that a mock raises lack attributes
            case ssl.SSLCertVerificationError():
                advice = "set ca_bundle or SSL_CERT_FILE to a PEM file of the CA that your network or server uses"
                problem = getattr(cause, "verify_message", cause)
                return "certificate_invalid", f"its certificate is not trusted ({problem}); {advice}", True
            case ssl.SSLError() if isinstance(error, exceptions("httpx", "ConnectError")):
                reason = (getattr(cause, "reason", None) or "no reason").lower().replace("_", " ")
                return "tls_handshake", *_handshake(reason)
            case socket.gaierror():
                name = _address(proxy) if proxy else host
                advice = f"check {proxy_setting}" if proxy else "check the URL, and the network"
                return (
                    "name_not_resolved",
                    f"the name {name} cannot be looked up ({cause.strerror}); {advice}",
                    cause.errno == socket.EAI_NONAME,
                )
            case ConnectionRefusedError():
                if proxy:
                    advice = f"check {proxy_setting}{without}"
                elif host.startswith(_LOOPBACK):
                    advice = "no server runs there, such as a sandbox; start it, or check host and port"
                else:
                    advice = "check host and port"
                return "connection_refused", f"the connection was refused; {advice}", False
            case _:
                pass
    kind = "invalid_url" if _was_not_sent(error) else "connection_lost"
    return kind, str(error)[:_LONGEST].rstrip(".") or type(error).__name__, False  # a message may go on


def _handshake(reason: str) -> tuple[str, bool]:
    """Return what is wrong with a TLS handshake, by OpenSSL's reason, and whether it usually lasts."""
    advice, lasts = "check whether the URL must begin with http://", "version" in reason or "record" in reason
    if "alert" in reason:  # the server speaks TLS, and refuses (RFC 8446, 6.2)
        advice, lasts = "the server refuses it: check the host, and what TLS it asks for", "internal" not in reason
    return f"the TLS handshake failed ({reason}); {advice}", lasts


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _was_not_received(error: Exception) -> bool:
    # A plugged transport may raise `ConnectTimeout` for a connection that ended after all was sent (httpx-aiohttp 0.2.0
    # does), and a submit would be paid for twice: only httpx's own transports are believed.
    cause = error.__cause__
    is_known = cause is None or isinstance(cause, exceptions("httpcore", *_NOT_CONNECTED))
    return _was_not_sent(error) or (is_known and isinstance(error, exceptions("httpx", *_NOT_CONNECTED)))


def _was_not_sent(error: Exception) -> bool:
    return isinstance(error, (*exceptions("httpx", "InvalidURL", "UnsupportedProtocol"), UnicodeError))


def _address(proxy: str) -> str:
    return urlsplit(proxy).netloc.rpartition("@")[2]  # without user name and password
