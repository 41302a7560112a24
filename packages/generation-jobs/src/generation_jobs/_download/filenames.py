"""The names of results on disk."""

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
"""A table of our own, since that of the system differs between machines, and names must not."""

_ANY = ".bin"
_ALL = (*dict.fromkeys(_EXTENSIONS.values()), _ANY)

_LONGEST = 120
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def extension(*content_types: str | None) -> str:
    """Return the extension of the first known content type, with its dot; `.bin` if none is known."""
    for content_type in content_types:
        known = _EXTENSIONS.get(media_type(content_type))
        if known:
            return known
    return _ANY


def media_type(content_type: str | None) -> str:
    """Return a content type without its parameters, in lower case."""
    return (content_type or "").partition(";")[0].strip().lower()


def stem(ref: Ref, number: int | None) -> str:
    """Return `provider-id`, or `provider-id-2` for the second of several results.

    An id that is changed to fit in a file name gets a digest of itself, so that two ids never share a file.
    """
    safe = _UNSAFE.sub("_", ref.id)[:_LONGEST].rstrip(".")
    if safe != ref.id:
        safe += "-" + digest(ref.id.encode())[:12]
    return f"{ref.provider}-{safe}" + (f"-{number}" if number else "")


def digest(data: bytes) -> str:
    """Return a short digest, for a name."""
    return hashlib.sha256(data).hexdigest()[:16]


def find_saved(directory: Path, name: str) -> Path | None:
    """Return the file that already holds a result, if there is one."""
    return _first(directory, name, "")


def find_partial(directory: Path, name: str) -> Path | None:
    """Return the file that an earlier download left of a result, if there is one."""
    return _first(directory, name, ".part")


def _first(directory: Path, name: str, suffix: str) -> Path | None:
    paths = (directory / f"{name}{ending}{suffix}" for ending in _ALL)
    return next((path for path in paths if path.is_file()), None)
