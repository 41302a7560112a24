"""Fields as people write them down: a name, words on its type and on whether it is required, a description."""

from __future__ import annotations

import re
from typing import NamedTuple

from docs2openapi._fields.description import is_required_in, read_prose, typed, values_in
from docs2openapi._model.operation import MAX_STEPS, Field, Remark, name_path
from docs2openapi._text.inline import plain
from docs2openapi._vocabulary.types import Schema, allow_null, schema_of, types_of

_FLAG = re.compile(r"\b(required|mandatory|optional|deprecated|nullable|read[- ]only|write[- ]only)\b", re.IGNORECASE)
_DEFAULT = re.compile(
    r"\bdefault(?:s to|s)?\s{0,3}[:=]?\s{0,3}(?P<value>`[^`\n]*`|\"[^\"\n]*\"|'[^'\n]*'|[^\s,()]+)", re.IGNORECASE
)
_NAME = re.compile(r"(?P<name>[^\s*?(,:]+?)(?P<mark>\s?\*|\?)?(?:\s+(?P<rest>\S.*)|(?P<paren>\(.*))?")
_INDEX = re.compile(r"\[(?:\*|\d+|[inx])\]")
_DEPTH = re.compile(r"^(?:[\s»↳└├─│›→>-]|&nbsp;|\u00a0)*")
_HEAD_END = re.compile(r":\s|\s[—–-]+\s|\.(?=\s|$)|\n|[:—–]$")
_PAREN = re.compile(r"\s*\(((?:[^()]|\([^()]*\))*)\)")
MAX_HEADS = 4
_ENUM = re.compile(r"enum(?:eration)?\b", re.IGNORECASE)
_ENUM_WORD = re.compile(r"^\W*enum(?:eration)?\W*?(?=[`\"'(\s]|$)[\s:(]*", re.IGNORECASE)
_TYPED_ENUM = re.compile(
    r"`?(?P<type>string|integer|number)`?\s*[(,:]\s*(?:enum|one of)\s*:?\s*(?P<values>.+?)\)?", re.IGNORECASE
)
_RANGE = re.compile(r"\b(?:min(?:imum)?|max(?:imum)?|up to)?\s?\d+(?:\.\d+)?\s?[-–—]\s?\d+(?:\.\d+)?\b")
_NOTHING = ("", "-", "–", "—", "none", "n/a", "na", "no default", "*none*", "not set", "unset", "无", "空", "-")
_YES = re.compile(
    r"(?:yes|true|required|mandatory|must|always|[ymx✓✔✅☑●√]|必须|必填|必选|是)(?:\b|\W|$)", re.IGNORECASE
)
_NO = re.compile(r"(?:no|false|optional|never|[noc✗✘❌☐○×]|-+|–|—|可选|选填|非必填|否)(?:\b|\W|$)|$", re.IGNORECASE)


class Words(NamedTuple):
    """What the words beside a name say; ``schema`` is None where there is no type among them."""

    schema: Schema | None = None
    required: bool = False
    deprecated: bool = False
    default: str | None = None
    is_flagged: bool = False


class Written(NamedTuple):
    """A field as it is written down, cell by cell or word by word; None is what has no place in this manner."""

    line: int
    name: str
    words: str | None = None
    required: str | None = None
    default: str | None = None
    values: str = ""
    nullable: str = ""
    description: str = ""


def read_words(text: str) -> Words | None:
    """Read words such as ``string, optional, default: `x```; None where there are others among them.

    >>> read_words("array of strings, required").required
    True
    """
    text = text.replace("**", "")
    default = _DEFAULT.search(text)
    rest = text[: default.start()] + text[default.end() :] if default else text
    flags = [flag.lower() for flag in _FLAG.findall(plain(rest))]
    bare = _RANGE.sub(" ", _FLAG.sub(" ", rest))
    schema = schema_of(plain(bare).strip(" ,;()·|*")) or schema_of(bare.strip(" ,;()·*"))
    if schema is None and plain(bare).strip(" ,;()·|*"):
        return None
    if schema is not None and "nullable" in flags:
        allow_null(schema)
    required = "required" in flags or "mandatory" in flags
    told = unquoted(default["value"]) if default else None
    return Words(schema, required, "deprecated" in flags, told, bool(flags))


def split_definition(text: str) -> tuple[str | None, str]:
    """Part what follows a name into words and description; no words where it begins with the description.

    >>> split_definition("(string, required): Where it is.")
    ('string, required', 'Where it is.')
    """
    paren = _PAREN.match(text)
    if paren and read_words(paren[1]) is not None:
        return paren[1], text[paren.end() :].lstrip(" :—–-.")
    heads: list[str] = []
    rest = text.lstrip(" :—–-")
    while len(heads) < MAX_HEADS:  # ``string — required — the description``
        end = _HEAD_END.search(rest)
        head = rest[: end.start()] if end else rest
        if not plain(head) or read_words(head) is None:
            break
        heads.append(head)
        rest = rest[end.end() :].lstrip(" :—–-") if end else ""
    return (", ".join(heads) if heads else None), rest.strip()


