"""The responses of an operation, put together from headings, examples, fields and tables of errors."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from docs2openapi._assemble.valued_fields import ValuedFields, letters_of
from docs2openapi._fields.description import apply_description
from docs2openapi._model.field import Field
from docs2openapi._model.operation import DEFAULT_STATUS, Operation, Response
from docs2openapi._model.page import Remark
from docs2openapi._model.schema import is_object
from docs2openapi._openapi.example_schema import FROM_EXAMPLE
from docs2openapi._vocabulary.http import ORDINARY_RESPONSE_HEADERS
from docs2openapi._vocabulary.titles.values import is_status_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._model.findings import ErrorRow, ValueRow
    from docs2openapi._model.schema import Json
    from docs2openapi._sections.examples import ExampleBlock
    from docs2openapi._sections.outline import Outline

_STATUS_IN_TEXT = re.compile(r"\b(?:on|with|when|for|only|if)\b[^.]*?`?\b([45]\d\d)\b", re.IGNORECASE)
_STATUS_SHOWN = re.compile(r"\b[45]\d\d\b")  # in the body of one error
_REASON = re.compile(r"(?:[^\W\da-z_]|(?:no|empty|without|ohne|kein|leer|sans|sin|sem|vide)\b)[\w' ’-]{0,39}|")
_STATES = ("status", "state")
MAX_FROM_SHAPE = 30  # lines between the example of an error and the statuses that have it
ALIKE = 0.9  # of two words, by their letters: one letter of ten or more is wrong


def is_problem(value: Json) -> bool:
    """Return whether JSON is an error in the form of RFC 9457, which no success has.

    >>> is_problem({"type": "about:blank", "title": "Gone", "status": 410, "detail": "It is gone."})
    True
    """
    return is_object(value) and {"type", "title", "status", "detail"} <= value.keys()


class ResponseCollector:
    """Adds what a page says to the response that it belongs to, which is made where there is none yet."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation

    def get(self, status: str | None, line: int) -> Response:
        """Return the response with a status; without one, the first that is a success."""
        for response in self.operation.responses:
            if response.status == status or (status is None and response.is_success):
                return response
        response = Response(line, status)
        self.operation.responses.append(response)
        return response

    def add_headings(self, outline: Outline) -> None:
        """Add the statuses that headings and tabs name."""
        for line, section in zip(outline.lines, outline.sections, strict=True):
            if section.role == "response" and section.status and _REASON.fullmatch(section.text):
                response = self.get(section.status, line)
                response.description = response.description or section.text

    def add_example(self, block: ExampleBlock) -> None:
        """Add an example of a response."""
        is_error = block.status is None and block.example is not None and is_problem(block.example.value)
        response = self.get(DEFAULT_STATUS if is_error else block.status, block.line)
        response.description = response.description or block.text
        if block.example:
            response.add_example(block.example)
        response.add_content_types(block.content_types)
        response.headers += [
            Field((name,), line, dict(FROM_EXAMPLE))
            for line, name in block.headers
            if name.casefold() not in ORDINARY_RESPONSE_HEADERS
        ]

    def add_field(self, field: Field, status: str | None) -> None:
        """Add a field of a response body."""
        self.get(status, field.line).fields.append(field)

    def add_header(self, field: Field, status: str | None) -> None:
        """Add a header of a response; its description may say with which status it comes."""
        named = _STATUS_IN_TEXT.search(str(field.schema.get("description", "")))
        self.get(status or (named[1] if named else None), field.line).headers.append(field)

    def add_errors(self, rows: Sequence[ErrorRow]) -> None:
        """Add the rows of tables of errors; codes without a status go to the response for all others."""
        for row in rows:
            if not row.statuses:
                self.operation.remarks.append(Remark(row.line, _without_status(row)))
            for status in row.statuses or ([DEFAULT_STATUS] if row.codes else []):
                response = self.get(status, row.line)
                response.error_codes += row.codes
                text = f"{', '.join(row.codes)}: {row.text}" if row.codes else row.text
                response.description = "\n".join(filter(None, (response.description, text)))

    def add_values(self, rows: Sequence[ValueRow]) -> None:
        """Add the values that tables list, each table to the one field that it names."""
        tables: dict[str, list[ValueRow]] = {}
        for row in rows:
            tables.setdefault(letters_of(row.name), []).append(row)
        if not rows:
            return
        known = ValuedFields(self.operation)
        for name, group in tables.items():
            line = group[0].line
            fields = known.find(name, line)
            if not fields and name in _STATES:  # ``Job states`` are those of its ``status``
                fields = known.find(next(other for other in _STATES if other != name), line)
            if len(fields) == 1:
                _add_enum(fields[0][0], known.shown_values(*fields[0]), [row.value for row in group])
            elif not fields and is_status_name(name):
                values = ", ".join(dict.fromkeys(row.value for row in group))
                self.operation.remarks.append(Remark(line, f"{values}: no field is shown for these states; left out"))

    def _join_successes(self) -> None:
        """Give what is shown without a status that of the one success that the page names without a body."""
        unnamed = [each for each in self.operation.responses if each.status is None]
        named = [each for each in self.operation.responses if each.status and each.is_success]
        named = [each for each in named if len(named) == 1 or each.status == "200"]
        if not named and len(unnamed) == 1:
            named = self._first_empty()
        if not len(unnamed) == len(named) == 1:
            return
        if _is_empty(named[0]):
            unnamed[0].status = named[0].status
            unnamed[0].description = unnamed[0].description or named[0].description
            self.operation.responses.remove(named[0])
        elif not named[0].examples:
            named[0].examples = unnamed[0].examples
            named[0].fields += unnamed[0].fields
            named[0].line = unnamed[0].line
            self.operation.responses.remove(unnamed[0])

    def _share_error_shape(self) -> None:
        """Give the body of all errors to the statuses listed right below or above, unless it is that of one."""
        shape = next((each for each in self.operation.responses if each.status == DEFAULT_STATUS), None)
        if shape is None or shape.error_codes or not shape.examples:
            return
        errors = [each for each in self.operation.responses if each is not shape and not each.is_success]
        are_beside = all(_is_empty(each) and abs(each.line - shape.line) < MAX_FROM_SHAPE for each in errors)
        shown = str([example.value for example in shape.examples])
        if errors and are_beside and not _STATUS_SHOWN.search(shown) and not self._is_like_success(shape):
            for each in errors:
                each.examples, each.fields = list(shape.examples), list(shape.fields)
            self.operation.responses.remove(shape)

    def _is_like_success(self, shape: Response) -> bool:
        """Return whether the body of an error has the names of that of a success: it can be one of its states."""
        successes = [example for each in self.operation.responses if each.is_success for example in each.examples]
        names = [set(example.value) for example in shape.examples[:1] if is_object(example.value)]
        return any(is_object(each.value) and set(each.value) in names for each in successes)

    def _first_empty(self) -> list[Response]:
        """Return the first of several successes that the page names, if it shows the body of none."""
        named = [each for each in self.operation.responses if each.status and each.is_success]
        return named[:1] if all(map(_is_empty, named)) else []

    def finish(self, description: str) -> None:
        """Describe the successful response, drop headers that are listed and shown, and sort by line."""
        self._join_successes()
        self._share_error_shape()
        main = self.operation.main_response
        if main is not None and description:
            main.description = description
        for response in self.operation.responses:
            listed = {header.name.casefold() for header in response.headers if "x-from" not in header.schema}
            response.headers = [
                header
                for header in response.headers
                if "x-from" not in header.schema or header.name.casefold() not in listed
            ]
        self.operation.responses.sort(key=lambda response: response.line)


