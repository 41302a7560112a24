"""Fields whose name, type and flags stand on lines one below the other, as rendered pages and some headings have them.

voice_id
string
required
The voice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._fields.attributes import parse_attributes
from docs2openapi._fields.field import FieldText
from docs2openapi._text.inline import plain_text
from docs2openapi._vocabulary.locations import LOCATIONS
from docs2openapi._vocabulary.types import FUSED_TYPE, is_other_word, parse_type

if TYPE_CHECKING:
    from collections.abc import Sequence

# What the first letter of a field can be, with the marks before it: lines of JSON and of prose in brackets have others.
_START = re.compile(r"\s*(?:[^\W\d]|[$#`*\[<\u200b])")
_NAME = re.compile(r"(?P<mark>#{2,6}\s+)?[\u200b\s]*(?P<name>[A-Za-z_$][\w.$-]*(?:\[\])?(?:[.-][\w-]+)*)")
# The same on one line, its parts fused: ``sizestringOptionalDefaults to 1024x1024``.
_FUSED = re.compile(
    rf"(?P<name>[A-Za-z_][\w.\[\]-]*?)(?P<type>(?:{FUSED_TYPE.pattern})(?:\s+or\s+null)?)"
    r"(?P<flag>[Rr]equired|[Oo]ptional)(?:[Dd]efaults? to (?P<default>\S+))?"
)
# The same with a mark between: ``kite_id*string``, ``unit?enum<string>``.
_MARKED = re.compile(r"(?P<name>[A-Za-z_$][\w.$\[\]-]*)(?P<mark>[*?])(?P<type>[a-z][\w<>\[\]| ]*)")
# Without a type, a line apart from its description: ``extras?``.
_UNTYPED = re.compile(r"(?P<name>[a-z]\w*)\?")
# An object that Docusaurus has opened: its fields stand below it, and nothing says where they end.
_OPENED = re.compile(r"(?P<name>[A-Za-z_]\w*) (?P<type>object(?:\[\])?)(?P<flag>required|optional)")
_SPACED_TYPE = (
    r"(?:string|integer|int32|int64|int|number|float|double|boolean|bool|datetime|date-time|uuid|object|array|enum)"
    r"(?:\[\w*\]|<[\w-]+>|\([\w -]{1,30}\))?(?:\s(?:\||or|/)\snull)?"
    r"|['\"‘][\w-]+['\"’](?:\s\|\s['\"‘][\w-]+['\"’])*"
)
_SPACED = re.compile(
    rf"(?P<name>[a-z_]\w*(?:[.-]\w+)*(?:\[\])?|[A-Z]\w*(?:-\w+)+|Authorization)(?P<colon>:)?\s+(?P<words>(?:{_SPACED_TYPE}))"
    rf"(?:\s+(?P<location>{'|'.join(LOCATIONS)}))?"
    r"(?P<flags>(?:\s+(?:[Rr]equired|[Oo]ptional|[Dd]eprecated|[Nn]ullable|必填|必选|必须|必需|可选|选填))*)"
    r"(?:\s+[Dd]efaults? to (?P<default>\S+))?"
)
_BRACKETED = re.compile(
    r"(?P<name>[A-Za-z_$][\w.$-]*(?:\[\])?)\s*(?:(?P<dash>[—–-]\s)?\((?P<words>[^()]{1,80})\))"
    r"(?:(?(dash)\s|\s*[:：—–-]\s*)(?P<description>.*))?"
)
# The lines of Redoc: ``Enum: "a" "b"``, and ``Value: "a"`` where there is only one.
_ENUM = re.compile(
    r'(?:Items )?Enum\s?: (?P<values>"[^"]*"(?:\s+"[^"]*")+)'
    r'|(?:(?:Accepted|Allowed|Constant) )?[Vv]alue: (?P<value>"[^"]+")'
)
_SENTENCE = re.compile(r"[A-Z][\w'’-]* (?!.*:\s)\S.{10,}")
_FORMAT_LINE = re.compile(r"<[a-z][\w-]*>")
# What Redoc prints beside a type: ``[ 1 .. 50 ] characters``, ``<= 4 items``, ``non-empty``.
_CONSTRAINTS = re.compile(
    r"\s*(?:\[ [^\[\]]* \]|[<>]=?\s?-?\d[\d.]*|= \d+|non-empty|unique)"
    r"(?:\s(?:characters|items|properties|unique))*(?=\s|$)"
)
# What stands below an empty line and still belongs to the field above.
LATE_LABEL = re.compile(
    r"(?P<values>(?:possible|allowed|available|accepted|valid) (?:enum )?values|allowed|available options|enum"
    r"|可用选项|可选值|利用可能なオプション|사용 가능한 옵션"
    r"|options disponibles|opciones disponibles|verfügbare optionen|opções disponíveis"
    r"|доступные варианты|tùy chọn có sẵn|الخيارات المتاحة)\s*[:：]"
    r"|(?P<default>default(?: value)?|默认值|デフォルト|기본값"
    r"|par défaut|défaut|por defecto|padrão|по умолчанию|mặc định|القيمة الافتراضية)\s*[:：]"
    r"|(?P<example>examples?|示例|例|サンプル|예시|예|exemples?|ejemplos?|beispiel|exemplos?|пример)\s*[:：]$"
    r"|values are\b|default value is\b|[<>]=?\s?-?\d[\d.]*$"
    r"|(?:match(?:es)? pattern|(?:min|max)(?:imum)? (?:length|value))\b",
    re.IGNORECASE,
)
_NULLABLE_FORMAT = re.compile(r"(?<= or null)\s<[\w-]+>$")
# A type behind the name that it has in the document: ``Lamp · object[]``.
_TITLED_TYPE = re.compile(r"^[A-Z][\w .-]{0,60} · (?=[a-z])")
EARLY_FLAGS = ("required", "optional", "deprecated", "nullable")
# The number of the fields that follow inside of one: ``array[object (button) {5}]``.
_INNER = re.compile(r"\{(?P<count>\d{1,3})\}")
_EMPTY = re.compile(r"\bobject\s*\{0\}")
_LATE_FLAGS = {
    **dict.fromkeys(("必需", "必填", "必须", "必选", "必須", "필수", "مطلوب", "bắt buộc"), "required"),
    **dict.fromkeys(("可选", "选填", "任意", "선택", "اختياري", "tùy chọn"), "optional"),
}
_LABEL_ENDS = (":", "：")
_LATE_DEFAULT = ("默认值:", "默认值：", "default:")
_DEFAULT = re.compile(
    r"^(?:defaults?(?: to)?|(?:standard(?:wert)?|(?:par )?défaut|por defecto|predeterminado|padrão|по умолчанию|默认值?"
    r"|デフォルト|기본값)(?=\s?[:：]))\s*[:：]?\s*",
    re.IGNORECASE,
)
# A flag that sticks to the name above a type: ``promptrequired``; in a name of its own it stands behind a mark.
_STUCK_FLAG = re.compile(r"(?P<name>[A-Za-z_]\w*[a-z0-9])(?P<flag>required|optional)")
_DEFAULT_LINE = re.compile(r"Defaults to (?P<value>\S+)")
_HEADER_NAME = re.compile(r"[A-Z][\w]*(?:-[A-Z]\w*)+")
MAX_FLAGS = 6
MAX_TYPE = 200


class StackedLines(NamedTuple):
    """A field without its description.

    Attributes:
        text: What the lines say.
        end: The index of the line after them.
        is_heading: True if the name is a heading.
        location: Where it is sent, if a line says it.
        inner: The number of the fields below that are inside it.
        is_open: True if fields below are inside it, but the page does not say how many.
    """

    text: FieldText
    end: int
    is_heading: bool
    location: str | None = None
    inner: int = 0
    is_open: bool = False


def read_stacked(lines: Sequence[str], index: int) -> StackedLines | None:
    """Read the field whose name is at an index; None if there is none.

    A name alone on a line is one only if the next line is a type and nothing else.
    """
    if index >= len(lines) or not _START.match(lines[index]):
        return None
    line = lines[index].strip()
    if fused := _FUSED.fullmatch(line) if "equired" in line or "ptional" in line else None:
        words = f"{fused['type']}, {fused['flag']}"
        text = FieldText(index + 1, fused["name"], words, default=fused["default"])
        return StackedLines(text, index + 1, is_heading=False)
    if marked := _MARKED.fullmatch(line) if "*" in line or "?" in line else None:
        words = marked["type"] + (", required" if marked["mark"] == "*" else "")
        if parse_type(marked["type"]) is not None:
            return StackedLines(FieldText(index + 1, marked["name"], words), index + 1, is_heading=False)
    if line.endswith("?") and _UNTYPED.fullmatch(line) and _is_below_marked(lines, index):
        return StackedLines(FieldText(index + 1, line[:-1], "optional"), index + 1, is_heading=False)
    if opened := _OPENED.fullmatch(line) if line.endswith(("required", "optional")) else None:
        text = FieldText(index + 1, opened["name"], f"{opened['type']}, {opened['flag']}")
        return StackedLines(text, index + 1, is_heading=False, is_open=True)
    return _read_labelled(lines, index) or _read_one_line(line, lines, index) or _read_lines(line, lines, index)


def _is_below_marked(lines: Sequence[str], index: int) -> bool:
    """Return whether a line stands apart, a few lines below a field with a mark."""
    is_apart = not any("".join(lines[at : at + 1]).strip() for at in (index - 1, index + 1))
    return is_apart and any(_MARKED.fullmatch(line.strip()) for line in lines[max(0, index - MAX_FLAGS) : index])


def _read_lines(line: str, lines: Sequence[str], index: int) -> StackedLines | None:
    """Read a name, perhaps a flag, a type and more flags, a line each."""
    below = lines[index + 1].strip() if index + 1 < len(lines) else ""
    if not below or (is_other_word(below) and below.lower() not in EARLY_FLAGS and not line.endswith(EARLY_FLAGS)):
        return None  # its type stands below
    bare = _bare(lines[index])
    name, _, star = bare.partition(" ")
    stuck = _STUCK_FLAG.fullmatch(bare)
    match = _NAME.fullmatch(stuck["name"] if stuck else name if star == "*" else bare)
    at = index + 1
    if match is None or match["name"] in (*EARLY_FLAGS, "Example"):
        return None  # what stands below "Example" is a value
    early = below.lower() if below.lower() in EARLY_FLAGS else ""
    at += bool(early)
    early = stuck["flag"] if stuck else early
    if early and _HEADER_NAME.fullmatch(match["name"]):  # a header is text: its type is not worth a line
        is_typed = at < len(lines) and parse_type(_without_title(lines[at])) is not None
        if not is_typed:
            return StackedLines(FieldText(index + 1, match["name"], early), at, match["mark"] is not None)
    schema = parse_type(_without_title(lines[at])) if at < len(lines) else None
    if schema is None or (schema == {"type": "null"} and lines[at].strip() != "null"):
        return None  # any other word for null, such as "none", is no type
    if match["name"] == "Body" and _EMPTY.search(lines[at]):
        return None  # the label of a body, and how many fields it has
    words, end = _read_words(lines, at)
    values, end = _read_enum(lines, end)
    words += ", required" if star == "*" else ""
    location = next((word for each in lines[at:end] if (word := each.strip(" ()")) in LOCATIONS), None)
    inner = _INNER.search(lines[at][:MAX_TYPE])
    text = FieldText(index + 1, match["name"], ", ".join(filter(None, (words, early))), values=values)
    return StackedLines(text, end, match["mark"] is not None, location, int(inner["count"]) if inner else 0)


def _read_one_line(line: str, lines: Sequence[str], index: int) -> StackedLines | None:
    """Read ``size string required`` and ``size (string, optional) - its description``."""
    match = _SPACED.fullmatch(_without_constraints(line)) if " " in line or "\t" in line else None
    if match is not None and match["colon"]:
        return _read_colon(match, lines, index)
    match = match or (_BRACKETED.fullmatch(line) if "(" in line else None)
    if match is None or match["name"] in EARLY_FLAGS:
        return None
    flags = match["flags"].split() if match.re is _SPACED else ()
    words = ", ".join([match["words"].replace(" / ", " | "), *flags])
    attributes = parse_attributes(words)
    if attributes is None or attributes.schema is None:
        return None
    found = match.groupdict()
    said = found.get("description") or ""
    text = FieldText(index + 1, match["name"], words, default=found.get("default"), description=said)
    return StackedLines(text, index + 1, is_heading=False, location=found.get("location"))


def _without_constraints(line: str) -> str:
    return _CONSTRAINTS.sub("", line) if line.endswith(("]", "characters", "items")) else line


def _read_colon(match: re.Match[str], lines: Sequence[str], index: int) -> StackedLines | None:
    """Read ``size: integer`` over a flag, a label or a sentence; over anything else it can be YAML."""
    words, end = [match["words"], *match["flags"].split()], index + 1
    while end < len(lines) and len(words) < MAX_FLAGS and (word := _flag(lines[end])) is not None:
        words += [word] if word else []
        end += 1
    below = lines[end].strip() if end < len(lines) else ""
    is_field = end > index + 1 or LATE_LABEL.match(below) is not None or _SENTENCE.match(below) is not None
    if not is_field:
        return None
    text = FieldText(index + 1, match["name"], ", ".join(words), default=match["default"])
    return StackedLines(text, end, is_heading=False)


def _read_enum(lines: Sequence[str], at: int) -> tuple[str, int]:
    """Read the line ``Enum: "a" "b"``; return the values and the index after it."""
    match = _ENUM.fullmatch(lines[at].strip()) if at < len(lines) else None
    return (", ".join(re.findall(r'"[^"]*"', match["values"] or match["value"])), at + 1) if match else ("", at)


def _read_labelled(lines: Sequence[str], index: int) -> StackedLines | None:
    """Read a field whose name, type and description stand each below the word for it."""
    if lines[index].strip().lower() != "name":
        return None
    labels = [line.strip().lower() for line in lines[index : index + 5 : 2]]
    if labels[:2] != ["name", "type"] or index + 3 >= len(lines) or parse_type(plain_text(lines[index + 3])) is None:
        return None
    match = _NAME.fullmatch(_bare(lines[index + 1]))
    end = index + 5 if labels[2:] == ["description"] else index + 4
    if match is None:
        return None
    text = FieldText(index + 2, match["name"], plain_text(lines[index + 3]))
    return StackedLines(text, end, is_heading=False)


def with_late_flags(text: FieldText) -> FieldText:
    """Move the flags and the default that stand below a description to the words of the field."""
    words, default = text.words or "", text.default
    kept: list[str] = []
    lines = text.description.split("\n")
    for at, line in enumerate(lines):
        said = line.strip()
        if said in _LATE_FLAGS:
            words = f"{words}, {_LATE_FLAGS[said]}"
        elif not kept and said.lower() in EARLY_FLAGS:  # first of all that stands below an empty line
            words = f"{words}, {said}"
        elif not kept and (named := _DEFAULT_LINE.fullmatch(said)):
            default = named["value"]
        elif said.lower() in _LATE_DEFAULT:
            default = " ".join(lines[at + 1 :])
            break
        else:
            kept.append(line)
    return text._replace(words=words, default=default, description="\n".join(kept))


def _without_title(line: str) -> str:
    """Return a type without the title and the count that Apifox puts into it: ``array[object (button) {5}]``."""
    words = plain_text(line)
    if " " in words and len(words) <= MAX_TYPE:
        words = _TITLED_TYPE.sub("", _NULLABLE_FORMAT.sub("", _CONSTRAINTS.sub("", words)))
    return re.sub(r"\s*(?:\([^()]*\)\s*)?\{\d{1,3}\}", "", words) if "{" in words[:MAX_TYPE] else words


def _bare(line: str) -> str:
    """Remove the markup from a line, but not the marks of a heading."""
    return line.replace("`", "").strip() if "#" in line[:6] else plain_text(line)


def _read_words(lines: Sequence[str], at: int) -> tuple[str, int]:
    """Join a type and the flags below it; return also the index of the line after them."""
    words = [_without_title(lines[at])]
    at += 1
    while at < len(lines) and len(words) < MAX_FLAGS and (word := _flag(lines[at])) is not None:
        words += [word] if word else []
        at += 1
    return ", ".join(words), at


def _flag(line: str) -> str | None:
    """Read a line that is a flag, a default or a location; None if it is none of these."""
    text = line.strip()
    if text.strip("()") in LOCATIONS or text == "enum" or _FORMAT_LINE.fullmatch(text):
        return ""
    if not text or parse_type(plain_text(text)) is not None or text.endswith(_LABEL_ENDS):  # a value stands below
        return None
    text = _DEFAULT.sub("default: ", text)
    attributes = parse_attributes(text)
    if attributes is None or attributes.schema is not None:
        return None
    return text if attributes.is_flagged or attributes.default is not None else None
