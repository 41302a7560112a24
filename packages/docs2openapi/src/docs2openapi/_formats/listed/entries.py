"""The entries of lists: bullets, lines that begin with a marked name, definition lists of Markdown and of HTML."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.attributes import parse_attributes, split_definition
from docs2openapi._text.inline import html_to_markdown, plain_text
from docs2openapi._vocabulary.flags import FLAG
from docs2openapi._vocabulary.headings import FIELD_ROLES, section_role
from docs2openapi._vocabulary.phrases import VALUES_CUE
from docs2openapi._vocabulary.titles.values import is_state

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from docs2openapi._text.tags import Tag

BULLET = re.compile(r"(?P<indent>\s*)[-*+•]\s+(?P<text>\S.*)")
_TERM = re.compile(
    r"(?:\*\*|__)?(?P<mark>`)?(?P<name>:?[A-Za-z_$@][A-Za-z0-9_.$@\[\]-]*)(?(mark)`)(?:\*\*|__)?(?P<rest>(?:$|[\s:：(（*–—-]).*)",
    re.DOTALL,
)
ERROR = re.compile(
    r"[*`]*(?P<status>[2-5](?:\d\d|xx))\b(?P<words>[^:`—–]*?)[*`]*\s*(?:[:—–-]\s*)?(?P<rest>.*)", re.DOTALL
)
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
# The same below the heading of a field.
_PLAIN_LABEL = re.compile(r"(?:Type|In|Required|Default|Format|Enum|Description|Example|Options)\s?:\s")
_VALUE = re.compile(r"`[^`]+`.{0,80}")
_MARKED_NAME = re.compile(r"(?:\*\*`?[\w.$\[\]-]+`?\*\*|`[\w.$\[\]-]+`)\s")
_NO_TEXT = re.compile(r"\s*(?:[#|<>{-]|\*\s|\*\*|\d+\.\s)")
# A line below a field that says more of it.
_MORE = re.compile(
    r"\*\*(?:枚举值|可选值|取值范围|(?:possible|allowed|valid|enum) values)\*\*\s*$"
    r"|(?:(?:allowed|available|possible|valid|accepted|enum|default|format|examples?|options|range|constraints?"
    r"|array of)\b[\w ]{0,20}|枚举值|可选值|取值(?:范围)?|默认值)[:：]",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r":\s+(?P<text>\S.*)")
# ``**Body (JSON)**``; the names of fields begin with small letters.
_BOLD_LABEL = re.compile(r"\*\*[A-Z][^*:`]{1,40}\*\*")
_LABEL_ROLES = (*FIELD_ROLES, "errors")
# The end of an entry below which its values stand, whatever their marks.
_BARE_VALUES = re.compile(rf"(?:{VALUES_CUE.pattern})\s*$", re.IGNORECASE)
# Brackets in italics or in strong letters behind a name: ``_(optional)_``.
_MARKED_BRACKETS = re.compile(r"(?<=[`*]\s)(?P<mark>\*\*|__|[*_])(?P<inside>\([^()\n]{1,60}\))(?P=mark)")
# ```id=<ID>``: the name and what to fill in.
_HEADER = re.compile(r"[A-Z]\w*(?:-[A-Z]\w*)+")
# ```name`: The name (string)``: the type behind the text.
_TYPE_BEHIND = re.compile(r"^(?P<name>`[\w.$\[\]-]+`)\s?: (?P<text>[^()\n]+?)\s\((?P<words>[a-z][^()\n]{1,40})\)\.?$")
_DOUBLE_MARKS = re.compile(r"^``([\w.$\[\]-]+)``")
_PAIR = re.compile(r"^`(\w+)=[<{]?\w*[>}]?`")
MAX_LINES = 40
MAX_LABEL = 60


class Entry(NamedTuple):
    """A term and its definition, indented by some columns."""

    line: int
    indent: int
    term: str
    definition: str


def find_entries(prose: Sequence[str], tags: Sequence[Tag], shown: Collection[str] = ()) -> list[Entry]:
    """Find the entries of all lists, in the order of their lines.

    Args:
        prose: The lines of a page, those of fences blank.
        tags: Its tags.
        shown: The names in its JSON: below one of them they are no values.
    """
    return sorted([*_bullets(prose, shown), *_plain_terms(prose), *_definitions(prose), *_html_definitions(tags)])


def role_label(text: str) -> str:
    """Return the words of an entry that says where the fields below it are sent, ``Query parameters:``."""
    is_label = text.rstrip().removesuffix("**").endswith((":", "：")) or _BOLD_LABEL.fullmatch(text.strip()) is not None
    words = plain_text(text[:MAX_LABEL]).strip() if is_label else ""
    label = words.rstrip(":：")
    return label if words and len(words) < MAX_LABEL and section_role(label) in _LABEL_ROLES else ""


def _bullets(prose: Sequence[str], shown: Collection[str]) -> Iterator[Entry]:
    """Find the bullets that begin with a name or a status; the indented lines below one belong to it."""
    used = -1
    for index, text in enumerate(prose):
        match = BULLET.fullmatch(text) if index > used else None
        if match is None or _LABEL.match(match["text"]):
            continue
        if match["indent"] and _NESTED_LABEL.match(match["text"]):
            continue
        if _PLAIN_LABEL.match(match["text"]) and _is_below_heading(prose, index):
            continue
        text = _with_usual_marks(match["text"])
        first = _TYPED_NAME.sub(_name_and_type, html_to_markdown(text))
        is_loose = " · " in match["text"]  # what it says further stands below an empty line, indented alike
        indent = len(match["indent"]) - is_loose
        outer = _TERM.fullmatch(first)
        inner = shown if outer and outer["name"] in shown else ()
        below = [] if role_label(text) else list(_continuation(prose, index + 1, indent, text, inner))
        used = max([used, *(at for at, line in below if BULLET.fullmatch(line))])  # values of this field
        words = "\n".join([first, *(line for _, line in below)])
        term = _TERM.fullmatch(words)
        indent = len(match["indent"].expandtabs(4))
        if term:
            yield Entry(index + 1, indent, words[: -len(term["rest"]) or None], term["rest"])
        elif ERROR.fullmatch(words) or role_label(text):
            yield Entry(index + 1, indent, "", words)


def _is_below_heading(prose: Sequence[str], index: int) -> bool:
    """Return whether a label is the first below a heading, or stands below another label."""
    above = next((text for text in reversed(prose[max(0, index - 2) : index]) if text.strip()), "")
    bullet = BULLET.fullmatch(above)
    return above.startswith("#") or (bullet is not None and _PLAIN_LABEL.match(bullet["text"]) is not None)


def _with_usual_marks(text: str) -> str:
    """Write the name in front of a bullet as most pages have it: in marks of its own, its flag in brackets behind."""
    if text[0].isalpha():
        return _PLAIN_FLAG.sub(r"`\g<name>` (\g<flag>): ", text) if "(" in text else text
    if text.startswith("["):
        return _LINKED_STATUS.sub(r"`\1`", text)
    text = _DOUBLE_MARKS.sub(r"`\1`", text)
    if text.startswith(("`", "**")) and " is " in text:
        text = _TOLD_FLAG.sub(r"\g<name> (\g<flag>): ", text)
    if text.startswith("`") and text.endswith((")", ").")) and (behind := _TYPE_BEHIND.match(text)):
        attributes = parse_attributes(behind["words"])
        is_typed = attributes is not None and attributes.schema is not None
        return f"{behind['name']} ({behind['words']}): {behind['text']}" if is_typed else text
    if text.startswith("`"):
        text = _MARKED_BRACKETS.sub(r"\g<inside>", text, count=1)
        return _PAIR.sub(r"`\1`", text) if "=" in text else text
    if _BOLD_LABEL.fullmatch(text) and role_label(text):
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


def _continuation(
    prose: Sequence[str], start: int, indent: int, first: str = "", shown: Collection[str] = ()
) -> Iterator[tuple[int, str]]:
    """Return the lines that continue an entry, with their indices: text, and bullets with nothing but values.

    All bullets are values if the first line announces them.
    """
    for at, text in enumerate(prose[start : start + MAX_LINES], start):
        if not text.strip():
            continue
        is_inside = len(text) - len(text.lstrip()) > indent
        bullet = BULLET.fullmatch(text)
        if not is_inside or (bullet and not (_BARE_VALUES.search(first) or _is_value(bullet["text"], shown))):
            return
        yield at, text.strip()


def _is_value(text: str, shown: Collection[str]) -> bool:
    """Return whether a bullet lists a value of the field above, and is not a field of its own."""
    if _MORE.match(text) or _NESTED_LABEL.match(text):
        return True
    if _TYPED_BULLET.match(text):
        return False
    if not _VALUE.fullmatch(text):
        return False
    term = _TERM.fullmatch(text)
    if term and term["name"] in shown and not is_state(term["name"]):
        return False
    return term is None or split_definition(term["rest"])[0] is None


def _plain_terms(prose: Sequence[str]) -> Iterator[Entry]:
    """Find the lines that begin with a marked name and its attributes: ``**name** `string` *required*: text``."""
    for index, text in enumerate(prose):
        term = _TERM.fullmatch(text) if text.startswith(("`", "*")) and _MARKED_NAME.match(text) else None
        words = split_definition(term["rest"])[0] if term else None
        if term and words and words.strip(" *_`:") and text[len(term["name"]) + 2 :][:1] != ":":
            below = "" if split_definition(term["rest"])[1] else _paragraph(prose, index + 1)
            yield Entry(index + 1, 0, text[: -len(term["rest"])], "\n".join(filter(None, (term["rest"], below))))


def _paragraph(prose: Sequence[str], start: int) -> str:
    """Return the first paragraph below a term, and one that says more of it; empty if something else stands there."""
    first = next((at for at, text in enumerate(prose[start : start + 3], start) if text.strip()), len(prose))
    lines = list(takewhile(str.strip, prose[first : first + MAX_LINES]))
    second = first + len(lines) + 1
    if _MORE.match("".join(prose[second : second + 1])):
        lines += takewhile(str.strip, prose[second : second + MAX_LINES])
        third = first + len(lines) + 2  # the values, if the label stands alone
        lines += takewhile(BULLET.fullmatch, prose[third : third + MAX_LINES] if ends_in_colon(lines[-1]) else ())
    is_text = bool(lines) and _NO_TEXT.match(lines[0]) is None and _MARKED_NAME.match(lines[0]) is None
    return "\n".join(lines) if is_text else ""


def ends_in_colon(line: str) -> bool:
    return line.rstrip(" *").endswith((":", "：")) or (line.startswith("**") and _MORE.match(line) is not None)


def _definitions(prose: Sequence[str]) -> Iterator[Entry]:
    """Find the terms with a line ``: definition`` below."""
    for index, (term, text) in enumerate(pairwise(prose)):
        match = _DEFINITION.fullmatch(text) if text.startswith(":") else None
        if match and term.strip() and not _DEFINITION.fullmatch(term) and _TERM.fullmatch(term.strip()):
            lines = [match["text"], *(line for _, line in _continuation(prose, index + 2, 0))]
            yield Entry(index + 1, 0, term.strip(), "\n".join(lines))


def _html_definitions(tags: Sequence[Tag]) -> Iterator[Entry]:
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
            yield Entry(tag.line, 0, term[: -len(match["rest"]) or None], start + definition)
