"""Lists of fields and of errors: bullets (``- **name** (string): …``), definition lists of Markdown and of HTML."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.attributes import are_attributes, parse_attributes, split_definition
from docs2openapi._fields.field import FieldText, build_field
from docs2openapi._fields.names import split_name
from docs2openapi._formats.opened import OpenedFields
from docs2openapi._model.findings import ErrorRow, Findings, ListedField
from docs2openapi._model.page import Remark
from docs2openapi._text.inline import html_to_markdown, plain_text
from docs2openapi._vocabulary.flags import FLAG, required_by_title
from docs2openapi._vocabulary.headings import FIELD_ROLES, LISTS_FIELDS, announces_fields, section_role
from docs2openapi._vocabulary.phrases import VALUES_CUE
from docs2openapi._vocabulary.titles.values import is_state, valued_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._sections.outline import Section
    from docs2openapi._sections.parsed_page import ParsedPage
    from docs2openapi._text.tags import Tag

_BULLET = re.compile(r"(?P<indent>\s*)[-*+•]\s+(?P<text>\S.*)")
_TERM = re.compile(
    r"(?:\*\*|__)?(?P<mark>`)?(?P<name>:?[A-Za-z_$@][\w.$@\[\]-]*)(?(mark)`)(?:\*\*|__)?(?P<rest>(?:$|[\s:：(（*–—-]).*)",
    re.DOTALL,
)
_ERROR = re.compile(
    r"[*`]*(?P<status>[2-5](?:\d\d|xx))\b(?P<words>[^:`—–]*?)[*`]*\s*(?:[:—–-]\s*)?(?P<rest>.*)", re.DOTALL
)
_STATUS_NAMED = re.compile(
    r"(?:\*\*|`)[2-5]\d\d(?: [A-Z][A-Za-z ]{1,40})?(?:\*\*|`)\s?(?:[:—–-]|$)", re.MULTILINE
)  # among what is returned
_ERROR_TITLE = re.compile(r"[^:`—–]{1,60}(?::|\s[—–-])\s+(?P<rest>.*)", re.DOTALL)
_ERROR_CODE = re.compile(r"[`*(\s]*`(?P<code>[A-Za-z][\w.-]*)`[)*\s]*(?:[:—–-]\s*)?(?P<text>.*)", re.DOTALL)
_ERROR_IN_TEXT = re.compile(r"`(?P<status>[45]\d\d)\s+(?P<code>[A-Z][A-Z0-9_]+)`")
# A sentence about what the operation answers, and not about what a receiver of ours does.
_IS_ANSWERED = re.compile(
    r"^(?!.*\b(?:your (?:server|endpoint|receiver|handler|url|service)|webhook|callback|retr(?:y|ies|ied))\b(?!-))"
    r".*(?:\b(?:returns?|responds?|answers?|gives?|fails|results? in|get|gets|receives?|replies|reply)\b.*`[45]\d\d`"
    r"|[,;]\s+(?:or )?`[45]\d\d` (?:if|when)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+")
_SUCCESS = re.compile(
    r"(?:returns|answers|responds with|answers with)\s`(?P<status>2\d\d)(?: [A-Z][A-Za-z ]*)?`", re.IGNORECASE
)
_STATUS_ALONE = re.compile(r"`([45]\d\d)`")
_TYPED_NAME = re.compile(r"^`\"?(?P<name>[\w.\[\]-]+)\"?(?P<flag>\?)?:\s*(?P<type>[^`\n]+)`")
# What an object has inside, beside its type: ``object { id, status }``.
_INSIDE = re.compile(r"(?<=object)\s*\{[^{}\n]*\}")
_LIST_OF_VALUES = re.compile(r"array of (?P<values>\"[^\"]+\"(?:(?:, | or )\"[^\"]+\")+)")
_TYPED_BULLET = re.compile(r"`[A-Za-z_][\w.\[\]-]*\??:\s")
_STRONG_COLON = re.compile(r"^(?:<strong>|<b>|\*\*)([\w.`\[\]-]+)\s?:\s?(?:</strong>|</b>|\*\*):?")
# A bullet that says something of what stands above, and is not a field: ``**Type:** `string```.
_LABEL = re.compile(
    r"(?:\*\*|__)(?:Type|In|Required|Default|Format|Enum|Description|Example|Method|Path|URL|Tags)"
    r"(?::(?:\*\*|__)|(?:\*\*|__):)"
)
# ``file: (required) the file``: a name without marks is one if its flag stands behind it.
_PLAIN_FLAG = re.compile(rf"^(?P<name>[A-Za-z]\w*)\s?:\s?\((?P<flag>{FLAG.pattern})\)\s*", re.IGNORECASE)
# ```seed` is optional, one of 1 to 4``; but what is required "if" something else is sent can be left out.
_TOLD_FLAG = re.compile(
    r"^(?P<name>`[\w.$\[\]-]+`|\*\*[\w.$\[\]-]+\*\*)\s+is\s+(?:an?\s+)?[*_`]{0,2}(?P<flag>required|optional|mandatory)[*_`]{0,2}"
    r"(?!\s+(?:if|when|for|unless|only|in)\b)(?: (?:field|parameter|value))?[,.;:]?\s*",
    re.IGNORECASE,
)
# A status that links to what it means: ``[429](https://…)``.
_LINKED_STATUS = re.compile(r"^\[([2-5]\d\d(?: [A-Z][\w ]{0,40})?)\]\([^()\s]*\)")
# ``**`id` (required)**``
_STRONG_FLAG = re.compile(r"^\*\*(`?[\w.$\[\]-]+`?)\s+(\([^()*\n]{1,40}\))\*\*")
# The same without marks, below a field.
_NESTED_LABEL = re.compile(r"(?:examples?|default|notes?|(?:max|min)(?:imum)?(?: \w+)?|length)\s?[:：]", re.IGNORECASE)
_VALUE = re.compile(r"`[^`]+`.{0,80}")
_MARKED_NAME = re.compile(r"(?:\*\*`?[\w.$\[\]-]+`?\*\*|`[\w.$\[\]-]+`)\s")
_NO_TEXT = re.compile(r"\s*(?:[#|<>{-]|\*\s|\*\*|\d+\.\s)")
# A line below a field that says more of it.
_MORE = re.compile(
    r"\*\*(?:枚举值|可选值|取值范围|(?:possible|allowed|valid|enum) values)\*\*\s*$"
    r"|(?:(?:allowed|possible|valid|accepted|enum|default|format|examples?|options|range|constraints?|array of)\b"
    r"[\w ]{0,20}|枚举值|可选值|取值(?:范围)?|默认值)[:：]",
    re.IGNORECASE,
)
_SENT_IN = re.compile(
    r"\s*(?:in |as )?(?P<location>header|query|cookie)\b\s*(?:\((?P<flags>[^()]*)\))?\s*[—–:-]*\s*", re.IGNORECASE
)
_DEFINITION = re.compile(r":\s+(?P<text>\S.*)")
# ``**Body (JSON)**``; the names of fields begin with small letters.
_BOLD_LABEL = re.compile(r"\*\*[A-Z][^*:`]{1,40}\*\*")
_STATUS_IN_LABEL = re.compile(r"\b([2-5]\d\d)\b")
_LABEL_ROLES = (*FIELD_ROLES, "errors")
# The sections whose lists are of fields, with the location of these.
_LOCATION_OF_ROLE = {
    **{role: role for role in FIELD_ROLES},
    "auth": "auth header",
    "errors": "response",
    "schemas": "schema",
}
_SURE_ROLES = ("path", "query", "body", "header", "response header")  # a name is enough in their lists
# The end of an entry below which its values stand, whatever their marks.
_BARE_VALUES = re.compile(rf"(?:{VALUES_CUE.pattern})\s*$", re.IGNORECASE)
# An identifier without marks, in front of what it means.
_PLAIN_NAME = re.compile(r"[a-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
_MEANS = (":", "：", "- ", "—", "–")
# ```id=<ID>``: the name and what to fill in.
_HEADER = re.compile(r"[A-Z]\w*(?:-[A-Z]\w*)+")
_PAIR = re.compile(r"^`(\w+)=[<{]?\w*[>}]?`")
MAX_LINES = 40
MAX_LABEL = 60


class _Entry(NamedTuple):
    """A term and its definition, indented by some columns."""

    line: int
    indent: int
    term: str
    definition: str


class _Around(NamedTuple):
    """An entry around others.

    Attributes:
        path: The path of the fields inside it; None if it is no field.
        label: Its words, if these say where its fields are sent: ``Query parameters``.
    """

    indent: int
    path: tuple[str, ...] | None
    label: str = ""


def find_in_lists(page: ParsedPage) -> Findings:
    """Find what the lists of a page list; an entry that does not read like a field or an error is prose."""
    entries = [*_bullets(page.prose), *_plain_terms(page.prose), *_definitions(page.prose)]
    reader = _ListReader(page)
    for entry in sorted([*entries, *_html_definitions(page.tags)]):
        reader.read(entry)
    reader.findings.errors.extend(_errors_in_text(page))
    return reader.findings


class _ListReader:
    """Reads the entries of a page's lists in their order; an entry is inside of the last one with a smaller indent."""

    def __init__(self, page: ParsedPage) -> None:
        self.findings = Findings()
        self._page = page
        self._around: list[_Around] = []
        self._opened = OpenedFields(page)
        self._listed_in: tuple[str | None, str | None] = (None, None)

    def read(self, entry: _Entry) -> None:
        """Read an entry: a label of those below it, an error, a field, or prose."""
        section = self._page.outline.at(entry.line)
        self._leave(entry, section)
        if label := _role_label(f"{entry.term}{entry.definition}"):
            self._around.append(_Around(entry.indent, (), label))
            return
        label = next((each.label for each in reversed(self._around) if each.label), "")
        section = _labelled(section, label) if label else section
        if error := _error(entry, section):
            self.findings.errors.append(error)
            return
        listed = self._field(entry, section)
        self.findings.fields += [listed] if listed else []
        self._opened.last = listed.field if listed else self._opened.last
        self._around.append(_Around(entry.indent, _inner_path(entry, listed)))

    def _leave(self, entry: _Entry, section: Section) -> None:
        """Forget the entries that this one is not inside of."""
        if self._listed_in != (section.role, section.status):
            self._around.clear()
            self._opened.close()
            self._listed_in = (section.role, section.status)
        while self._around and self._around[-1].indent >= entry.indent:
            self._around.pop()

    def _field(self, entry: _Entry, section: Section) -> ListedField | None:
        is_inside = bool(self._around and entry.indent)
        outer = self._around[-1].path if is_inside else self._opened.outer(entry.line, plain_text(entry.term))
        listed = _field(entry, section, outer or (), self._page)
        if listed is None or outer is not None:
            return listed
        reason = f"{listed.field.name} is indented under an entry that is not a field; left out"
        self._page.remarks.append(Remark(entry.line, reason))
        return None


