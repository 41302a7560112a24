"""What a result is called on disk."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from generation_jobs._core.refs import Ref

_EXTENSIONS = {
    "audio/aac": ".aac",
    "audio/basic": ".au",
    "audio/flac": ".flac",
    "audio/l16": ".pcm",
    "audio/m4a": ".m4a",
    "audio/mp3": ".mp3",
    "audio/mp4": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/opus": ".opus",
    "audio/pcm": ".pcm",
    "audio/vnd.wave": ".wav",
    "audio/wav": ".wav",
    "audio/wave": ".wav",
    "audio/webm": ".weba",
    "audio/x-flac": ".flac",
    "audio/x-m4a": ".m4a",
    "audio/x-wav": ".wav",
    "image/avif": ".avif",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "video/x-matroska": ".mkv",
}
"""Our own table: that of the system differs from one machine to the next, and names must not."""

ANY = ".bin"
_ALL = (*dict.fromkeys(_EXTENSIONS.values()), ANY)

_LONGEST = 120
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def extension(*content_types: str | None) -> str:
    """The extension of the first content type that we know, with its dot; `.bin` for none."""
    for content_type in content_types:
        known = _EXTENSIONS.get(essence(content_type))
        if known:
            return known
    return ANY


def essence(content_type: str | None) -> str:
    """A content type without its parameters, in lower case."""
    return (content_type or "").partition(";")[0].strip().lower()


def stem(ref: Ref, number: int | None) -> str:
    """`provider-id`, or `provider-id-2` for the second of several results.

    An id that cannot stand in a file name as it is gets a digest of itself, so that two ids never share a file.
    """
    safe = _UNSAFE.sub("_", ref.id)[:_LONGEST].rstrip(".")
    if safe != ref.id:
        safe += "-" + hashlib.sha256(ref.id.encode()).hexdigest()[:12]
    return f"{ref.provider}-{safe}" + (f"-{number}" if number else "")


def saved(directory: Path, name: str) -> Path | None:
    """The file that already holds this result, if there is one."""
    return _first(directory, name, "")


def unfinished(directory: Path, name: str) -> Path | None:
    """What an earlier download left of this result, if it did."""
    return _first(directory, name, ".part")


def _first(directory: Path, name: str, suffix: str) -> Path | None:
    paths = (directory / f"{name}{ending}{suffix}" for ending in _ALL)
    return next((path for path in paths if path.is_file()), None)
