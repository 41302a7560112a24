"""The results: four small, real, playable files, made by tools/make_media.py."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class MediaFile:
    """One result file; `duration` in seconds, None where it has none. `made` holds what is no file of ours."""

    name: str
    content_type: str
    duration: float | None = None
    made: bytes | None = None

    @property
    def path(self) -> Path:
        """Where the file lies in this package."""
        return _DATA / self.name

    @property
    def kind(self) -> str:
        """`audio`, `image` or `video`."""
        return self.content_type.partition("/")[0]

    @property
    def extension(self) -> str:
        """`mp3`, without the dot."""
        return self.path.suffix.removeprefix(".")

    @cached_property
    def content(self) -> bytes:
        """All bytes of it."""
        return self.path.read_bytes() if self.made is None else self.made

    @cached_property
    def etag(self) -> str:
        """A strong entity tag: it depends on the bytes alone, so it is the same on every machine."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'


# The kinds that `World.add(media=…)` takes, and those that a submit can ask for.
MEDIA = {
    "audio": MediaFile("tone.mp3", "audio/mpeg", 1.0),
    "wav": MediaFile("tone.wav", "audio/x-wav", 0.1),
    "flac": MediaFile("tone.flac", "audio/flac", 1.0),
    "aac": MediaFile("tone.aac", "audio/aac", 1.0),
    "opus": MediaFile("tone.opus", "audio/opus", 1.0),
    "ogg": MediaFile("tone.opus", "audio/ogg", 1.0),
    "image": MediaFile("picture.png", "image/png"),
    "video": MediaFile("clip.mp4", "video/mp4", 1.0),
}
