"""Fields of the types that a page declares in TypeScript: ``interface Job { id: string; status: "new" | "done" }``."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.field import FieldText, build_field
from docs2openapi._model.field import MAX_PATH_STEPS
from docs2openapi._model.findings import ErrorRow, Findings, ListedField
from docs2openapi._model.page import Remark
from docs2openapi._sections.examples import DECLARATION, TS, is_object_of_types
from docs2openapi._vocabulary.headings import FIELD_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._sections.outline import Section
    from docs2openapi._sections.parsed_page import ParsedPage
    from docs2openapi._text.markdown import Block

_START = re.compile(
    r"^[ \t]*(?:export\s+)?(?:declare\s+)?"
    r"(?:interface\s+(?P<interface>\w+)(?:\s+extends\s+(?P<bases>[\w, ]+))?\s*(?=\{)"
    r"|type\s+(?P<alias>\w+)\s*=\s*)",
    re.MULTILINE,
)
_NAME = re.compile(r"\s*(?:readonly\s+)?(?P<quote>[\"']?)(?P<name>[\w$.-]+)(?P=quote)(?P<mark>\?)?\s*:\s*")
_COMMENT = re.compile(r"\s*(?:/\*\*?(?P<block>.*?)\*/|//(?P<line>[^\n]*))", re.DOTALL)
_BEHIND = re.compile(r"[ \t]*//(?P<text>[^\n]*)")
_LIST = re.compile(r"(?P<item>.*)\[\]|(?:Readonly)?Array<(?P<inner>.*)>", re.DOTALL)
_SENT = re.compile(r"(?:Request|Params|Parameters|Input|Body|Query|Options|Payload)$")
_RETURNED = re.compile(r"(?:Response|Result|Output)$")
_TITLES_OF_RESPONSE = ("model", "response model", "response type")  # over an object without a name
_STATUS_COMMENT = re.compile(r"^[ \t]*//[^\n]{0,40}?\b(?P<status>[2-5]\d\d)\b[^\n]*$", re.MULTILINE)
_MESSAGE = re.compile(r"(?P<quote>[\"']).*\s.*(?P=quote)")
_MARKED = re.compile(r"^\s*[\w\"']+\?\s*:", re.MULTILINE)  # one that is optional: then the others are not
_OPTIONAL = re.compile(r"[{,;]\s*[\w\"']+\?\s*:(?!\s*any\b)")  # the same on one line
_CLOSING = {"{": "}", "[": "]", "(": ")", "<": ">"}
MAX_DECLARATION = 20_000
MAX_TYPES = 200  # of a page
MAX_FIELDS = 1_000  # of a body: types that refer to one another could have any number


class _Type(NamedTuple):
    """A declared type: what stands behind its name, with its line and the types that it extends."""

    line: int
    text: str
    bases: tuple[str, ...]


class _Member(NamedTuple):
    line: int
    name: str
    is_optional: bool
    type_text: str
    description: str


def find_typescript(page: ParsedPage) -> Findings:
    """Find the fields of the one type of each section that no other type refers to."""
    fences = [block for block in page.blocks if block.kind == "fence" and _has_types(block)]
    declared: dict[int, dict[str, _Type]] = {}
    for block in fences:
        left = MAX_TYPES - sum(map(len, declared.values()))
        declared[block.first] = dict(islice(_declarations(block.text, block.first + 1), left))
    types = {name: each for found in declared.values() for name, each in found.items()}
    findings = Findings()
    for block in page.blocks:
        if block.kind == "fence" and block.text.lstrip().startswith("//"):
            _add_commented(block, page, types, findings)
    for line, found in declared.items():
        section = page.outline.at(line)
        names = [name for name in found if not name or not _is_referred(name, types)]
        location = _location(section, names[0]) if len(names) == 1 else None
        if location is None:
            page.remarks.append(Remark(line, "types that are declared in code, and not for one body; left out"))
            continue
        are_declared = names[0] != "" or _MARKED.search(found[names[0]].text) is not None
        reader = _Reader(types, page.remarks, are_declared=are_declared)
        fields = islice(reader.fields(found[names[0]], ()), MAX_FIELDS)
        findings.fields += [field._replace(location=location, status=section.response_status) for field in fields]
    return findings


def declared_fields(text: str, line: int, remarks: list[Remark]) -> list[ListedField]:
    """Return the fields of an object that is written as a type; their location is empty."""
    reader = _Reader({}, remarks, are_declared=_OPTIONAL.search(text) is not None)
    return list(islice(reader.fields(_Type(line, text, ()), ()), MAX_FIELDS))


def _add_commented(block: Block, page: ParsedPage, types: dict[str, _Type], findings: Findings) -> None:
    """Read what stands below comments that name a status: ``// found: 200 OK``."""
    named = list(_STATUS_COMMENT.finditer(block.text))
    language = block.info.split(maxsplit=1)[0].lower() if block.info else ""
    if language not in TS or page.outline.at(block.first).role != "response":
        return
    ends = [*(each.start() for each in named[1:]), len(block.text)]
    for match, end in zip(named, ends, strict=False):  # there may be none
        text = block.text[match.end() : end].strip()
        line = block.first + 1 + block.text.count("\n", 0, match.start())
        findings.errors.append(ErrorRow(line, [match["status"]], [], ""))
        if text.startswith("{") and text.endswith("}"):
            reader = _Reader(types, page.remarks, are_declared=_MARKED.search(text) is not None)
            fields = islice(reader.fields(_Type(line, text, ()), ()), MAX_FIELDS)
            findings.fields += [each._replace(location="response", status=match["status"]) for each in fields]


