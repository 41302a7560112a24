"""The names of results on disk."""

import hashlib
import re
from pathlib import Path

from generation_jobs._core.media_types import EXTENSIONS
from generation_jobs._core.refs import Ref

PART = ".part"
"""The extension of an unfinished result."""
_ENDINGS = frozenset({*EXTENSIONS, PART})
_LONGEST = 120
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def stem(ref: Ref, number: int | None) -> str:
    """Return `provider-id`, or `provider-id+2` for the second of several results, which no id can look like.

    An id that is changed to fit in a file name gets a digest of itself, so that two ids never share a file.
    """
    safe = _UNSAFE.sub("_", ref.id)[:_LONGEST].rstrip(".")
    if safe != ref.id:
        safe += "-" + digest(ref.id.encode())[:12]
    return f"{ref.provider}-{safe}" + (f"+{number}" if number else "")


def digest(data: bytes) -> str:
    """Return a short digest, for a name."""
    return hashlib.sha256(data).hexdigest()[:16]


def apart(directory: Path, name: str) -> str:
    """Return the name, with a digest if another in the directory differs from it in case only.

    macOS and Windows take such names for the same.
    """
    paths = [path for path in directory.iterdir() if path.suffix in _ENDINGS]
    same = {path.stem for path in paths if path.stem.lower() == name.lower()}
    return name if name in same or not same else f"{name}-{digest(name.encode())[:12]}"


def find_saved(directory: Path, name: str, size: int | None) -> Path | None:
    """Return the file that already holds a result of that size, if there is one; None fits any size but 0."""
    for extension in EXTENSIONS:
        path = directory / (name + extension)
        if path.is_file() and 0 < path.stat().st_size == (size or path.stat().st_size):
            return path
    return None
