"""The text of Azure's REST reference: the names of rows stand on lines of their own, and their other cells below."""

from __future__ import annotations

import re
from typing import NamedTuple

from docs2openapi._vocabulary.types import parse_own_type, parse_type

_HEADER = re.compile(r"Name(?: In)?(?: Required)? Type(?: Description)?|(?:Value|Name) Description")
_ROW = re.compile(
    r"(?P<name>[A-Za-z$@][\w.$@-]*|[2-5]\d\d [A-Z][A-Za-z ]*|Other Status Codes)"
    r"(?:\n(?P<place>path|query|header)(?: (?P<flag>True|False))?| (?P<marked>True|False))?"
)
_SECTIONS = (
    *("URI Parameters", "Request Header", "Request Headers", "Request Body", "Responses", "Security", "Examples"),
    *("Definitions", "Sample request", "Sample response"),
)
_LEVELS = {section.lower(): 2 + section.startswith("Sample") for section in _SECTIONS}
_TYPE_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_SCHEME = re.compile(r"[A-Za-z][\w-]*")


class _Paragraph(NamedTuple):
    line: int
    text: str


def rewrite_azure_page(lines: list[str]) -> list[str] | None:
    """Write the tables and titles of the page as Markdown; None if it is another page."""
    if "Responses" not in lines or "Name Type Description" not in lines:
        return None
    paragraphs = _paragraphs(lines)
    rewritten = list(lines)
    rewritten[paragraphs[0].line] = f"# {paragraphs[0].text}"
    section = ""
    for at, paragraph in enumerate(paragraphs):
        if level := _LEVELS.get(paragraph.text.lower()):
            rewritten[paragraph.line] = f"{'#' * level} {paragraph.text}"
            section = paragraph.text
        elif section == "Security" and paragraphs[at - 1].text == section and _SCHEME.fullmatch(paragraph.text):
            rewritten[paragraph.line] = f"### {paragraph.text}"
        elif paragraph.text.startswith("Type: apiKey\nIn: "):  # else the second line reads like a title
            rewritten[paragraph.line : paragraph.line + 2] = [paragraph.text.replace("\n", ". "), ""]
        elif _HEADER.fullmatch(paragraph.text):
            if section == "Definitions" and (title := _title(paragraphs, at)) is not None:
                rewritten[paragraphs[title].line] = f"### {paragraphs[title].text}"
            _write_table(paragraphs, at, _end(paragraphs, at), rewritten)
    return rewritten


def _paragraphs(lines: list[str]) -> list[_Paragraph]:
    """Return the lines that stand together; a header is a paragraph of its own."""
    found: list[_Paragraph] = []
    is_open = False
    for at, line in enumerate(lines):
        text = line.strip()
        if is_open and text:
            found[-1] = found[-1]._replace(text=f"{found[-1].text}\n{text}")
        elif text:
            found.append(_Paragraph(at, text))
        is_open = bool(text) and not _HEADER.fullmatch(text)
    return found


def _title(paragraphs: list[_Paragraph], header: int) -> int | None:
    """Return which paragraph is the title of the type whose table begins; a description can stand between them."""
    near = [at for at in (header - 2, header - 1) if at > 0 and _TYPE_NAME.fullmatch(paragraphs[at].text)]
    return next((at for at in near if not _HEADER.fullmatch(paragraphs[at - 1].text)), None)


def _end(paragraphs: list[_Paragraph], header: int) -> int:
    """Return the first paragraph behind a table: the next section, or the title of the next type."""
    for at in range(header + 1, len(paragraphs)):
        if paragraphs[at].text.lower() in _LEVELS:
            return at
        if _HEADER.fullmatch(paragraphs[at].text):
            title = _title(paragraphs, at)
            return at if title is None else title
    return len(paragraphs)


def _write_table(paragraphs: list[_Paragraph], header: int, end: int, rewritten: list[str]) -> None:
    columns = paragraphs[header].text.split()
    rows = [columns, ["---"] * len(columns), *_rows(paragraphs[header + 1 : end], columns)]
    first, last = paragraphs[header].line, paragraphs[end].line if end < len(paragraphs) else len(rewritten)
    rewritten[first:last] = [""] * (last - first)
    for at, row in enumerate(rows, first):
        rewritten[at] = f"| {' | '.join(row)} |"
    rewritten[first] = f"\n{rewritten[first]}"


def _rows(paragraphs: list[_Paragraph], columns: list[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    taken: set[int] = set()  # the cells right below a name
    for at, paragraph in enumerate(paragraphs):
        row = None if at in taken else _row(paragraphs, at, columns)
        if row:
            rows.append(row)
            taken.add(at + 1)
        elif rows and columns[-1] == "Description" and not (at in taken and "Type" in columns):
            rows[-1][-1] = "<br>".join(filter(None, (rows[-1][-1], _cell(paragraph.text))))
    return rows


def _row(paragraphs: list[_Paragraph], at: int, columns: list[str]) -> list[str] | None:
    """Return the cells of a row but for its description; None if a paragraph does not begin one."""
    match = _ROW.fullmatch(paragraphs[at].text)
    kind = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
    if match is None or ("Type" in columns and parse_type(kind) is None and parse_own_type(kind) is None):
        return None
    if "In" in columns and not match["place"]:
        return None
    flag = match["flag"] or match["marked"] or "False"
    cells = {"Name": match["name"], "Value": match["name"], "In": match["place"], "Required": flag}
    return [_cell(cells.get(column) or (kind if column == "Type" else "")) for column in columns]


def _cell(text: str) -> str:
    return text.replace("\n", "<br>").replace("|", "\\|")