def _has_types(block: Block) -> bool:
    language = block.info.split(maxsplit=1)[0].lower() if block.info else ""
    return DECLARATION.search(block.text) is not None or (language in TS and is_object_of_types(block.text))


def _is_referred(name: str, types: dict[str, _Type]) -> bool:
    """Return whether another type has a member of a type, or extends it."""
    word = re.compile(rf"\b{name}\b")
    others = (declared for other, declared in types.items() if other != name)
    return any(name in declared.bases or word.search(declared.text) for declared in others)


def _location(section: Section, name: str) -> str | None:
    if section.role in FIELD_ROLES:
        return section.role
    if section.role is not None:
        return None
    if not name and section.innermost.lower() in _TITLES_OF_RESPONSE:
        return "response"
    return "response" if _RETURNED.search(name) else "request" if _SENT.search(name) else None


def _declarations(text: str, first: int) -> Iterator[tuple[str, _Type]]:
    """Return the types by their names; one that stands alone in a fence has none."""
    if text.lstrip().startswith("{"):
        yield "", _Type(first, text, ())
    for match in _START.finditer(text):
        end = _end(text, match.end())
        line = first + text.count("\n", 0, match.start())
        bases = tuple(re.findall(r"\w+", match["bases"] or ""))
        yield match["interface"] or match["alias"], _Type(line, text[match.end() : end], bases)


def _end(text: str, start: int) -> int:
    """Return where a type ends: before a semicolon, a comma, or the end of a line that does not go on."""
    closing: list[str] = []
    quote, comment = "", False
    last = min(len(text), start + MAX_DECLARATION)
    for at in range(start, last):
        letter = text[at]
        comment = not quote and letter != "\n" and (comment or text.startswith("//", at))
        if comment:
            continue
        if quote or letter in "\"'`":
            quote = "" if letter == quote else quote or letter
        elif closing and letter == closing[-1]:
            closing.pop()
        elif letter in _CLOSING:
            closing.append(_CLOSING[letter])
        elif not closing and (letter in ";,}" or (letter == "\n" and _is_whole(text, start, at))):
            return at
    return last


def _is_whole(text: str, start: int, at: int) -> bool:
    """Return whether a type can end at the end of a line: it has begun, and no alternative stands around it."""
    before, after = text[start:at].strip(), text[at : at + 200].lstrip()
    return bool(before) and not before.endswith(("|", "&", "=")) and not after.startswith(("|", "&"))


