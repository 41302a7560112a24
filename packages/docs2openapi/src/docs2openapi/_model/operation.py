"""One operation as it was read from a page, before it is written as OpenAPI."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docs2openapi._model.field import Field, Parameter
from docs2openapi._model.page import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docs2openapi._model.schema import Json

# The status of errors that a page describes without naming one: OpenAPI's word for all others.
DEFAULT_STATUS = "default"


MAX_COMPARED = 20


class Example(NamedTuple):
    """A body that the page shows, with the name that the page gives it.

    Attributes:
        shows_types: True if it has words for types in place of values: it is no example to be shown.
    """

    line: int
    value: Json
    name: str = ""
    shows_types: bool = False


class Credential(NamedTuple):
    """How a caller authenticates.

    Attributes:
        line: The line of the page that names it, from 1.
        kind: ``bearer``, ``basic`` or ``apiKey``.
        location: Where it is sent: ``header``, ``query`` or ``cookie``.
        name: The name of the header or parameter that carries it.
        description: What the page says about it.
        required: True only where the page says so.
    """

    line: int
    kind: str
    location: str = "header"
    name: str = "Authorization"
    description: str = ""
    required: bool = False


@dataclass(slots=True)
class Response:
    """A response; ``status`` is None where the page shows it without one."""

    line: int
    status: str | None = None
    description: str = ""
    fields: list[Field] = field(default_factory=list[Field])
    headers: list[Field] = field(default_factory=list[Field])
    examples: list[Example] = field(default_factory=list[Example])
    content_types: list[str] = field(default_factory=list[str])
    error_codes: list[str] = field(default_factory=list[str])

    @property
    def is_success(self) -> bool:
        """True for a 2xx status, and for a response without one."""
        return self.status is None or self.status.startswith("2")

    def add_example(self, example: Example) -> None:
        """Add an example, unless one of the last ones is the same: pages show some of them twice."""
        if all(each.value != example.value for each in self.examples[-MAX_COMPARED:]):
            self.examples.append(example)

    def add_content_types(self, names: Iterable[str]) -> None:
        """Add the content types that it does not have yet."""
        self.content_types += [name for name in names if name not in self.content_types]


@dataclass(slots=True)
class Operation:
    """One operation; what the page does not say is None or empty.

    Attributes:
        line: The line of its heading, from 1.
        body: The fields of the request body.
        body_by_type: The fields that only the body of one content type has.
        body_types: The content types of the request body.
        is_public: True if the page says that no key is needed.
        is_one_key_enough: True if the page says that the credentials are alternatives.
        remarks: What could not be read or decided.
    """

    line: int
    title: str | None = None
    description: str | None = None
    method: str | None = None
    path: str | None = None
    servers: list[str] = field(default_factory=list[str])
    parameters: list[Parameter] = field(default_factory=list[Parameter])
    body: list[Field] = field(default_factory=list[Field])
    body_by_type: dict[str, list[Field]] = field(default_factory=dict[str, list[Field]])
    body_types: list[str] = field(default_factory=list[str])
    body_examples: list[Example] = field(default_factory=list[Example])
    credentials: list[Credential] = field(default_factory=list[Credential])
    is_public: bool = False
    is_one_key_enough: bool = False
    responses: list[Response] = field(default_factory=list[Response])
    remarks: list[Remark] = field(default_factory=list[Remark])

    @property
    def all_body_fields(self) -> list[Field]:
        """The fields of the request body, of any content type."""
        return [*self.body, *(each for fields in self.body_by_type.values() for each in fields)]

    @property
    def says_something(self) -> bool:
        """False if it has neither a path nor a field, and no example with its status."""
        shown = any(each.fields or (each.status and each.examples) for each in self.responses)
        return bool(self.path or self.parameters or self.all_body_fields or shown)

    @property
    def main_response(self) -> Response | None:
        """The first response that is a success."""
        return next((response for response in self.responses if response.is_success), None)

    def add_body_types(self, names: Iterable[str]) -> None:
        """Add the content types that the request body does not have yet."""
        self.body_types += [name for name in names if name not in self.body_types]
