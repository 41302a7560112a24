"""What a format finds on a page, before it is assembled to an operation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from docs2openapi._model.field import Field


class ListedField(NamedTuple):
    """A field that a page lists, before it is put into the operation.

    Attributes:
        location: ``path``, ``query``, ``header``, ``cookie`` or ``body``; ``response`` or ``response header``;
            ``auth header``, ``auth query`` or ``auth cookie`` if it is listed as a credential; ``schema`` if it is of a
            type that other fields may refer to; ``request`` if the page does not say how it is sent; ``unknown`` if not
            even that it is sent.
        field: The field.
        status: The status of its response, where the page says it.
        content_types: The content types of the bodies that have it, where the page says that not all have.
        title: The heading or label over the list that has it.
        group: The line of the table that has it; 0 if it is in none.
    """

    location: str
    field: Field
    status: str | None = None
    content_types: tuple[str, ...] = ()
    title: str = ""
    group: int = 0


class ErrorRow(NamedTuple):
    """Statuses, machine codes and meaning of an error; no status where the page does not say it.

    Attributes:
        type_name: The name of the type of the body, if the row refers to one.
        is_list: True if the body is a list of that type.
    """

    line: int
    statuses: list[str]
    codes: list[str]
    text: str
    type_name: str = ""
    is_list: bool = False


class ValueRow(NamedTuple):
    """A value that the field of a name can have."""

    line: int
    name: str
    value: str


@dataclass(slots=True)
class Findings:
    """The fields, the errors and the values of fields that a page lists."""

    fields: list[ListedField] = field(default_factory=list[ListedField])
    errors: list[ErrorRow] = field(default_factory=list[ErrorRow])
    values: list[ValueRow] = field(default_factory=list[ValueRow])

    def add(self, other: Findings) -> None:
        """Add all that was found elsewhere."""
        self.fields += other.fields
        self.errors += other.errors
        self.values += other.values
