"""An unfinished result on disk: NAME.part, and beside it NAME.part.json, with the version that it is a part of."""

import contextlib
import errno
import json
import logging
import os
import stat
from functools import cache
from pathlib import Path
from typing import BinaryIO, Self

from generation_jobs._core.errors import DownloadError
from generation_jobs._core.media_types import LOOK
from generation_jobs._download.content_range import Version, strong_etag

log: logging.Logger = logging.getLogger("generation_jobs")

POSIX = os.name == "posix"
"""Elsewhere a file in use cannot be renamed, so that two downloads of one result still cannot mix."""

_NOT_SUPPORTED = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL})
"""The errors of storage that cannot lock or sync files, such as Lustre, CIFS, and some NFS and FUSE."""

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class PartialFile:
    """An open NAME.part that this download alone may write. Its methods block on the disk.

    What it has is a part of `version`; without an entity tag, it cannot be resumed. Raises `DownloadError` if another
    download is writing it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = _open(path)
        try:
            _lock(self._file, path)
            self._opened = os.fstat(self._file.fileno())
            self.size = self._opened.st_size
            self.version = self._read_version()
        except BaseException:
            self._file.close()
            raise

    @property
    def is_intact(self) -> bool:
        """Whether the file still has its name, and is as long as what was written to it here."""
        try:
            found = self.path.lstat()
        except OSError:
            return False
        return os.path.samestat(found, self._opened) and found.st_size == self.size

    @property
    def resumable(self) -> int:
        """The bytes that can be kept when the rest is requested."""
        return self.size if self.version.etag else 0

    def conditions(self) -> dict[str, str]:
        """Return headers that request the rest if the result is still the same, else all (RFC 9110 13.1.5)."""
        identity = {"Accept-Encoding": "identity"}
        if not self.resumable:
            return identity
        return identity | {"Range": f"bytes={self.size}-", "If-Range": self.version.etag}

    def restart(self, version: Version) -> None:
        """Forget all bytes. What is written next is of another version."""
        self._file.truncate(0)
        self.size, self.version = 0, version
        _sidecar(self.path).unlink(missing_ok=True)
        if version.etag:
            with _open(_sidecar(self.path)) as sidecar:
                sidecar.write(json.dumps(version).encode())

    def disown(self) -> None:
        """Let no download resume the file."""
        _sidecar(self.path).unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Append."""
        view = memoryview(data)
        while view:  # an unbuffered write may take less than all
            written = self._file.write(view)
            self.size += written
            view = view[written:]

    def look(self) -> bytes:
        """Return the first bytes."""
        self._file.seek(0)
        return self._file.read(LOOK)

    def finish(self, target: Path) -> None:
        """Make the bytes durable and rename the file to `target`."""
        _sync(self._file.fileno())
        if not POSIX:
            self._file.close()
        self.path.replace(target)
        self._file.close()
        _sidecar(self.path).unlink(missing_ok=True)
        _sync_directory(target.parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if POSIX and kind is not None and not self.size:  # while it is still locked
            self.path.unlink(missing_ok=True)
            _sidecar(self.path).unlink(missing_ok=True)
        self._file.close()  # what is there may be resumed

    def _read_version(self) -> Version:
        """Return what the sidecar says; one that is damaged says nothing."""
        with contextlib.suppress(OSError, ValueError, TypeError, OverflowError, RecursionError):
            with _open(_sidecar(self.path), create=False) as sidecar:
                etag, last_modified, total = json.loads(sidecar.read(4096))
            return Version(strong_etag({"etag": str(etag)}), str(last_modified), None if total is None else int(total))
        return Version()


def _open(path: Path, *, create: bool = True) -> BinaryIO:
    """Open a file of ours. Whatever else has its name, such as a link to another file, is removed, not followed."""
    flags = _FLAGS if create else _FLAGS & ~os.O_CREAT
    with contextlib.suppress(FileNotFoundError):
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
            path.unlink()
    return os.fdopen(os.open(path, flags, 0o666), "r+b", buffering=0)


def _lock(file: BinaryIO, path: Path) -> None:
    if not POSIX:
        return
    import fcntl  # there is none on Windows

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise _busy(path) from None
        _warn_once(f"files in {path.parent} cannot be locked: do not let two programs download the same result to it")
    try:
        mine = os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        mine = False
    if not mine:  # renamed into place between our opening it and our locking it
        raise _busy(path)


def _busy(path: Path) -> DownloadError:
    return DownloadError(
        f"{path} is being written by another download of the same result: wait, and call again", part=path
    )


@cache
def _warn_once(message: str) -> None:
    log.warning("%s", message)


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_SUPPORTED:
            raise


def _sync_directory(directory: Path) -> None:
    # Without it, a power cut may undo the renaming. Windows cannot open a directory, and need not.
    if POSIX:
        with contextlib.suppress(OSError):  # the file is in place all the same
            descriptor = os.open(directory, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
