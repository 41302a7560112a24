"""The results of jobs: a few small files that really play, made by tools/make_media.py."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class MediaFile:
    """One result.

    Attributes:
        name: File name in this package's `data` folder.
        content_type: Media type that it is served as.
        duration: Seconds, or None for an image.
        inline: The bytes themselves where the result is computed and not a file.
    """

    name: str
    content_type: str
    duration: float | None = None
    inline: bytes | None = None

    @property
    def path(self) -> Path:
        """Path of the file in this package."""
        return _DATA / self.name

    @property
    def kind(self) -> str:
        """`audio`, `image` or `video`."""
        return self.content_type.partition("/")[0]

    @property
    def extension(self) -> str:
        """File name extension without the dot, such as `mp3`."""
        return self.path.suffix.removeprefix(".")

    @cached_property
    def content(self) -> bytes:
        """All bytes of the result."""
        return self.path.read_bytes() if self.inline is None else self.inline

    @cached_property
    def etag(self) -> str:
        """Strong entity tag, computed from the bytes alone so that it is the same on every machine."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'


# The kinds that `World.add(media=…)` takes, and the formats that a submit can ask for.
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
