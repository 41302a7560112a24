"""A docs page as text, and what can be reported about one of its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

MAX_REASON = 300
_UNDECIDED = re.compile(r"left out$|none is taken|cannot be told apart|is not known$")
# What is left out on purpose.
_DECIDED = re.compile(
    r"is another operation|not of this operation|is a placeholder|listed again|nothing here refers to"
)


class UnreadablePage(Exception):
    """No document can be made of a page.

    Attributes:
        file: The page, as it was named by the caller.
        line: Where the problem is, counted from 1.
        reason: What the problem is, on one printable line.
        references: The addresses of OpenAPI documents that the page names.
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file = file
        self.line = line
        self.reason = _on_one_line(reason)
        self.references: tuple[str, ...] = ()
        super().__init__(f"{file}:{line}: {self.reason}")


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a page does not say, or says in more than one way.

    Attributes:
        file: The page, as it was named by the caller.
        line: The line, counted from 1.
        reason: What is missing or undecided, on one printable line.
    """

    file: str
    line: int
    reason: str

    @property
    def is_undecided(self) -> bool:
        """True if something stands on the page that is not in the document, since its meaning is not certain."""
        return bool(_UNDECIDED.search(self.reason)) and not _DECIDED.search(self.reason)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class Remark(NamedTuple):
    """What cannot be read or decided at a line (from 1): a `Note` before its file is added."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    r"""A page's name and text; line ends are ``\n``.

    Attributes:
        file: The page, as it was named by the caller.
        text: Its text.
        numbers: Which line of the file each line was, from 1, if the text has been rewritten; else empty.
    """

    file: str
    text: str
    numbers: tuple[int, ...] = ()

    @property
    def lines(self) -> list[str]:
        r"""The lines of the page; only ``\n`` ends one, as in the Markdown parser."""
        return self.text.split("\n")

    def note(self, remark: Remark) -> Note:
        """Make a note of a remark about this page."""
        return Note(self.file, self._number(remark.line), _on_one_line(remark.reason))

    def unreadable(self, line: int, reason: str) -> UnreadablePage:
        """Make the error that this page cannot be read; the caller raises it."""
        return UnreadablePage(self.file, self._number(line), reason)

    def with_text(self, text: str) -> Page:
        """Return the same page with other text on its lines."""
        return Page(self.file, text, self.numbers)

    def _number(self, line: int) -> int:
        return self.numbers[line - 1] if 0 < line <= len(self.numbers) else line


def _on_one_line(reason: str) -> str:
    """Escape and shorten text of a page: it must not end a line, steer a terminal or go on without end."""
    text = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in reason[:MAX_REASON])
    return text if len(reason) <= MAX_REASON else f"{text}…"