def _labelled(section: Section, label: str) -> Section:
    """Return the section of the entries below a label, which may name the status of a response."""
    status = _STATUS_IN_LABEL.search(label)
    return section._replace(role=section_role(label), title=label, status=status[1] if status else section.status)


def _role_label(text: str) -> str:
    """Return the words of an entry that says where the fields below it are sent, ``Query parameters:``."""
    is_label = text.rstrip().endswith((":", "：")) or _BOLD_LABEL.fullmatch(text.strip()) is not None
    words = plain_text(text[:MAX_LABEL]).strip() if is_label else ""
    label = words.rstrip(":：")
    return label if words and len(words) < MAX_LABEL and section_role(label) in _LABEL_ROLES else ""


def _inner_path(entry: _Entry, listed: ListedField | None) -> tuple[str, ...] | None:
    """Return the path around the entries below one; None if they cannot be fields."""
    if listed is not None:
        return listed.field.inner_path
    return () if section_role(plain_text(entry.term)) else None


def _errors_in_text(page: ParsedPage) -> Iterator[ErrorRow]:
    """Find statuses in running text: ```404 NOT_FOUND```, ``Returns the job, or `404` if there is none``."""
    for line, text in enumerate(page.prose, 1):
        if "`" not in text or text.lstrip().startswith(("|", "-", "*", "#")):
            continue
        for found in _ERROR_IN_TEXT.finditer(text):
            yield ErrorRow(line, [found["status"]], [found["code"]], "")
        if page.outline.at(line).role != "other":
            for sentence in filter(_IS_ANSWERED.search, _SENTENCE_END.split(text)):
                yield from (ErrorRow(line, [status], [], "") for status in _STATUS_ALONE.findall(sentence))
            if success := _SUCCESS.match(text.strip()):
                yield ErrorRow(line, [success["status"]], [], "")


