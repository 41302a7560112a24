"""Results inside their URL (RFC 2397)."""

import re
from base64 import b64decode
from urllib.parse import unquote_to_bytes

_SPACE = re.compile(rb"\s+")
_BASE64 = re.compile(r"\s*;\s*base64\s*$", re.IGNORECASE)


def read_data_url(url: str) -> tuple[str, bytes] | None:
    """Return content type and bytes of a `data:` URL, None for another URL. Raises `ValueError` for a malformed one."""
    scheme, _, rest = url.strip().partition(":")
    head, comma, body = rest.partition(",")
    if scheme.lower() != "data":
        return None
    if not comma:
        raise ValueError("it has no comma")
    data = unquote_to_bytes(body)
    if _BASE64.search(head):
        digits = _SPACE.sub(b"", data).translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")  # URL-safe, unpadded
        data = b64decode(digits + b"=" * (-len(digits) % 4), validate=True)
    return _BASE64.sub("", head), data
