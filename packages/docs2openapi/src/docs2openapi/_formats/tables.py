"""Tables of fields, of errors, and of the values of a field."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from docs2openapi._fields.attributes import parse_attributes, split_definition
from docs2openapi._fields.bare_values import find_bare_values
from docs2openapi._fields.field import FieldText, build_field
from docs2openapi._fields.names import indent_depth, split_name
from docs2openapi._fields.sentences import split_type_sentence
from docs2openapi._model.field import Field, parse_path
from docs2openapi._model.findings import ErrorRow, Findings, ListedField, ValueRow
from docs2openapi._model.operation import DEFAULT_STATUS
from docs2openapi._model.page import Remark
from docs2openapi._sections.tables import Table, TableRow
from docs2openapi._text.inline import plain_text
from docs2openapi._text.tags import FIELD_TAGS
from docs2openapi._vocabulary.columns import FIELD_NAME_WORDS
from docs2openapi._vocabulary.flags import NO_DEFAULT, NO_TEXT, REQUIRED_FLAGS, is_flag_title, required_by_title
from docs2openapi._vocabulary.headings import FIELD_ROLES, section_role
from docs2openapi._vocabulary.http import METHODS_WITHOUT_BODY, is_success
from docs2openapi._vocabulary.locations import named_location
from docs2openapi._vocabulary.titles.values import is_status_name, valued_name
from docs2openapi._vocabulary.types import holder_name, parse_own_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs2openapi._sections.outline import Section
    from docs2openapi._sections.parsed_page import ParsedPage

_ANSWER = re.compile(
    r"(?P<status>[1-5](?:\d\d|xx))(?: [\w' -]{2,40})?|(?:all )?others?(?: status codes?)?|default", re.IGNORECASE
)
_STATUS = re.compile(r"(?<![\w.])([1-5](?:\d\d|xx))(?![\w.]?\d)", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z][\w.:-]*[A-Za-z0-9]|\d{3,6}")
_BETWEEN_CODES = re.compile(r"\s*(?:,|<br\s*/?>|\n|\s/\s|\bor\b)\s*")
_TYPE_IN_FRONT = re.compile(
    r"(?:Type: (?P<type>[A-Z][a-z]+)|\((?P<words>[a-z]+ (?:optional|required))\))\s+(?=[A-Z])"
)  # in front of a description
_NUMBER = re.compile(r"^[\d.]+\s+")  # of a section: ``4.1 Order status``
MIN_OF_TEXT = 3  # spaces
_BETWEEN_VALUES = re.compile(r",|、|\s/\s")
_DEFAULT_CLAUSE = re.compile(r"[,，。;；]?\s*(?:默认|\bdefault).*$", re.IGNORECASE)  # at the end of a range
_TEXT_KINDS = ("description", "value")
_LISTED_VALUE = re.compile(r"[A-Za-z0-9][\w.*×:-]*")
_REQUEST_WORD = re.compile(r"param|argument|input|request")
_WORD = re.compile(r"[\w.-]+")
_ONLY_DEFAULT = re.compile(r"`?(?P<value>[\w.-]+)`?\s?\((?:the )?default\)", re.IGNORECASE)
# A table with one of these columns beside the names lists fields, whatever it is called.
_MAY_BE_SENT = {"required", "optional", "default", "place"}
_FIELD_COLUMNS = ("type", "required", "optional", "default", "place", "nullable")


def find_in_tables(page: ParsedPage) -> Findings:
    """Find what the tables of a page list; one inside a field's description lists the values of that field."""
    findings = Findings()
    for above, table in pairwise([None, *page.tables]):
        if table is None:
            continue
        section = page.outline.at(table.line)
        if section.role is None and above is not None and _are_sent_and_returned(above, table, page):
            section = section._replace(role="response")
        if section.role is None and _is_right_below_operation(table, section, page):
            section = section._replace(role="request")
        if _are_arguments(table, page):  # where each is sent the page does not say
            section = section._replace(role=None)
        if above is not None and _is_of_another_object(above, table, page):
            page.remarks.append(Remark(table.line, "a table of an object that the page does not name; left out"))
            continue
        found = read_table(table, section, page.remarks)
        name = _name_of_field_around(page, table.line)
        if name:
            found.values = [row._replace(name=name) for row in found.values]
        findings.add(found)
    return findings