def _field(entry: _Entry, section: Section, outer: tuple[str, ...], page: ParsedPage) -> ListedField | None:
    location = _LOCATION_OF_ROLE.get(section.role or "") if section.role else "unknown"
    if location is None:
        return None
    names, behind = split_name(entry.term)
    words, description = split_definition(entry.definition)
    attributes = ", ".join(filter(None, (behind, words)))
    if section.role == "auth" and (match := _SENT_IN.match(entry.definition)):
        location, words = f"auth {match['location'].lower()}", match["flags"] or "string"
        attributes, description = words, entry.definition[match.end() :].strip()
    if len(names) != 1:
        return None
    if not attributes and _is_untyped_field(entry, section, page):
        attributes, description = "", entry.definition.strip(" :：—–-")
    elif not attributes or not are_attributes(attributes):
        return None
    elif location == "unknown" and not (entry.term.startswith(("`", "*")) and _says_type(attributes)):
        return None  # prose
    required = required_by_title(section.innermost)
    text = FieldText(entry.line, names[0], attributes, required=required, description=description)
    field = build_field(text, page.remarks, outer)
    return ListedField(location, field, section.status, section.content_types, section.title) if field else None


def _says_type(words: str) -> bool:
    attributes = parse_attributes(words)
    return attributes is not None and attributes.schema is not None