def _is_empty(response: Response) -> bool:
    return not (response.fields or response.examples or response.content_types)


def _without_status(row: ErrorRow) -> str:
    if row.codes:
        return f"the page does not say the status of {', '.join(row.codes)}: put under {DEFAULT_STATUS!r}"
    return "an error without status and code; left out"


def _add_enum(field: Field, values_shown: Sequence[Json], words: Sequence[str]) -> None:
    shown = [value for value in values_shown if value != "string"]
    are_numbers = bool(shown) and all(type(value) is int for value in shown) and all(map(str.isdecimal, words))
    values = [int(word) for word in words] if are_numbers else words
    enum = field.schema.get("enum")
    is_more = enum is None or set(map(str, enum)) < set(map(str, values))  # its description can tell some of them
    if is_more and all(_is_listed(value, values) for value in shown) and len(set(words)) > 1:
        field.schema["enum"] = list(dict.fromkeys(values))
        apply_description(field.schema, str(field.schema.get("description", "")))  # its default can be told now
        if field.type_name:  # the type is these words
            field.schema["type"] = "string"


def _is_listed(value: object, values: Sequence[str] | Sequence[int]) -> bool:
    """Return whether a value of an example is one of those listed, but for a slip of the pen in a long word."""
    if value in values or not isinstance(value, str):
        return value in values
    if "|" in value and [word.strip() for word in value.split("|")] == list(values):
        return True  # the example is the list
    return bool(get_close_matches(value, [each for each in values if isinstance(each, str)], 1, ALIKE))
