"""What stands below the lines of a field: its description, and labels with its values, its default, an example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._fields.stacked import LATE_LABEL, with_late_flags
from docs2openapi._vocabulary.headings import MAX_HEADING

if TYPE_CHECKING:
    from docs2openapi._fields.field import FieldText
    from docs2openapi._fields.stacked import StackedLines
    from docs2openapi._flattened.page_lines import PageLines

_QUOTED = re.compile(r'"[^"]*"')
_AROUND_VALUE = ' \t`,"'


def read_below(look: PageLines, stacked: StackedLines) -> tuple[FieldText, int]:
    """Read what stands below a field; return what is said of it, and the index of the line after that."""
    below = _Below(look, stacked)
    while below.take():
        pass
    text = "\n".join(filter(None, (stacked.text.description, *map(str.strip, below.lines))))
    said = stacked.text._replace(description=text, values=below.values, default=below.default)
    return with_late_flags(said), below.end


class _Below:
    """Goes through the lines below a field; ``end`` is the index of the first that is not of it."""

    def __init__(self, look: PageLines, stacked: StackedLines) -> None:
        self.look = look
        self.values = stacked.text.values
        self.default = stacked.text.default
        echo = look.next_filled(stacked.end - 1)
        is_echo = echo < len(look.lines) and _letters(look.lines[echo]) == _letters(stacked.text.name)
        end = echo + 1 if is_echo else look.end_of_description(stacked.end)
        self.end = look.end_of_late_description(end) if end == stacked.end else end
        self.lines = look.lines[stacked.end : self.end]

    def take(self) -> bool:
        """Take one label with what belongs to it, or the paragraphs up to the next one; False if there is none."""
        late = self.look.next_filled(self.end - 1)
        label = LATE_LABEL.match(self.look.lines[late].strip()) if late < len(self.look.lines) else None
        if label is None:
            return self._take_lines(self.end, self.look.end_of_late_description(self.end))
        if label["example"]:
            self.end = self.look.end_of_example(late)
            return True
        if self._take_default(late, label) or self._take_values(late, label):
            return True
        return self._take_lines(late, self.look.end_of_description(late + 1))

    def _take_lines(self, start: int, end: int) -> bool:
        self.lines += self.look.lines[start:end]
        self.end, before = end, self.end
        return end > before

    def _take_default(self, late: int, label: re.Match[str]) -> bool:
        """Take a default beside its label."""
        beside = self.look.lines[late].strip()[label.end() :].strip() if label["default"] else ""
        if not beside or (" " in beside and not _QUOTED.fullmatch(beside)):
            return False
        self.default, self.end = beside, late + 1
        return True

    def _take_values(self, late: int, label: re.Match[str]) -> bool:
        """Take the values below a label, a line each."""
        listed = self.look.values_below(late) if label["values"] else []
        if listed:
            values = (self.look.lines[at].strip(_AROUND_VALUE) for at in listed)
            self.values, self.end = ", ".join(f'"{value}"' for value in values), listed[-1] + 1
        return bool(listed)


def _letters(words: str) -> str:
    """Return the letters of a name, by which a description that only says it again is known: it is no title."""
    return "".join(filter(str.isalnum, words[:MAX_HEADING])).casefold()
