"""The text of pages that Starlight draws of an OpenAPI document: name, flag, description and type, in this order."""

from __future__ import annotations

import re
from typing import NamedTuple

from docs2openapi._vocabulary.headings import section_role
from docs2openapi._vocabulary.phrases import announced_status
from docs2openapi._vocabulary.types import parse_type

# The invisible link beside each title, with what stands behind it.
_SECTION = re.compile(r"Section titled “[^”]*”\s*(?P<behind>.*)")
_NAME = re.compile(r"[A-Za-z_$][\w.$-]*")
_TYPE = re.compile(r"(?P<type>[A-Za-z]+(?:<[^<>]*>)?)(?: format: (?P<format>[\w-]+))?")
_LABEL = re.compile(
    r"(?P<label>Allowed values|default|Example|format|pattern|[<>]=?)(?::|(?<==)|(?<=[<>]))\s?(?P<value>.*)"
)
_STATUS = re.compile(r"[1-5]\d\d|default")
_FLAGS = ("required", "deprecated", "nullable")
# A field whose keys are free: nothing is inside it that has a name.
_FREE_KEYS = ["key", "additional properties"]
MAX_DESCRIPTION = 3  # lines
MAX_LEAD_IN = 12  # lines in front of the first section
HIDE = "Hide fields"  # as other pages say that what follows is inside the field above


class _Field(NamedTuple):
    """The lines of a field as other rendered pages have them, and how many lines are taken for it."""

    lines: list[str]
    taken: int


def rewrite_starlight(lines: list[str]) -> list[str]:
    """Write fields as other rendered pages have them."""
    rewritten = ["" if _SECTION.match(line) else line for line in lines]
    behind = {at: match["behind"].strip() for at, line in enumerate(lines) if (match := _SECTION.match(line))}
    filled = [(at, word) for at, line in enumerate(lines) if (word := behind.get(at, line.strip()))]
    titles = {number for number, (at, _) in enumerate(filled) if at + 1 in behind}
    status = announced_status(" ".join(lines[:MAX_LEAD_IN]))
    writer = _Writer([word for _, word in filled], titles, status)
    writer.write()
    for (at, _), word in zip(filled, writer.words, strict=True):
        rewritten[at] = word
    return rewritten


class _Writer:
    """Goes through the lines that are not empty, and writes fields and titles of responses in place."""

    def __init__(self, words: list[str], titles: set[int], status: str | None) -> None:
        self.words = words
        self.titles = titles
        self.status = status
        self.is_response = False
        self.has_lost = False  # the status of a response
        self.is_known = True  # False inside of a response that could have any status

    def write(self) -> None:
        at = 0
        while at < len(self.words):
            at = self._write_one(at)

    def _write_one(self, at: int) -> int:
        word = self.words[at]
        role = section_role(word.removesuffix(" required")) if at in self.titles else None
        if role is not None:
            self.is_response, self.is_known = role == "response", True
            self.words[at] = f"\n{word.removesuffix(' required')}\n"
        elif self.is_response and _STATUS.fullmatch(word):
            self.words[at] = f"\n{word}\n"
            return self._to_body(at + 1)
        elif self.is_response and self.words[at + 1 : at + 2] == ["object"] and " " in word:
            return self._write_lost_status(at)
        elif field := self._field(at):
            written, blank = "\n".join(field.lines if self.is_known else []), [""] * (field.taken - 1)
            is_opened = self.words[at - 1].endswith(HIDE)  # it stands right below what opens it
            self.words[at : at + field.taken] = [written, *blank] if is_opened else [*blank, written]
            return at + field.taken
        return at + 1

    def _to_body(self, at: int) -> int:
        """Blank the description, the content type and the type of a response; return the index after them."""
        end = next((to for to in range(at, min(at + 4, len(self.words))) if self.words[to] == "object"), None)
        if end is None:
            return at
        self.words[at : end + 1] = [""] * (end + 1 - at)
        return end + 1

    def _write_lost_status(self, at: int) -> int:
        """Write the status of the first response, if the page says it above; nothing says those of the others."""
        self.is_known = not self.has_lost
        self.has_lost = True
        self.words[at : at + 2] = [f"\n{self.status or 'Response'}\n" if self.is_known else "", ""]
        return at + 2

    def _field(self, at: int) -> _Field | None:
        if not _NAME.fullmatch(self.words[at]) or self.words[at] in ("object", "string") or at in self.titles:
            return None
        below = at + 1
        while below < len(self.words) and self.words[below] in _FLAGS:
            below += 1
        ends = range(below, min(below + MAX_DESCRIPTION + 1, len(self.words)))
        kind = next((to for to in ends if _type_of(self.words[to])), None)
        if kind is None or not self.titles.isdisjoint(range(below, kind)):
            return None
        end = kind + 1
        labels: list[str] = []
        while end < len(self.words) and (label := _LABEL.fullmatch(self.words[end])):
            labels += _written(label)
            end += 1
        inner, end = self._inside(kind, end)
        parts = [self.words[at], _type_of(self.words[kind]), *self.words[at + 1 : below]]
        return _Field([*parts, *self.words[below:kind], *labels, *inner], end - at)

    def _inside(self, kind: int, end: int) -> tuple[list[str], int]:
        """Return the line that says that the fields below are inside a field, and the index after what opens it."""
        if self.words[end : end + 2] == _FREE_KEYS:
            return [], min(end + 3, len(self.words))
        if self.words[kind] == "object":
            return [HIDE], end
        is_list = self.words[kind].startswith("Array<object") and self.words[end : end + 1] == ["object"]
        return ([HIDE], end + 1) if is_list else ([], end)


def _type_of(word: str) -> str:
    """Return a type as other pages write it; empty if a line is none."""
    match = _TYPE.fullmatch(word)
    known = match is not None and parse_type(match["type"]) is not None
    return f"{match['type']} ({match['format']})" if match and known and match["format"] else word if known else ""


def _written(label: re.Match[str]) -> list[str]:
    if label["label"] == "Allowed values":
        return [f"One of {', '.join(f'`{value}`' for value in label['value'].split())}"]
    return [f"Default: `{label['value']}`"] if label["label"] == "default" else []