def _is_untyped_field(entry: _Entry, section: Section, page: ParsedPage) -> bool:
    return _is_listed_name(entry, section) or _is_explained(entry, section, page) or _is_led_in(entry, section, page)


def _is_listed_name(entry: _Entry, section: Section) -> bool:
    """Return whether an entry without a type is a field: a marked name and a colon, under a title about fields."""
    is_marked = entry.term.startswith(("`", "*", "_")) and entry.definition.lstrip().startswith(_MEANS)
    are_fields = LISTS_FIELDS.search(section.title) or section.role in (
        "path",
        "query",
        "body",
        "header",
        "response header",
    )
    is_below_title = entry.indent == 0 and section_role(section.innermost) == "response"
    is_returned = is_below_title and not is_state(entry.term.strip("`*_"))
    return bool(is_marked and (are_fields or is_returned)) and not valued_name(section.innermost)


def _is_led_in(entry: _Entry, section: Section, page: ParsedPage) -> bool:
    """Return whether an entry of what is sent stands below a line that announces fields: ``These fields too:``."""
    if section.role != "request" or not entry.term.startswith(("`", "*")):
        return False
    above = page.prose[max(0, entry.line - MAX_LINES) : entry.line - 1]
    text = next((line for line in reversed(above) if line.strip() and not _BULLET.fullmatch(line)), "")
    return _ends_in_colon(text) and LISTS_FIELDS.search(text) is not None


def _is_explained(entry: _Entry, section: Section, page: ParsedPage) -> bool:
    """Return whether an entry without a type is a field below a sentence that announces fields, or below an example."""
    name = entry.term.strip("`*")
    if not _PLAIN_NAME.fullmatch(name) or not entry.definition.lstrip().startswith(_MEANS):
        return False
    can_be_shown = section.role in ("response", "body") or (section.role == "request" and entry.term.startswith("`"))
    return announces_fields(section.innermost) or (can_be_shown and name in page.shown_names)


