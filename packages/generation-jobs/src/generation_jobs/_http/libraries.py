"""httpx, which is installed with this package, and its successor httpx2, which has the same interface.

Requests are sent by httpx. A transport of the user's own may be one of httpx2, which is never imported here.
"""

import sys
from typing import Any

import httpx


def library_of(transport: object) -> Any:
    """Return the library whose requests a transport takes: httpx2 for one that derives from its transports."""
    httpx2 = sys.modules.get("httpx2")
    kinds = (getattr(httpx2, "BaseTransport", ()), getattr(httpx2, "AsyncBaseTransport", ()))
    return httpx2 if isinstance(transport, kinds) else httpx


def exceptions(library: str, *names: str) -> tuple[type[Exception], ...]:
    """Return the exceptions of httpx or httpcore with these names, and those of its successor if that is imported."""
    modules = [sys.modules.get(each) for each in (library, f"{library}2")]
    found = [getattr(module, name, None) for module in modules for name in names]
    return tuple(each for each in found if each is not None)
