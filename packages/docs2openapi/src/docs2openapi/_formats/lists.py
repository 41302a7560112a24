"""Fields in lists: bullets (``- **name** (string): …``), definition lists of Markdown and of HTML."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.field import Written, make_field, read_words, split_definition, split_name
from docs2openapi._formats.tables import PLACES, ErrorRow
from docs2openapi._model.operation import Listed, Remark
from docs2openapi._sections.outline import role_of
from docs2openapi._text.inline import as_markdown, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._sections.outline import Context, Outline
    from docs2openapi._text.tags import Tag

_BULLET = re.compile(r"(?P<indent>\s*)[-*+•]\s+(?P<text>\S.*)")
_TERM = re.compile(
    r"(?:\*\*|__)?(?P<mark>`)?(?P<name>[A-Za-z_$@][\w.$@\[\]-]*)(?(mark)`)(?:\*\*|__)?(?P<rest>(?:$|[\s:(*–—-]).*)",
    re.DOTALL,
)
_ERROR = re.compile(
    r"[*`]*(?P<status>[45](?:\d\d|xx))\b(?P<words>[^:`—–]*?)[*`]*\s*(?:[:—–-]\s*)?(?P<rest>.*)", re.DOTALL
)
_ERROR_NAMED = re.compile(r"[^:`—–]{1,60}(?::|\s[—–-])\s+(?P<rest>.*)", re.DOTALL)
_ERROR_CODE = re.compile(r"[`*(\s]*`(?P<code>[A-Za-z][\w.-]*)`[)*\s]*(?:[:—–-]\s*)?(?P<text>.*)", re.DOTALL)
_SCRIPT = re.compile(r"^`(?P<name>[\w.\[\]-]+)(?P<flag>\?)?:\s*(?P<type>[^`\n]+)`")
_SPAN = re.compile(r"`(?P<status>[45]\d\d)\s+(?P<code>[A-Z][A-Z0-9_]+)`")
_VALUE = re.compile(r"`[^`]+`.{0,80}")
MAX_LINES = 40
_DEFINITION = re.compile(r":\s+(?P<text>\S.*)")


def _unscripted(match: re.Match[str]) -> str:
    """Write ```cursor?: string``` as the name and the words that it is."""
    flag = ", optional" if match["flag"] else ""
    return f"`{match['name']}` ({match['type'].strip()}{flag})"


class Entry(NamedTuple):
    """A term and its definition, set in by some columns."""

    line: int
    indent: int
    term: str
    definition: str


class ListRead(NamedTuple):
    """The fields and the errors of the lists of a page."""

    listed: list[Listed]
    errors: list[ErrorRow]


def read_lists(prose: Sequence[str], tags: Sequence[Tag], outline: Outline, remarks: list[Remark]) -> ListRead:
    """Read what the lists of a page say; a bullet that does not read like a field is prose."""
    read = ListRead([], [])
    stack: list[tuple[int, tuple[str, ...] | None]] = []
    for entry in sorted([*_bullets(prose), *_definitions(prose), *_terms(tags)]):
        context = outline.at(entry.line)
        if error := _error(entry, context):
            read.errors.append(error)
            continue
        while stack and stack[-1][0] >= entry.indent:
            stack.pop()
        outer = stack[-1][1] if stack and entry.indent else ()
        listed = _field(entry, context, outer or (), remarks)
        if listed is not None and outer is None:
            remarks.append(Remark(entry.line, f"{listed.field.name} is set in under what is no field; left out"))
            listed = None
        inside: tuple[str, ...] | None = () if role_of(plain(entry.term)) else None
        if listed is not None:
            read.listed.append(listed)
            is_list = "array" in str(listed.field.schema.get("type"))
            inside = (*listed.field.path, "[]") if is_list else listed.field.path
        stack.append((entry.indent, inside))
    read.errors.extend(_spans(prose))
    return read


def _spans(prose: Sequence[str]) -> Iterator[ErrorRow]:
    """Find statuses with their code in running text: ```404 NOT_FOUND```."""
    for line, text in enumerate(prose, 1):
        if not text.lstrip().startswith(("|", "-", "*")):
            yield from (ErrorRow(line, [found["status"]], [found["code"]], "") for found in _SPAN.finditer(text))


def _field(entry: Entry, context: Context, outer: tuple[str, ...], remarks: list[Remark]) -> Listed | None:
    if context.role not in (*PLACES, "auth", "errors"):
        return None
    names, behind = split_name(entry.term)
    words, description = split_definition(entry.definition)
    told = ", ".join(filter(None, (behind, words or "")))
    if len(names) != 1 or not told or read_words(told) is None:
        return None
    field = make_field(Written(entry.line, names[0], told, description=description), remarks, outer)
    role = {"auth": "header", "errors": "answer"}.get(context.role, context.role)
    return Listed(role, field, context.status, context.types) if field else None


def _error(entry: Entry, context: Context) -> ErrorRow | None:
    """Read ``401 – `bad_key`: The key is wrong``, which a part about errors lists."""
    text = f"{entry.term}{entry.definition}"
    match = _ERROR.fullmatch(text) if context.role == "errors" else None
    if match is None:
        return None
    named = _ERROR_NAMED.fullmatch(match["rest"])
    code = _ERROR_CODE.fullmatch(match["rest"]) or (_ERROR_CODE.fullmatch(named["rest"]) if named else None)
    meaning = code["text"] if code else match["rest"] or match["words"].strip()
    return ErrorRow(entry.line, [match["status"].upper()], [code["code"]] if code else [], as_markdown(meaning))


def _bullets(prose: Sequence[str]) -> Iterator[Entry]:
    """Find the bullets that begin with a name or a status; what is set in under one goes on with it."""
    for index, text in enumerate(prose):
        match = _BULLET.fullmatch(text)
        if match is None:
            continue
        words = "\n".join(
            [_SCRIPT.sub(_unscripted, match["text"]), *_continued(prose, index + 1, len(match["indent"]))]
        )
        term = _TERM.fullmatch(words)
        indent = len(match["indent"].expandtabs(4))
        if term:
            yield Entry(index + 1, indent, words[: -len(term["rest"]) or None], term["rest"])
        elif _ERROR.fullmatch(words):
            yield Entry(index + 1, indent, "", words)


def _continued(prose: Sequence[str], start: int, indent: int) -> Iterator[str]:
    """Give the lines that go on with a bullet: prose, and bullets of values only."""
    for text in prose[start : start + MAX_LINES]:
        if not text.strip():
            continue
        bullet = _BULLET.fullmatch(text)
        is_inside = len(text) - len(text.lstrip()) > indent
        if not is_inside or (bullet and not _VALUE.fullmatch(bullet["text"])):
            return
        if bullet and (term := _TERM.fullmatch(bullet["text"])) and split_definition(term["rest"])[0] is not None:
            return
        yield text.strip()


def _definitions(prose: Sequence[str]) -> Iterator[Entry]:
    """Find terms with a line ``: definition`` under them."""
    for index, (term, text) in enumerate(pairwise(prose)):
        match = _DEFINITION.fullmatch(text)
        if match and term.strip() and not _DEFINITION.fullmatch(term) and _TERM.fullmatch(term.strip()):
            lines = [match["text"], *_continued(prose, index + 2, 0)]
            yield Entry(index + 1, 0, term.strip(), "\n".join(lines))


def _terms(tags: Sequence[Tag]) -> Iterator[Entry]:
    """Find the terms of HTML's definition lists, with all definitions of each."""
    at = 0
    while at < len(tags):
        if tags[at].name == "dt":
            end = next((i for i in range(at + 1, len(tags)) if tags[i].name != "dd"), len(tags))
            match = _TERM.fullmatch(as_markdown(tags[at].text))
            if match:
                texts = [as_markdown(tag.text) for tag in tags[at + 1 : end]]
                head = plain(match["rest"]).replace("(", ", ").replace(")", "")
                told = f"{head}. " if head.strip() else ""
                name = as_markdown(tags[at].text)[: -len(match["rest"]) or None]
                yield Entry(tags[at].line, 0, name, told + "\n".join(texts))
            at = end
        else:
            at += 1