def _are_sent_and_returned(above: Table, table: Table, page: ParsedPage) -> bool:
    """Return whether nothing stands between two tables of fields, of which only the first can be sent.

    It says what is required, or calls its rows parameters.
    """
    has_names = above.column("name") is not None and table.column("name") is not None
    is_sent = above.column("required") is not None or _has_parameters(above)
    is_returned = _MAY_BE_SENT.isdisjoint(table.kinds) and (_has_parameters(above) or not _has_parameters(table))
    is_open = page.outline.at(above.line).role is None and not _is_apart(above, table, page)
    return has_names and is_sent and is_returned and is_open


def _has_parameters(table: Table) -> bool:
    """Return whether the word over the names of a table is one for what is sent."""
    return _REQUEST_WORD.match(plain_text(table.header[table.column("name") or 0]).lower()) is not None


def _is_right_below_operation(table: Table, section: Section, page: ParsedPage) -> bool:
    """Return whether a table that says what is required stands below an operation, with no title between."""
    endpoints = page.endpoints or (page.called if len(page.called) == 1 else [])
    endpoint = endpoints[0] if endpoints else None
    says_required = table.column("required") is not None or any(
        _REQUIRED_FIRST.match(table.cell(row, "description")) for row in table.rows
    )
    if endpoint is None or endpoint.line > table.line or not says_required:
        return False
    return table.column("name") is not None and page.outline.at(endpoint.line).innermost == section.innermost


def _is_of_another_object(above: Table, table: Table, page: ParsedPage) -> bool:
    """Return whether a table right below another one has a name of it again: that is a field of something inside."""
    names = [_names(each) for each in (above, table)]
    is_alike = above.kinds == table.kinds and {"required", "place"}.isdisjoint(table.kinds)
    is_alike = is_alike and above.header[:1] == table.header[:1]  # else one is sent, and one is returned
    return is_alike and not _is_apart(above, table, page) and not names[0].isdisjoint(names[1])


def _names(table: Table) -> set[str]:
    return {plain_text(table.cell(row, "name")) for row in table.rows}


def _is_apart(above: Table, table: Table, page: ParsedPage) -> bool:
    """Return whether anything stands between two tables."""
    last = above.rows[-1].line if above.rows else above.line
    return any(line.strip() for line in page.lines[last : table.line - 1])


def _are_arguments(table: Table, page: ParsedPage) -> bool:
    """Return whether a table lists the arguments of a function of a generated client, which sends a body."""
    header = [plain_text(cell).lower() for cell in table.header]
    is_sent = bool(page.endpoints) and page.endpoints[0].method not in METHODS_WITHOUT_BODY
    return is_sent and header == ["name", "type", "description", "notes"]


def _name_of_field_around(page: ParsedPage, line: int) -> str | None:
    around = (tag for tag in page.tags_around(line) if tag.name in FIELD_TAGS and line < tag.end)
    field = next(around, None)
    attributes = field.attributes if field else {}
    names = (attributes.get(key) for key in ("name", "body", "query", "path", "header"))
    return next((name for name in names if name), None)


def read_table(table: Table, section: Section, remarks: list[Remark]) -> Findings:
    """Read a table by its columns and by the section that it is in."""
    if section.role == "errors" and table.header and _STATUS.fullmatch(plain_text(table.header[0])):
        table = _with_header(table)
    if section.role == "other":
        line = table.rows[0].line if table.rows else table.line
        remarks.append(Remark(line, f"a table of {section.title!r}, which is not of this operation; left out"))
        return Findings()
    if _lists_errors(table, section):
        return Findings(errors=list(_errors(table)))
    if answers := _answers(table):
        return Findings(errors=answers)
    if table.lists_content_types:
        name = plain_text(table.header[0])
        return Findings(values=[ValueRow(row.line, name, plain_text(row.cells[0])) for row in table.rows])
    has_two = len(table.header) == 2
    is_valued = has_two and table.kinds[0] == "name" and table.kinds[1] in ("value", "values")
    if is_valued and section.role not in ("header", "query", "path", "response header"):
        return Findings(values=list(_values(table)))
    if _lists_fields(table, section):
        return Findings(list(_fields(table, section, remarks)))
    is_wider = table.kinds[1:2] == ["description"] and valued_name(plain_text(table.header[0])) != ""
    if (has_two or is_wider) and table.kinds[1] == "description" and section.role not in ("limits", "header"):
        return Findings(values=list(_described_words(table, section)))
    if section.role in FIELD_ROLES and section.role != "response":
        remarks.append(Remark(table.line, "a table whose columns are not known; left out"))
    return Findings()