def _error(entry: _Entry, section: Section) -> ErrorRow | None:
    """Read ``401 – `bad_key`: The key is wrong`` in a section about errors."""
    text = f"{entry.term}{entry.definition}"
    is_listed = section.role == "errors" or (section.role == "response" and _STATUS_NAMED.match(text) is not None)
    match = _ERROR.fullmatch(text) if is_listed else None
    if match is None:
        return None
    title = _ERROR_TITLE.fullmatch(match["rest"])
    code = _ERROR_CODE.fullmatch(match["rest"]) or (_ERROR_CODE.fullmatch(title["rest"]) if title else None)
    meaning = code["text"] if code else match["rest"] or match["words"].strip()
    codes = [code["code"]] if code else []
    return ErrorRow(entry.line, [match["status"].upper()], codes, html_to_markdown(meaning))


def _bullets(prose: Sequence[str]) -> Iterator[_Entry]:
    """Find the bullets that begin with a name or a status; the indented lines below one belong to it."""
    used = -1
    for index, text in enumerate(prose):
        match = _BULLET.fullmatch(text) if index > used else None
        if match is None or _LABEL.match(match["text"]):
            continue
        if match["indent"] and _NESTED_LABEL.match(match["text"]):
            continue
        text = _with_usual_marks(match["text"])
        first = _TYPED_NAME.sub(_name_and_type, html_to_markdown(text))
        is_loose = " · " in match["text"]  # what it says further stands below an empty line, indented alike
        indent = len(match["indent"]) - is_loose
        below = [] if _role_label(text) else list(_continuation(prose, index + 1, indent, text))
        used = max([used, *(at for at, line in below if _BULLET.fullmatch(line))])  # values of this field
        words = "\n".join([first, *(line for _, line in below)])
        term = _TERM.fullmatch(words)
        indent = len(match["indent"].expandtabs(4))
        if term:
            yield _Entry(index + 1, indent, words[: -len(term["rest"]) or None], term["rest"])
        elif _ERROR.fullmatch(words):
            yield _Entry(index + 1, indent, "", words)


def _with_usual_marks(text: str) -> str:
    """Write the name in front of a bullet as most pages have it: in marks of its own, its flag in brackets behind."""
    if text[0].isalpha():
        return _PLAIN_FLAG.sub(r"`\g<name>` (\g<flag>): ", text) if "(" in text else text
    if text.startswith("["):
        return _LINKED_STATUS.sub(r"`\1`", text)
    if text.startswith(("`", "**")) and " is " in text:
        text = _TOLD_FLAG.sub(r"\g<name> (\g<flag>): ", text)
    if text.startswith("`"):
        return _PAIR.sub(r"`\1`", text) if "=" in text else text
    if _BOLD_LABEL.fullmatch(text) and _role_label(text):
        return text
    if text.startswith(("**", "<")):
        return _STRONG_FLAG.sub(r"**\1** \2", _STRONG_COLON.sub(r"**\1**:", text))
    return text


def _name_and_type(match: re.Match[str]) -> str:
    """Rewrite ```cursor?: string``` as a name and attributes."""
    flag = ", optional" if match["flag"] else ""
    kind = _INSIDE.sub("", match["type"].strip())
    if kind.startswith("optional "):
        kind, flag = kind.removeprefix("optional "), ", optional"
    if _HEADER.fullmatch(match["name"]) and parse_attributes(kind) is None:
        return f"`{match['name']}`{flag}"  # a header with an example of its value
    values = _LIST_OF_VALUES.fullmatch(kind)
    if values:
        return f"`{match['name']}` (array of strings{flag}): One of {values['values']}."
    return f"`{match['name']}` ({kind}{flag})"


