"""A docs page as it stands in a file, and what can be said about one of its lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# The five pages at hand have 7 KB at most; beyond this, it is no docs page of one operation.
MAX_BYTES = 1_000_000
MAX_REASON = 300


class UnreadablePage(Exception):
    """No document can be made of a page: ``file``, ``line`` (from 1) and ``reason`` tell why."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file = file
        self.line = line
        self.reason = _on_one_line(reason)
        super().__init__(f"{file}:{line}: {self.reason}")


@dataclass(frozen=True, slots=True)
class Note:
    """What a page does not say, or says in more than one way, at which line (from 1)."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Page:
    """A page's name and text, with line ends as ``\\n``."""

    file: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The page line by line: only ``\\n`` ends one, as in the Markdown parser."""
        return self.text.split("\n")

    def note(self, line: int, reason: str) -> Note:
        """Say something about a line of this page."""
        return Note(self.file, line, _on_one_line(reason))

    def unreadable(self, line: int, reason: str) -> UnreadablePage:
        """Say why this page cannot be read; the caller raises it."""
        return UnreadablePage(self.file, line, reason)


def _on_one_line(reason: str) -> str:
    """Quote what a page says so that it cannot end a line, steer a terminal or go on for ever."""
    text = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in reason[:MAX_REASON])
    return text if len(reason) <= MAX_REASON else f"{text}…"


def load_page(path: Path | str) -> Page:
    """Read a page from a UTF-8 file.

    Raises:
        UnreadablePage: The file is missing, empty, no regular file, too large, binary or not UTF-8.
    """
    file = str(path)
    data = _read_bytes(Path(path), file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadablePage(file, line, f"is not UTF-8 text (byte {error.start})") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnreadablePage(file, text.count("\n", 0, text.index("\0")) + 1, "is binary, not text")
    if not text.strip():
        raise UnreadablePage(file, 1, "is empty")
    return Page(file, text)


def _read_bytes(path: Path, file: str) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise UnreadablePage(file, 1, "is not a file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadablePage(file, 1, f"cannot be read: {reason}") from error
    if len(data) > MAX_BYTES:
        raise UnreadablePage(file, 1, f"is larger than {MAX_BYTES} bytes")
    return data