def _members(body: str, first: int) -> Iterator[_Member]:
    """Read what stands between the braces of an object, each member with the comment above it or behind it."""
    at, comment = 0, ""
    while at < len(body):
        line = first + body.count("\n", 0, at + len(body[at:]) - len(body[at:].lstrip()))
        if said := _COMMENT.match(body, at):
            comment = " ".join((said["block"] or said["line"] or "").replace("*", " ").split())
            at = said.end()
        elif match := _NAME.match(body, at):
            end = _end(body, match.end())
            behind = _BEHIND.match(body, end + 1 if body[end : end + 1] in ";," else end)
            text = body[match.end() : end]
            type_text, _, inline = (text, "", "") if text.startswith("{") else text.partition("//")
            description = comment or (behind["text"] if behind else inline).strip()
            yield _Member(line, match["name"], match["mark"] is not None, type_text.strip(), description)
            at, comment = (behind.end() if behind else end + 1), ""
        else:
            at = _end(body, at) + 1


class _Reader:
    """Reads the members of types, and of the types that they refer to."""

    def __init__(self, types: dict[str, _Type], remarks: list[Remark], *, are_declared: bool) -> None:
        self.are_declared = are_declared  # what only shows types does not say what is required
        self.types = types
        self.around: list[str] = []  # the types that are being read: a type may contain itself
        self.remarks = remarks

    def fields(self, declared: _Type, outer: tuple[str, ...]) -> Iterator[ListedField]:
        """Return the fields of a type, and all that is inside them."""
        for base in declared.bases:
            if base in self.types and len(outer) < MAX_PATH_STEPS:
                yield from self.fields(self.types[base]._replace(bases=()), outer)
        text = declared.text.strip()
        self.around += [] if outer else [text]
        if text.startswith("{"):
            for member in _members(text[1:-1], declared.line):
                yield from self._field(member, outer)

    def _field(self, member: _Member, outer: tuple[str, ...]) -> Iterator[ListedField]:
        inner, is_list, is_null = self._resolved(member.type_text)
        words = ("array of objects" if is_list else "object") if inner else self._words(member.type_text)
        words += ", nullable" if inner and is_null else ""
        required = "no" if member.is_optional or not self.are_declared else "yes"
        text = FieldText(member.line, member.name, words, required=required, description=member.description)
        field = build_field(text, self.remarks, outer)
        if field is None:
            return
        yield ListedField("", field)
        if inner and inner not in self.around and len(field.inner_path) < MAX_PATH_STEPS:
            self.around.append(inner)
            yield from self.fields(_Type(member.line, inner, ()), field.inner_path)
            self.around.pop()

    def _resolved(self, text: str) -> tuple[str, bool, bool]:
        """Return the text of the object that a type is, or has in a list; empty if it is another one."""
        bare = re.sub(r"\s*\|\s*null\b|\bnull\s*\|\s*", "", text)
        match = _LIST.fullmatch(bare)
        item = (match["item"] or match["inner"] or "").strip("() ") if match else bare
        named = self.types[item].text if item in self.types else item
        return (named.strip() if named.strip().startswith("{") else ""), match is not None, bare != text

    def _words(self, text: str) -> str:
        """Write a type as pages do: an alias by what it stands for, a map as an object."""
        parts: Sequence[str] = [part.strip() for part in text.strip().strip("|").split("|")]
        if len(parts) == 1 and _MESSAGE.fullmatch(parts[0]):
            return "string"  # an example of a message, and no value
        if parts in (["any"], ["unknown"]):
            return ""
        if {"true", "false"}.issuperset(parts):
            return "boolean"
        named = [self.types[part].text.strip().strip("|") if part in self.types else part for part in parts]
        words = ["object" if part.startswith(("Record<", "{", "Partial<")) else part for part in named]
        return " | ".join(words).replace("'", '"')