def _with_header(table: Table) -> Table:
    """Add a header to a table of errors that has none."""
    names = ["Status", "Code", "Description"] if len(table.header) > 2 else ["Status", "Description"]
    header = (names + [""] * len(table.header))[: len(table.header)]
    return Table(table.line, header, [TableRow(table.line, table.header), *table.rows])


def _lists_fields(table: Table, section: Section) -> bool:
    if table.column("name") is None or (section.role == "limits" and not _lists_headers(table)):
        return False
    if section.role is None and plain_text(table.header[table.column("name") or 0]).lower() in FIELD_NAME_WORDS:
        return True
    if len(table.header) > 2 and sum(kind is not None for kind in table.kinds) == 1:
        return False  # it compares the fields, by model or by plan
    has_field_column = any(table.column(kind) is not None for kind in _FIELD_COLUMNS)
    return has_field_column or _lists_headers(table) or section.role in (*FIELD_ROLES, "auth", "schemas")


def _lists_headers(table: Table) -> bool:
    return "header" in plain_text(table.header[table.column("name") or 0]).lower()


def _lists_errors(table: Table, section: Section) -> bool:
    column = table.column("status") if table.column("status") is not None else table.column("code")
    if column is None or table.column("type") is not None or not table.rows:
        return False
    with_status = sum(bool(_STATUS.match(plain_text(row.cells[column]))) for row in table.rows)
    return 2 * with_status > len(table.rows) or (section.role == "errors" and table.column("code") is not None)


def _errors(table: Table) -> Iterator[ErrorRow]:
    has_status = table.column("status") is not None
    for row in table.rows:
        code = table.cell(row, "code")
        codes = _codes(code)
        statuses = _statuses(table.cell(row, "status") if has_status else code)
        if not has_status:  # the column of codes holds statuses
            codes = [each for each in codes if each.upper() not in statuses]
        own = parse_own_type(plain_text(table.cell(row, "schema"))) if any(map(is_success, statuses)) else None
        text = table.cell(row, "description")
        yield ErrorRow(row.line, statuses, codes, text, own.name if own else "", own is not None and own.is_list)


def _answers(table: Table) -> list[ErrorRow]:
    """Read a table whose names are statuses, each with the type of its body; empty if it is another one."""
    if table.column("name") is None or table.column("type") is None:
        return []
    rows: list[ErrorRow] = []
    for row in table.rows:
        match = _ANSWER.fullmatch(plain_text(table.cell(row, "name")))
        if match is None:
            return []
        own = parse_own_type(plain_text(table.cell(row, "type")))
        status = match["status"].upper() if match["status"] else DEFAULT_STATUS
        text = table.cell(row, "description")
        rows.append(ErrorRow(row.line, [status], [], text, own.name if own else "", own is not None and own.is_list))
    return rows


def _statuses(cell: str) -> list[str]:
    return [status.upper() for status in _STATUS.findall(plain_text(cell))]


def _codes(cell: str) -> list[str]:
    """Read machine codes, single words between commas; ``Bad Request`` is not one."""
    words = [plain_text(word) for word in _BETWEEN_CODES.split(cell)]
    codes = [word for word in words if word]
    return codes if all(_CODE.fullmatch(code) for code in codes) else []


def _values(table: Table) -> Iterator[ValueRow]:
    for row in table.rows:
        names, _ = split_name(row.cells[0])
        if names:
            yield ValueRow(row.line, names[0], plain_text(row.cells[1]))