def unquoted(words: str) -> str:
    """Take a value out of its back-ticks or quotes."""
    words = words.strip().strip("`").strip()
    return words[1:-1] if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'" else words


def depth_of(cell: str) -> int:
    """Tell how far a name is set in: by ``»`` signs, an arrow, or spaces that do not break."""
    lead = _DEPTH.match(cell)
    text = lead[0] if lead else ""
    return max(
        text.count("»"), min(1, len(re.findall("[↳└├→›]", text))), (text.count("&nbsp;") + text.count("\u00a0")) // 2
    )


def split_name(cell: str) -> tuple[list[str], str]:
    """Give the names in a cell, and what is written behind them: a star, ``(required)``, a type.

    >>> split_name("**`prompt`**\\\\*")
    (['prompt'], 'required')
    """
    text = plain(_DEPTH.sub("", cell)).strip(" :")
    several = [unquoted(part) for part in re.split(r"\s*,\s*|\s+/\s+|\s+and\s+", text)]
    if len(several) > 1 and all(re.fullmatch(r"[A-Za-z_$][\w.$\[\]-]*", part) for part in several):
        return several, ""
    match = _NAME.fullmatch(text)
    if match is None:
        return ([text] if text else []), ""
    behind = match["rest"] or match["paren"] or ""
    star = "required" if (match["mark"] or "").strip() == "*" else ""
    return [_INDEX.sub("[]", match["name"].strip("\"'"))], " ".join(filter(None, (star, behind)))


def make_field(written: Written, remarks: list[Remark], outer: tuple[str, ...] = ()) -> Field | None:
    """Make a field of what is written down; what cannot be read is noted and left out."""
    path = name_path(written.name)
    if path is None or len(outer) + len(path) > MAX_STEPS:
        remarks.append(Remark(written.line, f"{written.name!r} is not the name of a field; left out"))
        return None
    maker = _Maker(written, remarks)
    if path[-1] == "[]" and "array" in types_of(maker.schema):
        path = path[:-1]  # ``tags[]`` of type ``string[]`` is one list, not a list of lists
    return maker.make((*outer, *path))


class _Maker:
    """Puts together what the parts of one field say."""

    def __init__(self, written: Written, remarks: list[Remark]) -> None:
        self.written = written
        self.remarks = remarks
        self.enum: Schema = {}
        self.words = self._read_words()
        self.schema: Schema = {**(self.words.schema or {}), **self.enum}

    def make(self, path: tuple[str, ...]) -> Field:
        written = self.written
        if _YES.match(plain(written.nullable)):
            allow_null(self.schema)
        self._read_values()
        self._read_prose()
        required, default = self._read_required()
        self._read_default(written.default if default is None else default)
        if self.words.deprecated:
            self.schema["deprecated"] = True
        if written.description:
            self.schema["description"] = written.description
        return Field(path, written.line, self.schema, required)

    def _say(self, reason: str) -> None:
        self.remarks.append(Remark(self.written.line, f"field {self.written.name}: {reason}"))

    def _read_words(self) -> Words:
        text = self.written.words or ""
        words = read_words(text)
        if words is None and (match := _TYPED_ENUM.fullmatch(text.strip())):
            words = Words(schema_of(match["type"]))
            self.enum = dict(words.schema or {})
            read_prose(self.enum, f"one of: {match['values']}")
        elif words is None and _ENUM.match(plain(text)):
            words = Words()
            read_prose(self.enum, f"one of: {_ENUM_WORD.sub('', text)}")
        elif words is None:
            self._say(f"type {plain(text)!r} is not known")
        elif words.schema is None:
            self._say("the page does not say its type")
        return words or Words()

    def _read_values(self) -> None:
        """Read a cell that holds nothing but the values."""
        values = values_in(f"one of: {self.written.values}") if self.written.values.strip() else []
        if values:
            read_prose(self.schema, f"one of: {self.written.values}")

    def _read_prose(self) -> None:
        for fault in read_prose(self.schema, self.written.description):
            self._say(fault)
        if "enum" in self.schema and "type" not in self.schema and all(isinstance(v, str) for v in self.schema["enum"]):
            self.schema["type"] = "string"

    def _read_required(self) -> tuple[bool, str | None]:
        """Read a cell of yes or no, which may hold the default too: ``no (default: `x`)``."""
        cell = plain(self.written.required or "")
        default = _DEFAULT.search(self.written.required or "")
        if not (_YES.match(cell) or _NO.match(cell)):
            self._say(f"required: {cell!r}?")
        said = bool(_YES.match(cell)) or self.words.required or is_required_in(self.written.description)
        return said, unquoted(default["value"]) if default else self.words.default

    def _read_default(self, words: str | None) -> None:
        if words is None or plain(words).lower() in _NOTHING:
            return
        value = unquoted(words)
        if value == "null" and "null" not in types_of(self.schema):
            self._say("its default is null, which its type does not allow; left out")
            return
        try:
            self.schema["default"] = typed(value, self.schema) if value != "null" else None
        except ValueError:
            self._say(f"default {value!r} cannot be read; left out")
