"""An unfinished result on disk: NAME.part, and beside it NAME.part.etag, with the version that it is a part of."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Self

from generation_jobs._core.errors import DownloadError
from generation_jobs._download.filenames import find_partial

POSIX = os.name == "posix"
"""Elsewhere a file in use cannot be renamed, so that two downloads of one result still cannot mix."""

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Leftover(NamedTuple):
    """What an earlier try left: `size` bytes in `path`, of the version `etag`; size 0 if they are of no use."""

    path: Path | None = None
    size: int = 0
    etag: str = ""

    @classmethod
    def find(cls, directory: Path, name: str) -> Self:
        """Look for the partial file of a result. One without an entity tag cannot be resumed, and has size 0."""
        path = find_partial(directory, name)
        if path is None:
            return cls()
        with contextlib.suppress(OSError, UnicodeError):
            etag = _sidecar(path).read_text(encoding="ascii").strip()
            return cls(path, path.stat().st_size, etag) if etag else cls(path)
        return cls(path)

    def conditions(self) -> dict[str, str]:
        """Return headers that request the rest if the result is still the same, else all (RFC 9110 13.1.5)."""
        identity = {"Accept-Encoding": "identity"}
        return identity | {"Range": f"bytes={self.size}-", "If-Range": self.etag} if self.size else identity

    def continues_with(self, start: int, headers: Mapping[str, str]) -> bool:
        """Return whether a response goes on where this ends, with the same version: some servers ignore If-Range."""
        return start == self.size and headers.get("etag", self.etag).strip() == self.etag

    def discard(self) -> None:
        """Delete it. Raises `DownloadError` if another download is writing it."""
        if self.path is not None:
            with PartialFile(self.path):
                _sidecar(self.path).unlink(missing_ok=True)
                self.path.unlink(missing_ok=True)


class PartialFile:
    """An open NAME.part that this download alone may write. Its methods block on the disk.

    Raises:
        DownloadError: Another download is writing it.
    """

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
        """Return an empty file beside `target`, which remembers the version in `headers`."""
        file = cls(target.with_name(target.name + ".part"))
        file._file.truncate(0)
        file.size = 0
        if etag := _strong_etag(headers):
            _sidecar(file.path).write_text(etag, encoding="ascii")
        else:
            _sidecar(file.path).unlink(missing_ok=True)
        return file

    def write(self, data: bytes) -> None:
        """Append."""
        view = memoryview(data)
        while view:  # an unbuffered write may take less than all
            written = self._file.write(view)
            self.size += written
            view = view[written:]

    def finish(self, target: Path) -> None:
        """Make the bytes durable and rename the file to `target`."""
        os.fsync(self._file.fileno())
        if not POSIX:
            self._file.close()
        self.path.replace(target)
        self._file.close()
        _sidecar(self.path).unlink(missing_ok=True)
        _sync_directory(target.parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()  # what is there may be resumed


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
    """Return the entity tag if it is strong (RFC 9110 8.8.1): a weak one must not be used to resume (13.1.5)."""
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