def _described_words(table: Table, section: Section) -> Iterator[ValueRow]:
    """Read a table of words and their meanings: it lists values of the field that its header or its title names."""
    is_titled = table.kinds[0] in ("values", "value")
    title = _NUMBER.sub("", section.innermost) if is_titled else plain_text(table.header[0])
    is_word = is_status_name(title) or not title.isascii()  # for the field, in whatever language
    name = (valued_name(title) if is_word else "") or title
    words = [plain_text(row.cells[0]).strip("\"'") for row in table.rows]
    if all(_WORD.fullmatch(word) for word in words):
        yield from (ValueRow(row.line, name, word) for row, word in zip(table.rows, words, strict=True))


def _fields(table: Table, section: Section, remarks: list[Remark]) -> Iterator[ListedField]:
    role = _location(table, section)
    stack: list[tuple[str, ...]] = []  # the paths around the row, by depth
    for row, following in zip_longest(table.rows, table.rows[1:]):
        cell = table.cell(row, "name") or _indented(table.cell(row, "inner name"))
        names, behind = split_name(cell)
        depth = _depth(cell, plain_text(table.cell(row, "level")))
        stack = (stack + [stack[-1] if stack else ()] * depth)[:depth]
        outer = stack[-1] if stack else _parent(table.cell(row, "parent") or holder_name(section.innermost))
        if plain_text(cell).lower() in _NO_FIELDS:
            continue
        if not names:
            remarks.append(Remark(row.line, "a row without a name; left out"))
            continue
        if behind and _is_phrase(cell, behind):
            remarks.append(Remark(row.line, f"{plain_text(cell)!r} is not the name of a field; left out"))
            continue
        is_whole_body = names == ["body"] and table.column("place") is not None
        is_around = is_whole_body and following and _are_inside(following, row, table)
        own = parse_own_type(plain_text(table.cell(row, "type"))) if is_whole_body and not is_around else None
        if own:
            whole = Field(("",), row.line, {}, type_name=own.name, is_list=own.is_list)
            yield ListedField("body", whole, title=section.title)
            continue
        if is_around:
            stack.append(())  # its fields follow
            continue
        location = named_location(plain_text(table.cell(row, "place"))) or role
        for name in names:
            field = build_field(_field_text(row, table, name, behind, section), remarks, outer)
            if field is not None:
                place = (section.response_status, section.content_types, section.title, table.line)
                yield ListedField(location, field, *place)
                stack = [*stack[:depth], field.inner_path]


def _depth(cell: str, level: str) -> int:
    """Return how deep a name is inside of others, by its indent, or by a column that counts from 1."""
    return int(level) - 1 if _LEVEL.fullmatch(level) else indent_depth(cell)


def _are_inside(following: TableRow, whole: TableRow, table: Table) -> bool:
    """Return whether the rows below that of the whole body are of its fields: indented, or sent in it as well."""
    is_object = plain_text(table.cell(whole, "type")).lower() == "object"
    is_sent = is_object and named_location(plain_text(table.cell(following, "place"))) == "body"
    return is_sent or indent_depth(table.cell(following, "name")) > 0


_BRACKETED = re.compile(r"\[\w+\]")
_REQUIRED_FIRST = re.compile(r"\W{0,3}required\b", re.IGNORECASE)  # ``**Required.** What it is``
_LEVEL = re.compile(r"[1-9]")
# The only cell of a table that lists nothing.
_NO_FIELDS = ("none", "n/a", "无")


def _parent(cell: str) -> tuple[str, ...]:
    """Read the cell that names the field around: ``Request.Input``."""
    words = plain_text(cell)
    return () if words.lower() in NO_DEFAULT else parse_path(words) or ()


def _indented(cell: str) -> str:
    """Mark a name in the column of the fields inside others as other tables do."""
    return f"» {cell}" if cell else ""


def _is_phrase(cell: str, behind: str) -> bool:
    """Return whether a cell has several words, none of which is marked as the name."""
    is_marked = cell.lstrip().startswith(("`", "*", "_", "<", "["))
    return not is_marked and not behind.startswith("(") and parse_attributes(behind) is None


