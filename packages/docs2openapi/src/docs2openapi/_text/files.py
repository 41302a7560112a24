"""Pages, read from files."""

from __future__ import annotations

import codecs
from pathlib import Path

from docs2openapi._model.page import Page, UnreadablePage

# The docs pages of one operation have tens of kilobytes; a larger file is something else.
MAX_BYTES = 1_000_000

# Rendered pages have them beside names, as anchors.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))


_MARKS_OF_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def load_page(path: Path | str) -> Page:
    """Read a page from a UTF-8 file.

    Raises:
        UnreadablePage: The file is missing, empty, not a regular file, too large, binary or not UTF-8.
    """
    file = str(path)
    data = _read_bytes(Path(path), file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(_MARKS_OF_UTF_16):  # Windows PowerShell writes it behind >
            raise UnreadablePage(file, 1, "is UTF-16 text: save it as UTF-8") from error
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadablePage(file, line, f"is not UTF-8 text (byte {error.start})") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
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
        advice = f"; save the page first: curl -o page.md {file}" if "://" in file else ""
        raise UnreadablePage(file, 1, f"cannot be read: {reason}{advice}") from error
    if len(data) > MAX_BYTES:
        raise UnreadablePage(file, 1, f"is larger than {MAX_BYTES} bytes: give the page of one operation")
    return data
