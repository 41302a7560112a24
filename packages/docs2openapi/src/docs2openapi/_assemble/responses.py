"""The answers of an operation, put together from titles, examples, fields and tables of errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.operation import Answer, Example, Field, Operation, Remark
from docs2openapi._openapi.body_schema import shown_values
from docs2openapi._openapi.document import OTHERS
from docs2openapi._text.inline import plain
from docs2openapi._vocabulary.types import types_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docs2openapi._formats.tables import ErrorRow, ValueRow
    from docs2openapi._sections.examples import Shown
    from docs2openapi._sections.outline import Outline
    from docs2openapi._sections.parsed_page import Survey

_NOTED_STATUS = re.compile(r"\b(?:on|with|when|for|only|if)\b[^.]*?`?\b([45]\d\d)\b", re.IGNORECASE)
_TITLE_TEXT = re.compile(r"[A-Z][\w' -]{0,39}|")


class Answers:
    """Finds the answer that something belongs to; what has no status belongs to the first that is a success."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.pending: list[Field] = []

    def get(self, status: str | None, line: int) -> Answer:
        """Give the answer with a status, a new one where there is none yet."""
        for answer in self.operation.answers:
            if answer.status == status or (status is None and answer.is_success):
                return answer
        answer = Answer(line, status)
        self.operation.answers.append(answer)
        return answer

    def take_titles(self, outline: Outline) -> None:
        """Take the statuses that headings and tabs name."""
        for line, context in zip(outline.lines, outline.contexts, strict=True):
            if context.role == "answer" and context.status and _TITLE_TEXT.fullmatch(context.text):
                answer = self.get(context.status, line)
                answer.description = answer.description or context.text

    def take_shown(self, shown: Shown) -> None:
        """Take an example of an answer."""
        answer = self.get(shown.status, shown.line) if shown.status else self._unnamed(shown.line)
        answer.description = answer.description or shown.text
        answer.examples += [shown.example] if shown.example else []
        answer.types += [name for name in shown.types if name not in answer.types]
        answer.headers += [
            Field((name,), line, {"x-from": "example"})
            for line, name in shown.headers
            if name.casefold() not in ("content-type", "content-length", "date")
        ]

    def _unnamed(self, line: int) -> Answer:
        """Give the answer that is shown without a status: one for all such."""
        for answer in self.operation.answers:
            if answer.is_success:
                return answer
        answer = Answer(line)
        self.operation.answers.append(answer)
        return answer

    def take_field(self, field: Field, status: str | None) -> None:
        """Take a field of an answer."""
        self.get(status, field.line).fields.append(field)

    def take_header(self, field: Field, status: str | None) -> None:
        """Take a header of an answer; its description may say with which status it comes."""
        noted = _NOTED_STATUS.search(str(field.schema.get("description", "")))
        answer = self.get(status or (noted[1] if noted else None), field.line)
        answer.headers.append(field)

    def take_errors(self, rows: Sequence[ErrorRow]) -> None:
        """Take the rows of tables of errors; codes without a status stand under OpenAPI's word for all others."""
        for row in rows:
            if not row.statuses and row.codes:
                reason = f"the page does not say the status of {', '.join(row.codes)}: put under {OTHERS!r}"
                self.operation.remarks.append(Remark(row.line, reason))
            elif not row.statuses:
                self.operation.remarks.append(Remark(row.line, "an error without status and code; left out"))
            for status in row.statuses or ([OTHERS] if row.codes else []):
                answer = self.get(status, row.line)
                answer.error_codes += row.codes
                told = f"{', '.join(row.codes)}: {row.text}" if row.codes else row.text
                answer.description = "\n".join(filter(None, (answer.description, told)))

    def take_values(self, rows: Sequence[ValueRow]) -> None:
        """Take the values that tables of their own list, each table for the one field that it names."""
        tables: dict[str, list[ValueRow]] = {}
        for row in rows:
            tables.setdefault(_letters(row.name), []).append(row)
        for name, group in tables.items():
            fields = [
                (field, examples)
                for fields, examples in self._bodies()
                for field in fields
                if _letters(field.path[-1]) == name.rpartition(".")[2] and types_of(field.schema) in ([], ["string"])
            ]
            if len(fields) == 1:
                self._take_enum(*fields[0], [row.value for row in group])

    def _take_enum(self, field: Field, examples: list[Example], words: list[str]) -> None:
        shown = shown_values(field, [example.value for example in examples])
        if "enum" not in field.schema and all(value in words for value in shown) and len(set(words)) > 1:
            field.schema["enum"] = list(dict.fromkeys(words))

    def _bodies(self) -> list[tuple[list[Field], list[Example]]]:
        operation = self.operation
        sent = [parameter.field for parameter in operation.parameters]
        bodies = [(answer.fields, answer.examples) for answer in operation.answers]
        body = [*operation.body, *(field for listed in operation.body_of.values() for field in listed)]
        return [(sent, []), (body, operation.body_examples), *bodies]

    def finish(self, description: str) -> None:
        """Give the successful answer the prose that stands around its fields, and put all in the page's order."""
        main = next((answer for answer in self.operation.answers if answer.is_success), None)
        if main is not None and description:
            main.description = description
        for answer in self.operation.answers:
            listed = {header.name.casefold() for header in answer.headers if "x-from" not in header.schema}
            answer.headers = [
                header
                for header in answer.headers
                if "x-from" not in header.schema or header.name.casefold() not in listed
            ]
        self.operation.answers.sort(key=lambda answer: answer.line)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", plain(name)).casefold()


def response_prose(survey: Survey) -> str:
    """Give the paragraphs between the heading over the first response field and the last such field or example."""
    found, tags = survey.found, survey.tags
    shown = [tag for tag in tags if tag.name in ("responsefield", "responseexample")]
    if not shown:
        return ""
    heading = next((b for b in reversed(found) if b.kind.startswith("h") and b.last < shown[0].line), None)
    start = heading.last if heading else 0
    outer = [tag for tag in tags if tag.parent is None]
    texts = [
        block.text
        for block in found
        if block.kind == "p"
        and not block.text.startswith(("<", "import ", "{%"))
        and start < block.first < shown[-1].line
        and not any(tag.line <= block.last and block.first <= tag.end for tag in outer)
    ]
    is_of_operation = bool(texts) and texts[0] == _description(survey, heading)
    return "\n\n".join(texts[1:] if is_of_operation else texts)


def _description(survey: Survey, heading: object) -> str | None:
    first = survey.heading
    if first is None or first is not heading:
        return None
    following = next((block for block in survey.found if block.first > first.last), None)
    return following.text if following and following.kind == "p" and not following.text.startswith("<") else None