def _location(table: Table, section: Section) -> str:
    """Return where the fields of a table belong: by the headings, else by the word over their names."""
    word = plain_text(table.header[table.column("name") or 0])
    named = section_role(word)
    if word.lower() == "path" and table.column("type") is not None:
        named = None  # the paths of fields in JSON
    if named == "request" and not _REQUEST_WORD.match(word.lower()):
        named = None  # a field or an attribute may be of anything
    role = section.role
    if role == "schemas":
        return "schema"
    if named == "header" and role in ("limits", "errors", "response", "response header"):
        return "response header"
    if role in ("auth", "limits", None) or (role == "request" and named is not None):
        return named or ("request" if role == "request" else "unknown")
    return "response" if role == "errors" else role or "request"


def _field_text(row: TableRow, table: Table, name: str, behind: str, section: Section) -> FieldText:
    extra = behind if behind and parse_attributes(behind) is not None else ""
    kinds = ("description", "value", "range") if _DEFAULT_CLAUSE.search(table.cell(row, "range")) else _TEXT_KINDS
    texts = [table.text(row, kind) for kind in kinds]
    words = _without_brackets(table.cell(row, "type"), table)
    if table.column("type") is None and (typed := _TYPE_IN_FRONT.match(texts[0])):
        words, texts[0] = typed["type"] or typed["words"].replace(" ", ", "), texts[0][typed.end() :]
    elif table.column("type") is None and texts[0].startswith("`"):  # the type stands in front of the description
        attributes, texts[0] = split_definition(texts[0])
        words = attributes or ""
    sentence = split_type_sentence(words)
    default = table.cell(row, "default") if table.column("default") is not None else sentence.default
    values = table.cell(row, "values")
    if not default and (only := _ONLY_DEFAULT.fullmatch(values)):
        default, values = only["value"], ""
    required = _required_cell(row, table, section)
    if not required and default and is_flag_title(plain_text(default)):  # the column of defaults says what has none
        default, required = "", plain_text(default).strip("*() ")
    if default and not any(texts) and default.count(" ") >= MIN_OF_TEXT:
        default, texts = "", [default]  # the row has lost the cell of its default
    return FieldText(
        row.line,
        name,
        words=", ".join(filter(None, (sentence.words, extra))),
        required=required,
        default=default,
        values=values or sentence.values or _values_of_range(table.cell(row, "range")),
        nullable=table.cell(row, "nullable"),
        description="\n".join(text for text in texts if plain_text(text).lower() not in NO_TEXT),
    )


def _without_brackets(words: str, table: Table) -> str:
    """Return a type without the brackets that all types of a table have, also those of lists."""
    cells = [plain_text(table.cell(row, "type")) for row in table.rows] if words.startswith("[") else []
    are_marks = "[array]" in cells and all(map(_BRACKETED.fullmatch, filter(None, cells)))
    return words.strip("[]") if are_marks else words


def _values_of_range(cell: str) -> str:
    """Return a cell of a range if it lists values; two numbers can be the ends of a range."""
    if values := find_bare_values(plain_text(cell)):
        return ", ".join(values)
    words = [plain_text(word).strip("\"'") for word in _BETWEEN_VALUES.split(_DEFAULT_CLAUSE.sub("", cell))]
    are_values = len(words) > 1 and all(map(_LISTED_VALUE.fullmatch, words))
    return ", ".join(words) if are_values and (len(words) > 2 or not all(map(_is_number, words))) else ""


def _is_number(word: str) -> bool:
    return word.replace(".", "", 1).isdigit()


def _required_cell(row: TableRow, table: Table, section: Section) -> str:
    if table.column("optional") is None and table.column("required") is None:
        return required_by_title(section.title)
    if table.column("optional") is None or table.column("required") is not None:
        return table.cell(row, "required")
    cell = plain_text(table.cell(row, "optional")).lower()
    return "yes" if cell in ("no", "false", "否", "") or cell in REQUIRED_FLAGS else "no"
