"""What the lines of a flattened page are: where a part of the page begins, and where the one above it ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from docs2openapi._fields.stacked import EARLY_FLAGS, LATE_LABEL, read_stacked
from docs2openapi._model.schema import JSON_TYPES
from docs2openapi._sections.endpoints.lines import parse_endpoint
from docs2openapi._sections.tables import MAX_CELLS
from docs2openapi._text.json_text import end_of_json
from docs2openapi._vocabulary.columns import column_kind, split_fused_header
from docs2openapi._vocabulary.headings import FIELD_ROLES, MAX_HEADING, section_role
from docs2openapi._vocabulary.http import CONTENT_TYPE, METHODS
from docs2openapi._vocabulary.phrases import announced_status

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docs2openapi._fields.stacked import StackedLines

MAX_TITLE = 16
MAX_TITLES = 4  # one below the other
MAX_GAP = 3  # empty lines between the tabs of statuses

_STATUS_LINE = re.compile(
    r"(?:[^\w\s]\s*|HTTP/\d(?:\.\d)? )?(?P<status>[2-5]\d\d)"
    r"(?:\s*(?P<text>OK|[A-Z][a-z]+|[\u4e00-\u9fff]{2,8}|レスポンス|응답)|\s+(?P<more>(?!lines\b|loc\b|bytes\b|views\b|stars\b)\S.*))?"
)
_TITLED_STATUS_LINE = re.compile(
    r"(?:(?:example )?(?:success(?:ful)? )?(?:response|status|returns)(?: code| examples?)?[ :(]+"
    r"|(?:(?:[a-z]+ ){0,3}(?:ok|success|created|accepted|found|request|error|failed|unauthorized|forbidden)"
    r"(?=\(\d{3}\)$)"
    r"|成功|失败|错误)\s?[(（])"
    r"(?P<status>[1-5]\d\d|default(?=\)))\b[ )）:–—-]*(?P<text>\S.{0,40})?",
    re.IGNORECASE,
)
# Above a number that is no status: ``Maximum length:``.
LIMIT_LABEL = re.compile(r"(?:max(?:imum)?|min(?:imum)?|default|example|required)\b[\w ]{0,20}:", re.IGNORECASE)
_HAS_STATUS = re.compile(r"[1-5]\d\d|fault\)|FAULT\)")  # or that of all others: ``Error (default)``
_BARE_STATUS = re.compile(r"2\d\d(?:\s(?:OK|[A-Z][a-z]+))?|[345]\d\d|[2-5]\d\d\s[—–-]\s\w.{0,40}")
_VALUE = re.compile(r"(?:, )?[A-Za-z0-9][\w.-]*(?:/[\w.-]+)*,?|\d{1,3}:\d{1,3},?|`[^`]+`\s*,?|\"[\w.:*-]+\",?")
_STATUS = re.compile(r"[1-5]\d\d")
# What is fused with a method or an address, and cannot be a part of either.
OTHER_SCRIPT = re.compile(r"[^\x00-\x7f]+.*?(?=[A-Z]+$)|[^\x00-\x7f].*")
_METHODS_OF_ANY_CASE = (*METHODS, *map(str.lower, METHODS))
# As Redoc and ReadMe print it.
_LOWER_ENDPOINT = re.compile(
    rf"(?P<method>{'|'.join(METHODS).lower()}|(?:{'|'.join(METHODS)})(?=/|https?:))\s?(?P<path>(?:https?://[\w.:-]+)?/[^\s?#]*)?"
)
# Mintlify prints the sentence where it has no server to call.
COMMAND = re.compile(r"\s*(?:\$\s*)?curl\s|A valid request URL is required\b")
_RESOURCE = re.compile(
    r"(?:the|an?) .{1,60}\b(?:has|have|with|contains) the following (?:properties|attributes|fields)\W*", re.I
)
_BODY_TYPES = ("object", "array of objects", "array of object", "object[]")
# The title over the fields of what an operation returns, as a page of its own or below an operation.
OBJECT_TITLE = re.compile(r"the (?!error|webhook|event|request)[\w ]{1,40} object", re.IGNORECASE)
# Between a status and its example: the tabs of what is shown of the response.
_RESPONSE_TABS = re.compile(
    r"(?:body|headers(?: ?\(\d+\))?|example|json|raw|preview|pretty|retrieved|created)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.。!?:：;；)）]$")
_BULLET = re.compile(r"\s*[•●]\s")
# Of a request that is written out.
MESSAGE_HEADER = re.compile(r"[A-Z][A-Za-z-]+: ?\S.*")
_LOWER_HEADER = re.compile(r"[A-Za-z][a-z-]+: ?\S.*")  # as HTTP/2 has them
MAX_BETWEEN = 4  # lines from a field to the next one
MAX_TAB_LINES = 12
MAX_PARAGRAPHS = 6  # of one field
EXAMPLE_TITLES = ("example", "示例", "例", "サンプル")


_KIND_OF_EXAMPLE = re.compile(r"[A-Z][a-z]+ (?:request|response|body)")
# ``Render job response example``.
_EXAMPLE_OF = re.compile(
    r"(?:[A-Za-z-]+ ){1,5}(?P<what>(?:(?:sample|example) )?(?:request|response|output"
    r"|payload)(?: body)?(?: (?:example|sample))?)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z_$][\w.$\[\]*?-]*")
_TYPE = re.compile(rf"\s*(?:{'|'.join(JSON_TYPES)})\b")
MAX_NAMELESS = 2
_NUMBERED = re.compile(r"\s?\d{1,2}$")  # ``示例1``


def is_example_title(line: str) -> bool:
    """Return whether a line is the title of an example, perhaps with a number."""
    title = line.strip(" :：").lower()
    return title.startswith(EXAMPLE_TITLES) and _NUMBERED.sub("", title) in EXAMPLE_TITLES


class PageLines:
    """Looks at the lines of a flattened page; an index counts from 0."""

    def __init__(self, lines: list[str], paths: Collection[int] = ()) -> None:
        self.lines = lines
        self.paths = paths  # the indices of lines that name an operation without its method
        self.nameless = nameless_types(lines)
        self._stacked: dict[int, StackedLines | None] = {}
        self._block = range(0)  # the lines of the last block whose end was looked for
        self._commands = [at for at, line in enumerate(lines) if COMMAND.match(line)]

    def stacked(self, index: int) -> StackedLines | None:
        """Return the field whose name is at an index; None if there is none."""
        if index not in self._stacked:
            is_type = bool(self.nameless) and index < len(self.lines) and _TYPE.match(self.lines[index]) is not None
            is_none = is_type or (index < len(self.lines) and _is_field_title(self.lines[index]))
            self._stacked[index] = None if is_none else read_stacked(self.lines, index)
        return self._stacked[index]

    def next_filled(self, index: int) -> int:
        """Return the index of the next line that is not empty."""
        for at in range(index + 1, min(index + 1 + MAX_GAP, len(self.lines))):
            if self.lines[at].strip():
                return at
        return index + 1

    def is_status(self, index: int) -> bool:
        return index < len(self.lines) and _STATUS.fullmatch(self.lines[index].strip()) is not None

    def is_lower_endpoint(self, index: int) -> bool:
        line = self.lines[index].strip()
        match = _LOWER_ENDPOINT.fullmatch(line) if line.startswith(_METHODS_OF_ANY_CASE) else None
        if match is None or match["path"]:
            return match is not None
        below = self.next_filled(index)
        address = self.lines[below].strip() if below < len(self.lines) else ""
        is_near = below == index + 1 or " " not in address
        return address.startswith("http") or (is_near and address.startswith("/"))

    def end_of_description(self, index: int) -> int:
        end = index
        while end < len(self.lines) and self.lines[end].strip() and not self.begins_part(end):
            if self.is_late_label(end):
                break
            end += 1
        return end

    def end_of_late_description(self, index: int) -> int:
        """Return the end of the paragraphs below an empty line that stand between a field and the next part.

        All but the last are sentences or bullets: a line that is none can be a title of something else.
        """
        end, start, left = index, self.next_filled(index - 1), MAX_PARAGRAPHS
        while left:
            if start >= len(self.lines) or self.is_late_label(start):
                return end
            is_bullet = _BULLET.match(self.lines[start]) is not None
            left -= not is_bullet  # a list is read to its end
            below = self.next_filled(start)
            is_labelled = below < len(self.lines) and self.is_late_label(below)  # no title stands above a label
            if self.begins_part(start) and not (is_labelled and not self.begins_other(start)):
                return end
            below = max(self.end_of_description(start), start + 1)
            following = self.next_filled(below - 1)
            is_closed = following < len(self.lines) and (self.begins_part(following) or self.is_late_label(following))
            if not (is_closed or is_bullet or _SENTENCE_END.search(self.lines[below - 1].strip())):
                return end
            end, start = below, following
        return end

    def is_late_label(self, index: int) -> bool:
        """Return whether a line is a label that still belongs to the field above it."""
        return LATE_LABEL.match(self.lines[index].strip()) is not None

    def end_of_example(self, index: int) -> int:
        """Return the index after the value below a label for an example of a field: one line, or JSON right below."""
        below = self.next_filled(index)
        if below < len(self.lines) and not self.lines[below].strip().startswith(("{", "[")):
            return below + 1
        return max(end_of_json(self.lines, below), index + 1) if below == index + 1 else index + 1

    def values_below(self, index: int) -> list[int]:
        """Return the indices of the values below a label, each a word on a line of its own."""
        found: list[int] = []
        at = self.next_filled(index)
        is_label = self.lines[index].strip().endswith(":")
        while is_label and at < len(self.lines) and self.is_value(at):
            found.append(at)
            at = self.next_filled(at)
        return found

    def is_value(self, index: int) -> bool:
        """Return whether a line is a word; one over ``url`` and a type is none, since ``url`` is the name then."""
        word = self.lines[index].strip()
        if _VALUE.fullmatch(word) is None:
            return False
        return word.endswith(",") or not self.begins_part(index) or self.stacked(index + 1) is not None

    def begins_part(self, index: int) -> bool:
        """Return whether a line begins another field, a response or JSON, or is a title."""
        line = self.lines[index].strip()
        is_title = section_role(line[:MAX_HEADING]) is not None and len(CONTENT_TYPE.sub("", line).strip()) <= MAX_TITLE
        return is_title or self.begins_other(index) or self.leads_to_fields(index)

    def begins_other(self, index: int) -> bool:
        """Return whether a line begins another field, a response, an operation or JSON."""
        line = self.lines[index].strip()
        if line.startswith("{") or is_example_title(line):
            return True
        if status_on(line):
            return True
        is_endpoint = line in METHODS or ("/" in line and parse_endpoint(line, index) is not None)
        if is_endpoint or index in self.paths or (line.startswith(("curl", "$")) and COMMAND.match(line)):
            return True
        return self.is_lower_endpoint(index) or self.stacked(index) is not None

    def begins_fields(self, index: int) -> bool:
        """Return whether a line says that fields follow, or is the name of the first."""
        if is_resource(self.lines[index].strip()):
            return True
        stacked = self.stacked(index)
        if stacked is None or stacked.end > index + 1:
            return stacked is not None
        is_flagged = self.lines[index].rstrip().endswith((")", *EARLY_FLAGS))
        below = self._next_field(index)  # one line alone can be prose, and so can two without flags
        return below is not None and (is_flagged or self._next_field(below) is not None)

    def _next_field(self, index: int) -> int | None:
        """Return the index of the next field if it is near."""
        near = range(index + 1, min(index + MAX_BETWEEN, len(self.lines)))
        return next((at for at in near if self.stacked(at) is not None), None)

    def is_title_over(self, index: int) -> bool:
        """Return whether a line is the title of a table, a status or JSON right below it."""
        title, below = self.lines[index], self.lines[index + 1].strip()
        if is_resource(title.strip()) or OBJECT_TITLE.fullmatch(title.strip()) or CONTENT_TYPE.fullmatch(title.strip()):
            return True
        if self.leads_to_fields(index):
            return True
        if is_header(self.lines[index + 1]):
            return not is_header(title)
        is_shown = status_on(below) is not None or below.startswith(("{", "["))
        is_title = role_of_example(title[:MAX_HEADING]) is not None or is_example_title(title)
        return is_shown and is_title

    def leads_to_fields(self, index: int) -> bool:
        """Return whether a line is a title with the name of a field below it, perhaps after further titles."""
        line = self.lines[index]
        if section_role(line[:MAX_HEADING]) is None or _BULLET.match(line) or self.stacked(index):
            return False
        end = self.end_of_titles(index)
        end = end if end >= len(self.lines) or self.lines[end].strip() else self.next_filled(end)
        return self.stacked(end) is not None or self.stacked(end + 1) is not None

    def end_of_titles(self, index: int) -> int:
        last = min(index + MAX_TITLES, len(self.lines))
        return next((at for at in range(index + 1, last) if not self._is_below_title(at)), last)

    def _is_below_title(self, index: int) -> bool:
        """Return whether a line is a further title; one with a name, a type and flags is none, whatever its name."""
        line = self.lines[index].strip()
        return is_below_title(line) and not (line.count(" ") > 1 and self.stacked(index) is not None)

    def after_tabs(self, index: int) -> int:
        """Return the index of the JSON below a status, if nothing but the names of tabs is between; else the same."""
        last = min(index + MAX_TAB_LINES, len(self.lines))
        filled = [at for at in range(index, last) if self.lines[at].strip()]
        for number, at in enumerate(filled):
            line = self.lines[at].strip()
            if line.startswith(("{", "[")):
                return at
            is_meaning = number == 0 and line[:1].isupper() and section_role(line[:MAX_HEADING]) is None
            header = _LOWER_HEADER if index and self.lines[index - 1].lstrip().startswith("HTTP/") else MESSAGE_HEADER
            is_tab = _RESPONSE_TABS.fullmatch(line) or header.fullmatch(line) or CONTENT_TYPE.fullmatch(line.lower())
            if not (is_tab or is_meaning) or self.stacked(at) is not None:
                break
        return index

    def end_of_block(self, index: int) -> int:
        """Return where the block that begins at `index` ends: an empty line, or one that begins another block."""
        if index not in self._block:
            self._block = range(index, self._find_end(index))
        return self._block.stop

    def _find_end(self, index: int) -> int:
        for at in range(index, len(self.lines)):
            line = self.lines[at].strip()
            if not line or (at > index and self._begins_block(at, line)):
                return at
            if self._is_over_json(at, line) and (MESSAGE_HEADER.fullmatch(line) or announced_status(line)):
                return at + 1
        return len(self.lines)

    def _begins_block(self, at: int, line: str) -> bool:
        """Return whether a line below the first of a block belongs to another one."""
        if at in self.paths or method_on(line) or (line[0].isupper() and parse_endpoint(line, at + 1) is not None):
            return True
        if self.begins_fields(at) or self.leads_to_fields(at) or self.is_lower_endpoint(at):
            return True
        if line == "{" and self.lines[at - 1].rstrip().endswith((".", "。")):
            return True
        is_title = self._is_over_json(at, line) and role_of_example(line[:MAX_HEADING]) is not None
        is_status = line[-1] in ")）" and _TITLED_STATUS_LINE.fullmatch(line) is not None
        return is_title or is_status or (line[0].isdigit() and _BARE_STATUS.fullmatch(line) is not None)

    def _is_over_json(self, at: int, line: str) -> bool:
        return at + 1 < len(self.lines) and self.lines[at + 1] in ("{", "[") and line[0].isalpha()

    def end_of_command(self, index: int, end: int) -> int:
        """Return where JSON or a section begins right below a command, else the end of the block."""
        first = bisect_left(self._commands, index)
        command = min(*self._commands[first : first + 1], end, end)
        quotes = 0
        for at in range(command, end):
            if at > command and quotes % 2 == 0 and self._begins(at):
                return at  # JSON inside quotes is what the command sends
            quotes += self.lines[at].count("'")
        return end

    def _begins(self, at: int) -> bool:
        """Return whether something else than a command begins at a line."""
        line = self.lines[at]
        if line.startswith(("{", "[")) or _TITLED_STATUS_LINE.fullmatch(line.strip()):
            return True
        is_title = not line[:1].isspace() and section_role(line[:MAX_HEADING]) is not None
        return is_title and not self.lines[at - 1].rstrip().endswith("\\")


def nameless_types(lines: Sequence[str]) -> list[int]:
    """Return the indices of the types on lines of their own, if most have no name above: the page has lost these."""
    types = [at for at, line in enumerate(lines) if line.strip() in JSON_TYPES]
    nameless = [at for at in types if at == 0 or not _NAME.fullmatch(lines[at - 1].strip())]
    return nameless if len(nameless) > MAX_NAMELESS and 2 * len(nameless) > len(types) else []


def role_of_example(title: str) -> str | None:
    """Return the role of a title over JSON, which can say which example it is: ``Minimal request``."""
    if role := section_role(title):
        return role
    if match := _EXAMPLE_OF.fullmatch(title.strip(" :：")):
        return section_role(match["what"])
    return section_role(title.rpartition(" ")[2]) if _KIND_OF_EXAMPLE.fullmatch(title) else None


def status_on(line: str) -> re.Match[str] | None:
    """Return the status that a line names, and what stands beside it; None if it names none."""
    if not _HAS_STATUS.search(line):
        return None
    return _STATUS_LINE.fullmatch(line) or _TITLED_STATUS_LINE.fullmatch(line)


def _is_field_title(line: str) -> bool:
    """Return whether a line is the title of fields, such as ``Body (JSON):``, and none of them."""
    is_label = line.rstrip().endswith("):")
    return is_label and section_role(line[:MAX_HEADING]) in FIELD_ROLES


def is_resource(line: str) -> bool:
    """Return whether a line says which object has the fields below."""
    return "the following" in line.lower() and _RESOURCE.fullmatch(line) is not None


def method_on(line: str) -> str | None:
    """Return the HTTP method of a line with nothing else, except text in another script that is fused with it."""
    method = line if line.isascii() else OTHER_SCRIPT.sub("", line)
    return method if method in METHODS else None


def are_titles(block: Sequence[str]) -> bool:
    """Return whether the lines are the titles of a section: ``Body``, perhaps with its content type and its type."""
    below = (line.strip() for line in block[1:])
    return section_role(block[0][:MAX_HEADING]) is not None and all(map(is_below_title, below))


def is_short_title(line: str) -> bool:
    """Return whether a line inside a text is a title of its own, such as ``Body``."""
    title = line.strip()
    return title[:1].isupper() and len(title) <= MAX_TITLE and section_role(title) is not None


def is_below_title(line: str) -> bool:
    is_word = line in EARLY_FLAGS or line in _BODY_TYPES or CONTENT_TYPE.fullmatch(line.lower()) is not None
    return is_word or section_role(line[:MAX_HEADING]) is not None


def is_header(line: str) -> bool:
    """Return whether a line is the words over the columns of a table, fused or with tabs between them."""
    if "\t" in line:
        cells = line.split("\t")[:MAX_CELLS]
        known = sum(column_kind(cell) is not None for cell in cells)
        return known > 1 and 2 * known >= len(cells)
    return split_fused_header(line.strip()) is not None
