"""A result on its way to disk: NAME.part, and beside it NAME.part.etag, which tells whether it may be resumed."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Self

from generation_jobs._core.errors import DownloadError
from generation_jobs._download.filenames import unfinished

POSIX = os.name == "posix"
"""Elsewhere a file in use cannot be renamed, so that two downloads of one result still cannot mix."""

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Leftover(NamedTuple):
    """What an earlier try left: `size` bytes in `path`, of the version `etag`; 0 if no use can be made of it."""

    path: Path | None = None
    size: int = 0
    etag: str = ""

    @classmethod
    def find(cls, directory: Path, name: str) -> Self:
        """Look for the part of a result. One without an entity tag cannot be resumed, and has no size."""
        path = unfinished(directory, name)
        if path is None:
            return cls()
        with contextlib.suppress(OSError, UnicodeError):
            etag = _sidecar(path).read_text(encoding="ascii").strip()
            return cls(path, path.stat().st_size, etag) if etag else cls(path)
        return cls(path)

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the rest if the result is still the same, else for all of it (RFC 9110 13.1.5)."""
        identity = {"Accept-Encoding": "identity"}
        return identity | {"Range": f"bytes={self.size}-", "If-Range": self.etag} if self.size else identity

    def goes_on_in(self, headers: Mapping[str, str]) -> bool:
        """Whether an answer is of the same version: some servers overlook If-Range and send a part of another one."""
        return headers.get("etag", self.etag).strip() == self.etag

    def discard(self) -> None:
        """Delete it. Raises `DownloadError` if another download is writing it."""
        if self.path is not None:
            part = Part.resume(self.path)
            _sidecar(self.path).unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)
            part.close()


class Part:
    """An open NAME.part that this download alone may write. All methods block on the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO = path.open("ab", buffering=0)
        try:
            _claim(self._file, path)
        except BaseException:
            self._file.close()
            raise
        self.size: int = os.fstat(self._file.fileno()).st_size

    @classmethod
    def create(cls, target: Path, headers: Mapping[str, str]) -> Self:
        """An empty part beside `target`, which remembers the version that `headers` tell."""
        part = cls(target.with_name(target.name + ".part"))
        part._file.truncate(0)
        part.size = 0
        if etag := _strong_etag(headers):
            _sidecar(part.path).write_text(etag, encoding="ascii")
        else:
            _sidecar(part.path).unlink(missing_ok=True)
        return part

    @classmethod
    def resume(cls, path: Path) -> Self:
        """A part as it was left. Raises `DownloadError` if another download is writing it."""
        return cls(path)

    def write(self, data: bytes) -> None:
        """Append."""
        view = memoryview(data)
        while view:  # an unbuffered write may take less than all
            written = self._file.write(view)
            self.size += written
            view = view[written:]

    def finish(self, target: Path) -> None:
        """Make the bytes durable and give them their name."""
        os.fsync(self._file.fileno())
        if not POSIX:
            self._file.close()
        self.path.replace(target)
        self._file.close()
        _sidecar(self.path).unlink(missing_ok=True)
        _sync_directory(target.parent)

    def close(self) -> None:
        """Leave it as it is, to be resumed."""
        self._file.close()


def _claim(file: BinaryIO, path: Path) -> None:
    if not POSIX:
        return
    import fcntl  # there is none on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        mine = os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        mine = False
    if not mine:  # locked, or renamed into place between our opening it and our locking it
        raise DownloadError(f"{path} is being written by another download of the same result", part=path)


def _strong_etag(headers: Mapping[str, str]) -> str:
    """The entity tag, if it vouches for every byte (RFC 9110 8.8.1); a weak one must not resume (13.1.5)."""
    etag = headers.get("etag", "").strip()
    strong = len(etag) > 2 and etag.startswith('"') and etag.endswith('"')
    return etag if strong and etag.isascii() and etag.isprintable() else ""


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".etag")


def _sync_directory(directory: Path) -> None:
    # Without it, a power cut may undo the renaming. Windows cannot open a directory, and need not.
    if POSIX:
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
