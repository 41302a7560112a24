"""A picture that tests download, whole and in parts, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from tests.facade.bodies import OXEN_URL
from tests.facade.script import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.facade.shells import World

REF = "oxen:gen-1"
URL = OXEN_URL.format(id="gen-1")
PNG = bytes(range(256)) * 40
PICTURE = Answer(200, PNG, {"content-type": "image/png", "etag": '"v1"'})
NAME = "oxen-gen-1.png"


def cut(at: int, **changes: object) -> Answer:
    """The picture, cut off after so many bytes."""
    error = httpx.RemoteProtocolError("peer closed connection without sending complete message body")
    headers = {**PICTURE.headers, "content-length": str(len(PNG))}
    return Answer(200, headers=headers, chunks=(PNG[:at], error)).but(**changes)


def rest(start: int, **changes: object) -> Answer:
    """The picture from there on."""
    span = f"bytes {start}-{len(PNG) - 1}/{len(PNG)}"
    return Answer(206, PNG[start:], {**PICTURE.headers, "content-range": span}).but(**changes)


def honest(request: httpx.Request) -> Answer:
    """What a sound server answers."""
    start = int(request.headers.get("range", "bytes=0-")[6:-1])
    if start >= len(PNG):
        return Answer(416, b"", {"content-range": f"bytes */{len(PNG)}"})
    return rest(start) if start else PICTURE


def listing(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def ranges(world: World) -> list[tuple[str | None, str | None]]:
    """`Range` and `If-Range` of every request to the media host."""
    sent = world.script.sent_to("media.example")
    return [(request.headers.get("range"), request.headers.get("if-range")) for request in sent]
