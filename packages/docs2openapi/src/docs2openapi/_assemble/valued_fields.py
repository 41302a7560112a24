"""Finds the fields whose values a page lists elsewhere, by the letters of their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docs2openapi._model.field import Field
from docs2openapi._model.schema import types_of
from docs2openapi._openapi.example_schema import ShownValues, infer_schema, objects_in, values_at
from docs2openapi._text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docs2openapi._model.operation import Example, Operation
    from docs2openapi._model.schema import Json
    from docs2openapi._openapi.example_schema import Path

    Found = tuple[Field, list[Example]]


class ValuedFields:
    """Knows the fields of an operation, and those that only its examples show; each is looked at once."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.fields: list[tuple[str, Found]] = []
        self.by_letters: dict[str, list[Found]] = {}
        for fields, examples in _bodies(operation):
            for field in fields:
                self._add(field, examples)
        self.returned = [(each, _Shown(each.examples)) for each in operation.responses if each.is_success]
        self.sent = _Shown(operation.body_examples)
        self.no_examples: list[Example] = []
        self.values: dict[int, ShownValues] = {}  # by the list of examples

    def find(self, letters: str, line: int) -> Sequence[Found]:
        """Return the fields of a name, each with the examples of its body.

        A field that only examples show is listed, at the line that lists its values. Without a field of that name,
        those are meant whose name ends in it: ``task_status``, ``jobState``.
        """
        return (
            self.by_letters.get(letters, ())
            or [*self._shown_fields(letters, line), *self._sent_fields(letters, line)]
            or [found for name, found in self.fields if _ends_in(name, letters)]
            or list(self._shown_fields(letters, line, is_end=True))
        )

    def shown_values(self, field: Field, examples: list[Example]) -> list[Json]:
        """List the values that the examples of its body have for a field."""
        if id(examples) not in self.values:
            self.values[id(examples)] = ShownValues([each.value for each in examples])
        return self.values[id(examples)].of(field.path)

    def _add(self, field: Field, examples: list[Example]) -> Found:
        found = field, examples
        if types_of(field.schema) in ([], ["string"]):
            self.fields.append((field.path[-1], found))
            for letters in dict.fromkeys((letters_of(field.path[-1]), letters_of(field.type_name))):
                self.by_letters.setdefault(letters, []).append(found)
        return found

    def _shown_fields(self, letters: str, line: int, *, is_end: bool = False) -> Iterator[Found]:
        """Find the one place at which examples of successful responses show a field that no list has; list it.

        Of several the outermost is taken: what is inside a job can have a status of its own.
        """
        for response, shown in self.returned:
            named = shown.ending_in(letters) if is_end else shown.named(letters)
            paths = [path for path in named if len(path) == min(map(len, named))]
            if len(paths) == 1 and paths[0][0] != "[]":
                response.fields.append(Field(paths[0], line, {}))
                yield self._add(response.fields[-1], response.examples)

    def _sent_fields(self, letters: str, line: int) -> Iterator[Found]:
        """Find the one place at which a type or the values themselves show a field of the request body; list it."""
        examples = self.operation.body_examples
        paths = self.sent.named(letters)
        shown = values_at([each.value for each in examples if not each.shows_types], paths[0]) if paths else []
        if len(paths) == 1 and paths[0][0] != "[]" and all("|" in str(value) for value in shown):
            self.operation.body.append(Field(paths[0], line, {}))
            self._add(self.operation.body[-1], examples)
            yield self.operation.body[-1], self.no_examples


class _Shown:
    """The paths of the fields that examples show."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.paths: dict[str, list[Path]] = {}
        self.by_letters: dict[str, list[Path]] = {}
        for path, names in objects_in(infer_schema([example.value for example in examples])):
            for name in names:
                self.paths.setdefault(name, []).append((*path, name))
                self.by_letters.setdefault(letters_of(name), []).append((*path, name))

    def named(self, letters: str) -> list[Path]:
        return self.by_letters.get(letters, [])

    def ending_in(self, letters: str) -> list[Path]:
        named = self.named(letters)
        return named + [path for name, paths in self.paths.items() if _ends_in(name, letters) for path in paths]


def _bodies(operation: Operation) -> Iterator[tuple[list[Field], list[Example]]]:
    yield [parameter.field for parameter in operation.parameters], []
    yield operation.all_body_fields, operation.body_examples
    yield from ((response.fields, response.examples) for response in operation.responses)


def _ends_in(name: str, letters: str) -> bool:
    return name.endswith((f"_{letters}", letters.capitalize()))


def letters_of(name: str) -> str:
    """Return the letters and digits of a name, by which names are compared.

    >>> letters_of("Job-State")
    'jobstate'
    """
    return re.sub(r"[\W_]", "", plain_text(name)).casefold()
