"""Fields, built from what a page writes about each in cells, lines or words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.attributes import FieldAttributes, parse_attributes
from docs2openapi._fields.bare_values import find_bare_values
from docs2openapi._fields.description import apply_description, parse_value, says_required
from docs2openapi._fields.names import unquote
from docs2openapi._fields.values import find_values
from docs2openapi._model.field import MAX_PATH_STEPS, Field, parse_path
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import allow_null, types_of
from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.flags import DEFAULT_FLAG, DEFAULT_PROSE, FLAG, NO, NO_DEFAULT, YES
from docs2openapi._vocabulary.titles.values import is_status_name
from docs2openapi._vocabulary.types import OwnType, parse_own_type, parse_type

if TYPE_CHECKING:
    from docs2openapi._model.schema import Schema

_ENUM = re.compile(r"enum(?:eration)?\b", re.IGNORECASE)
_ENUM_WORD = re.compile(r"^\W*enum(?:eration)?\W*?(?=[`\"'(\s]|$)[\s:(]*", re.IGNORECASE)
_ONLY_VALUE = re.compile(r'"(?P<value>[^"]+)"')
# Nothing but words, as the description of a status.
_BARE_STATES = re.compile(
    r"[a-z][\w-]*(?:, [a-z][\w-]*)+,?(?: or |, )[a-z][\w-]*\.?|[a-z][\w-]*, [a-z][\w-]* or [a-z][\w-]*\.?"
)
_NUMBER_WITH_MEANING = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)\s?[(（][^()（）]{1,40}[)）]")  # ``0 (no limit)``
_NUMBERS = ("integer", "number")
_TIME_NAME = re.compile(r"(?:_at|At|_on|_?date|_?time|Date|Time)$")
_OBJECT = re.compile(r"\bobject\b", re.IGNORECASE)
_FLAGS_ONLY = re.compile(rf"(?:(?!{FLAG.pattern})[^,])+", re.IGNORECASE)
_TYPED_ENUM = re.compile(
    r"`?(?P<type>string|integer|number)`?\s*[(,:]\s*(?:enum|one of)\s*:?\s*(?P<values>.+?)\)?", re.IGNORECASE
)


MAX_TYPED = 300  # of a description


class FieldText(NamedTuple):
    """What a page writes about a field.

    Attributes:
        line: The line of its name, from 1.
        name: Its name, dotted where it is nested.
        words: Its type and flags; None if the format has no place for them.
        required: A cell of yes or no; None if there is no such cell.
        default: The cell of its default; None if there is no such cell.
        values: A cell of its values.
        nullable: A cell of yes or no.
        description: Its description, as Markdown.
    """

    line: int
    name: str
    words: str | None = None
    required: str | None = None
    default: str | None = None
    values: str = ""
    nullable: str = ""
    description: str = ""


def build_field(text: FieldText, remarks: list[Remark], outer: tuple[str, ...] = ()) -> Field | None:
    """Build a field.

    Args:
        text: What the page writes about it.
        remarks: Takes a remark for each part that cannot be read.
        outer: The path of the field around it.

    Returns:
        The field, or None if its name is not one.
    """
    path = parse_path(text.name)
    if path is None or len(outer) + len(path) > MAX_PATH_STEPS:
        remarks.append(Remark(text.line, f"{text.name!r} is not the name of a field; left out"))
        return None
    builder = _FieldBuilder(text, remarks)
    if path[-1] == "[]" and "array" in types_of(builder.schema):
        path = path[:-1]  # ``tags[]`` of type ``string[]`` is one list, not a list of lists
    return builder.build((*outer, *path))


@lru_cache(maxsize=1024)
def _own_type(words: str) -> OwnType | None:
    """Read a type that the page defines itself, among flags: ``ErrorDetail, optional``."""
    named = (parse_own_type(plain_text(word)) for word in FLAG.sub(" ", words).split(","))
    return next((own for own in named if own and parse_type(own.name) is None), None)


# Another field in the middle of a text, stuck to the word in front: ``the voicename(string): its name``.
_RUN_ON = re.compile(
    r"(?<=\s)[a-z]\w*\((?:string|integer|number|boolean|object|array|float|int)(?: of \w+)?"
    r"(?:, (?:required|optional))?\):"
)
# A description that begins with the type: ``Integer between 1 and 9``, ``Boolean.``; but ``Number of rows`` says none.
_DESCRIBED_TYPE = re.compile(
    r"\s*(?P<type>(?:Boolean|Integer|Float|String|Number(?! (?:which|that)\b)|Double)\b)"
    r"(?=\s*(?:$|[.,;]|\(|(?:between|which|that|from \d|in the range|greater|less|at least|at most)\b))"
    r"|\s*[Aa]n?\s+(?P<first>boolean|integer|string|array of (?:strings|integers|numbers|objects)|array|object)\b"
    r"(?=\s*(?:$|[.,;]|\((?!s\))|(?:between|which|that|from \d|of|for|to|with|value|option|flag|number"
    r"|describing|containing|indicating|specifying|representing|identifying)\b))"
)
# The same at the end of a sentence: ``How many there are. Integer.``, ``The seed, an integer value``.
_TYPE_AT_END = re.compile(
    r"[.,]\s+(?:[Aa]n\s|[Aa]\s)?(?P<type>[Ii]nteger|[Bb]oolean|[Ss]tring)(?:\svalue)?(?:\.(?=\s|$)|\s*$)"
)


def _described_type(text: str) -> str:
    """Return the type that a description names at its beginning or as a remark in it; empty if it names none."""
    if match := _DESCRIBED_TYPE.match(text):
        return match["type"] or match["first"]
    match = _TYPE_AT_END.search(text[:MAX_TYPED])
    return match["type"] if match else ""


class _FieldBuilder:
    """Puts together what the parts of a text say about one field."""

    def __init__(self, text: FieldText, remarks: list[Remark]) -> None:
        self.text = text
        self.remarks = remarks
        self.enum: Schema = {}
        self.own_type: OwnType | None = None
        self.attributes = self._read_words()
        self.schema: Schema = {**(self.attributes.schema or {}), **self.enum}

    def build(self, path: tuple[str, ...]) -> Field:
        text = self.text
        if YES.match(plain_text(text.nullable)):
            allow_null(self.schema)
        self._cut_description()
        self._read_values()
        self._read_description()
        required, default = self._read_required()
        self._read_default(text.default if default is None else default)
        if self.attributes.deprecated:
            self.schema["deprecated"] = True
        if text.description:
            self.schema["description"] = text.description
        own = self.own_type
        return Field(path, text.line, self.schema, required, own.name if own else "", own is not None and own.is_list)

    def _remark(self, reason: str) -> None:
        self.remarks.append(Remark(self.text.line, f"field {self.text.name}: {reason}"))

    def _read_words(self) -> FieldAttributes:
        words = self.text.words or ""
        attributes = parse_attributes(words)
        self.own_type = None if _ENUM.match(plain_text(words)) else _own_type(words)
        if attributes is None and self.own_type is not None:
            attributes = parse_attributes(_FLAGS_ONLY.sub("", words)) or FieldAttributes()
            if self.own_type.is_list or _OBJECT.search(words):
                attributes = attributes._replace(schema={"type": "array" if self.own_type.is_list else "object"})
        if attributes is None and (match := _TYPED_ENUM.fullmatch(words.strip())):
            attributes = FieldAttributes(parse_type(match["type"]))
            self.enum = dict(attributes.schema or {})
            apply_description(self.enum, f"one of: {match['values']}")
        elif attributes is None and _ENUM.match(plain_text(words)):
            attributes = FieldAttributes()
            apply_description(self.enum, f"one of: {_ENUM_WORD.sub('', words)}")
        elif attributes is None:
            self._remark(f"type {plain_text(words)!r} is not known")
        elif attributes.schema is None and (kind := _described_type(self.text.description)):
            attributes = attributes._replace(schema=parse_type(kind))
        elif attributes.schema is None:
            self._remark("the page does not say its type")
        return attributes or FieldAttributes()

    def _read_values(self) -> None:
        """Read a cell that holds nothing but the values."""
        cell = self.text.values
        if only := _ONLY_VALUE.fullmatch(cell.strip()):
            self.schema["enum"] = [only["value"]]
        elif cell.strip() and find_values(f"one of: {cell}"):
            apply_description(self.schema, f"one of: {cell}")
        elif find_bare_values(cell):
            apply_description(self.schema, cell)

    def _cut_description(self) -> None:
        """Cut off further fields that run into a description: where their names begin cannot be told."""
        match = _RUN_ON.search(self.text.description) if "):" in self.text.description else None
        if match is not None:
            self.text = self.text._replace(description=self.text.description[: match.start()].rstrip())
            self._remark(f"other fields run into its description, from {match[0]!r} on; left out")

    def _read_description(self) -> None:
        had_values = "enum" in self.schema
        if is_status_name(self.text.name.rpartition(".")[2]) and _BARE_STATES.fullmatch(self.text.description.strip()):
            apply_description(self.schema, f"one of: {self.text.description}")
        for problem in apply_description(self.schema, self.text.description):
            self._remark(problem)
        enum = self.schema.get("enum", ())
        is_own = self.schema.get("default", self) in enum  # a default is none of the name of another field
        is_of_others = _TIME_NAME.search(self.text.name) or (self.text.name in enum and not is_own)
        if not had_values and is_of_others:
            self.schema.pop("enum", None)  # what its description lists is of another field, or names of fields
        if all(isinstance(value, str) for value in self.schema.get("enum", [None])):
            self.schema.setdefault("type", "string")

    def _read_required(self) -> tuple[bool, str | None]:
        """Read a cell of yes or no, which may hold the default too: ``no (default: `x`)``."""
        cell = self.text.required or ""
        words = plain_text(cell)
        default = DEFAULT_FLAG.search(cell) if cell else None
        if not (YES.match(words) or NO.match(words)):
            self._remark(f"required is {words!r}, neither yes nor no")
        required = bool(YES.match(words)) or self.attributes.required or says_required(self.text.description)
        return required, unquote(default["value"]) if default else self.attributes.default

    def _unstuck(self, default: str) -> str:
        """Return a default without the value that a rendered page has stuck to it: ``1x1`` of ``1x11x1``."""
        if (number := _NUMBER_WITH_MEANING.fullmatch(default)) and set(_NUMBERS) & {*types_of(self.schema)}:
            return number["number"]
        values = [str(value) for value in self.schema.get("enum", ())]
        stuck = [value for value in values if default.removeprefix(value) in values]
        return stuck[0] if len(stuck) == 1 and default not in values else default

    def _read_default(self, words: str | None) -> None:
        is_none = words is None or plain_text(words).lower() in NO_DEFAULT
        if words is None or (is_none and words not in self.schema.get("enum", ())):
            return
        value = self._unstuck(unquote(words))
        if value == words.strip() and value not in self.schema.get("enum", ()) and DEFAULT_PROSE.fullmatch(value):
            self._remark(f"default {value!r} tells what it is in words; left out")
            return
        if value == "null" and "null" not in types_of(self.schema):
            self._remark("its default is null, which its type does not allow; left out")
            return
        if "," in value and set(value.split(",")) == set(map(str, self.schema.get("enum", ()))):
            del self.schema["enum"]  # these are the parts of one value: ``en-US,en``
        try:
            self.schema["default"] = parse_value(value, self.schema) if value != "null" else None
        except ValueError:
            self._remark(f"default {value!r} cannot be read; left out")