def _continuation(prose: Sequence[str], start: int, indent: int, first: str = "") -> Iterator[tuple[int, str]]:
    """Return the lines that continue an entry, with their indices: text, and bullets with nothing but values.

    All bullets are values if the first line announces them.
    """
    for at, text in enumerate(prose[start : start + MAX_LINES], start):
        if not text.strip():
            continue
        is_inside = len(text) - len(text.lstrip()) > indent
        bullet = _BULLET.fullmatch(text)
        if not is_inside or (bullet and not (_BARE_VALUES.search(first) or _is_value(bullet["text"]))):
            return
        yield at, text.strip()


def _is_value(text: str) -> bool:
    """Return whether a bullet lists a value of the field above, and is not a field of its own."""
    if _MORE.match(text) or _NESTED_LABEL.match(text):
        return True
    if _TYPED_BULLET.match(text):
        return False
    if not _VALUE.fullmatch(text):
        return False
    term = _TERM.fullmatch(text)
    return term is None or split_definition(term["rest"])[0] is None


def _plain_terms(prose: Sequence[str]) -> Iterator[_Entry]:
    """Find the lines that begin with a marked name and its attributes: ``**name** `string` *required*: text``."""
    for index, text in enumerate(prose):
        term = _TERM.fullmatch(text) if text.startswith(("`", "*")) and _MARKED_NAME.match(text) else None
        words = split_definition(term["rest"])[0] if term else None
        if term and words and words.strip(" *_`:") and text[len(term["name"]) + 2 :][:1] != ":":
            below = "" if split_definition(term["rest"])[1] else _paragraph(prose, index + 1)
            yield _Entry(index + 1, 0, text[: -len(term["rest"])], "\n".join(filter(None, (term["rest"], below))))


def _paragraph(prose: Sequence[str], start: int) -> str:
    """Return the first paragraph below a term, and one that says more of it; empty if something else stands there."""
    first = next((at for at, text in enumerate(prose[start : start + 3], start) if text.strip()), len(prose))
    lines = list(takewhile(str.strip, prose[first : first + MAX_LINES]))
    second = first + len(lines) + 1
    if _MORE.match("".join(prose[second : second + 1])):
        lines += takewhile(str.strip, prose[second : second + MAX_LINES])
        third = first + len(lines) + 2  # the values, if the label stands alone
        lines += takewhile(_BULLET.fullmatch, prose[third : third + MAX_LINES] if _ends_in_colon(lines[-1]) else ())
    is_text = bool(lines) and _NO_TEXT.match(lines[0]) is None and _MARKED_NAME.match(lines[0]) is None
    return "\n".join(lines) if is_text else ""


def _ends_in_colon(line: str) -> bool:
    return line.rstrip(" *").endswith((":", "：")) or (line.startswith("**") and _MORE.match(line) is not None)


def _definitions(prose: Sequence[str]) -> Iterator[_Entry]:
    """Find the terms with a line ``: definition`` below."""
    for index, (term, text) in enumerate(pairwise(prose)):
        match = _DEFINITION.fullmatch(text) if text.startswith(":") else None
        if match and term.strip() and not _DEFINITION.fullmatch(term) and _TERM.fullmatch(term.strip()):
            lines = [match["text"], *(line for _, line in _continuation(prose, index + 2, 0))]
            yield _Entry(index + 1, 0, term.strip(), "\n".join(lines))


def _html_definitions(tags: Sequence[Tag]) -> Iterator[_Entry]:
    """Find the terms of HTML's definition lists, with all definitions of each."""
    for at, tag in enumerate(tags):
        if tag.name != "dt":
            continue
        term = html_to_markdown(tag.text)
        match = _TERM.fullmatch(term)
        if match:
            end = next((i for i in range(at + 1, len(tags)) if tags[i].name != "dd"), len(tags))
            words = plain_text(match["rest"]).replace("(", ", ").replace(")", "")
            definition = "\n".join(html_to_markdown(each.text) for each in tags[at + 1 : end])
            start = f"{words}. " if words.strip() else ""
            yield _Entry(tag.line, 0, term[: -len(match["rest"]) or None], start + definition)
